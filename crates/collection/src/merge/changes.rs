//! What is not sent in chunks: notetypes, decks, presets, tags and the configuration, both ways in
//! one call.

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use super::{Exchange, capped};
use crate::error::Error;
use crate::model::{Deck, Notetype, Preset, Secs};
use crate::schema11;
use crate::storage::{Collection, Version, col, config, decks, notetypes, presets, tags};

/// Everything of this kind that changed on one side. Objects are in the JSON form that clients
/// exchange (`crate::schema11`).
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Changes {
    #[serde(rename = "models", deserialize_with = "capped::list")]
    pub notetypes: Vec<Value>,
    #[serde(rename = "decks")]
    pub decks_and_presets: DecksAndPresets,
    #[serde(deserialize_with = "capped::list")]
    pub tags: Vec<String>,
    /// The whole configuration; only from the side that was changed last.
    #[serde(rename = "conf", default, skip_serializing_if = "Option::is_none")]
    pub config: Option<Map<String, Value>>,
    /// When the collection was created; only from the side that was changed last.
    #[serde(rename = "crt", default, skip_serializing_if = "Option::is_none")]
    pub created: Option<Secs>,
}

/// A list of decks and a list of presets, two elements under one key.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct DecksAndPresets(
    #[serde(deserialize_with = "capped::list")] pub Vec<Value>,
    #[serde(deserialize_with = "capped::list")] pub Vec<Value>,
);

/// The request of `applyChanges`.
#[derive(Debug, Clone, Default, PartialEq, Deserialize)]
pub struct ApplyChanges {
    pub changes: Changes,
}

impl Exchange {
    /// Takes over the client's changes and returns ours, which are gathered first, so that the
    /// client's do not come back to it.
    ///
    /// An object replaces ours unless ours was changed later. One whose name is taken by another
    /// gets a `+` behind it and counts as changed now; the client does the same with ours.
    ///
    /// # Errors
    /// [`Error::Invalid`] if an object is unreadable, has no id, or is a notetype with another
    /// number of fields or templates than ours. The caller rolls back: part of the changes may
    /// have been taken over.
    pub fn apply_changes(&mut self, col: &Collection, theirs: Changes) -> Result<Changes, Error> {
        let theirs = Incoming::read(theirs)?;
        let ours = self.changes(col)?;
        for notetype in theirs.notetypes {
            self.take_notetype(col, notetype)?;
        }
        for deck in theirs.decks {
            self.take_deck(col, deck)?;
        }
        for preset in theirs.presets {
            self.take_preset(col, preset)?;
        }
        for tag in &theirs.tags {
            tags::register(col.connection(), tag, self.server_usn)?;
        }
        if let Some(created) = theirs.created {
            col::set_created(col.connection(), created)?;
        }
        if let Some(all) = &theirs.config {
            let now = self.started.secs();
            config::replace_all(col.connection(), all, self.server_usn, now)?;
        }
        Ok(ours)
    }

    /// What the client does not know yet.
    fn changes(&self, col: &Collection) -> Result<Changes, Error> {
        let (db, since) = (col.connection(), self.news_begin());
        let mut ours = Changes {
            tags: tags::names_since(db, since)?,
            ..Changes::default()
        };
        for id in notetypes::ids_since(db, since)? {
            let notetype = notetypes::get(db, id)?;
            ours.notetypes
                .extend(notetype.as_ref().map(schema11::notetype_to_json));
        }
        let DecksAndPresets(deck_list, preset_list) = &mut ours.decks_and_presets;
        for id in decks::ids_since(db, since)? {
            deck_list.extend(decks::get(db, id)?.as_ref().map(schema11::deck_to_json));
        }
        for id in presets::ids_since(db, since)? {
            preset_list.extend(presets::get(db, id)?.as_ref().map(mended_preset));
        }
        if !self.client_is_newer {
            ours.config = Some(config::all(db)?);
            ours.created = Some(col::created(db)?);
        }
        Ok(ours)
    }

    fn take_notetype(&self, col: &Collection, mut theirs: Notetype) -> Result<(), Error> {
        let db = col.connection();
        if let Some(ours) = notetypes::get(db, theirs.id)? {
            if ours.modified > theirs.modified {
                return Ok(());
            }
            let shape = |it: &Notetype| (it.fields.len(), it.templates.len());
            if shape(&ours) != shape(&theirs) {
                let id = theirs.id;
                return Err(Error::invalid(format!(
                    "notetype {id} has fields or templates of old"
                )));
            }
        }
        require_id(theirs.id.0)?;
        theirs.usn = self.server_usn;
        while notetypes::id_of_name(db, &theirs.name)?.is_some_and(|id| id != theirs.id) {
            theirs.name.push('+');
            theirs.modified = self.started.secs();
        }
        notetypes::put(db, &theirs).map_err(refused_by_the_file)
    }

    fn take_deck(&self, col: &Collection, mut theirs: Deck) -> Result<(), Error> {
        let db = col.connection();
        if is_older(theirs.modified, decks::version(db, theirs.id)?) {
            return Ok(());
        }
        require_id(theirs.id.0)?;
        theirs.usn = self.server_usn;
        while decks::id_of_name(db, &theirs.name)?.is_some_and(|id| id != theirs.id) {
            theirs.name.push("+");
            theirs.modified = self.started.secs();
        }
        decks::put(db, &theirs)
    }

    fn take_preset(&self, col: &Collection, mut theirs: Preset) -> Result<(), Error> {
        let db = col.connection();
        if is_older(theirs.modified, presets::version(db, theirs.id)?) {
            return Ok(());
        }
        require_id(theirs.id.0)?;
        theirs.usn = self.server_usn;
        presets::put(db, &theirs)
    }
}

/// Changes whose objects are all readable, so that nothing is taken over from a request that has
/// an unreadable one.
struct Incoming {
    notetypes: Vec<Notetype>,
    decks: Vec<Deck>,
    presets: Vec<Preset>,
    tags: Vec<String>,
    config: Option<Map<String, Value>>,
    created: Option<Secs>,
}

impl Incoming {
    fn read(changes: Changes) -> Result<Incoming, Error> {
        let DecksAndPresets(decks, presets) = changes.decks_and_presets;
        Ok(Incoming {
            notetypes: each(changes.notetypes, schema11::notetype_from_json)?,
            decks: each(decks, schema11::deck_from_json)?,
            presets: each(presets, schema11::preset_from_json)?,
            tags: changes.tags,
            config: changes.config,
            created: changes.created,
        })
    }
}

fn each<T>(objects: Vec<Value>, read: fn(Value) -> Result<T, Error>) -> Result<Vec<T>, Error> {
    objects.into_iter().map(read).collect()
}

fn is_older(theirs: Secs, ours: Option<Version>) -> bool {
    ours.is_some_and(|ours| ours.modified > theirs)
}

/// Clients send presets with numbers that make no sense put right, and expect the same.
fn mended_preset(preset: &Preset) -> Value {
    let mut mended = preset.clone();
    mended.config.mend();
    schema11::preset_to_json(&mended)
}

fn require_id(id: i64) -> Result<(), Error> {
    if id == 0 {
        Err(Error::invalid("an object without an id"))
    } else {
        Ok(())
    }
}

/// Two fields or templates of one notetype have the same name: the request is wrong, not the file.
fn refused_by_the_file(error: Error) -> Error {
    if let Error::Sql(sql) = &error
        && sql.sqlite_error_code() == Some(rusqlite::ErrorCode::ConstraintViolation)
    {
        return Error::invalid(sql.to_string());
    }
    error
}
