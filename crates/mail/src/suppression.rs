//! Addresses that are not written to any more, because letters came back or their reader complained
//! (PR-55). Kept as keyed hashes: whoever gets hold of the table alone cannot try addresses on it,
//! and it names no account, so it outlives the account it was about.

use store::{Fault, Ground, Millis, Read};

use crate::mark::Key;
use crate::report::Fate;
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
    let Some(key) = Key::known(r).await? else {
        return Ok(None);
    };
    storage::suppression(r, key.fingerprint(address)?).await
}

/// Notes that an address is not to be written to any more.
pub async fn suppress(ground: &Ground, address: &str, reason: Reason) -> Result<(), Fault> {
    let hash = Key::of(ground).await?.fingerprint(address)?;
    let now = ground.clock.now();
    ground
        .db
        .write(async move |w| storage::suppress(w, hash, reason, now).await)
        .await
}

/// Lets an address be written to again. `false`: it was not suppressed.
pub async fn lift_suppression(ground: &Ground, address: &str) -> Result<bool, Fault> {
    let hash = Key::of(ground).await?.fingerprint(address)?;
    ground
        .db
        .write(async move |w| storage::lift(w, hash).await)
        .await
}

/// What a mail server's refusal means for the address: that there is no such mailbox, that it is full or
/// cannot be reached, or nothing, because we or the letter are not welcome. The enhanced code (RFC 3463)
/// tells; without one, the three codes of RFC 5321 that are about the mailbox do.
pub(crate) fn fate_of_words(code: u16, words: &str) -> Option<Fate> {
    match enhanced(words) {
        Some((1, 1 | 2 | 3 | 6 | 10) | (2, 1)) => Some(Fate::Gone),
        // Security and policy: the next letter may be welcome, from a better place.
        Some((7, _)) => None,
        None if matches!(code, 550 | 551 | 553) => Some(Fate::Gone),
        Some(_) | None => Some(Fate::Delayed),
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
            let fate = fate_of_words(code, words);
            assert_eq!(fate == Some(Fate::Gone), is_one, "{code} {words}");
        }
    }
}
