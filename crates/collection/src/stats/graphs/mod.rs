//! The numbers behind the statistics page.
//!
//! Facts: `rslib/src/stats/graphs/*.rs`.

mod cards;
mod reviews;

use std::collections::{BTreeMap, HashSet};

use crate::error::Error;
use crate::model::CardId;
use crate::search::{self, Order, View};
use crate::storage::{cards as card_table, config, revlog};
use crate::today::Moment;

use cards::{CardSums, Scale};
use reviews::ReviewSums;

/// All graphs of the cards that a search means.
#[derive(Debug, Clone, PartialEq)]
pub struct Graphs {
    pub added: Added,
    /// Answers by day before (negative) or today (0).
    pub review_counts: BTreeMap<i32, CountsByKind>,
    pub review_millis: BTreeMap<i32, CountsByKind>,
    pub retention: Recalls,
    pub future_due: FutureDue,
    /// Cards by interval, in days.
    pub intervals: BTreeMap<u32, u32>,
    /// Cards by stability, in days.
    pub stability: BTreeMap<u32, u32>,
    /// Cards without memory by ease, in percent.
    pub eases: Spread,
    /// Cards with memory by difficulty, in percent.
    pub difficulty: Spread,
    pub retrievability: Retrievability,
    pub today: TodaySum,
    pub hours: ByPeriod<Vec<Hour>>,
    pub buttons: ByPeriod<ButtonCounts>,
    pub card_counts: CardCounts,
    pub rollover_hour: u32,
    pub fsrs: bool,
}

/// Cards by the day they were added: today is 0, yesterday -1.
pub type Added = BTreeMap<i32, u32>;

/// The last 30, 90 and 365 days, and all time.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct ByPeriod<T> {
    pub month: T,
    pub quarter: T,
    pub year: T,
    pub all: T,
}

/// A sum for each kind of answer.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct CountsByKind {
    pub learning: u32,
    pub relearning: u32,
    pub young: u32,
    pub mature: u32,
    pub filtered: u32,
}

/// How many days from now how many cards are due; overdue ones are negative.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct FutureDue {
    pub by_day: BTreeMap<i32, u32>,
    pub has_backlog: bool,
    /// Reviews a day if all goes on like this.
    pub daily_load: u32,
}

/// How many cards have which percentage, and the middle one.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Spread {
    pub bins: BTreeMap<u32, u32>,
    pub median: f32,
}

/// How likely cards are known now, in percent.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Retrievability {
    pub bins: BTreeMap<u32, u32>,
    pub average: f32,
    /// How many cards are known, by expectation.
    pub cards_known: f32,
    /// How many notes are known, by expectation.
    pub notes_known: f32,
}

/// What was done today.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct TodaySum {
    pub answers: u32,
    pub millis: u32,
    pub correct: u32,
    pub mature_correct: u32,
    pub mature: u32,
    pub learning: u32,
    pub review: u32,
    pub relearning: u32,
    pub early: u32,
}

/// Answers in one hour of the day.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Hour {
    pub total: u32,
    pub correct: u32,
}

/// How often each of the four buttons was pressed.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct ButtonCounts {
    pub learning: [u32; 4],
    pub young: [u32; 4],
    pub mature: [u32; 4],
}

/// Cards by where they stand.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct CardCounts {
    /// Suspended and buried cards count where they would stand.
    pub with_inactive: Counts,
    /// They count for themselves.
    pub without_inactive: Counts,
}

#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Counts {
    pub new: u32,
    pub learning: u32,
    pub relearning: u32,
    pub young: u32,
    pub mature: u32,
    pub suspended: u32,
    pub buried: u32,
}

/// How often reviews passed and failed.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Recall {
    pub young_passed: u32,
    pub young_failed: u32,
    pub mature_passed: u32,
    pub mature_failed: u32,
}

#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Recalls {
    pub today: Recall,
    pub yesterday: Recall,
    pub week: Recall,
    pub month: Recall,
    pub year: Recall,
    pub all: Recall,
}

/// Interval from which on a card is called mature.
const MATURE_DAYS: i32 = 21;
const DAY_SECS: i64 = 86_400;

/// The graphs of a search, with reviews of so many days (0 for all) and the one before them.
///
/// # Errors
/// As [`search::cards`].
pub fn graphs(view: &View<'_>, moment: &Moment, typed: &str, days: u32) -> Result<Graphs, Error> {
    let is_all = typed.trim().is_empty();
    let found: HashSet<CardId> = if is_all {
        HashSet::new()
    } else {
        let found = search::cards(view, typed, &Order::Any)?;
        found.into_iter().collect()
    };
    let is_meant = |card: CardId| is_all || found.contains(&card);

    let mut cards = CardSums::new(view);
    card_table::each(view.db, |card| {
        if is_meant(card.id) {
            cards.add(card);
        }
    })?;
    let since = match days {
        0 => 0,
        days => (view.today.next_day_at.0 - (i64::from(days) + 1) * DAY_SECS) * 1000,
    };
    let mut reviews = ReviewSums::new(view.today, moment.minutes_west());
    revlog::each_since(view.db, since, |entry| {
        if is_meant(entry.card) {
            reviews.add(entry);
        }
    })?;
    let rollover = view.number("rollover", 4)?;
    Ok(Graphs {
        added: cards.added,
        review_counts: reviews.counts,
        review_millis: reviews.millis,
        retention: reviews.retention,
        future_due: cards.future_due.finish(),
        intervals: cards.intervals,
        stability: cards.stability,
        eases: cards.eases.finish(&Scale::ThousandthsToPercent),
        difficulty: cards.difficulty.finish(&Scale::ShareToPercent),
        retrievability: cards.retrievability.finish(),
        today: reviews.today,
        hours: reviews.hours,
        buttons: reviews.buttons,
        card_counts: cards.counts,
        rollover_hour: u32::from(u8::try_from(rollover).unwrap_or(4)),
        fsrs: config::is_on(view.db, "fsrs", false)?,
    })
}
