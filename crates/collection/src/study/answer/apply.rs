//! The chosen state becomes the card's row
//! (`rslib/src/scheduler/answering/{learning,review,relearning,preview,revlog}.rs`).

#![expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "ease is rounded into the columns' types, seconds are cut to 32 bits, as Anki does"
)]

use scheduler::{CardState, Interval, Learning, Relearning, Review, State, fuzzed_secs};

use crate::error::Error;
use crate::model::{DeckId, RevlogEntry};
use crate::study::going_home;
use crate::study::standing::Standing;

/// `deck_config.leech_action`.
const LEECH_IS_SUSPENDED: i32 = 0;

impl Standing {
    /// Puts the state into the row; gives what the log says about it.
    pub(super) fn apply(
        &mut self,
        current: CardState,
        next: CardState,
    ) -> Result<RevlogEntry, Error> {
        let ease = match next {
            CardState::Normal(state) => {
                match current {
                    CardState::Preview { .. } => {
                        return Err(Error::invalid("a shown card can only go back"));
                    }
                    CardState::Rescheduling(_) => going_home::before_rescheduling(&mut self.card),
                    CardState::Normal(_) => {}
                }
                self.apply_normal(current, state)
            }
            CardState::Preview { .. } | CardState::Rescheduling(_)
                if self.card.original_deck == DeckId(0) =>
            {
                return Err(Error::invalid(
                    "an answer cannot move a card to a filtered deck",
                ));
            }
            CardState::Preview {
                scheduled_secs,
                is_finished,
            } => {
                self.apply_preview(scheduled_secs, is_finished);
                0.0
            }
            CardState::Rescheduling(state) => {
                let ease = self.apply_normal(current, state);
                self.card.original_due = self.card.due;
                ease
            }
        };
        let until_next_day = self.secs_until_next_day();
        let logged = |state: CardState| state.interval().across_days(until_next_day).logged();
        Ok(RevlogEntry {
            interval: logged(next),
            last_interval: logged(current),
            ease: (ease * 1000.0).round() as u32,
            kind: current.kind() as u8,
            ..RevlogEntry::default()
        })
    }

    /// Gives the ease (or what stands for it) for the log.
    fn apply_normal(&mut self, current: CardState, next: State) -> f32 {
        self.card.reviews = self.card.reviews.wrapping_add(1);
        self.data.desired_retention = self.desired_retention;
        if let (Some(position), false) = (current.new_position(), matches!(next, State::New { .. }))
        {
            self.data.position = Some(position);
        }
        // The seed is that of the answered card.
        let seed = self.seed().wrapping_sub(1);
        let ease = match next {
            State::New { position } => {
                self.apply_new(position);
                0.0
            }
            State::Learning(learning) => self.apply_learning(learning, seed),
            State::Review(review) => self.apply_review(review),
            State::Relearning(relearning) => self.apply_relearning(relearning, seed),
        };
        if next.is_leech() && self.preset.config.leech_action == LEECH_IS_SUSPENDED {
            self.card.queue = -1;
        }
        let memory = self.data.memory();
        memory.map_or(ease, scheduler::Memory::shifted_difficulty)
    }

    fn apply_new(&mut self, position: u32) {
        self.card.kind = 0;
        self.card.queue = 0;
        self.card.due = position.cast_signed();
        self.data.position = None;
        self.data.set_memory(None);
    }

    fn apply_learning(&mut self, next: Learning, seed: u64) -> f32 {
        self.card.remaining = next.remaining_steps;
        self.card.kind = 1;
        self.data.set_memory(next.memory);
        self.wait(next.scheduled_secs, seed);
        0.0
    }

    fn apply_review(&mut self, next: Review) -> f32 {
        self.card.queue = 2;
        self.card.kind = 2;
        self.card.interval = next.scheduled_days;
        self.card.due = self.day_after(next.scheduled_days);
        self.card.ease = (next.ease * 1000.0).round() as u16;
        self.card.lapses = next.lapses;
        self.card.remaining = 0;
        self.data.set_memory(next.memory);
        next.ease
    }

    fn apply_relearning(&mut self, next: Relearning, seed: u64) -> f32 {
        self.card.interval = next.review.scheduled_days;
        self.card.remaining = next.learning.remaining_steps;
        self.card.kind = 3;
        self.card.lapses = next.review.lapses;
        self.card.ease = (next.review.ease * 1000.0).round() as u16;
        self.data.set_memory(next.learning.memory);
        self.wait(next.learning.scheduled_secs, seed);
        next.review.ease
    }

    fn apply_preview(&mut self, secs: u32, is_finished: bool) {
        if is_finished {
            going_home::as_before(&mut self.card);
        } else {
            self.card.queue = 4;
            self.card.due = self.second_after(secs, self.seed());
        }
    }

    /// A step within the day waits for its second, a longer one for its day.
    fn wait(&mut self, secs: u32, seed: u64) {
        match Interval::Secs(secs).across_days(self.secs_until_next_day()) {
            Interval::Secs(secs) => {
                self.card.queue = 1;
                self.card.due = self.second_after(secs, seed);
            }
            Interval::Days(days) => {
                self.card.queue = 3;
                self.card.due = self.day_after(days);
            }
        }
    }

    fn day_after(&self, days: u32) -> i32 {
        self.today.number.wrapping_add(days).cast_signed()
    }

    fn second_after(&self, secs: u32, seed: u64) -> i32 {
        let wait = fuzzed_secs(Some(seed), secs).cast_signed();
        (self.now.0 as i32).wrapping_add(wait)
    }
}
