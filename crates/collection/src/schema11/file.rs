use std::path::Path;

use rusqlite::Connection;
use serde_json::{Map, Value};

use super::{deck_to_json, notetype_to_json, preset_to_json};
use crate::error::Error;
use crate::schema18;
use crate::storage::{Collection, config, decks, harden, notetypes, presets, tags};

const GRAVES: &str = "create table graves (
    usn integer not null,
    oid integer not null,
    type integer not null
)";

/// Writes the collection, as last committed, into a new file of schema 11, for clients before
/// 2.1.57. The file has no WAL and its header does not ask for one.
///
/// # Errors
/// [`Error::Io`] if the file exists; [`Error::Invalid`] if the collection has no file.
pub fn write_file(from: &Collection, to: &Path) -> Result<(), Error> {
    let source = from.connection().path().filter(|path| !path.is_empty());
    let source = source.ok_or_else(|| Error::invalid("the collection is not in a file"))?;
    std::fs::File::create_new(to)?;
    let db = Connection::open(to)?;
    harden(&db)?;
    db.pragma_update(None, "page_size", 4096)?;
    // Whoever asked for the file throws it away if we stop in the middle.
    db.pragma_update(None, "journal_mode", "memory")?;
    db.pragma_update(None, "synchronous", "off")?;
    db.execute("attach database ?1 as source", [source])?;
    db.execute_batch("begin")?;
    create_tables(&db)?;
    copy_rows(&db)?;
    fill_columns(&db, &columns(&db)?)?;
    for index in schema18::INDEXES
        .iter()
        .take(schema18::INDEXES_OF_SCHEMA_11)
    {
        db.execute_batch(index)?;
    }
    db.execute_batch("commit; detach database source")?;
    db.close().map_err(|(_, error)| Error::from(error))
}

fn create_tables(db: &Connection) -> Result<(), Error> {
    let tables = [
        schema18::COL,
        schema18::NOTES,
        schema18::CARDS,
        schema18::REVLOG,
        GRAVES,
    ];
    tables
        .iter()
        .try_for_each(|statement| Ok(db.execute_batch(statement)?))
}

fn copy_rows(db: &Connection) -> Result<(), Error> {
    db.execute_batch(
        "insert into main.notes select * from source.notes;
        insert into main.cards select * from source.cards;
        insert into main.revlog select * from source.revlog;
        insert into main.graves (usn, oid, type) select usn, oid, type from source.graves;
        insert into main.col (id, crt, mod, scm, ver, dty, usn, ls, conf, models, decks, dconf, tags)
        select 1, crt, mod, scm, 11, 0, usn, ls, '', '', '', '', '' from source.col;",
    )?;
    Ok(())
}

/// The JSON columns of `col`.
struct Columns {
    conf: Value,
    models: Value,
    decks: Value,
    dconf: Value,
    tags: Value,
}

/// Reads the small tables; their names stand in the attached database only.
fn columns(db: &Connection) -> Result<Columns, Error> {
    let mut models = Map::new();
    for notetype in notetypes::all(db)? {
        models.insert(notetype.id.to_string(), notetype_to_json(&notetype));
    }
    let mut deck_objects = Map::new();
    for deck in decks::all(db)? {
        deck_objects.insert(deck.id.to_string(), deck_to_json(&deck));
    }
    let mut dconf = Map::new();
    for mut preset in presets::all(db)? {
        preset.config.mend();
        dconf.insert(preset.id.to_string(), preset_to_json(&preset));
    }
    let tags: Map<_, _> = tags::all(db)?
        .into_iter()
        .map(|tag| (tag.name, tag.usn.0.into()))
        .collect();
    Ok(Columns {
        conf: Value::Object(config::all(db)?),
        models: Value::Object(models),
        decks: Value::Object(deck_objects),
        dconf: Value::Object(dconf),
        tags: Value::Object(tags),
    })
}

fn fill_columns(db: &Connection, columns: &Columns) -> Result<(), Error> {
    db.execute(
        "update main.col set conf = ?1, models = ?2, decks = ?3, dconf = ?4, tags = ?5",
        (
            columns.conf.to_string(),
            columns.models.to_string(),
            columns.decks.to_string(),
            columns.dconf.to_string(),
            columns.tags.to_string(),
        ),
    )?;
    Ok(())
}
