//! From the schedulers of old to the one that all present clients share
//! (`rslib/src/scheduler/upgrade.rs`).

use rusqlite::Connection;

use super::going_home::queue_of_kind;
use super::presets::preset;
use crate::error::Error;
use crate::model::{Card, DEFAULT_PRESET, DeckId, DeckKind, PresetId};
use crate::pen::Pen;
use crate::storage::{cards, col, config, decks, revlog, standing};

/// Whether studying must wait for [`upgrade`]. States and days of the old schedulers mean something
/// else.
pub fn is_needed(db: &Connection) -> Result<bool, Error> {
    let version = config::lookup::<i64>(db, "schedVer")?;
    Ok(version != Some(2) || !config::is_on(db, "sched2021", false)?)
}

/// Refuses what the present scheduler alone can do.
pub(super) fn refuse_old_scheduler(db: &Connection) -> Result<(), Error> {
    match config::lookup::<i64>(db, "schedVer")? {
        Some(2) => Ok(()),
        _ => Err(Error::OldScheduler),
    }
}

/// Upgrades the collection. Clients have to take it over whole: the next sync goes one way. Do it as
/// [`super::Action::Final`].
pub fn upgrade(pen: &Pen<'_>) -> Result<(), Error> {
    let set = |key: &str, value: i64| config::set(pen.db, key, &value, pen.usn, pen.now_secs());
    if config::lookup::<i64>(pen.db, "schedVer")? != Some(2) {
        revlog::count_four_buttons(pen.db)?;
        for id in standing::for_upgrade(pen.db)? {
            if let Some(card) = cards::get(pen.db, id)? {
                cards::put(pen.db, &upgraded(pen.db, card)?)?;
            }
        }
        set("schedVer", 2)?;
        if config::get(pen.db, "rollover")?.is_none() {
            set("rollover", 4)?;
        }
        if config::get(pen.db, "creationOffset")?.is_none() {
            let west = pen.moment.minutes_west_at(col::created(pen.db)?);
            set("creationOffset", i64::from(west))?;
        }
        col::set_schema_modified(pen.db, pen.now())?;
    }
    config::set(pen.db, "sched2021", &true, pen.usn, pen.now_secs())?;
    Ok(())
}

fn upgraded(db: &Connection, mut card: Card) -> Result<Card, Error> {
    let kind_before = card.kind;
    // Relearning has its own kind.
    if card.kind == 2 && matches!(card.queue, 1 | 3) {
        card.kind = 3;
    }
    if card.original_deck == DeckId(0) {
        return Ok(card);
    }
    let Some(DeckKind::Filtered(filtered)) = decks::get(db, card.deck)?.map(|deck| deck.kind)
    else {
        return Ok(card);
    };
    if !filtered.delays.is_empty() {
        card.remaining = card.remaining.min(steps_at_home(db, &card, kind_before)?);
    }
    if filtered.reschedule {
        if card.queue == 0 && card.kind != 0 {
            card.queue = queue_of_kind(&card);
        }
        return Ok(card);
    }
    if card.queue == 0 {
        card.queue = 2;
    }
    // Learning cards become new when they leave the deck.
    if card.kind == 1 {
        card.queue = 4;
        card.kind = 0;
    }
    Ok(card)
}

/// Steps of the filtered deck's own are gone; no more of the home deck's can remain than there are.
fn steps_at_home(db: &Connection, card: &Card, kind: u8) -> Result<u32, Error> {
    let id = match decks::get(db, card.original_deck)?.map(|deck| deck.kind) {
        Some(DeckKind::Normal(normal)) => PresetId(normal.preset),
        Some(DeckKind::Filtered(_)) | None => DEFAULT_PRESET,
    };
    let config = preset(db, id)?.config;
    let steps = match kind {
        2 => config.relearn_steps.len(),
        _ => config.learn_steps.len(),
    };
    Ok(u32::try_from(steps).unwrap_or(u32::MAX))
}
