//! When a card comes back: days, states, steps, fuzz, load balancing, FSRS.
//!
//! Pure functions from numbers to numbers; knows no tables, no clock, no collection. Begin reading
//! at `day.rs` for what a day is.

mod day;

pub use day::{Day, DayRules, day_of};
