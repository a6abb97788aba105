//! The table `revlog`: entries are added and never change.

use rusqlite::{Connection, OptionalExtension, Row, params};

use crate::error::Error;
use crate::model::{RevlogEntry, RevlogId, Usn};

/// The entry with this id.
pub fn get(db: &Connection, id: RevlogId) -> Result<Option<RevlogEntry>, Error> {
    let entry = db
        .prepare_cached(
            "select id, cid, usn, ease, ivl, lastIvl, factor, time, type
             from revlog
             where id = ?1",
        )?
        .query_row([id], from_row)
        .optional()?;
    Ok(entry)
}

/// Adds the entry unless its id is taken; says whether it was added. Entries never change.
pub fn add(db: &Connection, entry: &RevlogEntry) -> Result<bool, Error> {
    let added = db
        .prepare_cached(
            "insert or ignore into revlog
                (id, cid, usn, ease, ivl, lastIvl, factor, time, type)
             values (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)",
        )?
        .execute(params![
            entry.id,
            entry.card,
            entry.usn,
            entry.button,
            entry.interval,
            entry.last_interval,
            entry.ease,
            entry.taken_ms,
            entry.kind,
        ])?;
    Ok(added > 0)
}

/// The entries that came in the sync with number `min` or later, oldest sync first.
pub fn ids_since(db: &Connection, min: Usn) -> Result<Vec<RevlogId>, Error> {
    let mut statement =
        db.prepare_cached("select id from revlog where usn >= ?1 order by usn, id")?;
    let ids = statement.query_map([min], |row| row.get(0))?;
    Ok(ids.collect::<Result<_, _>>()?)
}

/// A time or kind that does not fit counts as 0, as clients read them
/// (`rslib/src/storage/revlog/mod.rs`).
fn from_row(row: &Row<'_>) -> rusqlite::Result<RevlogEntry> {
    Ok(RevlogEntry {
        id: row.get(0)?,
        card: row.get(1)?,
        usn: row.get(2)?,
        button: row.get(3)?,
        interval: row.get(4)?,
        last_interval: row.get(5)?,
        ease: row.get(6)?,
        taken_ms: row.get(7).unwrap_or_default(),
        kind: row.get(8).unwrap_or_default(),
    })
}
