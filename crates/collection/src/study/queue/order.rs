//! In which order cards are gathered, sorted and mixed.

use scheduler::{day_salt, fnv};

use crate::model::PresetConfig;
use crate::storage::queue::Candidate;
use crate::today::Today;

/// The orders of a preset, by their numbers in `proto/anki/deck_config.proto`.
#[derive(Debug, Clone, Copy)]
pub(super) struct Orders {
    pub(super) gather: i32,
    sort: i32,
    review: i32,
    pub(super) day_learning_mix: i32,
    pub(super) new_mix: i32,
}

impl Orders {
    /// Those of a preset; filtered decks have none and keep their cards as they are.
    pub(super) fn of(preset: Option<&PresetConfig>) -> Orders {
        match preset {
            Some(preset) => Orders {
                gather: preset.new_card_gather_priority,
                sort: preset.new_card_sort_order,
                review: preset.review_order,
                day_learning_mix: preset.interday_learning_mix,
                new_mix: preset.new_mix,
            },
            None => Orders {
                gather: 0,
                sort: 1,
                review: 0,
                day_learning_mix: 0,
                new_mix: 0,
            },
        }
    }

    /// `order by` of reviews and of learning in days (`rslib/src/storage/card/mod.rs`).
    pub(super) fn of_due(&self, fsrs: bool, today: Today, now: i64) -> String {
        let day = today.number;
        let next_day_at = today.next_day_at.0;
        let due_at_home = "case when odue != 0 then odue else due end";
        let arguments = format!("data, {due_at_home}, ivl, {day}, {next_day_at}, {now}");
        let likely = format!("extract_fsrs_retrievability({arguments})");
        let deck = "(select rowid from active_decks where active_decks.id = did)";
        let first = match (self.review, fsrs) {
            (1, _) => format!("due, {deck}, "),
            (2, _) => format!("{deck}, due, "),
            (3, _) => "ivl, ".to_owned(),
            (4, _) => "ivl desc, ".to_owned(),
            (5, false) => "factor, ".to_owned(),
            (6, false) => "factor desc, ".to_owned(),
            (5, true) => "extract_fsrs_variable(data, 'd') desc, ".to_owned(),
            (6, true) => "extract_fsrs_variable(data, 'd'), ".to_owned(),
            (7, _) => format!("{likely}, "),
            (8, _) => String::new(),
            (9, _) => "nid, ord, ".to_owned(),
            (10, _) => "nid desc, ord, ".to_owned(),
            (11, _) => format!("{likely} desc, "),
            (12, true) => format!("extract_fsrs_relative_retrievability({arguments}), "),
            (12, false) => format!("-(1 + cast({day} - due + 0.001 as real) / ivl), "),
            _ => "due, ".to_owned(),
        };
        // Equal cards come in an order that changes with each answer.
        format!("{first}fnvhash(id, mod)")
    }

    /// `order by` of new cards (`rslib/src/scheduler/queue/builder/gathering.rs`).
    pub(super) fn of_new(&self, today: Today) -> String {
        let salt = day_salt(today.number);
        match self.gather {
            2 => "due desc, ord".to_owned(),
            3 | 5 => format!("fnvhash(nid, {salt}), ord"),
            4 => format!("fnvhash(id, {salt})"),
            _ => "due, ord".to_owned(),
        }
    }

    /// Whether new cards are gathered deck by deck.
    pub(super) fn by_deck(&self) -> bool {
        !matches!(self.gather, 1..=4)
    }

    /// Sorts gathered new cards (`rslib/src/scheduler/queue/builder/sorting.rs`).
    pub(super) fn sort_new(&self, cards: &mut [Candidate], today: Today) {
        let day = i64::from(today.number);
        match self.sort {
            0 => cards.sort_by_key(|card| card.ord),
            2 => cards.sort_by_key(|card| (card.ord, fnv(&[card.id.0, day]))),
            3 => cards.sort_by_key(|card| (fnv(&[card.note.0, day]), card.ord)),
            4 => cards.sort_by_key(|card| fnv(&[card.id.0, day])),
            _ => {}
        }
    }
}

/// Puts two rows of cards into one: 0 evenly mixed, 1 the second after, 2 the second before.
pub(super) fn mixed<T>(one: Vec<T>, two: Vec<T>, mix: i32) -> Vec<T> {
    match mix {
        1 => one.into_iter().chain(two).collect(),
        2 => two.into_iter().chain(one).collect(),
        _ => evenly(one, two),
    }
}

/// Spreads the second row over the first (`rslib/src/scheduler/queue/builder/intersperser.rs`).
#[expect(clippy::cast_precision_loss, reason = "ratios are f32 as in Anki")]
fn evenly<T>(one: Vec<T>, two: Vec<T>) -> Vec<T> {
    let ratio = (one.len() + 1) as f32 / (two.len() + 1) as f32;
    let mut mixed = Vec::with_capacity(one.len() + two.len());
    let (mut one, mut two) = (one.into_iter(), two.into_iter());
    let (mut from_one, mut from_two) = (1_usize, 1_usize);
    let (mut next_one, mut next_two) = (one.next(), two.next());
    loop {
        let takes_two = match (&next_one, &next_two) {
            (Some(_), Some(_)) => from_two as f32 * ratio < from_one as f32,
            (Some(_), None) => false,
            (None, Some(_)) => true,
            (None, None) => return mixed,
        };
        if takes_two {
            mixed.extend(next_two.take());
            next_two = two.next();
            from_two += 1;
        } else {
            mixed.extend(next_one.take());
            next_one = one.next();
            from_one += 1;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::evenly;

    #[test]
    fn a_shorter_row_is_spread_over_a_longer_one() {
        assert_eq!(evenly(vec![1, 2, 3], vec![11, 22]), [1, 11, 2, 22, 3]);
        assert_eq!(evenly(vec![1], vec![11, 22, 33]), [11, 1, 22, 33]);
    }
}
