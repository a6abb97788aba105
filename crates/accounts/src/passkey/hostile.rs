//! What no authenticator writes, and what holds whatever it is: nobody gets in without a signature.

use std::cell::OnceCell;

use sha2::{Digest as _, Sha256};
use store::{Chance, Clock, CrashPoints, DataFolder, Ground, Millis};
use tempfile::TempDir;
use trials::Trial;

use super::authenticator::AuthenticatorData;
use super::cbor;
use super::ceremony::{Made, Scene, Signed, encoded};
use super::challenge::{Challenges, Occasion};
use super::key::PublicKey;
use super::relying_party::RelyingParty;

/// What a browser brings back.
pub(crate) const PASSKEY: Trial = Trial {
    name: "passkey",
    seeds,
    run,
};

const SITE: &str = "fuda.example.org";

thread_local! {
    static GROUND: OnceCell<(Ground, TempDir)> = const { OnceCell::new() };
}

/// A byte that says what the rest is.
fn run(bytes: &[u8]) {
    let Some((kind, bytes)) = bytes.split_first() else {
        return;
    };
    match kind % 4 {
        0 => {
            if let Some((_, rest)) = cbor::read(bytes) {
                assert!(rest.len() < bytes.len(), "an item of no bytes");
            }
        }
        1 => {
            if let Some(key) = PublicKey::parse(bytes) {
                assert!(
                    !key.has_signed(b"message", bytes),
                    "a signature was guessed"
                );
            }
        }
        2 => {
            if let Some(data) = AuthenticatorData::parse(bytes) {
                let made = data.made.as_ref();
                assert!(made.is_none_or(|made| PublicKey::parse(made.key).is_some()));
            }
        }
        _ => GROUND.with(|kept| ceremony(&kept.get_or_init(ground).0, bytes)),
    }
}

fn ground() -> (Ground, TempDir) {
    let folder = TempDir::new().expect("a folder can be made");
    let data = DataFolder::open(folder.path()).expect("it is a folder");
    let (clock, chance) = (Clock::fixed(Millis(0)), Chance::seeded(1));
    let ground = Ground::open(data, clock, chance, CrashPoints::off()).expect("it is new");
    (ground, folder)
}

/// What the browser says, a zero, what the authenticator says. Nobody was challenged.
fn ceremony(ground: &Ground, bytes: &[u8]) {
    let at = bytes.iter().position(|byte| *byte == 0);
    let (client, data) = bytes.split_at(at.unwrap_or(bytes.len()));
    let (client, data) = (encoded(client), encoded(data.get(1..).unwrap_or_default()));
    let challenges = Challenges::default();
    let site = RelyingParty::of("https://fuda.example.org").expect("a site");
    let scene = Scene {
        ground,
        challenges: &challenges,
        site: &site,
        occasion: Occasion::LogIn,
    };
    let made = Made {
        client_data: &client,
        attestation: &data,
    };
    assert!(scene.accept(made).is_none(), "a key was taken unasked");
    let signed = Signed {
        id: "aWQ",
        client_data: &client,
        authenticator: &data,
        signature: "c2lnbmF0dXJl",
    };
    assert!(scene.verify(signed, &key(), 0).is_none(), "nobody signed");
}

/// {1: 1, 3: -8, -1: 6, -2: x}, a key for Ed25519.
fn key() -> Vec<u8> {
    [
        &[0xa4, 1, 1, 3, 0x27, 0x20, 6, 0x21, 0x58, 32][..],
        &[9; 32],
    ]
    .concat()
}

/// {1: 3, 3: -257, -1: n, -2: e}, a key for RSA.
fn rsa_key() -> Vec<u8> {
    let head = [0xa4, 1, 3, 3, 0x39, 1, 0, 0x20, 0x59, 1, 0];
    [&head[..], &[0xc5; 256], &[0x21, 0x43, 1, 0, 1]].concat()
}

fn authenticator_data(flags: u8, tail: &[u8]) -> Vec<u8> {
    let site = Sha256::digest(SITE);
    [&site[..], &[flags], &[0, 0, 0, 1], tail].concat()
}

fn seeds() -> Vec<Vec<u8>> {
    let made = [&[0; 16][..], &[0, 4], b"name", &key()].concat();
    let data = authenticator_data(0x5d, &made);
    let length = u8::try_from(data.len()).expect("it is short");
    let attestation = [
        b"\xa3\x63fmt\x64none\x67attStmt\xa0\x68authData\x58".to_vec(),
        vec![length],
        data.clone(),
    ]
    .concat();
    let client = br#"{"type":"webauthn.create","challenge":"AAAA","origin":"https://fuda.example.org","crossOrigin":false}"#;
    let whole = [&client[..], b"\0", &attestation].concat();
    let kind = |number: u8, bytes: &[u8]| [&[number], bytes].concat();
    vec![
        kind(0, &attestation),
        kind(0, &[0xa2, 0x61, 0x61, 0x01, 0x61, 0x62, 0x82, 0x02, 0x03]),
        kind(1, &key()),
        kind(1, &rsa_key()),
        kind(2, &data),
        kind(2, &authenticator_data(0x85, &[0xa1, 0x61, 0x78, 0xf5])),
        kind(3, &whole),
    ]
}
