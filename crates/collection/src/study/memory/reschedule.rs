//! How full the days of each preset are, while many cards move at once
//! (`rslib/src/scheduler/fsrs/rescheduler.rs`).

use std::collections::BTreeMap;

use jiff::Timestamp;
use jiff::tz::TimeZone;
use scheduler::{DayLoad, EasyDay, easy_days, easy_factors, fuzz_bounds, weighted_day};

use crate::error::Error;
use crate::model::{DeckId, DeckKind, Millis, Secs};
use crate::pen::Pen;
use crate::storage::{cards, decks, presets, revlog};

const DAY_SECS: i64 = 86_400;

/// Cards due per preset and day, and cards done today.
#[derive(Debug)]
pub(super) struct Workload {
    today: i32,
    next_day_at: Secs,
    zone: TimeZone,
    preset_of_deck: BTreeMap<DeckId, i64>,
    presets: BTreeMap<i64, PresetLoad>,
    easy_days: BTreeMap<i64, [EasyDay; 7]>,
}

#[derive(Debug, Default)]
struct PresetLoad {
    due: BTreeMap<i32, usize>,
    due_today: usize,
    done_today: usize,
}

impl Workload {
    /// Counts the collection.
    pub(super) fn of(pen: &Pen<'_>) -> Result<Workload, Error> {
        let mut preset_of_deck = BTreeMap::new();
        for deck in decks::all(pen.db)? {
            if let DeckKind::Normal(normal) = &deck.kind {
                preset_of_deck.insert(deck.id, normal.preset);
            }
        }
        let mut workload = Workload {
            today: pen.today.number.cast_signed(),
            next_day_at: pen.today.next_day_at,
            zone: pen.moment.zone.clone(),
            preset_of_deck,
            presets: BTreeMap::new(),
            easy_days: BTreeMap::new(),
        };
        for (deck, day, count) in cards::reviews_by_deck_and_day(pen.db)? {
            let count = usize::try_from(count).unwrap_or(usize::MAX);
            let preset = workload.preset_of(deck)?;
            let today = workload.today;
            let load = workload.presets.entry(preset).or_default();
            *load.due.entry(day).or_default() += count;
            if day <= today {
                load.due_today += count;
            }
        }
        let since = Millis((pen.today.next_day_at.0 - DAY_SECS) * 1000);
        for (deck, count) in revlog::answered_cards_by_deck(pen.db, since)? {
            if let Some(preset) = workload.preset_of_deck.get(&deck) {
                workload.presets.entry(*preset).or_default().done_today += count;
            }
        }
        for preset in presets::all(pen.db)? {
            let days = easy_days(&preset.config.easy_days_percentages)
                .ok_or_else(|| Error::invalid("expected 7 days"))?;
            workload.easy_days.insert(preset.id.0, days);
        }
        Ok(workload)
    }

    pub(super) fn preset_of(&self, deck: DeckId) -> Result<i64, Error> {
        let preset = self.preset_of_deck.get(&deck).copied();
        preset.ok_or_else(|| Error::NotFound(format!("no deck {deck}")))
    }

    /// An interval, counted from an answer `elapsed` days ago, that leads to a day with few cards.
    /// Nothing if the card is overdue however it is spread.
    pub(super) fn choose(
        &self,
        preset: i64,
        days: f32,
        (minimum, maximum): (u32, u32),
        (elapsed, seed): (u32, u64),
    ) -> Option<u32> {
        let (first, last) = fuzz_bounds(days, minimum, maximum);
        if last < elapsed {
            return None;
        }
        let intervals: Vec<u32> = (first.max(elapsed)..=last).collect();
        let counts: Vec<usize> = intervals
            .iter()
            .map(|interval| self.count(preset, *interval, elapsed))
            .collect();
        let weekdays: Vec<u8> = intervals
            .iter()
            .map(|interval| self.weekday(*interval, elapsed))
            .collect();
        let easy = easy_factors(*self.easy_days.get(&preset)?, &weekdays, &counts);
        let loads = intervals.iter().zip(&counts).zip(easy);
        let loads = loads.map(|((interval, count), easy)| DayLoad {
            interval: *interval,
            count: *count,
            sibling: 1.0,
            easy,
        });
        weighted_day(loads, seed)
    }

    fn count(&self, preset: i64, interval: u32, elapsed: u32) -> usize {
        let Some(load) = self.presets.get(&preset) else {
            return 0;
        };
        if interval <= elapsed {
            return load.due_today + load.done_today;
        }
        let day = self.today.wrapping_add((interval - elapsed).cast_signed());
        load.due.get(&day).copied().unwrap_or(0)
    }

    fn weekday(&self, interval: u32, elapsed: u32) -> u8 {
        let days = i64::from(interval) - 1 - i64::from(elapsed);
        let at = Timestamp::from_second(self.next_day_at.0 + days * DAY_SECS).unwrap_or_default();
        let weekday = at.to_zoned(self.zone.clone()).weekday();
        weekday.to_monday_zero_offset().unsigned_abs()
    }

    /// A card was moved.
    pub(super) fn moved(&mut self, preset: i64, before: i32, after: i32) {
        let Some(load) = self.presets.get_mut(&preset) else {
            return;
        };
        if let Some(count) = load.due.get_mut(&before) {
            *count = count.saturating_sub(1);
        }
        *load.due.entry(after).or_default() += 1;
        if before <= self.today && after > self.today {
            load.due_today = load.due_today.saturating_sub(1);
        }
        if before > self.today && after <= self.today {
            load.due_today += 1;
        }
    }
}
