use std::time::Duration;

use serde::{Deserialize, Serialize};

/// What one received file may cost.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Options {
    /// The largest received file, and the largest file made from it, in bytes. At most 1 GiB is
    /// used, whatever is set.
    pub bytes_max: u64,
    /// Processor time of one check, in seconds of one core.
    pub cpu_seconds: u64,
    /// Address space of the checking process, in bytes.
    pub memory_bytes: u64,
    /// Time from start to answer, in seconds. Clients wait 30 to 60 seconds for an answer.
    pub wall_seconds: u64,
    /// How many files are checked at once; the others wait. 0 means one per core.
    pub cages_max: usize,
}

impl Default for Options {
    fn default() -> Options {
        Options {
            bytes_max: 300 << 20,
            cpu_seconds: 60,
            memory_bytes: 512 << 20,
            wall_seconds: 20,
            cages_max: 0,
        }
    }
}

impl Options {
    /// How long the parent waits for the child.
    pub(crate) fn wall(&self) -> Duration {
        Duration::from_secs(self.wall_seconds)
    }

    /// The byte limit that is really used: `SQLite` files have a page at 1 GiB that must stay
    /// unused, and the writer of this crate does not step over it.
    pub(crate) fn file_bytes(&self) -> u64 {
        self.bytes_max.min(1 << 30)
    }
}
