//! How much there is, over all tables.

use rusqlite::Connection;

use crate::error::Error;

/// How many rows the tables have that a sync compares.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Counts {
    pub notes: u32,
    pub cards: u32,
    pub revlog: u32,
    pub graves: u32,
    pub notetypes: u32,
    pub decks: u32,
    pub presets: u32,
}

/// Counts by reading every row (of the smallest index).
pub fn scan(db: &Connection) -> Result<Counts, Error> {
    let counts = db
        .prepare_cached(
            "select
                (select count(*) from notes),
                (select count(*) from cards),
                (select count(*) from revlog),
                (select count(*) from graves),
                (select count(*) from notetypes),
                (select count(*) from decks),
                (select count(*) from deck_config)",
        )?
        .query_row([], |row| {
            Ok(Counts {
                notes: row.get(0)?,
                cards: row.get(1)?,
                revlog: row.get(2)?,
                graves: row.get(3)?,
                notetypes: row.get(4)?,
                decks: row.get(5)?,
                presets: row.get(6)?,
            })
        })?;
    Ok(counts)
}

/// Whether any row still waits to be sent, as only a client's rows may.
pub fn has_pending(db: &Connection) -> Result<bool, Error> {
    let found = db
        .prepare_cached(
            "select
                exists (select 1 from cards where usn = -1)
                or exists (select 1 from notes where usn = -1)
                or exists (select 1 from revlog where usn = -1)
                or exists (select 1 from graves where usn = -1)
                or exists (select 1 from decks where usn = -1)
                or exists (select 1 from deck_config where usn = -1)
                or exists (select 1 from tags where usn = -1)
                or exists (select 1 from notetypes where usn = -1)",
        )?
        .query_row([], |row| row.get(0))?;
    Ok(found)
}
