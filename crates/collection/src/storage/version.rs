use rusqlite::Row;

use crate::model::{Secs, Usn};

/// In which sync and when a row was last changed: enough to decide whether another version of it
/// wins.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Version {
    pub usn: Usn,
    pub modified: Secs,
}

impl Version {
    /// From a row of `usn` and modification time.
    pub(super) fn from_row(row: &Row<'_>) -> rusqlite::Result<Version> {
        Ok(Version {
            usn: row.get(0)?,
            modified: row.get(1)?,
        })
    }
}
