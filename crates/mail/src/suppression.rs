//! Addresses that are not written to any more, because letters came back or their reader complained
//! (PR-55). Kept as keyed hashes: whoever gets hold of the table alone cannot try addresses on it,
//! and it names no account, so it outlives the account it was about.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD_NO_PAD;
use ring::hmac;
use store::{Fault, Ground, Millis, Read, Write};

use crate::storage;

/// Why an address is not written to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reason {
    /// The mail server says that there is no such mailbox.
    Bounced,
    /// Its reader called a letter of ours unwanted.
    Complained,
    /// The operator wants it so.
    Operator,
}

impl Reason {
    pub(crate) const ALL: [Reason; 3] = [Reason::Bounced, Reason::Complained, Reason::Operator];

    /// A word for tables and the terminal.
    pub fn word(self) -> &'static str {
        match self {
            Reason::Bounced => "bounced",
            Reason::Complained => "complained",
            Reason::Operator => "operator",
        }
    }
}

/// An address that is not written to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Suppression {
    /// Why.
    pub reason: Reason,
    /// Since when.
    pub noted_at: Millis,
}

/// Whether and why an address is not written to.
pub async fn suppression(ground: &Ground, address: &str) -> Result<Option<Suppression>, Fault> {
    let address = address.to_owned();
    ground.db.read(async move |r| of(r, &address).await).await
}

async fn of(r: &Read, address: &str) -> Result<Option<Suppression>, Fault> {
    // Without a key nothing was ever noted.
    let Some(key) = storage::suppression_key(r).await? else {
        return Ok(None);
    };
    storage::suppression(r, fingerprint(&key, address)?).await
}

/// Notes that an address is not to be written to any more.
pub async fn suppress(ground: &Ground, address: &str, reason: Reason) -> Result<(), Fault> {
    let (address, now) = (address.to_owned(), ground.clock.now());
    let fresh = STANDARD_NO_PAD.encode(ground.chance.bytes::<32>());
    ground
        .db
        .write(async move |w: &Write| {
            let known = storage::suppression_key(w).await?;
            let key = if let Some(key) = known {
                key
            } else {
                storage::put_suppression_key(w, &fresh).await?;
                fresh
            };
            storage::suppress(w, fingerprint(&key, &address)?, reason, now).await
        })
        .await
}

/// Lets an address be written to again. `false`: it was not suppressed.
pub async fn lift_suppression(ground: &Ground, address: &str) -> Result<bool, Fault> {
    let address = address.to_owned();
    ground
        .db
        .write(async move |w| match storage::suppression_key(w).await? {
            Some(key) => storage::lift(w, fingerprint(&key, &address)?).await,
            None => Ok(false),
        })
        .await
}

fn fingerprint(key: &str, address: &str) -> Result<[u8; 32], Fault> {
    let key = STANDARD_NO_PAD
        .decode(key)
        .map_err(|error| Fault::because("the key of suppressions is damaged", error))?;
    let key = hmac::Key::new(hmac::HMAC_SHA256, &key);
    let tag = hmac::sign(&key, address.trim().to_ascii_lowercase().as_bytes());
    tag.as_ref()
        .try_into()
        .map_err(|error| Fault::because("a fingerprint has another length", error))
}

/// Whether a mail server's refusal means that there is no such mailbox, and not that it is full, that
/// we are not welcome, or that the letter is not. The enhanced code (RFC 3463) tells; without one,
/// the three codes of RFC 5321 that are about the mailbox do.
pub(crate) fn is_bounce(code: u16, words: &str) -> bool {
    match enhanced(words) {
        Some((subject, detail)) => {
            matches!((subject, detail), (1, 1 | 2 | 3 | 6 | 10) | (2, 1))
        }
        None => matches!(code, 550 | 551 | 553),
    }
}

/// Subject and detail of `5.1.1` at the beginning of the server's words, or after `550 ` or `550-`.
fn enhanced(words: &str) -> Option<(u32, u32)> {
    words
        .split(|c: char| !c.is_ascii_digit() && c != '.')
        .find_map(|word| {
            let mut parts = word.split('.').map(str::parse);
            match (parts.next(), parts.next(), parts.next(), parts.next()) {
                (Some(Ok(5)), Some(Ok(subject)), Some(Ok(detail)), None) => Some((subject, detail)),
                _ => None,
            }
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pr_55_only_a_mailbox_that_is_not_there_counts_as_a_bounce() {
        for (code, words, is_one) in [
            (550, "5.1.1 <mia@example.org>: no such user", true),
            (550, "550 no such user mia@example.org", true),
            (550, "5.1.10 null MX", true),
            (553, "mailbox name not allowed", true),
            (550, "5.2.1 mailbox disabled", true),
            (550, "5.7.1 blocked by policy, see 1.2.3.4", false),
            (554, "5.7.1 spam", false),
            (552, "5.2.2 mailbox full", false),
            (554, "transaction failed", false),
            (535, "5.7.8 wrong password", false),
        ] {
            assert_eq!(is_bounce(code, words), is_one, "{code} {words}");
        }
    }
}
