//! Graphs of cards as they are now.

#![expect(
    clippy::cast_possible_truncation,
    clippy::cast_precision_loss,
    clippy::cast_sign_loss,
    reason = "Anki counts in f32 and i32 here, and the graphs must equal its graphs"
)]

use std::collections::BTreeMap;

use scheduler::{FSRS5_DECAY, retrievability};

use super::{Added, CardCounts, Counts, DAY_SECS, FutureDue, Retrievability, Spread};
use crate::card_data::CardData;
use crate::model::{Card, NoteId};
use crate::search::View;
use crate::stats::standing;

/// Sums that grow card by card, in the order of their ids.
pub(super) struct CardSums<'a> {
    view: &'a View<'a>,
    pub(super) added: Added,
    pub(super) future_due: DueSums,
    pub(super) intervals: BTreeMap<u32, u32>,
    pub(super) stability: BTreeMap<u32, u32>,
    pub(super) eases: Values,
    pub(super) difficulty: Values,
    pub(super) retrievability: RecallSums,
    pub(super) counts: CardCounts,
}

impl<'a> CardSums<'a> {
    pub(super) fn new(view: &'a View<'a>) -> CardSums<'a> {
        CardSums {
            view,
            added: Added::new(),
            future_due: DueSums::default(),
            intervals: BTreeMap::new(),
            stability: BTreeMap::new(),
            eases: Values::default(),
            difficulty: Values::default(),
            retrievability: RecallSums::default(),
            counts: CardCounts::default(),
        }
    }

    pub(super) fn add(&mut self, card: &Card) {
        let data = CardData::read(&card.data);
        let is_reviewed = matches!(card.kind, 2 | 3);
        *self.added.entry(self.day_added(card)).or_default() += 1;
        self.add_due(card);
        if is_reviewed {
            *self.intervals.entry(card.interval).or_default() += 1;
        }
        if let Some(memory) = data.memory() {
            let days = memory.stability.round() as u32;
            *self.stability.entry(days).or_default() += 1;
            let difficulty = (memory.difficulty - 1.0) / 9.0;
            self.difficulty.add(bin(difficulty * 100.0), difficulty);
            let secs = standing::secs_since_review(self.view, card, &data);
            let decay = data.decay.unwrap_or(FSRS5_DECAY);
            let share = retrievability(memory, secs as f32 / 86_400.0, decay);
            self.retrievability.add(card.note, Some(share));
        } else {
            if is_reviewed {
                self.eases
                    .add(u32::from(card.ease / 10), f32::from(card.ease));
            }
            self.retrievability.add(card.note, None);
        }
        self.count(card);
    }

    /// Ids are moments of birth; they are rounded up to a day.
    fn day_added(&self, card: &Card) -> i32 {
        let secs = card.id.0 / 1000 - self.view.today.next_day_at.0;
        (secs as f64 / 86_400.0).ceil() as i32
    }

    fn add_due(&mut self, card: &Card) {
        if card.kind == 0 || card.queue == -1 {
            return;
        }
        let due = standing::home_due(card);
        let day = if standing::is_second(due) {
            ((i64::from(due) - self.view.today.next_day_at.0) / DAY_SECS) as i32
        } else {
            due.wrapping_sub(self.view.today.number.cast_signed())
        };
        let sums = &mut self.future_due;
        sums.load += 1.0 / card.interval.max(1) as f32;
        let is_buried = matches!(card.queue, -2 | -3);
        if day <= 0 && is_buried {
            return;
        }
        sums.due.has_backlog |= day < 0;
        *sums.due.by_day.entry(day).or_default() += 1;
    }

    fn count(&mut self, card: &Card) {
        let CardCounts {
            with_inactive,
            without_inactive,
        } = &mut self.counts;
        match card.queue {
            -1 => without_inactive.suspended += 1,
            -2 | -3 => without_inactive.buried += 1,
            _ => count(without_inactive, card),
        }
        count(with_inactive, card);
    }
}

fn count(counts: &mut Counts, card: &Card) {
    let count = match (card.kind, card.interval < 21) {
        (0, _) => &mut counts.new,
        (1, _) => &mut counts.learning,
        (2, true) => &mut counts.young,
        (2, false) => &mut counts.mature,
        _ => &mut counts.relearning,
    };
    *count += 1;
}

/// Cards by day, and reviews a day as a fraction.
#[derive(Default)]
pub(super) struct DueSums {
    due: FutureDue,
    load: f32,
}

impl DueSums {
    pub(super) fn finish(self) -> FutureDue {
        FutureDue {
            daily_load: self.load as u32,
            ..self.due
        }
    }
}

/// Values of which the middle one is wanted.
#[derive(Default)]
pub(super) struct Values {
    bins: BTreeMap<u32, u32>,
    all: Vec<f32>,
}

impl Values {
    fn add(&mut self, bin: u32, value: f32) {
        *self.bins.entry(bin).or_default() += 1;
        self.all.push(value);
    }

    /// The bins, and the middle value in percent.
    pub(super) fn finish(mut self, from: &Scale) -> Spread {
        self.all.sort_by(f32::total_cmp);
        let at = |place: usize| self.all.get(place).copied().unwrap_or_default();
        let middle = self.all.len() / 2;
        let median = match self.all.len() {
            0 => 0.0,
            count if count % 2 == 0 => f32::midpoint(at(middle - 1), at(middle)),
            _ => at(middle),
        };
        Spread {
            bins: self.bins,
            median: match from {
                Scale::ThousandthsToPercent => median / 10.0,
                Scale::ShareToPercent => median * 100.0,
            },
        }
    }
}

/// From what values are to percent.
pub(super) enum Scale {
    ThousandthsToPercent,
    ShareToPercent,
}

#[derive(Default)]
pub(super) struct RecallSums {
    bins: BTreeMap<u32, u32>,
    sum: f32,
    count: usize,
    /// For each note the sum over its cards, and their number.
    notes: BTreeMap<NoteId, (f32, u32)>,
}

impl RecallSums {
    fn add(&mut self, note: NoteId, share: Option<f32>) {
        let note = self.notes.entry(note).or_default();
        note.1 += 1;
        if let Some(share) = share {
            note.0 += share;
            *self.bins.entry(bin(share * 100.0)).or_default() += 1;
            self.sum += share;
            self.count += 1;
        }
    }

    pub(super) fn finish(self) -> Retrievability {
        let average = match self.count {
            0 => 0.0,
            count => self.sum * 100.0 / count as f32,
        };
        let shares = self.notes.values().map(|(sum, count)| sum / *count as f32);
        Retrievability {
            bins: self.bins,
            average,
            cards_known: self.sum,
            notes_known: shares.sum(),
        }
    }
}

/// The percentage rounded down; all of it belongs to the last bin.
#[expect(clippy::float_cmp, reason = "exactly all")]
fn bin(percent: f32) -> u32 {
    if percent == 100.0 {
        99
    } else {
        percent.floor() as u32
    }
}
