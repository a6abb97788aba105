//! The secret with which passes are signed: who made one, for whom, and until when can be told after a
//! restart, and by nobody else.

use store::{Chance, Fault, Ground, Millis, site};

/// The name under which the site keeps it.
const KEY: &str = "cardframe.seal";

/// The secret of the site.
#[derive(Clone)]
pub(crate) struct Seal([u8; 32]);

impl std::fmt::Debug for Seal {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Seal")
    }
}

impl Seal {
    /// The seal of this site, which is made when it is first needed.
    pub(crate) async fn of_site(ground: &Ground) -> Result<Seal, Fault> {
        let secret = site::lasting_fact(ground, KEY, Chance::token).await?;
        Ok(Seal(*blake3::hash(secret.as_bytes()).as_bytes()))
    }

    /// A seal that has sealed nothing.
    #[cfg(any(test, fuzzing))]
    pub(crate) fn of_nobody() -> Seal {
        Seal([9; 32])
    }

    /// A new token. It does not say whose it is.
    pub(crate) fn token(&self, holder: i64, until: Millis, chance: &Chance) -> String {
        let head = format!("{:x}-{:x}", until.0, chance.id());
        let mark = self.mark(holder, &head);
        format!("{head}-{mark}")
    }

    /// Until when a token lasts, if it is one of ours and this holder's.
    pub(crate) fn until(&self, holder: i64, token: &str) -> Option<Millis> {
        let (head, mark) = token.rsplit_once('-')?;
        let mark = blake3::Hash::from_hex(mark).ok()?;
        // Hashes are compared in constant time.
        if mark != self.mark(holder, head) {
            return None;
        }
        let (until, _) = head.split_once('-')?;
        i64::from_str_radix(until, 16).ok().map(Millis)
    }

    fn mark(&self, holder: i64, head: &str) -> blake3::Hash {
        blake3::keyed_hash(&self.0, format!("pass of {holder}: {head}").as_bytes())
    }
}

#[cfg(test)]
mod tests {
    use store::{Chance, Millis};

    use super::Seal;

    #[test]
    fn a_token_is_taken_from_its_holder_only_and_as_it_was_made() {
        let (seal, other) = (Seal([1; 32]), Seal([2; 32]));
        let token = seal.token(7, Millis(1_773_316_800_000), &Chance::seeded(1));

        assert_eq!(seal.until(7, &token), Some(Millis(1_773_316_800_000)));
        assert_eq!(seal.until(8, &token), None);
        assert_eq!(other.until(7, &token), None);
        let longer = token.replacen('1', "2", 1);
        assert_eq!(seal.until(7, &longer), None);
        assert_eq!(seal.until(7, "x"), None);
        assert!(token.len() < 100 && !token.contains("7-7"), "{token}");
    }
}
