//! What the review log says about a memory: which entries count, and what FSRS makes of them.
//!
//! Facts: `rslib/src/scheduler/fsrs/{params,memory_state}.rs`, `rslib/src/revlog/mod.rs`.

use fsrs::{FSRS, FSRSItem, FSRSReview, MemoryState};

use crate::forecast::retrievability;
use crate::state::{Memory, ReviewKind};

const DAY_SECS: i64 = 86_400;

/// An entry of the review log, with the columns that scheduling looks at.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Logged {
    /// Milliseconds since 1970.
    pub id: i64,
    pub card: i64,
    /// 0 for changes by hand.
    pub button: u8,
    /// Days, or seconds if negative.
    pub interval: i32,
    /// Days, or seconds if negative.
    pub last_interval: i32,
    /// Ease × 1000, or a shifted difficulty.
    pub ease: u32,
    pub kind: u8,
}

impl Logged {
    /// The card was made new again.
    pub fn is_reset(&self) -> bool {
        self.kind == ReviewKind::Manual as u8 && self.ease == 0
    }

    /// An answer in a filtered deck that does not reschedule.
    pub fn is_cramming(&self) -> bool {
        self.kind == ReviewKind::Filtered as u8 && self.ease == 0
    }

    pub fn has_rating(&self) -> bool {
        self.button > 0
    }

    /// An answer, and not for cramming.
    pub fn counts(&self) -> bool {
        self.has_rating() && !self.is_cramming()
    }

    /// Seconds since 1970.
    pub fn at_secs(&self) -> i64 {
        self.id / 1000
    }

    fn spans_days(&self) -> bool {
        self.interval >= 1 || i64::from(self.interval) <= -DAY_SECS
    }

    fn days_before(&self, next_day_at: i64) -> u32 {
        u32::try_from((next_day_at - self.at_secs()) / DAY_SECS).unwrap_or(0)
    }
}

/// The answers of one card that count, oldest first, with the days before each.
#[derive(Debug, Clone)]
pub struct History {
    answers: Vec<(Logged, u32)>,
    /// It starts with the first time the card was learned.
    is_complete: bool,
}

/// What is looked for in a log.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Purpose {
    /// The state of the memory now.
    Memory,
    /// Examples for the optimiser.
    Training,
}

impl History {
    /// From all entries of one card, oldest first. Entries before `ignored_before_ms` do not
    /// count. Nothing if none counts.
    pub fn of(
        entries: &[Logged],
        purpose: Purpose,
        next_day_at: i64,
        ignored_before_ms: i64,
    ) -> Option<History> {
        let (start, is_complete) = start(entries, purpose, ignored_before_ms)?;
        let counting = entries.iter().skip(start).filter(|entry| entry.counts());
        let mut before: Option<u32> = None;
        let answers: Vec<_> = counting
            .map(|entry| {
                let days = entry.days_before(next_day_at);
                let since = before.map_or(0, |before| before.wrapping_sub(days));
                before = Some(days);
                (*entry, since)
            })
            .collect();
        Some(History {
            answers,
            is_complete,
        })
        .filter(|history| !history.answers.is_empty())
    }

    pub fn len(&self) -> usize {
        self.answers.len()
    }

    pub fn is_empty(&self) -> bool {
        self.answers.is_empty()
    }

    /// How many steps FSRS takes through it.
    pub fn steps(&self) -> usize {
        self.answers.len() - usize::from(!self.is_complete)
    }

    /// One example for each answer on a later day than the one before, with its entry's id.
    pub(crate) fn examples(&self) -> Vec<(i64, FSRSItem)> {
        let mut reviews = Vec::with_capacity(self.answers.len());
        let mut examples = Vec::new();
        for (at, (entry, days)) in self.answers.iter().enumerate() {
            reviews.push(review(entry, *days));
            if at >= 1 && *days > 0 {
                let reviews = reviews.clone();
                examples.push((entry.id, FSRSItem { reviews }));
            }
        }
        examples
    }

    fn reviews(&self) -> Vec<FSRSReview> {
        let reviews = self.answers.iter();
        reviews.map(|(entry, days)| review(entry, *days)).collect()
    }
}

