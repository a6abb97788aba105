//! The table `config`.

use rusqlite::{Connection, OptionalExtension, params};
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::{Map, Value};

use crate::error::Error;
use crate::model::{ConfigEntry, Secs, Usn};

/// The value of a key, or nothing if it is not set.
pub fn get(db: &Connection, key: &str) -> Result<Option<Value>, Error> {
    let value = db
        .prepare_cached("select val from config where key = ?1")?
        .query_row([key], |row| row.get::<_, Vec<u8>>(0))
        .optional()?;
    Ok(value
        .map(|json| serde_json::from_slice(&json))
        .transpose()?)
}

/// The value of a key, or nothing if it is not set or not of this kind: clients then use their
/// default.
pub fn lookup<T: DeserializeOwned>(db: &Connection, key: &str) -> Result<Option<T>, Error> {
    let value = db
        .prepare_cached("select val from config where key = ?1")?
        .query_row([key], |row| row.get::<_, Vec<u8>>(0))
        .optional()?;
    Ok(value.and_then(|json| serde_json::from_slice(&json).ok()))
}

/// Whether a switch is on; `default` if it was never touched.
pub fn is_on(db: &Connection, key: &str, default: bool) -> Result<bool, Error> {
    Ok(get(db, key)?
        .and_then(|value| value.as_bool())
        .unwrap_or(default))
}

/// All keys with their values.
pub fn all(db: &Connection) -> Result<Map<String, Value>, Error> {
    let mut statement = db.prepare_cached("select key, val from config")?;
    let mut rows = statement.query([])?;
    let mut config = Map::new();
    while let Some(row) = rows.next()? {
        let value = row.get_ref(1)?.as_blob().map_err(rusqlite::Error::from)?;
        config.insert(row.get(0)?, serde_json::from_slice(value)?);
    }
    Ok(config)
}

/// Sets a key.
pub fn put(db: &Connection, entry: &ConfigEntry) -> Result<(), Error> {
    db.prepare_cached(
        "insert into config (key, usn, mtime_secs, val) values (?1, ?2, ?3, ?4)
         on conflict (key) do update set
            usn = excluded.usn, mtime_secs = excluded.mtime_secs, val = excluded.val",
    )?
    .execute(params![entry.key, entry.usn, entry.modified, entry.value])?;
    Ok(())
}

/// Sets a key, unless it has this value already; says whether it had another or none.
pub fn set(
    db: &Connection,
    key: &str,
    value: &impl Serialize,
    usn: Usn,
    modified: Secs,
) -> Result<bool, Error> {
    let value = serde_json::to_vec(value)?;
    let same: bool = db
        .prepare_cached("select exists (select 1 from config where key = ?1 and val = ?2)")?
        .query_row(params![key, value], |row| row.get(0))?;
    if same {
        return Ok(false);
    }
    let key = key.to_owned();
    put(
        db,
        &ConfigEntry {
            key,
            usn,
            modified,
            value,
        },
    )?;
    Ok(true)
}

/// Forgets a key; says whether it was set.
pub fn delete(db: &Connection, key: &str) -> Result<bool, Error> {
    Ok(db
        .prepare_cached("delete from config where key = ?1")?
        .execute([key])?
        > 0)
}

/// Forgets all keys that begin so.
pub fn delete_with_prefix(db: &Connection, prefix: &str) -> Result<(), Error> {
    db.prepare_cached("delete from config where substr(key, 1, length(?1)) = ?1")?
        .execute([prefix])?;
    Ok(())
}

/// Forgets all keys and sets these: a sync carries the whole configuration over or nothing.
pub fn replace_all(
    db: &Connection,
    config: &Map<String, Value>,
    usn: Usn,
    modified: Secs,
) -> Result<(), Error> {
    db.prepare_cached("delete from config")?.execute([])?;
    for (key, value) in config {
        let value = serde_json::to_vec(value)?;
        put(
            db,
            &ConfigEntry {
                key: key.clone(),
                usn,
                modified,
                value,
            },
        )?;
    }
    Ok(())
}
