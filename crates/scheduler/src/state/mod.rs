//! What a card can be, and what it becomes with each button (`rslib/src/scheduler/states/`).

mod interval;
mod learning;
mod relearning;
mod review;

pub use interval::Interval;
pub use review::MINIMUM_EASE;

use crate::rules::{Previews, Rules};

/// What FSRS knows of a memory.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Memory {
    pub stability: f32,
    pub difficulty: f32,
}

impl Memory {
    /// Difficulty as the review log keeps it: 1 to 10 moved to 0.1 to 1.1.
    pub fn shifted_difficulty(self) -> f32 {
        (self.difficulty - 1.0) / 9.0 + 0.1
    }
}

/// A card in learning steps.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Learning {
    pub remaining_steps: u32,
    pub scheduled_secs: u32,
    pub elapsed_secs: u32,
    pub memory: Option<Memory>,
}

/// A card that comes back in days.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Review {
    pub scheduled_days: u32,
    pub elapsed_days: u32,
    pub ease: f32,
    pub lapses: u32,
    /// It has just failed too often.
    pub is_leech: bool,
    pub memory: Option<Memory>,
}

/// A failed card in its steps back.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Relearning {
    pub review: Review,
    pub learning: Learning,
}

/// The states of a card in its own deck.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum State {
    New { position: u32 },
    Learning(Learning),
    Review(Review),
    Relearning(Relearning),
}

/// The states of a card in any deck.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum CardState {
    Normal(State),
    /// In a filtered deck that only shows.
    Preview {
        scheduled_secs: u32,
        is_finished: bool,
    },
    /// In a filtered deck that schedules.
    Rescheduling(State),
}

/// A card's state now and after each button.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct NextStates {
    pub current: CardState,
    pub again: CardState,
    pub hard: CardState,
    pub good: CardState,
    pub easy: CardState,
}

/// `revlog.type`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[repr(u8)]
pub enum ReviewKind {
    Learning = 0,
    Review = 1,
    Relearning = 2,
    Filtered = 3,
    Manual = 4,
    Rescheduled = 5,
}

impl State {
    fn next(self, rules: &Rules<'_>) -> [State; 4] {
        match self {
            State::New { .. } => Learning {
                remaining_steps: rules.steps.count(),
                scheduled_secs: 0,
                elapsed_secs: 0,
                memory: None,
            }
            .next(rules),
            State::Learning(learning) => learning.next(rules),
            State::Review(review) => review.next(rules),
            State::Relearning(relearning) => relearning.next(rules),
        }
    }

    pub fn interval(self) -> Interval {
        match self {
            State::New { .. } => Interval::Secs(0),
            State::Learning(learning) => Interval::Secs(learning.scheduled_secs),
            State::Review(review) => Interval::Days(review.scheduled_days),
            State::Relearning(relearning) => Interval::Secs(relearning.learning.scheduled_secs),
        }
    }

    fn kind(self) -> ReviewKind {
        match self {
            State::New { .. } | State::Learning(_) => ReviewKind::Learning,
            State::Review(review) if review.days_late() < 0 => ReviewKind::Filtered,
            State::Review(_) => ReviewKind::Review,
            State::Relearning(_) => ReviewKind::Relearning,
        }
    }

    /// The review part, if there is one.
    pub fn review(self) -> Option<Review> {
        match self {
            State::New { .. } | State::Learning(_) => None,
            State::Review(review) => Some(review),
            State::Relearning(relearning) => Some(relearning.review),
        }
    }

    /// It has just failed too often.
    pub fn is_leech(self) -> bool {
        self.review().is_some_and(|review| review.is_leech)
    }

    /// Takes over the seconds that have passed.
    fn at_the_time_of(self, other: State) -> State {
        match (self, other) {
            (State::Learning(mine), State::Learning(other)) => State::Learning(Learning {
                elapsed_secs: other.elapsed_secs,
                ..mine
            }),
            (State::Relearning(mut mine), State::Relearning(other)) => {
                mine.learning.elapsed_secs = other.learning.elapsed_secs;
                State::Relearning(mine)
            }
            (mine, _) => mine,
        }
    }
}

impl CardState {
    /// What each button makes of it.
    pub fn next(self, rules: &Rules<'_>) -> NextStates {
        let (current, [again, hard, good, easy]) = match self {
            CardState::Normal(state) => (self, state.next(rules).map(CardState::Normal)),
            CardState::Preview { .. } => (self, previews(rules.previews.unwrap_or_default())),
            CardState::Rescheduling(state) if rules.previews.is_some() => {
                (self, state.next(rules).map(stay_unless_review))
            }
            // The card believes to be in a filtered deck, but is not.
            CardState::Rescheduling(state) => (
                CardState::Normal(state),
                state.next(rules).map(CardState::Normal),
            ),
        };
        NextStates {
            current,
            again,
            hard,
            good,
            easy,
        }
    }

    pub fn interval(self) -> Interval {
        match self {
            CardState::Normal(state) | CardState::Rescheduling(state) => state.interval(),
            CardState::Preview { scheduled_secs, .. } => Interval::Secs(scheduled_secs),
        }
    }

    /// Under which kind an answer in this state is logged.
    pub fn kind(self) -> ReviewKind {
        match self {
            CardState::Normal(state) | CardState::Rescheduling(state) => state.kind(),
            CardState::Preview { .. } => ReviewKind::Filtered,
        }
    }

    /// The normal state inside, if there is one.
    pub fn normal(self) -> Option<State> {
        match self {
            CardState::Normal(state) | CardState::Rescheduling(state) => Some(state),
            CardState::Preview { .. } => None,
        }
    }

    /// It has just failed too often.
    pub fn is_leech(self) -> bool {
        self.normal().is_some_and(State::is_leech)
    }

    /// The position of a new card.
    pub fn new_position(self) -> Option<u32> {
        match self.normal()? {
            State::New { position } => Some(position),
            State::Learning(_) | State::Review(_) | State::Relearning(_) => None,
        }
    }

    /// Takes over the seconds that have passed from the other state, so that two views of a card
    /// at different times can be compared.
    #[must_use]
    pub fn at_the_time_of(self, other: CardState) -> CardState {
        let at_time = |mine: State| match other.normal() {
            Some(other) => mine.at_the_time_of(other),
            None => mine,
        };
        match self {
            CardState::Normal(state) => CardState::Normal(at_time(state)),
            CardState::Rescheduling(state) => CardState::Rescheduling(at_time(state)),
            CardState::Preview { .. } => self,
        }
    }
}

fn previews(delays: Previews) -> [CardState; 4] {
    [delays.again_secs, delays.hard_secs, delays.good_secs, 0].map(|secs| CardState::Preview {
        scheduled_secs: secs,
        is_finished: secs == 0,
    })
}

/// A card that has become a review goes home.
fn stay_unless_review(state: State) -> CardState {
    match state {
        State::Review(_) => CardState::Normal(state),
        State::New { .. } | State::Learning(_) | State::Relearning(_) => {
            CardState::Rescheduling(state)
        }
    }
}
