//! The settings of the shelf.

use serde::{Deserialize, Serialize};

/// How much is kept, for how long, and how many hands work on it.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Options {
    /// Days for which every earlier state of a collection, and every collection that a one-way upload
    /// replaced, can be had again. The privacy policy promises that nothing is kept longer than 30.
    pub history_days: u32,
    /// Largest sum of media bytes of one account.
    pub media_bytes_max: u64,
    /// Largest number of media files of one account.
    pub media_files_max: u32,
    /// Collections that stay open after their last use, because opening one takes longer than most
    /// requests.
    pub open_collections_max: usize,
    /// Threads that work in collections at the same time; 0 means twice the number of cores.
    pub workers: usize,
    /// Milliseconds that a request waits for a collection that somebody else has borrowed.
    pub wait_ms_max: u64,
    /// Changes after which a new snapshot is made, so that rebuilding a copy stays quick.
    pub changes_per_snapshot: i64,
}

impl Default for Options {
    fn default() -> Options {
        Options {
            history_days: 30,
            media_bytes_max: 20_000_000_000,
            media_files_max: 500_000,
            open_collections_max: 96,
            workers: 0,
            wait_ms_max: 10_000,
            changes_per_snapshot: 1000,
        }
    }
}
