//! The load balancer: within its spread, a card goes to a day with few cards, away from easy days
//! and from its siblings (`rslib/src/scheduler/states/load_balancer.rs`).

#![expect(
    clippy::cast_possible_truncation,
    clippy::cast_precision_loss,
    clippy::cast_sign_loss,
    reason = "counts and days become f32 as in Anki"
)]

use std::collections::{BTreeMap, BTreeSet};

use crate::dice::Dice;
use crate::fuzz::fuzz_bounds;

/// Longer intervals are left to the spread alone.
const INTERVAL_DAYS_MAX: usize = 90;
/// How many days are counted, from today on.
pub const BALANCED_DAYS: usize = 99;

/// By how much a sibling that is due 5 days before to 5 days after makes a day worse.
const SIBLING_FACTORS: [f32; 11] = [1.0, 0.8, 0.6, 0.4, 0.2, 0.000_001, 0.2, 0.4, 0.6, 0.8, 1.0];

/// How much a learner wants to do on a day of the week.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum EasyDay {
    Minimum,
    Reduced,
    Normal,
}

impl EasyDay {
    fn load(self) -> f32 {
        match self {
            EasyDay::Minimum => 0.0001,
            EasyDay::Reduced => 0.5,
            EasyDay::Normal => 1.0,
        }
    }
}

/// The easy days of a preset, Monday first; nothing unless there are seven, or none at all.
pub fn easy_days(shares: &[f32]) -> Option<[EasyDay; 7]> {
    if shares.is_empty() {
        return Some([EasyDay::Normal; 7]);
    }
    let shares: [f32; 7] = shares.try_into().ok()?;
    let day = |share: f32| match share {
        1.0 => EasyDay::Normal,
        0.0 => EasyDay::Minimum,
        _ => EasyDay::Reduced,
    };
    Some(shares.map(day))
}

/// A card that is due within [`BALANCED_DAYS`].
#[derive(Debug, Clone, Copy)]
pub struct Due {
    pub card: i64,
    pub note: i64,
    pub preset: i64,
    /// Days from today.
    pub day: u32,
}

/// How full the coming days are, per preset.
#[derive(Debug, Clone)]
pub struct LoadBalancer {
    presets: BTreeMap<i64, Vec<Vec<(i64, i64)>>>,
    easy_days: BTreeMap<i64, [EasyDay; 7]>,
    /// Of the day an interval leads to; Monday is 0.
    weekdays: Vec<u8>,
}

impl LoadBalancer {
    /// `weekdays[n]` is the weekday (Monday 0) on which a card with the interval `n` is due:
    /// n − 1 days after the start of the next day, on the learner's clock.
    pub fn new(
        due: impl Iterator<Item = Due>,
        easy_days: BTreeMap<i64, [EasyDay; 7]>,
        weekdays: Vec<u8>,
    ) -> LoadBalancer {
        let mut presets: BTreeMap<i64, Vec<Vec<(i64, i64)>>> = BTreeMap::new();
        for Due {
            card,
            note,
            preset,
            day,
        } in due
        {
            let days = presets
                .entry(preset)
                .or_insert_with(|| vec![Vec::new(); BALANCED_DAYS]);
            if let Some(cards) = days.get_mut(day as usize) {
                cards.push((card, note));
            }
        }
        LoadBalancer {
            presets,
            easy_days,
            weekdays,
        }
    }

    /// The learner has gone where other weekdays hold.
    pub fn set_weekdays(&mut self, weekdays: Vec<u8>) {
        self.weekdays = weekdays;
    }

    /// A card was answered and comes back in `interval` days.
    pub fn add(&mut self, card: i64, note: i64, preset: i64, interval: u32) {
        let days = self.presets.get_mut(&preset);
        if let Some(cards) = days.and_then(|days| days.get_mut(interval as usize)) {
            cards.push((card, note));
        }
    }

    /// An answer was undone.
    pub fn remove(&mut self, card: i64) {
        for cards in self.presets.values_mut().flatten() {
            if let Some(at) = cards.iter().position(|(other, _)| *other == card) {
                cards.swap_remove(at);
            }
        }
    }

