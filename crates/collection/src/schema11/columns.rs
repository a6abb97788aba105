//! The five JSON columns of `col` in a file of schema 11, turned into rows of schema 18. Pure
//! functions: who reads an untrusted file hands over the text of the column.

use std::collections::{BTreeMap, HashSet};

use serde_json::{Map, Value};
use unicase::UniCase;
use unicode_normalization::{UnicodeNormalization, is_nfc};

use super::{deck_from_json, notetype_from_json, preset_from_json};
use crate::error::Error;
use crate::model::{ConfigEntry, Deck, Notetype, NotetypeId, PresetId, Secs, Tag, Usn};
use crate::upgrade::UpgradedPreset;

type Objects = Map<String, Value>;

/// The notetypes of `col.models`, in the order of their ids, their names made different.
///
/// # Errors
/// [`Error::Json`] or [`Error::Invalid`] if one of them is unreadable.
pub fn notetypes_from_column(json: &str) -> Result<Vec<Notetype>, Error> {
    let mut by_id = BTreeMap::new();
    for (key, value) in serde_json::from_str::<Objects>(json)? {
        by_id.insert(id_of_key(&key)?, notetype_from_json(value)?);
    }
    // Some collections have a notetype with id 0, which is no id.
    if let Some(notetype) = by_id.remove(&0) {
        let unused = (1..=i64::MAX)
            .find(|id| !by_id.contains_key(id))
            .unwrap_or(1);
        by_id.insert(unused, notetype);
    }
    let mut taken = HashSet::new();
    Ok(by_id
        .into_iter()
        .map(|(id, notetype)| with_unique_names(id, notetype, &mut taken))
        .collect())
}

fn with_unique_names(
    id: i64,
    mut notetype: Notetype,
    taken: &mut HashSet<UniCase<String>>,
) -> Notetype {
    notetype.id = NotetypeId(id);
    make_unique(&mut notetype.name, '_', taken);
    let mut in_notetype = HashSet::new();
    for template in &mut notetype.templates {
        make_unique(&mut template.name, '+', &mut in_notetype);
    }
    in_notetype.clear();
    for field in &mut notetype.fields {
        make_unique(&mut field.name, '+', &mut in_notetype);
    }
    notetype
}

/// Normalizes a name and appends to it until nobody else has it, whatever the case.
fn make_unique(name: &mut String, suffix: char, taken: &mut HashSet<UniCase<String>>) {
    if !is_nfc(name) {
        *name = name.nfc().collect();
    }
    while !taken.insert(UniCase::new(name.clone())) {
        name.push(suffix);
    }
}

/// The decks of `col.decks`, in the order of their ids, their names made different. A deck whose
/// name had to change counts as changed at `now` in the sync with number `usn`.
///
/// # Errors
/// [`Error::Json`] or [`Error::Invalid`] if one of them is unreadable.
pub fn decks_from_column(json: &str, usn: Usn, now: Secs) -> Result<Vec<Deck>, Error> {
    let mut by_id = BTreeMap::new();
    for (_, value) in serde_json::from_str::<Objects>(json)? {
        let human = value.get("name").and_then(Value::as_str).map(str::to_owned);
        let mut deck = deck_from_json(value)?;
        if human.as_deref() != Some(&deck.name.human()) {
            (deck.usn, deck.modified) = (usn, now);
        }
        by_id.insert(deck.id, deck);
    }
    let mut taken = HashSet::new();
    let mut decks: Vec<_> = by_id.into_values().collect();
    for deck in &mut decks {
        while !taken.insert(UniCase::new(deck.name.stored().to_owned())) {
            deck.name.push("_");
            (deck.usn, deck.modified) = (usn, now);
        }
    }
    Ok(decks)
}

/// The presets of `col.dconf`, in the order of their ids.
///
/// # Errors
/// [`Error::Json`] or [`Error::Invalid`] if one of them is unreadable.
pub fn presets_from_column(json: &str) -> Result<Vec<UpgradedPreset>, Error> {
    let mut by_id = BTreeMap::new();
    for (key, value) in serde_json::from_str::<Objects>(json)? {
        let id = PresetId(id_of_key(&key)?);
        let mut preset = preset_from_json(value)?;
        // Some programs wrote a wrong one into the object.
        preset.id = id;
        by_id.insert(id, preset);
    }
    Ok(by_id
        .into_values()
        .map(UpgradedPreset::from_schema_14)
        .collect())
}

/// The settings of `col.conf`.
///
/// # Errors
/// [`Error::Json`] if it is not an object.
pub fn config_from_column(json: &str) -> Result<Vec<ConfigEntry>, Error> {
    let settings = serde_json::from_str::<Objects>(json)?;
    settings
        .into_iter()
        .map(|(key, value)| {
            let value = serde_json::to_vec(&value)?;
            Ok(ConfigEntry {
                key,
                usn: Usn(0),
                modified: Secs(0),
                value,
            })
        })
        .collect()
}

/// The tags of `col.tags`; of several spellings the first one stays.
///
/// # Errors
/// [`Error::Json`] if it is not an object of numbers.
pub fn tags_from_column(json: &str) -> Result<Vec<Tag>, Error> {
    let mut seen = HashSet::new();
    let tags = serde_json::from_str::<Map<String, Value>>(json)?;
    let mut kept = Vec::new();
    for (name, usn) in tags {
        let usn = serde_json::from_value(usn)?;
        if seen.insert(UniCase::new(name.clone())) {
            kept.push(Tag {
                name,
                usn,
                collapsed: true,
            });
        }
    }
    Ok(kept)
}

fn id_of_key(key: &str) -> Result<i64, Error> {
    key.parse()
        .map_err(|_| Error::invalid(format!("{key:?} is not an id")))
}
