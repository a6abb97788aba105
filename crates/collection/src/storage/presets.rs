//! The table `deck_config`.

use prost::Message;
use rusqlite::{Connection, OptionalExtension, Row, params};

use super::Version;
use crate::error::Error;
use crate::model::{Preset, PresetConfig, PresetId, Usn};

/// The preset with this id, as it stands in the file (see [`PresetConfig::mend`]).
pub fn get(db: &Connection, id: PresetId) -> Result<Option<Preset>, Error> {
    db.prepare_cached("select id, name, mtime_secs, usn, config from deck_config where id = ?1")?
        .query_row([id], |row| Ok(from_row(row)))
        .optional()?
        .transpose()
}

/// All presets, in the order of their ids, as they stand in the file.
pub fn all(db: &Connection) -> Result<Vec<Preset>, Error> {
    let mut statement =
        db.prepare_cached("select id, name, mtime_secs, usn, config from deck_config order by id")?;
    let presets = statement.query_and_then([], from_row)?;
    presets.collect()
}

/// When the preset with this id was changed.
pub fn version(db: &Connection, id: PresetId) -> Result<Option<Version>, Error> {
    let version = db
        .prepare_cached("select usn, mtime_secs from deck_config where id = ?1")?
        .query_row([id], Version::from_row)
        .optional()?;
    Ok(version)
}

/// Adds the preset, or replaces the one with its id.
pub fn put(db: &Connection, preset: &Preset) -> Result<(), Error> {
    db.prepare_cached(
        "insert or replace into deck_config (id, name, mtime_secs, usn, config)
         values (?1, ?2, ?3, ?4, ?5)",
    )?
    .execute(params![
        preset.id,
        preset.name,
        preset.modified,
        preset.usn,
        preset.config.encode_to_vec(),
    ])?;
    Ok(())
}

/// Deletes the preset; says whether it was there.
pub fn delete(db: &Connection, id: PresetId) -> Result<bool, Error> {
    Ok(db
        .prepare_cached("delete from deck_config where id = ?1")?
        .execute([id])?
        > 0)
}

/// The presets changed in the sync with number `min` or later, oldest change first.
pub fn ids_since(db: &Connection, min: Usn) -> Result<Vec<PresetId>, Error> {
    let mut statement =
        db.prepare_cached("select id from deck_config where usn >= ?1 order by usn, id")?;
    let ids = statement.query_map([min], |row| row.get(0))?;
    Ok(ids.collect::<Result<_, _>>()?)
}

fn from_row(row: &Row<'_>) -> Result<Preset, Error> {
    let config = row.get_ref(4)?.as_blob().map_err(rusqlite::Error::from)?;
    Ok(Preset {
        id: row.get(0)?,
        name: row.get(1)?,
        modified: row.get(2)?,
        usn: row.get(3)?,
        config: PresetConfig::decode(config)?,
    })
}
