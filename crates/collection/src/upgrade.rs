//! What changed between schemas 14 and 18, as pure functions of single rows. Schema 11 becomes
//! 14 by [`crate::schema11::columns`]; tables not named here did not change.
//!
//! | from | what differs from 18 |
//! | --- | --- |
//! | 14 | `col.models`, `col.decks` as in 11; `deck_config.config` is JSON; no `tags.collapsed` |
//! | 15 | ease in presets × 100; no `tags.collapsed` |
//! | 16 | no `tags.collapsed` |
//! | 11–17 | `graves` (usn, oid, type) without key: the first of equal ones stays |
//!
//! Facts from `rslib/src/storage/upgrades` and the table modules beside it.

use std::collections::HashSet;

use prost::Message;

use crate::error::Error;
use crate::model::{Deck, DeckId, DeckKind, Preset, PresetConfig, PresetId, Secs, Tag, Usn};
use crate::schema11::preset_from_json;

/// One row of `deck_config`, as it stands in a file of schema 14 to 18.
#[derive(Debug, Clone, Copy)]
pub struct PresetRow<'a> {
    pub id: PresetId,
    pub name: &'a str,
    pub modified: Secs,
    pub usn: Usn,
    /// JSON in schema 14, else protobuf.
    pub config: &'a [u8],
}

/// A preset in the form of schema 18.
#[derive(Debug, Clone, PartialEq)]
pub struct UpgradedPreset {
    pub preset: Preset,
    /// Its ease had been lost to a bug of schema 15 and was put back, so cards in its decks may
    /// have the wrong ease, too (see [`LowEase`]).
    pub ease_was_lost: bool,
}

impl UpgradedPreset {
    /// Reads a row of a file of this schema.
    ///
    /// # Errors
    /// [`Error::Json`], [`Error::Blob`] or [`Error::Invalid`] if it is unreadable.
    pub fn from_row(schema: i64, row: PresetRow<'_>) -> Result<UpgradedPreset, Error> {
        if schema < 15 {
            let preset = preset_from_json(serde_json::from_slice(row.config)?)?;
            return Ok(UpgradedPreset::from_schema_14(Preset {
                id: row.id,
                ..preset
            }));
        }
        let preset = Preset {
            id: row.id,
            name: row.name.to_owned(),
            modified: row.modified,
            usn: row.usn,
            config: PresetConfig::decode(row.config)?,
        };
        if schema == 15 {
            Ok(UpgradedPreset::from_schema_15(preset))
        } else {
            Ok(UpgradedPreset {
                preset,
                ease_was_lost: false,
            })
        }
    }

    /// From a preset as its JSON says. Clients take the way over schema 15, which rounds.
    pub(crate) fn from_schema_14(mut preset: Preset) -> UpgradedPreset {
        preset.config.initial_ease *= 100.0;
        UpgradedPreset::from_schema_15(preset)
    }

    /// Schema 15 kept 250 for an ease of 2.5, and its new presets had the lowest ease by mistake.
    fn from_schema_15(mut preset: Preset) -> UpgradedPreset {
        preset.config.initial_ease /= 100.0;
        let ease_was_lost = preset.config.initial_ease <= 1.3;
        if ease_was_lost {
            preset.config.initial_ease = 2.5;
        }
        UpgradedPreset {
            preset,
            ease_was_lost,
        }
    }
}

/// The decks in which cards may have lost their ease.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct LowEase {
    decks: HashSet<DeckId>,
}

impl LowEase {
    /// The decks that use one of the presets whose ease was lost.
    pub fn of(presets: &[UpgradedPreset], decks: &[Deck]) -> LowEase {
        let lost: HashSet<i64> = presets
            .iter()
            .filter(|it| it.ease_was_lost)
            .map(|it| it.preset.id.0)
            .collect();
        let uses_lost = |deck: &&Deck| match &deck.kind {
            DeckKind::Normal(normal) => lost.contains(&normal.preset),
            DeckKind::Filtered(_) => false,
        };
        LowEase {
            decks: decks.iter().filter(uses_lost).map(|deck| deck.id).collect(),
        }
    }

    /// The ease a card must be given, if its own was lost; it counts as changed then, in the sync
    /// with the collection's number, its modification time stays.
    pub fn mended(&self, deck: DeckId, original_deck: DeckId, ease: i64) -> Option<i64> {
        let is_low = ease != 0 && ease <= 2000;
        let lost = self.decks.contains(&deck) || self.decks.contains(&original_deck);
        (is_low && lost).then_some(2500)
    }
}

/// A tag of a file before schema 17, which did not know closed branches.
pub fn tag_from_row(name: String, usn: Usn) -> Tag {
    Tag {
        name,
        usn,
        collapsed: true,
    }
}
