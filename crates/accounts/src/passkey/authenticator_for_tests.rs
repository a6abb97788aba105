//! An authenticator in software, with every knob that a dishonest one could turn.

use ring::rand::SystemRandom;
use ring::signature::{ECDSA_P256_SHA256_ASN1_SIGNING, EcdsaKeyPair, Ed25519KeyPair, KeyPair as _};
use sha2::{Digest as _, Sha256};

use super::ceremony::encoded;
use super::{Made, Signed};

pub(crate) const ORIGIN: &str = "https://fuda.example.org";
const HAS_KEY: u8 = 0x40;

enum Pair {
    P256(EcdsaKeyPair),
    Ed25519(Ed25519KeyPair),
}

pub(crate) struct Authenticator {
    pair: Pair,
    chance: SystemRandom,
    pub(crate) credential: Vec<u8>,
    pub(crate) site: String,
    pub(crate) origin: String,
    pub(crate) kind: Option<&'static str>,
    pub(crate) extra: &'static str,
    pub(crate) flags: u8,
    pub(crate) tail: &'static [u8],
    pub(crate) count: u32,
}

/// What the browser sends, owned.
pub(crate) struct Sent {
    pub(crate) id: String,
    pub(crate) client_data: String,
    pub(crate) attestation: String,
    pub(crate) authenticator: String,
    pub(crate) signature: String,
}

impl Sent {
    pub(crate) fn made(&self) -> Made<'_> {
        Made {
            client_data: &self.client_data,
            attestation: &self.attestation,
        }
    }

    pub(crate) fn signed(&self) -> Signed<'_> {
        Signed {
            id: &self.id,
            client_data: &self.client_data,
            authenticator: &self.authenticator,
            signature: &self.signature,
        }
    }
}

impl Authenticator {
    pub(crate) fn p256() -> Authenticator {
        let chance = SystemRandom::new();
        let kind = &ECDSA_P256_SHA256_ASN1_SIGNING;
        let pkcs8 = EcdsaKeyPair::generate_pkcs8(kind, &chance).unwrap();
        let pair = EcdsaKeyPair::from_pkcs8(kind, pkcs8.as_ref(), &chance).unwrap();
        Authenticator::with(Pair::P256(pair), chance)
    }

    pub(crate) fn ed25519() -> Authenticator {
        let chance = SystemRandom::new();
        let pkcs8 = Ed25519KeyPair::generate_pkcs8(&chance).unwrap();
        let pair = Ed25519KeyPair::from_pkcs8(pkcs8.as_ref()).unwrap();
        Authenticator::with(Pair::Ed25519(pair), chance)
    }

    fn with(pair: Pair, chance: SystemRandom) -> Authenticator {
        Authenticator {
            credential: Sha256::digest(public(&pair)).to_vec(),
            pair,
            chance,
            site: "fuda.example.org".to_owned(),
            origin: ORIGIN.to_owned(),
            kind: None,
            extra: "",
            flags: 0x1d,
            tail: &[],
            count: 0,
        }
    }

    /// `navigator.credentials.create`.
    pub(crate) fn make(&self, challenge: &str) -> Sent {
        let length = u16::try_from(self.credential.len()).unwrap().to_be_bytes();
        let data = [
            self.head(self.flags | HAS_KEY),
            vec![0; 16],
            length.to_vec(),
            self.credential.clone(),
            cose(&self.pair),
        ]
        .concat();
        // {"fmt": "none", "attStmt": {}, "authData": data}
        let attestation = [
            b"\xa3\x63fmt\x64none\x67attStmt\xa0\x68authData\x59".to_vec(),
            u16::try_from(data.len()).unwrap().to_be_bytes().to_vec(),
            data,
        ]
        .concat();
        self.sent("webauthn.create", challenge, &attestation)
    }

    /// `navigator.credentials.get`.
    pub(crate) fn sign(&self, challenge: &str) -> Sent {
        self.sent("webauthn.get", challenge, &[])
    }

    fn sent(&self, kind: &str, challenge: &str, attestation: &[u8]) -> Sent {
        let (kind, origin, extra) = (self.kind.unwrap_or(kind), &self.origin, self.extra);
        let client =
            format!(r#"{{"type":"{kind}","challenge":"{challenge}","origin":"{origin}"{extra}}}"#);
        let data = [&self.head(self.flags)[..], self.tail].concat();
        let signed = [&data[..], &Sha256::digest(&client)].concat();
        let signature = match &self.pair {
            Pair::P256(pair) => pair.sign(&self.chance, &signed).unwrap().as_ref().to_vec(),
            Pair::Ed25519(pair) => pair.sign(&signed).as_ref().to_vec(),
        };
        Sent {
            id: encoded(&self.credential),
            client_data: encoded(client.as_bytes()),
            attestation: encoded(attestation),
            authenticator: encoded(&data),
            signature: encoded(&signature),
        }
    }

    fn head(&self, flags: u8) -> Vec<u8> {
        let mut head = Sha256::digest(&self.site).to_vec();
        head.push(flags);
        head.extend(self.count.to_be_bytes());
        head
    }
}

fn public(pair: &Pair) -> &[u8] {
    match pair {
        Pair::P256(pair) => pair.public_key().as_ref(),
        Pair::Ed25519(pair) => pair.public_key().as_ref(),
    }
}

fn cose(pair: &Pair) -> Vec<u8> {
    let public = public(pair);
    match pair {
        // {1: 2, 3: -7, -1: 1, -2: x, -3: y}
        Pair::P256(_) => [
            &[0xa5, 1, 2, 3, 0x26, 0x20, 1, 0x21, 0x58, 32][..],
            &public[1..33],
            &[0x22, 0x58, 32],
            &public[33..],
        ]
        .concat(),
        // {1: 1, 3: -8, -1: 6, -2: x}
        Pair::Ed25519(_) => [&[0xa4, 1, 1, 3, 0x27, 0x20, 6, 0x21, 0x58, 32][..], public].concat(),
    }
}
