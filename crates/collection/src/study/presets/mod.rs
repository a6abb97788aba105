//! Deck options: presets, which deck has which, limits of one deck, and the switches that the
//! options screen shows beside them (`rslib/src/deckconfig/`).

mod order;
mod parameters;
mod steps;
mod update;

use std::collections::BTreeMap;

use rusqlite::Connection;

use super::settings;
use crate::error::Error;
use crate::model::{
    DayLimit, Deck, DeckId, DeckKind, DeckName, LEVEL_SEPARATOR, NormalDeck, Preset, PresetConfig,
    PresetId, Secs, Usn,
};
use crate::storage::{col, config, decks, presets};
use crate::today::Today;

pub use parameters::{Found, take_parameters};
pub(in crate::study) use steps::remaining;
pub use update::{Change, Scope, update};

/// All that the options screen of a deck shows.
#[derive(Debug, Clone)]
pub struct Options {
    /// By name, with the number of decks that have it.
    pub presets: Vec<(Preset, usize)>,
    pub deck_name: String,
    pub preset: PresetId,
    /// Those of the decks above.
    pub parents: Vec<PresetId>,
    pub limits: Limits,
    /// What a new preset has.
    pub defaults: Preset,
    /// The next sync goes one way.
    pub is_schema_modified: bool,
    pub custom_scheduling: String,
    pub switches: Switches,
    pub legacy_evaluate: bool,
    /// 0 if it never was.
    pub days_since_optimised: u32,
}

/// The switches of the whole collection on the options screen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[expect(clippy::struct_excessive_bools, reason = "so many switches it has")]
pub struct Switches {
    pub new_cards_ignore_review_limit: bool,
    pub apply_all_parent_limits: bool,
    pub fsrs: bool,
    pub fsrs_health_check: bool,
}

/// What one deck has its own way.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct Limits {
    pub review: Option<u32>,
    pub new: Option<u32>,
    pub review_today: Option<u32>,
    pub new_today: Option<u32>,
    /// The limit for a day is for this day, not for one that is over.
    pub is_review_today_active: bool,
    pub is_new_today_active: bool,
    pub desired_retention: Option<f32>,
}

impl Limits {
    fn of(deck: &NormalDeck, today: Today) -> Limits {
        let amount = |limit: Option<DayLimit>| limit.map(|limit| limit.limit);
        let is_active =
            |limit: Option<DayLimit>| limit.is_some_and(|limit| limit.today == today.number);
        Limits {
            review: deck.review_limit,
            new: deck.new_limit,
            review_today: amount(deck.review_limit_today),
            new_today: amount(deck.new_limit_today),
            is_review_today_active: is_active(deck.review_limit_today),
            is_new_today_active: is_active(deck.new_limit_today),
            desired_retention: deck.desired_retention,
        }
    }
}

/// Reads the options of a deck.
///
/// # Errors
/// [`Error::NotFound`] if there is no such deck, [`Error::Invalid`] if it is a filtered one.
pub fn options(db: &Connection, deck: DeckId, today: Today) -> Result<Options, Error> {
    let current = deck_of(db, deck)?;
    let normal = normal(&current)?;
    let mut use_counts = BTreeMap::new();
    for deck in decks::all(db)? {
        if let DeckKind::Normal(normal) = &deck.kind {
            *use_counts.entry(normal.preset).or_insert(0) += 1;
        }
    }
    let mut presets = all(db)?;
    presets.sort_by(|one, other| one.name.cmp(&other.name));
    for preset in &mut presets {
        preset.config.take_over_older_parameters();
    }
    let presets = presets.into_iter().map(|preset| {
        let count = use_counts.get(&preset.id.0).copied().unwrap_or(0);
        (preset, count)
    });
    let stamp = col::stamp(db)?;
    Ok(Options {
        presets: presets.collect(),
        deck_name: current.name.human(),
        preset: PresetId(normal.preset),
        parents: parent_presets(db, &current)?,
        limits: Limits::of(normal, today),
        defaults: stock(),
        is_schema_modified: stamp.schema_ms > stamp.last_sync_ms,
        custom_scheduling: custom_scheduling(db)?,
        switches: Switches {
            new_cards_ignore_review_limit: settings::NEW_CARDS_IGNORE_REVIEW_LIMIT.is_on(db)?,
            apply_all_parent_limits: settings::APPLY_ALL_PARENT_LIMITS.is_on(db)?,
            fsrs: settings::FSRS.is_on(db)?,
            fsrs_health_check: settings::FSRS_HEALTH_CHECK.is_on(db)?,
        },
        legacy_evaluate: settings::FSRS_LEGACY_EVALUATE.is_on(db)?,
        days_since_optimised: days_since_optimised(db, today)?,
    })
}