fn review(entry: &Logged, days: u32) -> FSRSReview {
    FSRSReview {
        rating: u32::from(entry.button),
        delta_t: days,
    }
}

/// Walking back from the newest entry: where the part that counts starts, and whether it starts
/// with learning.
fn start(entries: &[Logged], purpose: Purpose, ignored_before_ms: i64) -> Option<(usize, bool)> {
    let (mut learning, mut grade, mut is_complete) = (None, None, false);
    let newest_first = entries.iter().enumerate().rev();
    for (at, entry) in newest_first.filter(|(_, entry)| !entry.is_cramming()) {
        if entry.has_rating() && entry.id > ignored_before_ms && entry.spans_days() {
            grade = Some(at);
        }
        if entry.has_rating() && entry.kind == ReviewKind::Learning as u8 {
            learning = Some((at, entry.id));
            is_complete = true;
        } else if entry.is_reset() {
            // What was before the reset is gone; without an answer since, all is.
            if learning.is_none() {
                grade?;
                is_complete = false;
            }
            break;
        } else if learning.is_some() {
            // Resets were not logged once.
            break;
        }
    }
    match (learning, purpose) {
        (Some((_, id)), Purpose::Training) if id < ignored_before_ms => None,
        (Some((at, id)), Purpose::Memory) if id < ignored_before_ms && at + 1 < entries.len() => {
            grade.map(|at| (at, false))
        }
        (Some((at, _)), _) => Some((at, is_complete)),
        (None, Purpose::Training) => None,
        (None, Purpose::Memory) => grade.map(|at| (at, is_complete)),
    }
}

/// FSRS with the parameters of a preset.
#[derive(Debug)]
pub struct Model(FSRS);

impl Model {
    /// Nothing if the parameters are unusable.
    pub fn of(parameters: &[f32]) -> Option<Model> {
        FSRS::new(parameters).ok().map(Model)
    }

    /// The memory after all answers of a history. An incomplete one starts from what its first
    /// answer says about the card's interval and ease.
    pub fn memory(&self, history: &History, historical_retention: f32) -> Option<Memory> {
        let (item, first) = self.way(history, historical_retention)?;
        let memory = self.0.memory_state(item, first).ok()?;
        Some(memory.into())
    }

    /// The steps through a history, and where they start.
    fn way(
        &self,
        history: &History,
        historical_retention: f32,
    ) -> Option<(FSRSItem, Option<MemoryState>)> {
        let mut reviews = history.reviews();
        let mut first = None;
        if !history.is_complete {
            let (entry, _) = history.answers.first()?;
            first = Some(self.starting_memory(entry, historical_retention)?);
            reviews.remove(0);
        }
        Some((FSRSItem { reviews }, first))
    }

    /// The memory after each answer of a history, with the entry's id.
    pub fn memories(
        &self,
        history: &History,
        historical_retention: f32,
    ) -> Option<Vec<(i64, Memory)>> {
        let (item, first) = self.way(history, historical_retention)?;
        let memories = self.0.historical_memory_states(item, first).ok()?;
        let ids = history.answers.iter().map(|(entry, _)| entry.id);
        Some(ids.zip(memories.into_iter().map(Memory::from)).collect())
    }

    /// The chance to remember before each answer that came on a later day than the one before it, with
    /// the entry's id. It knows nothing of that answer, nor of later ones.
    pub fn foretold(
        &self,
        history: &History,
        historical_retention: f32,
        decay: f32,
    ) -> Option<Vec<(i64, f32)>> {
        let memories = self.memories(history, historical_retention)?;
        let answers = history.answers.iter().skip(1).zip(memories);
        let later = answers.filter(|((_, days), _)| *days > 0);
        let chances = later.map(|((entry, days), (_, before))| {
            let days = as_f32(i64::from(*days));
            (entry.id, retrievability(before, days, decay))
        });
        Some(chances.collect())
    }

