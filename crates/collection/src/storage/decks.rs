//! The table `decks`.

use prost::Message;
use rusqlite::{Connection, OptionalExtension, Row, params};

use super::Version;
use crate::error::Error;
use crate::model::{Deck, DeckCommon, DeckId, DeckKind, DeckName, LEVEL_SEPARATOR, Millis, Usn};

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

/// The decks below this one, in the order of their names.
pub fn below(db: &Connection, name: &DeckName) -> Result<Vec<Deck>, Error> {
    let (start, end) = range_below(name);
    let mut statement = db.prepare_cached(
        "select id, name, mtime_secs, usn, common, kind
         from decks
         where name >= ?1
           and name < ?2
         order by name",
    )?;
    let decks = statement.query_and_then([start, end], from_row)?;
    decks.collect()
}

/// The decks above this one, the nearest first; they end where one is missing.
pub fn above(db: &Connection, name: &DeckName) -> Result<Vec<Deck>, Error> {
    let mut decks = Vec::new();
    let mut name = name.stored().to_owned();
    while let Some((parent, _)) = name.rsplit_once(LEVEL_SEPARATOR) {
        let id = id_of_name(db, &DeckName::from_stored(parent))?;
        let Some(parent) = id.map(|id| get(db, id)).transpose()?.flatten() else {
            break;
        };
        parent.name.stored().clone_into(&mut name);
        decks.push(parent);
    }
    Ok(decks)
}

/// The ids of a deck and of all below it.
pub fn ids_with_below(db: &Connection, deck: &Deck) -> Result<Vec<DeckId>, Error> {
    let (start, end) = range_below(&deck.name);
    let mut statement = db.prepare_cached(
        "select id from decks where id = ?1 or (name >= ?2 and name < ?3) order by name",
    )?;
    let ids = statement.query_map(params![deck.id, start, end], |row| row.get(0))?;
    Ok(ids.collect::<Result<_, _>>()?)
}

/// Names of decks below begin with the name and the separator; a space is the next character.
fn range_below(name: &DeckName) -> (String, String) {
    let name = name.stored();
    (format!("{name}{LEVEL_SEPARATOR}"), format!("{name}\u{20}"))
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

/// The id for a new deck: this moment in milliseconds, or the next free number if another deck has
/// it.
pub fn free_id(db: &Connection, now: Millis) -> Result<DeckId, Error> {
    let id = db
        .prepare_cached(
            "select case
                when exists (select 1 from decks where id = ?1) then (select max(id) + 1 from decks)
                else ?1
             end",
        )?
        .query_row([now], |row| row.get(0))?;
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
