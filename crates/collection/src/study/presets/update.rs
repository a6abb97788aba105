//! Saving the options screen (`rslib/src/deckconfig/update.rs`).

use std::collections::{BTreeMap, BTreeSet};

use scheduler::Model;
use serde_json::json;

use super::{Limits, Options, Switches, all, deck_of};
use crate::error::Error;
use crate::model::{
    DEFAULT_PRESET, DayLimit, Deck, DeckId, DeckKind, LEVEL_SEPARATOR, NormalDeck, Preset,
    PresetConfig, PresetId,
};
use crate::pen::Pen;
use crate::search::View;
use crate::storage::{col, decks, presets};
use crate::study::memory::lesson::search_of;
use crate::study::memory::training::{self, Wish};
use crate::study::memory::unusable;
use crate::study::memory::update::{Stale, renew};
use crate::study::settings::{self, set};
use crate::today::Today;

/// Which decks get the preset.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Scope {
    Deck,
    /// And the decks below it.
    Children,
    /// The deck alone; but first, parameters are found for every preset.
    EveryPresetOptimised,
}

/// What the options screen saves.
#[derive(Debug, Clone)]
pub struct Change {
    pub deck: DeckId,
    /// Those that are new (with the id 0) or changed; the deck gets the last.
    pub presets: Vec<Preset>,
    pub removed: Vec<PresetId>,
    pub scope: Scope,
    pub custom_scheduling: String,
    pub limits: Limits,
    pub switches: Switches,
    /// Due dates follow FSRS at once.
    pub reschedules: bool,
}

impl Change {
    /// Saves some presets for a deck, which gets the last; everything else stays as it was read.
    #[must_use]
    pub fn of_presets(options: &Options, deck: DeckId, presets: Vec<Preset>) -> Change {
        let limits = options.limits;
        Change {
            deck,
            presets,
            removed: Vec::new(),
            scope: Scope::Deck,
            custom_scheduling: options.custom_scheduling.clone(),
            limits: Limits {
                new_today: limits.new_today.filter(|_| limits.is_new_today_active),
                review_today: limits
                    .review_today
                    .filter(|_| limits.is_review_today_active),
                ..limits
            },
            switches: options.switches,
            reschedules: false,
        }
    }
}

/// Saves the options of a deck. With [`Scope::EveryPresetOptimised`] it takes its time.
///
/// # Errors
/// [`Error::Invalid`] if the default preset shall go, or FSRS cannot work with parameters;
/// [`Error::NotFound`] if a deck or preset is not there.
pub fn update(pen: &Pen<'_>, mut change: Change) -> Result<(), Error> {
    if change.presets.is_empty() {
        return Err(Error::invalid("config not provided"));
    }
    let before = by_id(all(pen.db)?);
    let mut after = before.clone();
    for id in &change.removed {
        remove(pen, *id)?;
        after.remove(id);
    }
    if change.scope == Scope::EveryPresetOptimised {
        optimise_all(pen, &mut change)?;
    }
    for preset in &mut change.presets {
        save(pen, preset)?;
        after.insert(preset.id, preset.clone());
    }
    let is_toggled = settings::FSRS.is_on(pen.db)? != change.switches.fsrs;
    if is_toggled {
        settings::FSRS.turn(pen, change.switches.fsrs)?;
    }
    let selected = change
        .presets
        .last()
        .map_or(DEFAULT_PRESET, |preset| preset.id);
    let mut saving = Saving {
        pen,
        change: &change,
        decks: selected_decks(pen, &change)?,
        selected,
        before,
        after,
        is_toggled,
        stale: BTreeMap::new(),
        retentions: BTreeMap::new(),
    };
    for deck in decks::all(pen.db)? {
        if let DeckKind::Normal(normal) = &deck.kind {
            saving.visit(&deck, normal)?;
        }
    }
    saving.renew_memories()?;
    set(pen, "cardStateCustomizer", &json!(change.custom_scheduling))?;
    let switches = &change.switches;
    settings::NEW_CARDS_IGNORE_REVIEW_LIMIT.turn(pen, switches.new_cards_ignore_review_limit)?;
    settings::APPLY_ALL_PARENT_LIMITS.turn(pen, switches.apply_all_parent_limits)?;
    settings::FSRS_HEALTH_CHECK.turn(pen, switches.fsrs_health_check)?;
    Ok(())
}

