//! What the coming days bring: the learner's own cards, simulated
//! (`rslib/src/scheduler/fsrs/simulator.rs`, `rslib/src/deckconfig/service.rs`).

use std::collections::BTreeMap;
use std::sync::Arc;

use jiff::Timestamp;
use jiff::tz::TimeZone;
use scheduler::{
    Habits, Learned, Memory, Model, Outline, Priority, Simulation, Weekdays, easy_days,
};

use super::{computed, logged, unusable};
use crate::card_data::CardData;
use crate::error::Error;
use crate::model::{Card, CardId, DeckId, Millis};
use crate::search::{self, Order, Search, View};
use crate::storage::{cards, revlog};
use crate::study::settings;

const DAY_SECS: i64 = 86_400;

/// What a learner wants to know about the cards of a search.
#[derive(Debug, Clone)]
pub struct Question<'a> {
    pub search: &'a str,
    /// How it shall be; the new cards among those of the search are added to its own.
    pub outline: Outline,
    pub easy_days: Vec<f32>,
    pub historical_retention: f32,
}

/// What comes first on a day that has too many reviews, by the number of the preset's review order
/// (`proto/anki/deck_config.proto`).
pub fn priority(review_order: i32) -> Priority {
    match review_order {
        0..=2 => Priority::Due,
        3 => Priority::ShortIntervals,
        4 => Priority::LongIntervals,
        5 => Priority::Difficult,
        6 => Priority::Simple,
        7 => Priority::Forgotten,
        8 => Priority::Random,
        11 => Priority::Remembered,
        _ => Priority::Unspecified,
    }
}

/// A simulation of the learner's cards.
///
/// # Errors
/// [`Error::Invalid`] if FSRS cannot work with the parameters.
pub fn simulation(
    view: &View<'_>,
    zone: &TimeZone,
    question: Question<'_>,
) -> Result<Simulation, Error> {
    let ids = found(view, question.search)?;
    let mut outline = question.outline;
    let model = Model::of(&outline.parameters).ok_or_else(unusable)?;
    let mut learned = Vec::new();
    for card in rows(view, &ids)? {
        if card.kind == 0 {
            outline.new_cards += usize::from(card.queue != -1);
        } else if is_simulated(&card) {
            let mut memory = CardData::read(&card.data).memory();
            if memory.is_none() {
                memory = computed(view.db, card.id, view.today)?.memory;
            }
            let ease = f32::from(card.ease) / 1000.0;
            let memory = memory.or_else(|| {
                model.memory_by_ease(ease, card.interval, question.historical_retention)
            });
            learned.extend(memory.and_then(|memory| {
                as_learned(&card, view.today.number, memory, outline.retention)
            }));
        }
    }
    let introduced = found(view, &format!("{} introduced:1", question.search))?.len();
    outline.new_today = introduced.min(usize::try_from(outline.new_per_day).unwrap_or(usize::MAX));
    let easy = easy_days(&question.easy_days).ok_or_else(|| Error::invalid("expected 7 days"))?;
    let balances = settings::LOAD_BALANCER.is_on(view.db)?;
    outline.balance = balances.then(|| (easy, weekdays(view, zone)));
    Ok(Simulation::new(outline, &learned, &habits_of(view, &ids)?)?)
}

/// How the learner answers the cards of a search.
pub fn habits(view: &View<'_>, search: &str) -> Result<Habits, Error> {
    habits_of(view, &found(view, search)?)
}

/// The seconds that the cards of a search cost, for every desired retention, in hundredths.
pub fn workloads(
    view: &View<'_>,
    search: &str,
    parameters: &[f32],
) -> Result<BTreeMap<u8, f32>, Error> {
    let ids = found(view, search)?;
    let rows = rows(view, &ids)?;
    let learned = rows
        .iter()
        .filter(|card| is_simulated(card) && card.kind != 0);
    let learned: Vec<_> = learned
        .filter_map(|card| {
            let data = CardData::read(&card.data);
            let retention = data.desired_retention.unwrap_or(0.9);
            as_learned(card, view.today.number, data.memory()?, retention)
        })
        .collect();
    let habits = habits_of(view, &ids)?;
    Ok(scheduler::workloads(
        parameters,
        &learned,
        habits,
        ids.len(),
    )?)
}

/// How many cards of a search there are, and how many of them were learned first after a moment:
/// the others do not count for the optimiser.
pub fn learned_after(
    view: &View<'_>,
    search: &str,
    after: Millis,
) -> Result<(usize, usize), Error> {
    let ids = found(view, &format!("{search} -is:new"))?;
    let mut learned = 0;
    for id in &ids {
        let entries = revlog::of_card(view.db, *id)?;
        let is_after = entries
            .iter()
            .any(|entry| entry.id.0 > after.0 && entry.kind == 0);
        learned += usize::from(is_after);
    }
    Ok((ids.len(), learned))
}

fn found(view: &View<'_>, search: &str) -> Result<Vec<CardId>, Error> {
    let mut ids = search::cards(view, Search::try_from(search)?, &Order::Any)?;
    ids.sort_unstable();
    Ok(ids)
}

fn rows(view: &View<'_>, ids: &[CardId]) -> Result<Vec<Card>, Error> {
    let mut found = Vec::new();
    for id in ids {
        found.extend(cards::get(view.db, *id)?);
    }
    Ok(found)
}

fn habits_of(view: &View<'_>, ids: &[CardId]) -> Result<Habits, Error> {
    let entries = revlog::of_cards(view.db, ids)?;
    let entries = entries.iter().map(|entry| (logged(entry), entry.taken_ms));
    Ok(Habits::of(entries, view.today.next_day_at.0))
}

fn is_simulated(card: &Card) -> bool {
    !matches!(card.queue, -1 | 4)
}

/// Reviews and cards that learn in days keep their day; those that learn within the day or are
/// buried are due today.
fn as_learned(card: &Card, today: u32, memory: Memory, retention: f32) -> Option<Learned> {
    let (last, due) = match card.queue {
        2 | 3 => {
            let due = match card.original_deck {
                DeckId(0) => card.due,
                _ => card.original_due,
            };
            let due = due.wrapping_sub(today.cast_signed());
            (due.wrapping_sub(card.interval.cast_signed()).min(0), due)
        }
        1 | -2 | -3 => (0, 0),
        _ => return None,
    };
    Some(Learned {
        id: card.id.0,
        memory,
        last,
        due,
        interval: card.interval,
        lapses: card.lapses,
        retention,
    })
}

/// The weekday on which a card with such an interval is due, on the learner's clock.
fn weekdays(view: &View<'_>, zone: &TimeZone) -> Weekdays {
    let (next_day_at, zone) = (view.today.next_day_at.0, zone.clone());
    Arc::new(move |days| {
        let at = Timestamp::from_second(next_day_at + (days - 1) * DAY_SECS).unwrap_or_default();
        let weekday = at.to_zoned(zone.clone()).weekday();
        weekday.to_monday_zero_offset().unsigned_abs()
    })
}
