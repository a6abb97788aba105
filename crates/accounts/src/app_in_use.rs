//! Which apps people sync with, without the people (PR-25).

use store::{Fault, Ground};

use crate::device::Day;
use crate::storage;

/// An app, and how many accounts synced with it last. Each account counts once, so that somebody with
/// many devices is no crowd.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AppInUse {
    /// `Anki`, `AnkiDroid`, or what it calls itself.
    pub program: String,
    /// Its version, in its own words.
    pub version: String,
    /// Its system, in its own words.
    pub system: String,
    /// Accounts.
    pub accounts: u64,
}

/// The apps of all accounts that synced on this day or later.
pub async fn apps_in_use(ground: &Ground, since: Day) -> Result<Vec<AppInUse>, Fault> {
    ground
        .db
        .read(async move |r| storage::devices::apps_in_use(r, since).await)
        .await
}
