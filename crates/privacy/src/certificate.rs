//! Certificates of removal: what was removed, signed by the site (Ed25519). Whoever has one can check
//! it without the site: the key stands in it, and the site shows the same key on a page of its own.
//! A certificate names an account by its number and nobody by name.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD as BASE64;
use ring::signature::{ED25519, Ed25519KeyPair, KeyPair as _, UnparsedPublicKey};
use serde::{Deserialize, Serialize};
use store::{Chance, Fault, Ground, site};

/// The name under which the site keeps the seed of the key that signs.
const SEED: &str = "certificate-seed";

const BEGIN: &str = "-----BEGIN FUDA CERTIFICATE-----";
const END: &str = "-----END FUDA CERTIFICATE-----";
const LINE: usize = 64;

/// What a certificate says.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Statement {
    /// The kind and version of the statement.
    pub kind: String,
    /// The number of the account.
    pub account: i64,
    /// When its owner asked for it, in milliseconds.
    pub asked_at: i64,
    /// When the removal began.
    pub began_at: i64,
    /// When it was complete.
    pub removed_at: i64,
    /// What was there, as it was counted at the beginning.
    pub found: Vec<Counted>,
    /// What was left at the end, by place; all zero.
    pub left: Vec<Counted>,
    /// What stays for a while elsewhere, and until when at the latest.
    pub stays: Vec<Stays>,
}

/// A number of things.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Counted {
    /// What, or where.
    pub what: String,
    /// How many.
    pub count: u64,
}

/// Something that names the account and goes by itself.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Stays {
    /// What.
    pub what: String,
    /// Until when at the latest, in milliseconds.
    pub until: i64,
}

/// The public key of a site: 32 bytes, 43 characters.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Key(pub String);

/// A certificate whose signature fits.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Certificate {
    /// What it says.
    pub statement: Statement,
    /// Who says it.
    pub key: Key,
}

/// Why something is no certificate.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum BadCertificate {
    /// There is none in the text.
    #[error("there is no certificate in it")]
    Missing,
    /// There is one, but it was damaged on the way.
    #[error("the certificate is damaged")]
    Damaged,
    /// Something in it was changed, or somebody else signed it.
    #[error("the signature does not fit")]
    Forged,
}

impl Certificate {
    /// Finds a certificate in a text, such as a letter, and checks its signature.
    pub fn read(text: &str) -> Result<Certificate, BadCertificate> {
        let (_, rest) = text.split_once(BEGIN).ok_or(BadCertificate::Missing)?;
        let (lines, _) = rest.split_once(END).ok_or(BadCertificate::Missing)?;
        // Letters that were quoted or forwarded have marks before each line.
        let plain: String = lines
            .chars()
            .filter(|c| !c.is_whitespace() && *c != '>')
            .collect();
        let mut parts = plain.split('.').map(|part| BASE64.decode(part));
        let (Some(Ok(statement)), Some(Ok(key)), Some(Ok(signature)), None) =
            (parts.next(), parts.next(), parts.next(), parts.next())
        else {
            return Err(BadCertificate::Damaged);
        };
        UnparsedPublicKey::new(&ED25519, &key)
            .verify(&statement, &signature)
            .map_err(|_| BadCertificate::Forged)?;
        Ok(Certificate {
            statement: serde_json::from_slice(&statement).map_err(|_| BadCertificate::Damaged)?,
            key: Key(BASE64.encode(key)),
        })
    }
}

/// A statement with its signature, as lines of text.
pub(crate) async fn signed(ground: &Ground, statement: &Statement) -> Result<String, Fault> {
    let pair = key_pair(ground).await?;
    let statement = serde_json::to_vec(statement)
        .map_err(|error| Fault::because("a certificate could not be written", error))?;
    let signature = pair.sign(&statement);
    let parts = [
        BASE64.encode(&statement),
        BASE64.encode(pair.public_key().as_ref()),
        BASE64.encode(signature.as_ref()),
    ];
    let letters: Vec<char> = parts.join(".").chars().collect();
    let lines: Vec<String> = letters
        .chunks(LINE)
        .map(|line| line.iter().collect())
        .collect();
    Ok(format!("{BEGIN}\n{}\n{END}", lines.join("\n")))
}

/// The key with which this site signs.
pub async fn site_key(ground: &Ground) -> Result<Key, Fault> {
    let pair = key_pair(ground).await?;
    Ok(Key(BASE64.encode(pair.public_key().as_ref())))
}

/// Made at its first use.
async fn key_pair(ground: &Ground) -> Result<Ed25519KeyPair, Fault> {
    let make = |chance: &Chance| BASE64.encode(chance.bytes::<32>());
    let seed = site::lasting_fact(ground, SEED, make).await?;
    let seed = BASE64
        .decode(seed)
        .map_err(|error| Fault::because("the key of certificates is damaged", error))?;
    Ed25519KeyPair::from_seed_unchecked(&seed)
        .map_err(|error| Fault::new(format!("the key of certificates is damaged: {error}")))
}
