//! The table `graves`: what was deleted.

use rusqlite::{Connection, params};

use crate::error::Error;
use crate::model::{Buried, CardId, DeckId, GraveKind, NoteId, Usn};

/// Remembers a deletion. A grave that is there already gets the new number, so that clients
/// that missed the second deletion of a re-created row are told.
pub fn put(db: &Connection, kind: GraveKind, id: i64, usn: Usn) -> Result<(), Error> {
    db.prepare_cached(
        "insert into graves (oid, type, usn) values (?1, ?2, ?3)
         on conflict (oid, type) do update set usn = max(usn, excluded.usn)",
    )?
    .execute(params![id, kind as u8, usn])?;
    Ok(())
}

/// Forgets a deletion; says whether it was known.
pub fn delete(db: &Connection, kind: GraveKind, id: i64) -> Result<bool, Error> {
    let deleted = db
        .prepare_cached("delete from graves where oid = ?1 and type = ?2")?
        .execute(params![id, kind as u8])?;
    Ok(deleted > 0)
}

/// The deletions of the sync with number `min` or later. Kinds nobody knows are left out.
pub fn since(db: &Connection, min: Usn) -> Result<Buried, Error> {
    let mut statement =
        db.prepare_cached("select oid, type from graves where usn >= ?1 order by usn, type, oid")?;
    let mut rows = statement.query([min])?;
    let mut buried = Buried::default();
    while let Some(row) = rows.next()? {
        let id: i64 = row.get(0)?;
        match GraveKind::from_number(row.get(1)?) {
            Some(GraveKind::Card) => buried.cards.push(CardId(id)),
            Some(GraveKind::Note) => buried.notes.push(NoteId(id)),
            Some(GraveKind::Deck) => buried.decks.push(DeckId(id)),
            None => {}
        }
    }
    Ok(buried)
}