fn by_id(presets: Vec<Preset>) -> BTreeMap<PresetId, Preset> {
    let pairs = presets.into_iter().map(|preset| (preset.id, preset));
    pairs.collect()
}

/// Clients do not learn of presets that are gone, so the next sync goes one way.
fn remove(pen: &Pen<'_>, id: PresetId) -> Result<(), Error> {
    if id == DEFAULT_PRESET {
        return Err(Error::invalid("can't delete default conf"));
    }
    if !presets::delete(pen.db, id)? {
        return Err(no_preset(id));
    }
    let mut stamp = col::stamp(pen.db)?;
    stamp.schema_ms = pen.now().0;
    col::set_stamp(pen.db, &stamp)
}

fn no_preset(id: PresetId) -> Error {
    Error::NotFound(format!("no preset {id}"))
}

fn save(pen: &Pen<'_>, preset: &mut Preset) -> Result<(), Error> {
    // Without new parameters, older ones shall not show through.
    if preset.config.fsrs_params_6.is_empty() {
        preset.config.fsrs_params_5.clear();
        preset.config.fsrs_params_4.clear();
    }
    Model::of(preset.config.fsrs_parameters()).ok_or_else(unusable)?;
    if preset.id == PresetId(0) {
        preset.id = free_id(pen)?;
    } else {
        let mut present = presets::get(pen.db, preset.id)?.ok_or_else(|| no_preset(preset.id))?;
        present.config.mend();
        if present == *preset {
            return Ok(());
        }
    }
    preset.modified = pen.now_secs();
    preset.usn = pen.usn;
    presets::put(pen.db, preset)
}

/// The moment in milliseconds, or the largest id + 1 if that is taken.
fn free_id(pen: &Pen<'_>) -> Result<PresetId, Error> {
    let now = PresetId(pen.now().0);
    if presets::get(pen.db, now)?.is_none() {
        return Ok(now);
    }
    let largest = presets::all(pen.db)?
        .into_iter()
        .map(|preset| preset.id.0)
        .max();
    Ok(PresetId(largest.unwrap_or(0) + 1))
}

fn selected_decks(pen: &Pen<'_>, change: &Change) -> Result<BTreeSet<DeckId>, Error> {
    let mut selected = BTreeSet::from([change.deck]);
    if change.scope == Scope::Children {
        let parent = deck_of(pen.db, change.deck)?;
        let prefix = format!("{}{LEVEL_SEPARATOR}", parent.name.stored()).to_lowercase();
        let below = decks::all(pen.db)?
            .into_iter()
            .filter(|deck| deck.name.stored().to_lowercase().starts_with(&prefix));
        selected.extend(below.map(|deck| deck.id));
    }
    Ok(selected)
}

/// The walk over all decks.
struct Saving<'a> {
    pen: &'a Pen<'a>,
    change: &'a Change,
    decks: BTreeSet<DeckId>,
    selected: PresetId,
    before: BTreeMap<PresetId, Preset>,
    after: BTreeMap<PresetId, Preset>,
    is_toggled: bool,
    /// Decks by the preset they have now.
    stale: BTreeMap<PresetId, Vec<DeckId>>,
    retentions: BTreeMap<DeckId, f32>,
}

