//! The table `notes`.

use rusqlite::{Connection, OptionalExtension, Row, params};

use super::Version;
use crate::error::Error;
use crate::model::{Note, NoteDigest, NoteId, Usn};

/// The note with this id.
pub fn get(db: &Connection, id: NoteId) -> Result<Option<Note>, Error> {
    let note = db
        .prepare_cached("select id, guid, mid, mod, usn, tags, flds from notes where id = ?1")?
        .query_row([id], from_row)
        .optional()?;
    Ok(note)
}

/// When the note with this id was changed.
pub fn version(db: &Connection, id: NoteId) -> Result<Option<Version>, Error> {
    let version = db
        .prepare_cached("select usn, mod from notes where id = ?1")?
        .query_row([id], Version::from_row)
        .optional()?;
    Ok(version)
}

/// Adds the note, or replaces the one with its id.
pub fn put(db: &Connection, note: &Note, digest: &NoteDigest) -> Result<(), Error> {
    db.prepare_cached(
        "insert or replace into notes
            (id, guid, mid, mod, usn, tags, flds, sfld, csum, flags, data)
         values (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, 0, '')",
    )?
    .execute(params![
        note.id,
        note.guid,
        note.notetype,
        note.modified,
        note.usn,
        note.tags,
        note.fields,
        digest.sort_field,
        digest.checksum,
    ])?;
    Ok(())
}

/// Deletes the note; says whether it was there. Its cards and graves are the caller's business.
pub fn delete(db: &Connection, id: NoteId) -> Result<bool, Error> {
    Ok(db
        .prepare_cached("delete from notes where id = ?1")?
        .execute([id])?
        > 0)
}

/// The notes changed in the sync with number `min` or later, oldest change first.
pub fn ids_since(db: &Connection, min: Usn) -> Result<Vec<NoteId>, Error> {
    let mut statement =
        db.prepare_cached("select id from notes where usn >= ?1 order by usn, id")?;
    let ids = statement.query_map([min], |row| row.get(0))?;
    Ok(ids.collect::<Result<_, _>>()?)
}

fn from_row(row: &Row<'_>) -> rusqlite::Result<Note> {
    Ok(Note {
        id: row.get(0)?,
        guid: row.get(1)?,
        notetype: row.get(2)?,
        modified: row.get(3)?,
        usn: row.get(4)?,
        tags: row.get(5)?,
        fields: row.get(6)?,
    })
}
