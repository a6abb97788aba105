//! The tables `notetypes`, `fields` and `templates`.

use prost::Message;
use rusqlite::{Connection, OptionalExtension, params};

use super::Version;
use crate::error::Error;
use crate::model::{
    Field, FieldConfig, Millis, NoteShape, Notetype, NotetypeConfig, NotetypeId, Template,
    TemplateConfig, Usn,
};

/// The notetype with this id, with its fields and templates.
pub fn get(db: &Connection, id: NotetypeId) -> Result<Option<Notetype>, Error> {
    let found = db
        .prepare_cached("select name, mtime_secs, usn, config from notetypes where id = ?1")?
        .query_row([id], |row| {
            Ok((
                row.get(0)?,
                row.get(1)?,
                row.get(2)?,
                row.get::<_, Vec<u8>>(3)?,
            ))
        })
        .optional()?;
    let Some((name, modified, usn, config)) = found else {
        return Ok(None);
    };
    Ok(Some(Notetype {
        id,
        name,
        modified,
        usn,
        config: NotetypeConfig::decode(config.as_slice())?,
        fields: fields(db, id)?,
        templates: templates(db, id)?,
    }))
}

fn fields(db: &Connection, id: NotetypeId) -> Result<Vec<Field>, Error> {
    let mut statement =
        db.prepare_cached("select name, config from fields where ntid = ?1 order by ord")?;
    let mut rows = statement.query([id])?;
    let mut fields = Vec::new();
    while let Some(row) = rows.next()? {
        let config =
            FieldConfig::decode(row.get_ref(1)?.as_blob().map_err(rusqlite::Error::from)?)?;
        fields.push(Field {
            name: row.get(0)?,
            config,
        });
    }
    Ok(fields)
}

fn templates(db: &Connection, id: NotetypeId) -> Result<Vec<Template>, Error> {
    let mut statement = db.prepare_cached(
        "select name, mtime_secs, usn, config from templates where ntid = ?1 order by ord",
    )?;
    let mut rows = statement.query([id])?;
    let mut templates = Vec::new();
    while let Some(row) = rows.next()? {
        let config =
            TemplateConfig::decode(row.get_ref(3)?.as_blob().map_err(rusqlite::Error::from)?)?;
        templates.push(Template {
            name: row.get(0)?,
            modified: row.get(1)?,
            usn: row.get(2)?,
            config,
        });
    }
    Ok(templates)
}

/// All notetypes, in the order of their names.
pub fn all(db: &Connection) -> Result<Vec<Notetype>, Error> {
    let mut statement = db.prepare_cached("select id from notetypes order by name")?;
    let ids = statement
        .query_map([], |row| row.get(0))?
        .collect::<Result<Vec<_>, _>>()?;
    ids.into_iter()
        .filter_map(|id| get(db, id).transpose())
        .collect()
}

/// When the notetype with this id was changed.
pub fn version(db: &Connection, id: NotetypeId) -> Result<Option<Version>, Error> {
    let version = db
        .prepare_cached("select usn, mtime_secs from notetypes where id = ?1")?
        .query_row([id], Version::from_row)
        .optional()?;
    Ok(version)
}

/// What a note of this notetype must look like.
pub fn shape(db: &Connection, id: NotetypeId) -> Result<Option<NoteShape>, Error> {
    let config = db
        .prepare_cached("select config from notetypes where id = ?1")?
        .query_row([id], |row| row.get::<_, Vec<u8>>(0))
        .optional()?;
    let Some(config) = config else {
        return Ok(None);
    };
    let fields: u32 = db
        .prepare_cached("select count(*) from fields where ntid = ?1")?
        .query_row([id], |row| row.get(0))?;
    let config = NotetypeConfig::decode(config.as_slice())?;
    Ok(Some(NoteShape {
        fields: fields.max(1) as usize,
        sort_field: config.sort_field,
    }))
}

