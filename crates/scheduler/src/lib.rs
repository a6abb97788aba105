//! When a card comes back: days, states, steps, fuzz, load balancing, FSRS.
//!
//! Pure functions from numbers to numbers; knows no tables, no clock, no collection. Begin reading
//! at `state/mod.rs` for what a card can be and what each button makes of it, `rules.rs` for what
//! decides about it, and `day.rs` for what a day is.

mod balance;
mod day;
mod dice;
mod forecast;
mod fuzz;
mod hash;
mod history;
mod label;
mod priority;
mod rules;
mod simulation;
mod state;
mod steps;
mod training;

#[cfg(test)]
mod tests;

pub use balance::{
    BALANCED_DAYS, Balance, DayLoad, Due, EasyDay, LoadBalancer, easy_days, easy_factors,
    weighted_day,
};
pub use day::{Day, DayRules, day_of};
pub use dice::Dice;
pub use forecast::{
    FSRS5_DECAY, FSRS6_DECAY, Forecast, Outlook, STOCK_PARAMETERS, allows_short_term, decay_of,
    retrievability,
};
pub use fuzz::{fuzz_bounds, fuzz_factor, fuzzed_days, fuzzed_secs, growing_minimum};
pub use hash::{day_salt, fnv};
pub use history::{History, Logged, Model, Purpose};
pub use label::{ButtonSpan, Unit, button_label, button_span, time_span, time_span_exact};
pub use priority::Priority;
pub use rules::{Previews, Rules};
pub use simulation::{
    Days, Figures, Habits, Learned, Outline, RETENTIONS, Simulation, Toll, Weekdays, workloads,
};
pub use state::{
    CardState, Interval, Learning, MINIMUM_EASE, Memory, NextStates, Relearning, Review,
    ReviewKind, State,
};
pub use steps::Steps;
pub use training::{Examples, Fit, Optimised, Progress, Unfit, fit, fit_of, optimise};