impl Saving<'_> {
    fn visit(&mut self, deck: &Deck, normal: &NormalDeck) -> Result<(), Error> {
        let old_id = PresetId(normal.preset);
        let (mut new_id, mut new_retention) = (old_id, normal.desired_retention);
        if self.decks.contains(&deck.id) || !self.after.contains_key(&old_id) {
            let updated = self.moved(deck, normal)?;
            (new_id, new_retention) = (self.selected, updated);
        }
        let old = self.before.get(&old_id).map(|preset| &preset.config);
        let new = self.after.get(&new_id).map(|preset| &preset.config);
        let is_random = |config: Option<&PresetConfig>| {
            config.is_some_and(|config| config.new_card_insert_order == 1)
        };
        if is_random(old) != is_random(new) {
            super::order::sort(self.pen, deck.id, is_random(new))?;
        }
        let retention = |own: Option<f32>, preset: Option<&PresetConfig>| {
            own.or(preset.map(|preset| preset.desired_retention))
        };
        let easy_days = |preset: Option<&PresetConfig>| {
            preset.map(|preset| preset.easy_days_percentages.clone())
        };
        if self.is_toggled
            || old.map(PresetConfig::fsrs_parameters) != new.map(PresetConfig::fsrs_parameters)
            || retention(normal.desired_retention, old) != retention(new_retention, new)
            || (self.change.reschedules && easy_days(old) != easy_days(new))
        {
            self.stale.entry(new_id).or_default().push(deck.id);
        }
        if let Some(retention) = new_retention {
            self.retentions.insert(deck.id, retention);
        }
        if let (Some(old), Some(new)) = (old, new) {
            super::steps::adjust(self.pen, deck.id, old, new)?;
        }
        Ok(())
    }

    /// The deck gets the selected preset and the limits; gives its own desired retention.
    fn moved(&self, deck: &Deck, normal: &NormalDeck) -> Result<Option<f32>, Error> {
        let mut normal = normal.clone();
        normal.preset = self.selected.0;
        normal.take_limits(&self.change.limits, self.pen.today);
        let retention = normal.desired_retention;
        let mut updated = Deck {
            kind: DeckKind::Normal(normal),
            ..deck.clone()
        };
        if updated != *deck {
            updated.modified = self.pen.now_secs();
            updated.usn = self.pen.usn;
            decks::put(self.pen.db, &updated)?;
        }
        Ok(retention)
    }

    fn renew_memories(&self) -> Result<(), Error> {
        for (id, decks) in &self.stale {
            let config = self.after.get(id).map(|preset| &preset.config);
            let stale = Stale {
                preset: config.filter(|_| self.change.switches.fsrs),
                decks: decks.clone(),
                retentions: &self.retentions,
                reschedules: self.change.reschedules,
            };
            renew(self.pen, &stale)?;
        }
        Ok(())
    }
}

impl NormalDeck {
    fn take_limits(&mut self, limits: &Limits, today: Today) {
        self.review_limit = limits.review;
        self.new_limit = limits.new;
        take_day_limit(&mut self.review_limit_today, limits.review_today, today);
        take_day_limit(&mut self.new_limit_today, limits.new_today, today);
        self.desired_retention = limits.desired_retention;
    }
}

/// A limit that is taken away is kept as yesterday's, so that the screen can offer it again.
fn take_day_limit(kept: &mut Option<DayLimit>, wanted: Option<u32>, today: Today) {
    let today = today.number;
    *kept = match (wanted, *kept) {
        (Some(limit), _) => Some(DayLimit { limit, today }),
        (None, Some(old)) if old.today != 0 && old.today <= today => Some(DayLimit {
            today: old.today.min(today.saturating_sub(1)),
            ..old
        }),
        (None, _) => None,
    };
}

/// Finds parameters for every preset; one whose log does not suffice keeps its own.
fn optimise_all(pen: &Pen<'_>, change: &mut Change) -> Result<(), Error> {
    if !change.switches.fsrs {
        return Err(Error::invalid("FSRS must be enabled"));
    }
    let changed: BTreeSet<_> = change.presets.iter().map(|preset| preset.id).collect();
    let selected = change.presets.pop();
    let unchanged = all(pen.db)?
        .into_iter()
        .filter(|preset| !changed.contains(&preset.id));
    change.presets.extend(unchanged);
    change.presets.extend(selected);
    let view = View::from(pen);
    for preset in &mut change.presets {
        let wish = Wish {
            search: search_of(preset)?,
            ignored_before_ms: preset.config.ignored_before_ms()?,
            present: preset.config.fsrs_parameters(),
            relearn_steps: preset.config.relearn_steps.len(),
            checks_health: false,
        };
        if let Ok((found, _)) = training::optimise(&view, wish, None) {
            preset.config.fsrs_params_6 = found.parameters;
        }
        set(pen, "lastFsrsOptimize", &json!(pen.today.number))?;
    }
    Ok(())
}
