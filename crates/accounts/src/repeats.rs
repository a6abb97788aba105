//! Sign-ins of apps within the last minute, so that one that is repeated gets the same key.
//!
//! An app whose answer was lost asks again, and some ask twice on purpose. Each time a new device
//! would make the list of devices unreadable. So the same program from the same network, with the
//! right password again, is for a minute the same device. In memory only: what is stored of a key
//! is its hash.

use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use store::Millis;

use crate::account::AccountId;
use crate::network::Network;
use crate::token::TokenHash;

const REPEATED_WITHIN: Duration = Duration::from_mins(1);

/// What makes two sign-ins look like one.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(crate) struct Likeness {
    pub(crate) account: AccountId,
    pub(crate) client: String,
    pub(crate) from: Network,
}

struct Handed {
    key: String,
    at: Millis,
}

/// The keys that were handed out within the last minute.
#[derive(Default)]
pub(crate) struct Repeats(Mutex<HashMap<Likeness, Handed>>);

impl std::fmt::Debug for Repeats {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Repeats")
    }
}

impl Repeats {
    /// The key that this app was given within the last minute, with its hash. Whether it still opens
    /// anything is for the caller to ask.
    pub(crate) fn key(&self, app: &Likeness, now: Millis) -> Option<(String, TokenHash)> {
        let handed = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let key = handed.get(app).filter(|handed| handed.is_fresh(now))?;
        Some((key.key.clone(), TokenHash::of(&key.key)?))
    }

    /// Remembers a key for a minute. There are never more than passwords can be checked in that time.
    pub(crate) fn remember(&self, app: Likeness, key: String, now: Millis) {
        let mut handed = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        handed.retain(|_, handed| handed.is_fresh(now));
        handed.insert(app, Handed { key, at: now });
    }
}

impl Handed {
    fn is_fresh(&self, now: Millis) -> bool {
        now >= self.at && now.since(self.at) < REPEATED_WITHIN
    }
}