    /// What an answer from before FSRS says about the memory after it.
    fn starting_memory(&self, entry: &Logged, historical_retention: f32) -> Option<MemoryState> {
        let ease = match entry.ease {
            0 => 2500_u32,
            ease => ease,
        };
        let ease = as_f32(i64::from(ease)) / 1000.0;
        let days = as_f32(i64::from(entry.interval.max(1)));
        let mut memory = self
            .0
            .memory_state_from_sm2(ease, days, historical_retention)
            .ok()?;
        // Such a low ease is a shifted difficulty.
        if ease <= 1.1 {
            memory.difficulty = (ease - 0.1) * 9.0 + 1.0;
        }
        Some(memory)
    }

    /// A guess from ease and interval, for a card whose log says nothing.
    pub fn memory_by_ease(
        &self,
        ease: f32,
        days: u32,
        historical_retention: f32,
    ) -> Option<Memory> {
        let days = as_f32(i64::from(days));
        let memory = self
            .0
            .memory_state_from_sm2(ease, days, historical_retention)
            .ok()?;
        Some(memory.into())
    }

    /// The interval until the chance to remember has fallen to `retention`.
    pub fn days(&self, memory: Memory, retention: f32) -> f32 {
        self.0.next_interval(Some(memory.stability), retention, 0)
    }
}

#[expect(clippy::cast_precision_loss, reason = "Anki computes memories in f32")]
fn as_f32(number: i64) -> f32 {
    number as f32
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::forecast::{FSRS6_DECAY, STOCK_PARAMETERS};

    const DAY_MS: i64 = DAY_SECS * 1000;
    const NOW_DAY: i64 = 100;

    fn answer(day: i64, button: u8, last_interval: i32, kind: ReviewKind) -> Logged {
        Logged {
            id: day * DAY_MS + DAY_MS / 2,
            card: 1,
            button,
            interval: 9,
            last_interval,
            ease: 2500,
            kind: kind as u8,
        }
    }

    fn history(entries: &[Logged]) -> History {
        History::of(entries, Purpose::Memory, NOW_DAY * DAY_SECS, 0).unwrap()
    }

    #[test]
    fn what_is_foretold_of_an_answer_follows_from_those_before_it_alone() {
        let model = Model::of(&STOCK_PARAMETERS).unwrap();
        let mut entries = vec![
            answer(1, 3, 0, ReviewKind::Learning),
            answer(1, 3, -600, ReviewKind::Learning),
            answer(4, 3, 3, ReviewKind::Review),
            answer(12, 1, 8, ReviewKind::Review),
            answer(13, 3, 1, ReviewKind::Review),
        ];
        entries[1].id += 600_000;

        let foretold = model
            .foretold(&history(&entries), 0.9, FSRS6_DECAY)
            .unwrap();

        let days_before = [(2, 3.0), (3, 8.0), (4, 1.0)];
        assert_eq!(foretold.len(), days_before.len());
        for ((at, days), (id, chance)) in days_before.into_iter().zip(&foretold) {
            let before = model.memory(&history(&entries[..at]), 0.9).unwrap();
            assert_eq!(*id, entries[at].id);
            assert!((chance - retrievability(before, days, FSRS6_DECAY)).abs() < 1e-6);
        }
        // Another outcome changes what is foretold of the next answer, not of this one.
        entries[3].button = 3;
        let other = model
            .foretold(&history(&entries), 0.9, FSRS6_DECAY)
            .unwrap();
        assert_eq!(other[..2], foretold[..2]);
        assert!(other[2].1 > foretold[2].1);
    }

    #[test]
    fn a_log_without_its_beginning_starts_from_what_its_first_answer_says() {
        let model = Model::of(&STOCK_PARAMETERS).unwrap();
        let entries = [
            answer(10, 3, 20, ReviewKind::Review),
            answer(19, 3, 9, ReviewKind::Review),
        ];

        let foretold = model
            .foretold(&history(&entries), 0.9, FSRS6_DECAY)
            .unwrap();

        // Its interval was nine days, at the end of which nine of ten are remembered.
        assert_eq!(foretold.len(), 1);
        assert!((foretold[0].1 - 0.9).abs() < 0.01, "{foretold:?}");
    }
}
