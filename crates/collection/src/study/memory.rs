//! What FSRS knows of cards, from their review logs.

use jiff::civil::Date;
use jiff::tz::TimeZone;
use rusqlite::Connection;
use scheduler::{History, Logged, Memory, Model, Purpose};

use crate::error::Error;
use crate::model::{Card, PresetConfig, RevlogEntry};
use crate::storage::revlog;
use crate::today::Today;

/// The memory of one card, from its log, else from its ease and interval
/// (`rslib/src/scheduler/fsrs/memory_state.rs`).
pub(super) fn of_card(
    db: &Connection,
    card: &Card,
    preset: &PresetConfig,
    today: Today,
) -> Result<Option<Memory>, Error> {
    let model = Model::of(preset.fsrs_parameters()).ok_or_else(unusable)?;
    let entries: Vec<_> = revlog::of_card(db, card.id)?.iter().map(logged).collect();
    let ignored_before_ms = ignored_before_ms(preset)?;
    let retention = preset.historical_retention;
    let history = History::of(
        &entries,
        Purpose::Memory,
        today.next_day_at.0,
        ignored_before_ms,
    );
    let memory = match history {
        Some(history) => model.memory(&history, retention),
        None if card.kind == 0 || card.interval == 0 => return Ok(None),
        None => model.memory_by_ease(f32::from(card.ease) / 1000.0, card.interval, retention),
    };
    memory.map(Some).ok_or_else(unusable)
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
        ignored_before_ms(preset)?,
    );
    let Some(history) = history else {
        return Ok(Vec::new());
    };
    model
        .memories(&history, preset.historical_retention)
        .ok_or_else(unusable)
}

/// Before when a preset's entries do not count, milliseconds; 0 without a date.
fn ignored_before_ms(preset: &PresetConfig) -> Result<i64, Error> {
    let date = &preset.ignore_revlogs_before_date;
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

/// The columns that scheduling looks at.
pub(super) fn logged(entry: &RevlogEntry) -> Logged {
    Logged {
        id: entry.id.0,
        card: entry.card.0,
        button: entry.button,
        interval: entry.interval,
        last_interval: entry.last_interval,
        ease: entry.ease,
        kind: entry.kind,
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
}
