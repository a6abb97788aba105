//! The mark of a letter: a seal in its number (`Message-ID`) over who it went to. A report about a
//! letter counts only if it brings the mark, so that nobody can silence an address by writing a report
//! about a letter that she has never seen.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD_NO_PAD;
use ring::hmac;
use store::{Chance, Fault, Ground, Read, site};

/// The name under which the site keeps the key.
const KEY: &str = "suppression-key";

/// The key of everything in this crate that is sealed or hashed.
#[derive(Clone)]
pub(crate) struct Key(hmac::Key);

impl std::fmt::Debug for Key {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Key")
    }
}

impl Key {
    /// The site's key, if it was ever needed.
    pub(crate) async fn known(r: &Read) -> Result<Option<Key>, Fault> {
        let known = site::fact(r, KEY).await?;
        known.map(|known| Key::parse(&known)).transpose()
    }

    /// The site's key, which is made at the first use.
    pub(crate) async fn of(ground: &Ground) -> Result<Key, Fault> {
        let make = |chance: &Chance| STANDARD_NO_PAD.encode(chance.bytes::<32>());
        Key::parse(&site::lasting_fact(ground, KEY, make).await?)
    }

    pub(crate) fn parse(stored: &str) -> Result<Key, Fault> {
        let bytes = STANDARD_NO_PAD
            .decode(stored)
            .map_err(|error| Fault::because("the key of suppressions is damaged", error))?;
        Ok(Key(hmac::Key::new(hmac::HMAC_SHA256, &bytes)))
    }

    /// By what an address is known in tables.
    pub(crate) fn fingerprint(&self, address: &str) -> Result<[u8; 32], Fault> {
        let tag = hmac::sign(&self.0, plain(address).as_bytes());
        tag.as_ref()
            .try_into()
            .map_err(|error| Fault::because("a fingerprint has another length", error))
    }

    fn mark(&self, letter: (i64, i64), to: &str) -> String {
        let (job, written_at_ms) = letter;
        let sealed = format!("letter {job} {written_at_ms} {}", plain(to));
        let tag = hmac::sign(&self.0, sealed.as_bytes());
        let mark = tag
            .as_ref()
            .first_chunk()
            .map_or(0, |mark| u64::from_be_bytes(*mark));
        format!("{mark:016x}")
    }

    /// The number of a letter, the same at every attempt, so that a letter sent twice is recognised as
    /// one.
    pub(crate) fn message_id(&self, letter: (i64, i64), to: &str, domain: &str) -> String {
        let mark = self.mark(letter, to);
        let (job, written_at_ms) = letter;
        format!("<letter.{job}.{written_at_ms}.{mark}@{domain}>")
    }

    /// Whether this is the number of a letter of ours to this address.
    pub(crate) fn fits(&self, message_id: &str, to: &str) -> bool {
        let id = message_id.trim().trim_start_matches('<');
        let mut parts = id.split(['.', '@']);
        let (Some("letter"), Some(job), Some(written), Some(mark)) =
            (parts.next(), parts.next(), parts.next(), parts.next())
        else {
            return false;
        };
        let (Ok(job), Ok(written)) = (job.parse(), written.parse()) else {
            return false;
        };
        self.mark((job, written), to) == mark
    }
}

/// Servers may change the case of an address on the way.
fn plain(address: &str) -> String {
    address.trim().to_ascii_lowercase()
}

#[cfg(test)]
mod tests {
    use super::Key;

    #[test]
    fn a_mark_fits_one_letter_to_one_address() {
        let key = Key::parse("YWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWE").unwrap();
        let id = key.message_id((7, 1_800_000_000_000), "mia@example.org", "a.example");

        assert!(key.fits(&id, "Mia@Example.org "));
        assert!(!key.fits(&id, "ben@example.org"));
        assert!(!key.fits(&id.replace(".7.", ".8."), "mia@example.org"));
        assert!(!key.fits("<letter.7.1800000000000@a.example>", "mia@example.org"));
        assert!(!key.fits("", "mia@example.org"));
    }
}
