//! The table `notes`.

use rusqlite::{Connection, OptionalExtension, Row, params};

use super::Version;
use crate::error::Error;
use crate::model::{Millis, Note, NoteDigest, NoteId, NotetypeId, Secs, Usn};

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
        "insert into notes
            (id, guid, mid, mod, usn, tags, flds, sfld, csum, flags, data)
         values (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, 0, '')
         on conflict (id) do update set
            guid = excluded.guid, mid = excluded.mid, mod = excluded.mod, usn = excluded.usn,
            tags = excluded.tags, flds = excluded.flds, sfld = excluded.sfld,
            csum = excluded.csum, flags = 0, data = ''",
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

/// Adds a new note with its id: this moment in milliseconds, or the next free number if another
/// note has it.
pub fn add(
    db: &Connection,
    note: &mut Note,
    digest: &NoteDigest,
    now: Millis,
) -> Result<(), Error> {
    note.id = db
        .prepare_cached(
            "select case
                when exists (select 1 from notes where id = ?1) then (select max(id) + 1 from notes)
                else ?1
             end",
        )?
        .query_row([now], |row| row.get(0))?;
    put(db, note, digest)
}

/// Writes a note that is there, and leaves the two columns nobody uses as they are.
pub fn update(db: &Connection, note: &Note, digest: &NoteDigest) -> Result<(), Error> {
    db.prepare_cached(
        "update notes
         set guid = ?2, mid = ?3, mod = ?4, usn = ?5, tags = ?6, flds = ?7, sfld = ?8, csum = ?9
         where id = ?1",
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

/// The notetype of a note.
pub fn notetype(db: &Connection, id: NoteId) -> Result<Option<NotetypeId>, Error> {
    let notetype = db
        .prepare_cached("select mid from notes where id = ?1")?
        .query_row([id], |row| row.get(0))
        .optional()?;
    Ok(notetype)
}

/// The tags of a note as they are stored.
pub fn tags(db: &Connection, id: NoteId) -> Result<Option<String>, Error> {
    let tags = db
        .prepare_cached("select tags from notes where id = ?1")?
        .query_row([id], |row| row.get(0))
        .optional()?;
    Ok(tags)
}

/// The tags of all notes, oldest note first.
pub fn all_tags(db: &Connection) -> Result<Vec<(NoteId, String)>, Error> {
    let mut statement = db.prepare_cached("select id, tags from notes order by id")?;
    let tags = statement.query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?;
    Ok(tags.collect::<Result<_, _>>()?)
}

/// Writes the tags of a note, and nothing else of it.
pub fn set_tags(
    db: &Connection,
    id: NoteId,
    tags: &str,
    modified: Secs,
    usn: Usn,
) -> Result<(), Error> {
    db.prepare_cached("update notes set tags = ?2, mod = ?3, usn = ?4 where id = ?1")?
        .execute(params![id, tags, modified, usn])?;
    Ok(())
}

/// The notes of a notetype, oldest first.
pub fn ids_of_notetype(db: &Connection, notetype: NotetypeId) -> Result<Vec<NoteId>, Error> {
    let mut statement = db.prepare_cached("select id from notes where mid = ?1 order by id")?;
    let ids = statement.query_map([notetype], |row| row.get(0))?;
    Ok(ids.collect::<Result<_, _>>()?)
}

/// The notes of a notetype whose first field has this checksum, with all their fields.
pub fn with_checksum(
    db: &Connection,
    notetype: NotetypeId,
    checksum: u32,
) -> Result<Vec<(NoteId, String)>, Error> {
    let mut statement =
        db.prepare_cached("select id, flds from notes where csum = ?1 and mid = ?2")?;
    let found = statement.query_map(params![checksum, notetype], |row| {
        Ok((row.get(0)?, row.get(1)?))
    })?;
    Ok(found.collect::<Result<_, _>>()?)
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