/// One preset, with what no scheduler can work with put right; the default one, else a stock one,
/// if it is not there.
pub fn preset(db: &Connection, id: PresetId) -> Result<Preset, Error> {
    for id in [id, crate::model::DEFAULT_PRESET] {
        if let Some(mut preset) = presets::get(db, id)? {
            preset.config.mend();
            return Ok(preset);
        }
    }
    Ok(Preset {
        config: PresetConfig::stock(),
        ..stock()
    })
}

/// What a new preset has on the options screen.
fn stock() -> Preset {
    let mut config = PresetConfig::stock();
    config.fsrs_params_6 = scheduler::STOCK_PARAMETERS.to_vec();
    Preset {
        id: PresetId(0),
        name: String::new(),
        modified: Secs(0),
        usn: Usn(0),
        config,
    }
}

fn all(db: &Connection) -> Result<Vec<Preset>, Error> {
    let mut presets = presets::all(db)?;
    for preset in &mut presets {
        preset.config.mend();
    }
    Ok(presets)
}

/// The learner's own script that changes the states of a card before it is answered.
pub fn custom_scheduling(db: &Connection) -> Result<String, Error> {
    let script = config::get(db, "cardStateCustomizer")?;
    let script = script.and_then(|script| script.as_str().map(str::to_owned));
    Ok(script.unwrap_or_default())
}

fn days_since_optimised(db: &Connection, today: Today) -> Result<u32, Error> {
    let last = config::get(db, "lastFsrsOptimize")?.and_then(|day| day.as_i64());
    let last = last.and_then(|day| u32::try_from(day).ok()).unwrap_or(0);
    Ok(match last {
        0 => 0,
        last => today.number.saturating_sub(last),
    })
}

fn parent_presets(db: &Connection, deck: &Deck) -> Result<Vec<PresetId>, Error> {
    let mut found = Vec::new();
    let mut name = deck.name.stored();
    while let Some((parent, _)) = name.rsplit_once(LEVEL_SEPARATOR) {
        name = parent;
        let Some(id) = decks::id_of_name(db, &DeckName::from_stored(parent))? else {
            break;
        };
        if let DeckKind::Normal(normal) = &deck_of(db, id)?.kind {
            found.push(PresetId(normal.preset));
        }
    }
    found.sort_unstable();
    found.dedup();
    Ok(found)
}

fn deck_of(db: &Connection, id: DeckId) -> Result<Deck, Error> {
    decks::get(db, id)?.ok_or_else(|| Error::NotFound(format!("no deck {id}")))
}

fn normal(deck: &Deck) -> Result<&NormalDeck, Error> {
    match &deck.kind {
        DeckKind::Normal(normal) => Ok(normal),
        DeckKind::Filtered(_) => Err(Error::invalid("deck not normal")),
    }
}

impl PresetConfig {
    /// The options screen knows one list of parameters: the newest.
    fn take_over_older_parameters(&mut self) {
        if self.fsrs_params_6.is_empty() {
            self.fsrs_params_6 = self.fsrs_parameters().to_vec();
        }
    }
}
