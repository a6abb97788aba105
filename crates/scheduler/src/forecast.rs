//! What FSRS foretells for each button.

use fsrs::{FSRS, MemoryState};

use crate::state::Memory;

/// The decay of parameters from before FSRS 6.
pub const FSRS5_DECAY: f32 = fsrs::FSRS5_DEFAULT_DECAY;
/// The decay of the stock parameters.
pub const FSRS6_DECAY: f32 = fsrs::FSRS6_DEFAULT_DECAY;

/// The parameters that stand for none.
pub const STOCK_PARAMETERS: [f32; 21] = [
    0.212,
    1.2931,
    2.3065,
    8.2956,
    6.4133,
    0.8334,
    3.0194,
    0.001,
    1.8722,
    0.1666,
    0.796,
    1.4835,
    0.0614,
    0.2629,
    1.6483,
    0.6014,
    1.8729,
    0.5425,
    0.0912,
    0.0658,
    FSRS6_DECAY,
];

/// What FSRS foretells for the four buttons, and what it may do about short intervals.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Forecast {
    pub again: Outlook,
    pub hard: Outlook,
    pub good: Outlook,
    pub easy: Outlook,
    /// The parameters know days with several reviews (see [`allows_short_term`]).
    pub allows_short_term: bool,
    /// The learner wants short intervals after the last step, too.
    pub short_term_with_steps: bool,
}

/// The memory after a button, and the interval to the desired retention.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Outlook {
    pub memory: Memory,
    pub days: f32,
}

impl Forecast {
    /// For parameters of a preset (17, 19, 21 or none), the present memory (none for a new card),
    /// the desired retention and the days since the last review. Nothing if they are unusable.
    pub fn of(
        parameters: &[f32],
        memory: Option<Memory>,
        retention: f32,
        days_elapsed: u32,
    ) -> Option<Forecast> {
        let model = FSRS::new(parameters).ok()?;
        let next = model
            .next_states(memory.map(Into::into), retention, days_elapsed)
            .ok()?;
        let outlook = |next: fsrs::ItemState| Outlook {
            memory: next.memory.into(),
            days: next.interval,
        };
        Some(Forecast {
            again: outlook(next.again),
            hard: outlook(next.hard),
            good: outlook(next.good),
            easy: outlook(next.easy),
            allows_short_term: allows_short_term(parameters),
            short_term_with_steps: false,
        })
    }
}

/// Whether FSRS may give intervals below a day with these parameters
/// (`rslib/src/scheduler/answering/mod.rs`).
pub fn allows_short_term(parameters: &[f32]) -> bool {
    match (parameters.get(17), parameters.get(18)) {
        (Some(first), Some(second)) => *first > 0.0 && *second > 0.0,
        _ => parameters.is_empty(),
    }
}

/// How fast memory decays with these parameters (`rslib/src/scheduler/fsrs/memory_state.rs`).
pub fn decay_of(parameters: &[f32]) -> f32 {
    match parameters {
        [] => FSRS6_DECAY,
        [_, .., last] if parameters.len() >= 21 => *parameters.get(20).unwrap_or(last),
        [_, ..] => FSRS5_DECAY,
    }
}

/// The chance to remember, as it is shown.
pub fn retrievability(memory: Memory, days: f32, decay: f32) -> f32 {
    fsrs::current_retrievability(memory.into(), days, decay)
}

impl From<MemoryState> for Memory {
    fn from(state: MemoryState) -> Memory {
        Memory {
            stability: state.stability,
            difficulty: state.difficulty,
        }
    }
}

impl From<Memory> for MemoryState {
    fn from(memory: Memory) -> MemoryState {
        MemoryState {
            stability: memory.stability,
            difficulty: memory.difficulty,
        }
    }
}
