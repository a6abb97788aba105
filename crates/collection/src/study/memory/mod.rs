//! What FSRS knows of cards, from their review logs
//! (`rslib/src/scheduler/fsrs/{memory_state,params}.rs`).
//!
//! [`update`] renews the memories of whole decks when their options change, [`training`] finds the
//! parameters that fit a learner.

pub mod foretelling;
pub mod lesson;
mod reschedule;
pub mod simulation;
pub mod training;
pub(super) mod update;

use jiff::civil::Date;
use jiff::tz::TimeZone;
use rusqlite::Connection;
use scheduler::{History, Logged, Memory, Model, Purpose, decay_of};

use super::standing::{desired_retention, no_card};
use crate::error::Error;
use crate::model::{Card, CardId, DeckId, DeckKind, PresetConfig, PresetId, RevlogEntry};
use crate::storage::{cards, decks, presets, revlog};
use crate::today::Today;

/// The memory of one card, from its log, else from its ease and interval.
pub(super) fn of_card(
    db: &Connection,
    card: &Card,
    preset: &PresetConfig,
    today: Today,
) -> Result<Option<Memory>, Error> {
    let model = Model::of(preset.fsrs_parameters()).ok_or_else(unusable)?;
    let retention = preset.historical_retention;
    let memory = match history(db, card.id, preset, today)? {
        Some(history) => model.memory(&history, retention),
        None if card.kind == 0 || card.interval == 0 => return Ok(None),
        None => model.memory_by_ease(f32::from(card.ease) / 1000.0, card.interval, retention),
    };
    memory.map(Some).ok_or_else(unusable)
}

/// The answers of a card that count for its memory.
pub fn history(
    db: &Connection,
    card: CardId,
    preset: &PresetConfig,
    today: Today,
) -> Result<Option<History>, Error> {
    let entries: Vec<_> = revlog::of_card(db, card)?.iter().map(logged).collect();
    let ignored_before_ms = preset.ignored_before_ms()?;
    Ok(History::of(
        &entries,
        Purpose::Memory,
        today.next_day_at.0,
        ignored_before_ms,
    ))
}

/// The memory after each answer of one card that counts, with the entry's id.
pub(crate) fn after_each(
    preset: &PresetConfig,
    entries: &[RevlogEntry],
    today: Today,
) -> Result<Vec<(i64, Memory)>, Error> {
    let model = Model::of(preset.fsrs_parameters()).ok_or_else(unusable)?;
    let entries: Vec<_> = entries.iter().map(logged).collect();
    let history = History::of(
        &entries,
        Purpose::Memory,
        today.next_day_at.0,
        preset.ignored_before_ms()?,
    );
    let Some(history) = history else {
        return Ok(Vec::new());
    };
    model
        .memories(&history, preset.historical_retention)
        .ok_or_else(unusable)
}

/// What FSRS says of a card now.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Computed {
    /// Nothing if the log says nothing.
    pub memory: Option<Memory>,
    pub desired_retention: f32,
    pub decay: f32,
}

/// Computes a card's memory from its log.
///
/// # Errors
/// [`Error::NotFound`] for a card, deck or preset that is not there.
pub fn computed(db: &Connection, id: CardId, today: Today) -> Result<Computed, Error> {
    let card = cards::get(db, id)?.ok_or_else(|| no_card(id))?;
    let home = match card.original_deck {
        DeckId(0) => card.deck,
        home => home,
    };
    let home = decks::get(db, home)?.ok_or_else(|| Error::NotFound(format!("no deck {home}")))?;
    let DeckKind::Normal(normal) = &home.kind else {
        return Err(Error::invalid("home deck is filtered"));
    };
    let preset = presets::get(db, PresetId(normal.preset))?;
    let mut preset = preset
        .ok_or_else(|| Error::NotFound(format!("no preset {}", normal.preset)))?
        .config;
    preset.mend();
    let model = Model::of(preset.fsrs_parameters()).ok_or_else(unusable)?;
    let memory = match history(db, id, &preset, today)? {
        Some(history) => {
            let memory = model.memory(&history, preset.historical_retention);
            Some(memory.ok_or_else(unusable)?)
        }
        None => None,
    };
    Ok(Computed {
        memory,
        desired_retention: desired_retention(&home, &preset),
        decay: decay_of(preset.fsrs_parameters()),
    })
}

/// The columns that scheduling looks at.
pub(super) fn logged(entry: &RevlogEntry) -> Logged {
    Logged {
        id: entry.id.0,
        card: entry.card.0,
        button: entry.button,
        interval: entry.interval,
        last_interval: entry.last_interval,
        ease: entry.ease,
        kind: if entry.kind > 5 { 0 } else { entry.kind },
    }
}

pub(super) fn unusable() -> Error {
    Error::invalid("FSRS cannot work with these parameters")
}

impl PresetConfig {
    /// Those of the newest FSRS that the preset has; none stands for the stock ones.
    pub fn fsrs_parameters(&self) -> &[f32] {
        let all = [
            &self.fsrs_params_6,
            &self.fsrs_params_5,
            &self.fsrs_params_4,
        ];
        all.into_iter()
            .find(|some| !some.is_empty())
            .map_or(&[], |some| some)
    }

    /// Before when entries of the log do not count, milliseconds; 0 without a date.
    pub fn ignored_before_ms(&self) -> Result<i64, Error> {
        let date = &self.ignore_revlogs_before_date;
        if date.is_empty() {
            return Ok(0);
        }
        let day: Date = date
            .parse()
            .map_err(|_| Error::invalid(format!("not a date: {date}")))?;
        let midnight = day
            .to_zoned(TimeZone::UTC)
            .map_err(|_| Error::invalid(format!("not a date: {date}")))?;
        Ok(midnight.timestamp().as_millisecond())
    }
}
