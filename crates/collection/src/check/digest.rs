//! One line for the content of a collection.

use rusqlite::types::ValueRef;
use serde_json::Value;

use super::storage::each_value;
use crate::card_data::canonical;
use crate::error::Error;
use crate::schema11::{deck_to_json, notetype_to_json, preset_to_json};
use crate::storage::{Collection, col, config, decks, notetypes, presets, tags};

/// Settings that every client has of its own, or changes by merely opening a collection.
const LOCAL_CONFIG: &[&str] = &["lastUnburied", "localOffset"];

/// The content as one line of hexadecimal: notes, cards, reviews, notetypes, decks, presets, tags,
/// configuration and the moment of creation.
///
/// Numbers of syncs and times of the collection itself do not count, nor do the spelling of tags
/// and the settings that every client has of its own: they may differ between sides that have
/// nothing to sync.
///
/// # Errors
/// If the file or one of its blobs cannot be read.
pub fn digest(col: &Collection) -> Result<String, Error> {
    let mut all = Content::default();
    for (table, digest) in digests(col)? {
        all.text(table);
        all.text(&digest);
    }
    Ok(all.line())
}

/// The same for each kind of content, to see where two collections differ.
///
/// # Errors
/// As [`digest`].
pub fn digests(col: &Collection) -> Result<Vec<(&'static str, String)>, Error> {
    Ok(vec![
        ("notes", rows(col, NOTES)?),
        ("cards", cards(col)?),
        ("reviews", rows(col, REVIEWS)?),
        (
            "notetypes",
            objects(
                notetypes::all(col.connection())?
                    .iter()
                    .map(notetype_to_json),
            ),
        ),
        (
            "decks",
            objects(decks::all(col.connection())?.iter().map(deck_to_json)),
        ),
        ("presets", all_presets(col)?),
        ("tags", all_tags(col)?),
        ("config", settings(col)?),
    ])
}

/// Without the sort field, which follows from the fields, and of which releases of `SQLite` make
/// different numbers.
const NOTES: &str = "select id, guid, mid, mod, tags, flds, csum from notes order by id";
const REVIEWS: &str = "
    select id, cid, ease, ivl, lastIvl, factor, time, type from revlog order by id";
/// `data` comes last.
const CARDS: &str = "
    select id, nid, did, ord, mod, type, queue, due, ivl, factor, reps, lapses, left, odue, odid,
        flags, data
    from cards
    order by id";
const CARD_DATA: usize = 16;

fn rows(col: &Collection, query: &str) -> Result<String, Error> {
    let mut content = Content::default();
    each_value(col.connection(), query, |_, value| {
        content.value(value);
        Ok(())
    })?;
    Ok(content.line())
}

fn cards(col: &Collection) -> Result<String, Error> {
    let mut content = Content::default();
    each_value(col.connection(), CARDS, |column, value| {
        if column == CARD_DATA {
            let data = value.as_str().map_err(rusqlite::Error::from)?;
            content.text(&canonical(data.to_owned()));
        } else {
            content.value(value);
        }
        Ok(())
    })?;
    Ok(content.line())
}

fn all_presets(col: &Collection) -> Result<String, Error> {
    let mut all = presets::all(col.connection())?;
    for preset in &mut all {
        preset.config.mend();
    }
    Ok(objects(all.iter().map(preset_to_json)))
}

/// Objects in the order of their ids and keys, without their numbers of syncs.
fn objects(objects: impl Iterator<Item = Value>) -> String {
    let mut objects: Vec<_> = objects
        .map(|mut object| {
            if let Some(object) = object.as_object_mut() {
                object.remove("usn");
            }
            object.sort_all_objects();
            (object.get("id").and_then(Value::as_i64), object.to_string())
        })
        .collect();
    objects.sort();
    let mut content = Content::default();
    for (_, object) in &objects {
        content.text(object);
    }
    content.line()
}

fn all_tags(col: &Collection) -> Result<String, Error> {
    let tags = tags::all(col.connection())?;
    let mut names: Vec<_> = tags
        .into_iter()
        .map(|tag| tag.name.to_lowercase())
        .collect();
    names.sort();
    let mut content = Content::default();
    for name in &names {
        content.text(name);
    }
    Ok(content.line())
}

fn settings(col: &Collection) -> Result<String, Error> {
    let db = col.connection();
    let mut settings = Value::Object(config::all(db)?);
    settings.sort_all_objects();
    let mut content = Content::default();
    content.text(&col::created(db)?.0.to_string());
    for (key, value) in settings.as_object().into_iter().flatten() {
        if !LOCAL_CONFIG.contains(&key.as_str()) {
            content.text(key);
            content.text(&value.to_string());
        }
    }
    Ok(content.line())
}

/// Values one after the other, each with its type and length, so that no two contents run into
/// the same bytes.
#[derive(Default)]
struct Content(blake3::Hasher);

impl Content {
    fn text(&mut self, text: &str) {
        self.part(b't', text.as_bytes());
    }

    fn value(&mut self, value: ValueRef<'_>) {
        match value {
            ValueRef::Null => self.part(b'n', &[]),
            ValueRef::Integer(number) => self.part(b'i', &number.to_le_bytes()),
            ValueRef::Real(number) => self.part(b'r', &number.to_le_bytes()),
            ValueRef::Text(text) => self.part(b't', text),
            ValueRef::Blob(bytes) => self.part(b'b', bytes),
        }
    }

    fn part(&mut self, kind: u8, bytes: &[u8]) {
        self.0.update(&[kind]);
        self.0.update(&bytes.len().to_le_bytes());
        self.0.update(bytes);
    }

    fn line(self) -> String {
        self.0.finalize().to_hex().to_string()
    }
}
