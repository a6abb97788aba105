//! Which reviews of a simulated day come first, and where a simulation is left that nobody wants.
#![expect(
    clippy::cast_possible_truncation,
    reason = "FSRS orders by whole numbers"
)]

use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};

use fsrs::{Card, ReviewPriorityFn};

use crate::hash::fnv;
use crate::training::Unfit;

/// Which reviews come first on a day that has too many.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Priority {
    Due,
    ShortIntervals,
    LongIntervals,
    /// Hard cards first.
    Difficult,
    /// Easy cards first.
    Simple,
    Forgotten,
    Remembered,
    Random,
    Unspecified,
}

impl Priority {
    /// How urgent a card is in a simulation of `size` cards; the lowest number comes first.
    pub(crate) fn of_cards(self, size: usize) -> Option<ReviewPriorityFn> {
        Some(match self {
            Priority::Due => ReviewPriorityFn::new(|card: &Card| card.scheduled_due() as i32),
            Priority::ShortIntervals => ReviewPriorityFn::new(|card: &Card| card.interval as i32),
            Priority::LongIntervals => {
                ReviewPriorityFn::new(|card: &Card| (card.interval as i32).saturating_neg())
            }
            Priority::Difficult => {
                ReviewPriorityFn::new(|card: &Card| -(card.difficulty * 100.0) as i32)
            }
            Priority::Simple => {
                ReviewPriorityFn::new(|card: &Card| (card.difficulty * 100.0) as i32)
            }
            Priority::Forgotten => {
                ReviewPriorityFn::new(|card: &Card| (card.retrievability() * 1000.0) as i32)
            }
            Priority::Remembered => {
                ReviewPriorityFn::new(|card: &Card| -(card.retrievability() * 1000.0) as i32)
            }
            // Anki draws lots here; an order that does not show its rule does as well.
            Priority::Random => ReviewPriorityFn::new(move |card: &Card| {
                let lot = fnv(&[card.id]) % (size.max(1) as u64);
                i32::try_from(lot).unwrap_or(i32::MAX)
            }),
            Priority::Unspecified => return None,
        })
    }
}

/// The same order, which ends the simulation as soon as it is unwanted: FSRS asks for nothing else on
/// its way, so it is left from here and caught in [`unless_left`].
pub(crate) fn leaving(
    order: Option<ReviewPriorityFn>,
    is_unwanted: impl Fn() -> bool + Send + Sync + 'static,
) -> ReviewPriorityFn {
    let order = order.unwrap_or_default();
    ReviewPriorityFn::new(move |card: &Card| {
        if is_unwanted() {
            resume_unwind(Box::new(Unfit::Stopped));
        }
        order(card)
    })
}

/// Simulates, to the end or until it is left.
pub(crate) fn unless_left<T>(simulate: impl FnOnce() -> Result<T, Unfit>) -> Result<T, Unfit> {
    match catch_unwind(AssertUnwindSafe(simulate)) {
        Ok(simulated) => simulated,
        Err(cause) if cause.is::<Unfit>() => Err(Unfit::Stopped),
        Err(cause) => resume_unwind(cause),
    }
}
