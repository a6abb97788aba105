//! Challenges: what an authenticator must sign, so that no signature counts twice.
//!
//! A challenge carries its own end and a seal of this process over what it is for; only those that
//! were used are remembered. So a crowd that opens log-in pages fills no table and no memory. After a
//! restart open pages must be loaded anew.

use std::collections::HashMap;
use std::sync::{Mutex, OnceLock, PoisonError};
use std::time::Duration;

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use ring::hmac;
use store::{Ground, Millis};

use crate::account::AccountId;

/// A log-in page may stand open for so long before it is used.
const LIFE: Duration = Duration::from_mins(30);
const USED_MAX: usize = 50_000;
const SEAL_BYTES: usize = 16;

/// What a challenge is for. One made for something else does not count.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Occasion {
    LogIn,
    Prove(AccountId),
    Add(AccountId),
}

impl Occasion {
    fn bytes(self) -> [u8; 9] {
        let (word, account) = match self {
            Occasion::LogIn => (b'l', AccountId(0)),
            Occasion::Prove(account) => (b'p', account),
            Occasion::Add(account) => (b'a', account),
        };
        let mut bytes = [word; 9];
        if let Some((_, number)) = bytes.split_first_chunk_mut::<1>() {
            number.copy_from_slice(&account.0.to_be_bytes());
        }
        bytes
    }
}

/// A challenge that was answered.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) struct Challenge {
    bytes: [u8; 32],
    ends: i64,
}

/// Makes challenges and knows its own. One for the whole process.
#[derive(Default)]
pub(crate) struct Challenges {
    key: OnceLock<[u8; 32]>,
    used: Mutex<HashMap<[u8; 32], i64>>,
}

impl std::fmt::Debug for Challenges {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Challenges")
    }
}

impl Challenges {
    /// A new one, as browsers are given it.
    pub(crate) fn make(&self, ground: &Ground, occasion: Occasion) -> String {
        let ends = ground.clock.now().plus(LIFE).0.to_be_bytes();
        let chance: [u8; 8] = ground.chance.bytes();
        let seal = self.seal(ground, &[ends, chance].concat(), occasion);
        let seal = seal.as_ref().get(..SEAL_BYTES).unwrap_or_default();
        URL_SAFE_NO_PAD.encode([&ends[..], &chance, seal].concat())
    }

    /// One of ours for this occasion whose time is not over and that was not used.
    pub(super) fn recognise(
        &self,
        ground: &Ground,
        shown: &str,
        occasion: Occasion,
    ) -> Option<Challenge> {
        let bytes: [u8; 32] = URL_SAFE_NO_PAD.decode(shown).ok()?.try_into().ok()?;
        let (said, seal) = bytes.split_at_checked(SEAL_BYTES)?;
        let expected = self.seal(ground, said, occasion);
        let expected = expected.as_ref().get(..SEAL_BYTES)?;
        if !is_same(expected, seal) {
            return None;
        }
        let ends = i64::from_be_bytes(*said.first_chunk()?);
        let is_used = self.used().contains_key(&bytes);
        (ground.clock.now() < Millis(ends) && !is_used).then_some(Challenge { bytes, ends })
    }

    /// Uses it up. `false`: somebody was faster, or so many are remembered that one must try again later;
    /// forgetting some before their time would let a signature count twice.
    pub(super) fn use_up(&self, challenge: Challenge, now: Millis) -> bool {
        let mut used = self.used();
        if used.len() >= USED_MAX {
            used.retain(|_, ends| *ends > now.0);
        }
        if used.len() >= USED_MAX {
            return false;
        }
        used.insert(challenge.bytes, challenge.ends).is_none()
    }

    fn used(&self) -> std::sync::MutexGuard<'_, HashMap<[u8; 32], i64>> {
        self.used.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn seal(&self, ground: &Ground, said: &[u8], occasion: Occasion) -> hmac::Tag {
        let key = self.key.get_or_init(|| ground.chance.bytes());
        let key = hmac::Key::new(hmac::HMAC_SHA256, key);
        hmac::sign(&key, &[said, &occasion.bytes()].concat())
    }
}

/// Compares without telling by its time where the difference is.
fn is_same(one: &[u8], other: &[u8]) -> bool {
    let different = one.iter().zip(other).fold(0, |all, (a, b)| all | (a ^ b));
    one.len() == other.len() && different == 0
}
