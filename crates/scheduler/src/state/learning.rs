#![expect(
    clippy::cast_possible_truncation,
    clippy::cast_precision_loss,
    clippy::cast_sign_loss,
    reason = "days and seconds are cut as Anki cuts them"
)]

use super::{Learning, Review, State};
use crate::rules::{Button, Rules};

impl Learning {
    /// After each button (`rslib/src/scheduler/states/learning.rs`).
    pub(super) fn next(self, rules: &Rules<'_>) -> [State; 4] {
        [
            self.again(rules),
            self.hard(rules),
            self.good(rules),
            State::Review(Learning::easy(rules)),
        ]
    }

    fn again(self, rules: &Rules<'_>) -> State {
        let failed = Learning {
            remaining_steps: rules.steps.count(),
            ..self
        };
        match rules.steps.again_secs() {
            Some(secs) => failed.step(rules, |forecast| forecast.again, secs),
            None => failed.without_step(rules, |forecast| forecast.again),
        }
    }

    fn hard(self, rules: &Rules<'_>) -> State {
        match rules.steps.hard_secs(self.remaining_steps) {
            Some(secs) => self.step(rules, |forecast| forecast.hard, secs),
            None => self.without_step(rules, |forecast| forecast.hard),
        }
    }

    fn good(self, rules: &Rules<'_>) -> State {
        let remaining = self.remaining_steps;
        match rules.steps.good_secs(remaining) {
            Some(secs) => Learning {
                remaining_steps: rules.steps.remaining_after_good(remaining),
                ..self
            }
            .step(rules, |forecast| forecast.good, secs),
            None => self.without_step(rules, |forecast| forecast.good),
        }
    }

    fn easy(rules: &Rules<'_>) -> Review {
        let (mut minimum, maximum) = rules.bounds(1);
        let days = match &rules.forecast {
            Some(forecast) => {
                minimum = rules.spread(forecast.good.days, minimum, maximum) + 1;
                forecast.easy.days.round().max(1.0) as u32
            }
            None => rules.graduating_days_easy,
        };
        Review {
            scheduled_days: rules.spread(days as f32, minimum, maximum),
            memory: rules.memory(|forecast| forecast.easy),
            ..Review::first(rules)
        }
    }

    fn step(self, rules: &Rules<'_>, button: Button, secs: u32) -> State {
        State::Learning(Learning {
            scheduled_secs: secs,
            elapsed_secs: 0,
            memory: rules.memory(button),
            ..self
        })
    }

    fn without_step(self, rules: &Rules<'_>, button: Button) -> State {
        let outlook = rules.outlook(button);
        let days = outlook.map_or(rules.graduating_days_good as f32, |outlook| outlook.days);
        if rules.is_short_term(rules.steps, days) {
            return self.step(rules, button, (days * 86_400.0) as u32);
        }
        let (minimum, maximum) = rules.bounds(1);
        State::Review(Review {
            scheduled_days: rules.spread(days.round().max(1.0), minimum, maximum),
            memory: rules.memory(button),
            ..Review::first(rules)
        })
    }
}

impl Review {
    /// A card that leaves its steps for the first time.
    fn first(rules: &Rules<'_>) -> Review {
        Review {
            scheduled_days: 0,
            elapsed_days: 0,
            ease: rules.initial_ease,
            lapses: 0,
            is_leech: false,
            memory: None,
        }
    }
}