/// Who has this name, whatever its case.
pub fn id_of_name(db: &Connection, name: &str) -> Result<Option<NotetypeId>, Error> {
    let id = db
        .prepare_cached("select id from notetypes where name = ?1")?
        .query_row([name], |row| row.get(0))
        .optional()?;
    Ok(id)
}

/// The notetype whose name comes first.
pub fn first(db: &Connection) -> Result<Option<NotetypeId>, Error> {
    let id = db
        .prepare_cached("select id from notetypes order by name limit 1")?
        .query_row([], |row| row.get(0))
        .optional()?;
    Ok(id)
}

/// Adds a new notetype with its id: this moment in milliseconds, or the next free number if
/// another notetype has it.
pub fn add(db: &Connection, notetype: &mut Notetype, now: Millis) -> Result<(), Error> {
    notetype.id = db
        .prepare_cached(
            "select case
                when exists (select 1 from notetypes where id = ?1)
                    then (select max(id) + 1 from notetypes)
                else ?1
             end",
        )?
        .query_row([now], |row| row.get(0))?;
    put(db, notetype)
}

/// Adds the notetype, or replaces the one with its id, with fields and templates.
///
/// # Errors
/// [`Error::Invalid`] if its id is 0, which clients take for "no notetype".
pub fn put(db: &Connection, notetype: &Notetype) -> Result<(), Error> {
    if notetype.id.0 == 0 {
        return Err(Error::invalid("a notetype must not have the id 0"));
    }
    db.prepare_cached(
        "insert or replace into notetypes (id, name, mtime_secs, usn, config)
         values (?1, ?2, ?3, ?4, ?5)",
    )?
    .execute(params![
        notetype.id,
        notetype.name,
        notetype.modified,
        notetype.usn,
        notetype.config.encode_to_vec(),
    ])?;
    put_fields(db, notetype)?;
    put_templates(db, notetype)
}

fn put_fields(db: &Connection, notetype: &Notetype) -> Result<(), Error> {
    db.prepare_cached("delete from fields where ntid = ?1")?
        .execute([notetype.id])?;
    let mut insert =
        db.prepare_cached("insert into fields (ntid, ord, name, config) values (?1, ?2, ?3, ?4)")?;
    for (ord, field) in (0_i64..).zip(&notetype.fields) {
        insert.execute(params![
            notetype.id,
            ord,
            field.name,
            field.config.encode_to_vec()
        ])?;
    }
    Ok(())
}

fn put_templates(db: &Connection, notetype: &Notetype) -> Result<(), Error> {
    db.prepare_cached("delete from templates where ntid = ?1")?
        .execute([notetype.id])?;
    let mut insert = db.prepare_cached(
        "insert into templates (ntid, ord, name, mtime_secs, usn, config)
         values (?1, ?2, ?3, ?4, ?5, ?6)",
    )?;
    for (ord, template) in (0_i64..).zip(&notetype.templates) {
        insert.execute(params![
            notetype.id,
            ord,
            template.name,
            template.modified,
            template.usn,
            template.config.encode_to_vec(),
        ])?;
    }
    Ok(())
}

/// Deletes the notetype with fields and templates; says whether it was there.
pub fn delete(db: &Connection, id: NotetypeId) -> Result<bool, Error> {
    db.prepare_cached("delete from templates where ntid = ?1")?
        .execute([id])?;
    db.prepare_cached("delete from fields where ntid = ?1")?
        .execute([id])?;
    Ok(db
        .prepare_cached("delete from notetypes where id = ?1")?
        .execute([id])?
        > 0)
}

/// The notetypes changed in the sync with number `min` or later, oldest change first.
pub fn ids_since(db: &Connection, min: Usn) -> Result<Vec<NotetypeId>, Error> {
    let mut statement =
        db.prepare_cached("select id from notetypes where usn >= ?1 order by usn, id")?;
    let ids = statement.query_map([min], |row| row.get(0))?;
    Ok(ids.collect::<Result<_, _>>()?)
}
