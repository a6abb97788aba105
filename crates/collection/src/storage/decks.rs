//! The table `decks`.

use prost::Message;
use rusqlite::{Connection, OptionalExtension, Row, params};

use super::Version;
use crate::error::Error;
use crate::model::{Deck, DeckCommon, DeckId, DeckKind, DeckName, Usn};

/// The deck with this id.
pub fn get(db: &Connection, id: DeckId) -> Result<Option<Deck>, Error> {
    db.prepare_cached("select id, name, mtime_secs, usn, common, kind from decks where id = ?1")?
        .query_row([id], |row| Ok(from_row(row)))
        .optional()?
        .transpose()
}

/// All decks, in the order of their names: parents before children.
pub fn all(db: &Connection) -> Result<Vec<Deck>, Error> {
    let mut statement = db.prepare_cached(
        "select id, name, mtime_secs, usn, common, kind from decks order by name",
    )?;
    let decks = statement.query_and_then([], from_row)?;
    decks.collect()
}

/// When the deck with this id was changed.
pub fn version(db: &Connection, id: DeckId) -> Result<Option<Version>, Error> {
    let version = db
        .prepare_cached("select usn, mtime_secs from decks where id = ?1")?
        .query_row([id], Version::from_row)
        .optional()?;
    Ok(version)
}

/// Who has this name, whatever its case.
pub fn id_of_name(db: &Connection, name: &DeckName) -> Result<Option<DeckId>, Error> {
    let id = db
        .prepare_cached("select id from decks where name = ?1")?
        .query_row([name.stored()], |row| row.get(0))
        .optional()?;
    Ok(id)
}

/// Adds the deck, or replaces the one with its id.
///
/// # Errors
/// [`Error::Invalid`] if its id is 0, which clients take for "no deck".
pub fn put(db: &Connection, deck: &Deck) -> Result<(), Error> {
    if deck.id.0 == 0 {
        return Err(Error::invalid("a deck must not have the id 0"));
    }
    db.prepare_cached(
        "insert or replace into decks (id, name, mtime_secs, usn, common, kind)
         values (?1, ?2, ?3, ?4, ?5, ?6)",
    )?
    .execute(params![
        deck.id,
        deck.name.stored(),
        deck.modified,
        deck.usn,
        deck.common.encode_to_vec(),
        deck.kind.to_blob(),
    ])?;
    Ok(())
}

/// Deletes the deck; says whether it was there. Its cards are the caller's business.
pub fn delete(db: &Connection, id: DeckId) -> Result<bool, Error> {
    Ok(db
        .prepare_cached("delete from decks where id = ?1")?
        .execute([id])?
        > 0)
}

/// The decks changed in the sync with number `min` or later, oldest change first.
pub fn ids_since(db: &Connection, min: Usn) -> Result<Vec<DeckId>, Error> {
    let mut statement =
        db.prepare_cached("select id from decks where usn >= ?1 order by usn, id")?;
    let ids = statement.query_map([min], |row| row.get(0))?;
    Ok(ids.collect::<Result<_, _>>()?)
}

fn from_row(row: &Row<'_>) -> Result<Deck, Error> {
    let common = row.get_ref(4)?.as_blob().map_err(rusqlite::Error::from)?;
    let kind = row.get_ref(5)?.as_blob().map_err(rusqlite::Error::from)?;
    Ok(Deck {
        id: row.get(0)?,
        name: DeckName::from_stored(row.get::<_, String>(1)?),
        modified: row.get(2)?,
        usn: row.get(3)?,
        common: DeckCommon::decode(common)?,
        kind: DeckKind::from_blob(kind)?,
    })
}