    fn sibling_days(&self, note: i64) -> BTreeSet<i64> {
        let mut found = BTreeSet::new();
        for days in self.presets.values() {
            let with_sibling = (0..)
                .zip(days)
                .filter(|(_, cards)| cards.iter().any(|(_, other)| *other == note));
            found.extend(with_sibling.map(|(day, _)| day));
        }
        found
    }
}

/// The load balancer as one card sees it.
#[derive(Debug, Clone, Copy)]
pub struct Balance<'a> {
    pub balancer: &'a LoadBalancer,
    pub preset: i64,
    /// Present if siblings shall be kept apart.
    pub note: Option<i64>,
}

impl Balance<'_> {
    /// A day for the interval; nothing if it is too long, or the preset has no cards due.
    pub fn choose(&self, days: f32, bounds: (u32, u32), seed: u64) -> Option<u32> {
        let (minimum, maximum) = bounds;
        if days as usize > INTERVAL_DAYS_MAX || minimum as usize > INTERVAL_DAYS_MAX {
            return None;
        }
        let (first, last) = fuzz_bounds(days, minimum, maximum);
        let counted = self.balancer.presets.get(&self.preset)?;
        let range = counted.get(first as usize..=last as usize)?;
        let counts: Vec<_> = range.iter().map(Vec::len).collect();
        let weekdays = self.balancer.weekdays.get(first as usize..=last as usize)?;
        let easy = self.balancer.easy_days.get(&self.preset)?;
        let easy = easy_factors(*easy, weekdays, &counts);
        let siblings = self.sibling_factors(first, range.len());
        let loads = counts.iter().zip(easy).zip(siblings).zip(first..);
        let loads = loads.map(|(((count, easy), sibling), interval)| DayLoad {
            interval,
            count: *count,
            sibling,
            easy,
        });
        weighted_day(loads, seed)
    }

    fn sibling_factors(&self, first: u32, length: usize) -> Vec<f32> {
        let mut factors = vec![1.0; length];
        let Some(note) = self.note else {
            return factors;
        };
        for sibling_day in self.balancer.sibling_days(note) {
            for (at, factor) in (0_i64..).zip(&mut factors) {
                let apart = i64::from(first) + at - sibling_day;
                let step = usize::try_from(apart + 5).ok();
                if let Some(worse) = step.and_then(|step| SIBLING_FACTORS.get(step)) {
                    *factor *= worse;
                }
            }
        }
        factors
    }
}

/// A factor for each day of a range: a reduced day is taken until it has more than half of its
/// share, then it counts as little as a minimum day.
pub fn easy_factors(easy: [EasyDay; 7], weekdays: &[u8], counts: &[usize]) -> Vec<f32> {
    let day = |weekday: &u8| {
        let day = easy.get(usize::from(*weekday)).copied();
        day.unwrap_or(EasyDay::Normal)
    };
    let total: usize = counts.iter().sum();
    let shares: f32 = weekdays.iter().map(|weekday| day(weekday).load()).sum();
    let factor = |(weekday, count): (&u8, &usize)| match day(weekday) {
        EasyDay::Reduced => {
            let others = (total - count) as f32;
            let threshold = others / (shares - 0.5);
            if *count as f32 / 0.5 > threshold {
                EasyDay::Minimum.load()
            } else {
                EasyDay::Normal.load()
            }
        }
        day @ (EasyDay::Minimum | EasyDay::Normal) => day.load(),
    };
    weekdays.iter().zip(counts).map(factor).collect()
}

/// A day that may be chosen.
#[derive(Debug, Clone, Copy)]
pub struct DayLoad {
    pub interval: u32,
    pub count: usize,
    pub sibling: f32,
    pub easy: f32,
}

/// Throws for one of the days; the fewer cards and the sooner, the likelier.
pub fn weighted_day(days: impl Iterator<Item = DayLoad>, seed: u64) -> Option<u32> {
    let weigh = |day: DayLoad| {
        if day.count == 0 {
            return (day.interval, 1.0);
        }
        let by_count = (1.0 / day.count as f32).powf(2.15);
        let by_interval = (1.0 / day.interval as f32).powi(3);
        (
            day.interval,
            by_count * by_interval * day.sibling * day.easy,
        )
    };
    let (intervals, weights): (Vec<u32>, Vec<f32>) = days.map(weigh).unzip();
    let chosen = Dice::seeded(seed).weighted(&weights)?;
    intervals.get(chosen).copied()
}
