//! Spreading: cards learned together shall not come back together for ever.
//!
//! Facts: `rslib/src/scheduler/states/fuzz.rs`, `rslib/src/scheduler/answering/{mod,learning}.rs`.
//! All in f32, in Anki's order of operations.

#![expect(
    clippy::cast_possible_truncation,
    clippy::cast_precision_loss,
    clippy::cast_sign_loss,
    reason = "days are rounded and cut as Anki rounds and cuts them"
)]

use crate::dice::Dice;

/// From, to (days), spread per day in between.
const SPREADS: [(f32, f32, f32); 3] = [(2.5, 7.0, 0.15), (7.0, 20.0, 0.1), (20.0, f32::MAX, 0.05)];

/// Where in its spread a card falls: 0 up to, but never, 1.
pub fn fuzz_factor(seed: u64) -> f32 {
    Dice::seeded(seed).unit()
}

/// The interval with its spread: whole days within `minimum` and `maximum`.
pub fn fuzzed_days(factor: Option<f32>, days: f32, minimum: u32, maximum: u32) -> u32 {
    let Some(factor) = factor else {
        return (days.round() as u32).clamp(minimum.min(maximum), maximum);
    };
    let (lower, upper) = fuzz_bounds(days, minimum, maximum);
    (lower as f32 + factor * ((1 + upper - lower) as f32)).floor() as u32
}

/// The first and the last day of the spread, within `minimum` and `maximum`.
pub fn fuzz_bounds(days: f32, minimum: u32, maximum: u32) -> (u32, u32) {
    let minimum = minimum.min(maximum);
    let days = days.clamp(minimum as f32, maximum as f32);
    let spread = spread(days);
    let lower = ((days - spread).round() as u32).clamp(minimum, maximum);
    let upper = ((days + spread).round() as u32).clamp(minimum, maximum);
    if upper == lower && upper > 2 && upper < maximum {
        (lower, upper + 1)
    } else {
        (lower, upper)
    }
}

/// The least interval to spread to, so that a growing one does not fall behind the `previous`.
pub fn growing_minimum(days: f32, previous: u32, maximum: u32) -> u32 {
    if days.round() as u32 > previous {
        return previous.saturating_add(1);
    }
    let (_, upper) = fuzz_bounds(days, 1, maximum);
    if previous <= upper { previous } else { 0 }
}

/// A learning step gets up to a quarter longer, five minutes at most.
pub fn fuzzed_secs(seed: Option<u64>, secs: u32) -> u32 {
    let end = secs.saturating_add((secs as f32 * 0.25).min(300.0).floor() as u32);
    match seed {
        Some(seed) if secs < end => Dice::seeded(seed).between(secs, end),
        Some(_) | None => secs,
    }
}

fn spread(days: f32) -> f32 {
    if days < 2.5 {
        return 0.0;
    }
    SPREADS.iter().fold(1.0, |sum, (from, to, per_day)| {
        sum + per_day * (days.min(*to) - from).max(0.0)
    })
}
