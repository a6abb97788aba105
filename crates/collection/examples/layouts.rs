//! For `tests/oracle/layouts/judge.py`: makes files that the real wheel judges.
//!
//! `layouts create FILE`: a new collection. `layouts to11 FROM TO`: a file of schema 11.
//! `layouts to18 FROM TO`: any file from schema 11 on in schema 18, by the functions that the
//! caged reader of strangers' files uses; the file is trusted here.

use std::path::Path;

use collection::model::{DeckId, Secs, Tag, Usn};
use collection::schema11::columns;
use collection::storage::{self, config, decks, notetypes, presets, tags};
use collection::upgrade::{LowEase, PresetRow, UpgradedPreset, tag_from_row};
use collection::{Birth, Collection, Error, model::Millis, schema11, schema18};
use rusqlite::{Connection, OptionalExtension};

const NOW: Secs = Secs(1_700_000_000);

fn main() -> Result<(), Error> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    match arguments.as_slice() {
        ["create", file] => {
            let now = Millis(NOW.0 * 1000);
            let birth = Birth {
                now,
                minutes_west: Some(0),
                seed: 7,
            };
            Collection::create(Path::new(file), &birth)?.close()
        }
        ["to11", from, to] => {
            schema11::write_file(&Collection::open_read_only(Path::new(from))?, Path::new(to))
        }
        ["to18", from, to] => to_18(from, to),
        _ => Err(Error::invalid("create FILE | to11 FROM TO | to18 FROM TO")),
    }
}

fn to_18(from: &str, to: &str) -> Result<(), Error> {
    std::fs::File::create_new(to)?;
    let db = Connection::open(to)?;
    storage::harden(&db)?;
    db.pragma_update(None, "journal_mode", "wal")?;
    schema18::create_tables(&db)?;
    db.execute("attach database ?1 as source", [from])?;
    let schema: i64 = db.query_row("select ver from source.col", [], |row| row.get(0))?;
    db.execute_batch("begin")?;
    copy_plain_tables(&db)?;
    let source = Connection::open(from)?;
    storage::register_unicase(&source)?;
    if schema < 15 {
        insert_decks_and_notetypes(&db, &source)?;
    } else {
        for table in ["notetypes", "fields", "templates", "decks"] {
            db.execute_batch(&format!(
                "insert into main.{table} select * from source.{table}"
            ))?;
        }
    }
    let presets = read_presets(&source, schema)?;
    presets
        .iter()
        .try_for_each(|upgraded| presets::put(&db, &upgraded.preset))?;
    mend_cards(&db, &LowEase::of(&presets, &decks::all(&db)?))?;
    if schema < 14 {
        let entries = columns::config_from_column(&column(&source, "conf")?)?;
        entries
            .iter()
            .try_for_each(|entry| config::put(&db, entry))?;
    } else {
        db.execute_batch("insert into main.config select * from source.config")?;
    }
    read_tags(&source, schema)?
        .iter()
        .try_for_each(|tag| tags::put(&db, tag))?;
    schema18::create_indexes(&db)?;
    db.execute_batch("commit; detach database source")?;
    db.close().map_err(|(_, error)| Error::from(error))
}

fn copy_plain_tables(db: &Connection) -> Result<(), Error> {
    db.execute_batch(
        "insert into main.notes select * from source.notes;
        insert into main.cards select * from source.cards;
        insert into main.revlog select * from source.revlog;
        insert or ignore into main.graves (oid, type, usn) select oid, type, usn from source.graves;
        insert into main.col
        select id, crt, mod, scm, 18, dty, usn, ls, '', '', '', '', '' from source.col;",
    )?;
    Ok(())
}

fn column(source: &Connection, name: &str) -> Result<String, Error> {
    Ok(source.query_row(&format!("select {name} from col"), [], |row| row.get(0))?)
}

/// The wheel is a client, so what it changes waits to be sent.
fn insert_decks_and_notetypes(db: &Connection, source: &Connection) -> Result<(), Error> {
    for notetype in columns::notetypes_from_column(&column(source, "models")?)? {
        notetypes::put(db, &notetype)?;
    }
    for deck in columns::decks_from_column(&column(source, "decks")?, Usn::PENDING, NOW)? {
        decks::put(db, &deck)?;
    }
    Ok(())
}

fn read_presets(source: &Connection, schema: i64) -> Result<Vec<UpgradedPreset>, Error> {
    if schema < 14 {
        return columns::presets_from_column(&column(source, "dconf")?);
    }
    let mut statement =
        source.prepare("select id, name, mtime_secs, usn, config from deck_config")?;
    let mut rows = statement.query([])?;
    let mut presets = Vec::new();
    while let Some(row) = rows.next()? {
        let (name, config): (String, Vec<u8>) = (row.get(1)?, row.get(4)?);
        let (id, modified, usn) = (row.get(0)?, row.get(2)?, row.get(3)?);
        let row = PresetRow {
            id,
            name: &name,
            modified,
            usn,
            config: &config,
        };
        presets.push(UpgradedPreset::from_row(schema, row)?);
    }
    Ok(presets)
}

fn read_tags(source: &Connection, schema: i64) -> Result<Vec<Tag>, Error> {
    if schema < 14 {
        return columns::tags_from_column(&column(source, "tags")?);
    }
    if schema >= 17 {
        return tags::all(source);
    }
    let mut statement = source.prepare("select tag, usn from tags")?;
    let tags = statement.query_map([], |row| Ok(tag_from_row(row.get(0)?, row.get(1)?)))?;
    Ok(tags.collect::<Result<_, _>>()?)
}

fn mend_cards(db: &Connection, low: &LowEase) -> Result<(), Error> {
    let mut last = 0;
    let next = "select id, did, odid, factor from cards where id > ?1 order by id limit 1";
    while let Some((id, deck, original, ease)) = db
        .prepare_cached(next)?
        .query_row([last], |row| {
            Ok((
                row.get::<_, i64>(0)?,
                DeckId(row.get(1)?),
                DeckId(row.get(2)?),
                row.get(3)?,
            ))
        })
        .optional()?
    {
        last = id;
        if let Some(ease) = low.mended(deck, original, ease) {
            db.prepare_cached("update cards set factor = ?1, usn = ?2 where id = ?3")?
                .execute((ease, Usn::PENDING, id))?;
        }
    }
    Ok(())
}
