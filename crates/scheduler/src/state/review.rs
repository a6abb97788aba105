#![expect(
    clippy::cast_possible_truncation,
    clippy::cast_precision_loss,
    clippy::cast_sign_loss,
    reason = "days and seconds are cut as Anki cuts them"
)]

use super::{Learning, Memory, Relearning, Review, State};
use crate::fuzz::growing_minimum;
use crate::rules::Rules;

/// No card's ease falls below.
pub const MINIMUM_EASE: f32 = 1.3;

impl Review {
    /// After each button (`rslib/src/scheduler/states/review.rs`).
    pub(super) fn next(self, rules: &Rules<'_>) -> [State; 4] {
        let [hard, good, easy] = self.passing_days(rules);
        let passed = |scheduled_days, ease, memory| {
            State::Review(Review {
                scheduled_days,
                elapsed_days: 0,
                ease,
                memory,
                ..self
            })
        };
        [
            self.again(rules),
            passed(
                hard,
                (self.ease + -0.15).max(MINIMUM_EASE),
                rules.memory(|forecast| forecast.hard),
            ),
            passed(good, self.ease, rules.memory(|forecast| forecast.good)),
            passed(
                easy,
                self.ease + 0.15,
                rules.memory(|forecast| forecast.easy),
            ),
        ]
    }

    pub(super) fn days_late(self) -> i32 {
        self.elapsed_days
            .cast_signed()
            .wrapping_sub(self.scheduled_days.cast_signed())
    }

    fn again(self, rules: &Rules<'_>) -> State {
        let lapses = self.lapses + 1;
        let (days, memory) = self.failing_days(rules);
        let review = Review {
            scheduled_days: days.round().max(1.0) as u32,
            elapsed_days: 0,
            ease: (self.ease + -0.2).max(MINIMUM_EASE),
            lapses,
            is_leech: is_leech(lapses, rules.leech_threshold),
            memory,
        };
        let secs = match rules.relearn_steps.again_secs() {
            Some(secs) => secs,
            None if rules.is_short_term(rules.relearn_steps, days) => (days * 86_400.0) as u32,
            None => return State::Review(review),
        };
        State::Relearning(Relearning {
            learning: Learning {
                remaining_steps: rules.relearn_steps.count(),
                scheduled_secs: secs,
                elapsed_secs: 0,
                memory,
            },
            review,
        })
    }

    /// FSRS spreads only when the card leaves its steps again.
    pub(super) fn failing_days(self, rules: &Rules<'_>) -> (f32, Option<Memory>) {
        if let Some(forecast) = &rules.forecast {
            return (forecast.again.days, Some(forecast.again.memory));
        }
        let (minimum, maximum) = rules.bounds(rules.lapse_days_min);
        let days = (self.scheduled_days as f32).max(1.0) * rules.lapse_multiplier;
        (rules.spread(days, minimum, maximum) as f32, None)
    }

    fn passing_days(self, rules: &Rules<'_>) -> [u32; 3] {
        if let Some(forecast) = &rules.forecast {
            let mut least = 1;
            [forecast.hard, forecast.good, forecast.easy].map(|outlook| {
                let previous = self.scheduled_days;
                let growing = growing_minimum(outlook.days, previous, rules.interval_days_max);
                let days = rules.passing(outlook.days, growing.max(least));
                least = days + 1;
                days
            })
        } else if self.days_late() < 0 {
            self.early_days(rules)
        } else {
            self.timely_days(rules)
        }
    }

    fn timely_days(self, rules: &Rules<'_>) -> [u32; 3] {
        let present = (self.scheduled_days as f32).max(1.0);
        let late = self.days_late().max(0) as f32;
        let next = self.scheduled_days.saturating_add(1);
        let hard_grows = rules.hard_multiplier > 1.0;

        let hard = rules.passing(
            present * rules.hard_multiplier,
            if hard_grows { next } else { 0 },
        );
        let good = rules.passing(
            (present + late / 2.0) * self.ease,
            if hard_grows { hard + 1 } else { next },
        );
        let easy = rules.passing(
            (present + late) * self.ease * rules.easy_multiplier,
            good + 1,
        );
        [hard, good, easy]
    }

    /// Before its time, only what has passed counts.
    fn early_days(self, rules: &Rules<'_>) -> [u32; 3] {
        let scheduled = (self.scheduled_days as f32).max(1.0);
        let elapsed = self.elapsed_days as f32;
        let usual = (elapsed * self.ease).max(scheduled);
        let bonus = rules.easy_multiplier - (rules.easy_multiplier - 1.0) / 2.0;
        let hard = rules.hard_multiplier;
        [
            (elapsed * hard).max(scheduled * (hard / 2.0)),
            usual,
            usual * bonus,
        ]
        .map(|days| {
            let (minimum, maximum) = rules.bounds(0);
            (rules.multiplied(days).round() as u32).clamp(minimum, maximum)
        })
    }
}

impl Rules<'_> {
    /// FSRS has no use for the interval multiplier.
    fn multiplied(&self, days: f32) -> f32 {
        match self.forecast {
            Some(_) => days,
            None => days * self.interval_multiplier,
        }
    }

    fn passing(&self, days: f32, minimum: u32) -> u32 {
        let (minimum, maximum) = self.bounds(minimum);
        self.spread(self.multiplied(days), minimum, maximum)
    }
}

/// At the threshold, and at every half of it (rounded up) after that; 0 is never.
fn is_leech(lapses: u32, threshold: u32) -> bool {
    let half = threshold.div_ceil(2).max(1);
    threshold > 0 && lapses >= threshold && (lapses - threshold).is_multiple_of(half)
}
