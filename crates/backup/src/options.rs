//! The settings of backups.

use serde::{Deserialize, Serialize};

/// Where backups go, how often, for how long.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Options {
    /// The folder of backups, best on another disk or a mounted share. Empty: no backups.
    pub folder: String,
    /// The file with the key of the backups, which is made if it is not there. Empty: `backup.key` in the
    /// data folder. Keep a copy elsewhere: without it no backup can be read.
    pub key_file: String,
    /// Hours from one backup to the next.
    pub every_hours: u32,
    /// Days for which a backup is kept. The privacy policy promises that nothing of a removed account is
    /// kept longer than a month: 28 at most.
    pub data_days: u32,
    /// Days for which a key ring is kept: so long after its removal an account could still be read in a
    /// backup. 14 at most.
    pub key_days: u32,
    /// Days from one rehearsal to the next: the newest backup is restored into a temporary folder and
    /// checked. 0: never.
    pub rehearse_days: u32,
    /// Where rehearsals take place; they need as much room as the data. Empty: `tmp` in the data folder.
    pub rehearsal_folder: String,
}

impl Default for Options {
    fn default() -> Options {
        Options {
            folder: String::new(),
            key_file: String::new(),
            every_hours: 24,
            data_days: 28,
            key_days: 14,
            rehearse_days: 7,
            rehearsal_folder: String::new(),
        }
    }
}
