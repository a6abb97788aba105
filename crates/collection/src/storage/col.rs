//! The table `col`: one row for the whole collection.

use rusqlite::Connection;

use crate::error::Error;
use crate::model::{Millis, Secs, Usn};

/// The times and numbers in the single row of `col`.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Stamp {
    /// Last change of anything, milliseconds.
    pub modified_ms: i64,
    /// Last change that only a one-way sync can carry over, milliseconds.
    pub schema_ms: i64,
    /// The number that the next changes get.
    pub usn: i32,
    /// Creation, seconds.
    pub created_secs: i64,
    /// Last sync, milliseconds; on a server equal to the modification after a sync.
    pub last_sync_ms: i64,
}

/// Reads the row.
pub fn stamp(db: &Connection) -> Result<Stamp, Error> {
    let stamp = db
        .prepare_cached("select mod, scm, usn, crt, ls from col")?
        .query_row([], |row| {
            Ok(Stamp {
                modified_ms: row.get(0)?,
                schema_ms: row.get(1)?,
                usn: row.get(2)?,
                created_secs: row.get(3)?,
                last_sync_ms: row.get(4)?,
            })
        })?;
    Ok(stamp)
}

/// Writes the whole row.
pub fn set_stamp(db: &Connection, stamp: &Stamp) -> Result<(), Error> {
    db.prepare_cached("update col set mod = ?1, scm = ?2, usn = ?3, crt = ?4, ls = ?5")?
        .execute((
            stamp.modified_ms,
            stamp.schema_ms,
            stamp.usn,
            stamp.created_secs,
            stamp.last_sync_ms,
        ))?;
    Ok(())
}

/// The number that changes get now.
pub fn usn(db: &Connection) -> Result<Usn, Error> {
    Ok(db
        .prepare_cached("select usn from col")?
        .query_row([], |row| row.get(0))?)
}

/// When the collection was made; its days are counted from there.
pub fn created(db: &Connection) -> Result<Secs, Error> {
    Ok(db
        .prepare_cached("select crt from col")?
        .query_row([], |row| row.get(0))?)
}

/// Sets when the collection was made, as the newer side of a sync says.
pub fn set_created(db: &Connection, created: Secs) -> Result<(), Error> {
    db.prepare_cached("update col set crt = ?1")?
        .execute([created])?;
    Ok(())
}

/// Says that the collection changed in a way that only a one-way sync can carry over.
pub fn set_schema_modified(db: &Connection, now: Millis) -> Result<(), Error> {
    db.prepare_cached("update col set scm = ?1")?
        .execute([now])?;
    Ok(())
}
