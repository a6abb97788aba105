#![expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "days and seconds are cut as Anki cuts them"
)]

use super::{Learning, Relearning, Review, State};
use crate::rules::{Button, Rules};

impl Relearning {
    /// After each button (`rslib/src/scheduler/states/relearning.rs`).
    pub(super) fn next(self, rules: &Rules<'_>) -> [State; 4] {
        [
            self.again(rules),
            self.hard(rules),
            self.good(rules),
            State::Review(self.easy(rules)),
        ]
    }

    fn again(self, rules: &Rules<'_>) -> State {
        let (days, memory) = self.review.failing_days(rules);
        let failed = Learning {
            remaining_steps: rules.relearn_steps.count(),
            elapsed_secs: 0,
            ..self.learning
        };
        let Some(secs) = rules.relearn_steps.again_secs() else {
            return self.without_step(rules, |forecast| forecast.again, failed);
        };
        State::Relearning(Relearning {
            learning: Learning {
                scheduled_secs: secs,
                memory,
                ..failed
            },
            review: Review {
                scheduled_days: days.round().max(1.0) as u32,
                elapsed_days: 0,
                memory,
                ..self.review
            },
        })
    }

    fn hard(self, rules: &Rules<'_>) -> State {
        let remaining = self.learning.remaining_steps;
        match rules.relearn_steps.hard_secs(remaining) {
            Some(secs) => self.step(rules, |forecast| forecast.hard, secs, self.learning),
            None => self.without_step(rules, |forecast| forecast.hard, self.learning),
        }
    }

    fn good(self, rules: &Rules<'_>) -> State {
        let remaining = self.learning.remaining_steps;
        let mut learning = Learning {
            remaining_steps: rules.relearn_steps.remaining_after_good(remaining),
            ..self.learning
        };
        let Some(secs) = rules.relearn_steps.good_secs(remaining) else {
            return self.without_step(rules, |forecast| forecast.good, learning);
        };
        learning.elapsed_secs = 0;
        self.step(rules, |forecast| forecast.good, secs, learning)
    }

    fn easy(self, rules: &Rules<'_>) -> Review {
        let scheduled_days = match &rules.forecast {
            Some(forecast) => {
                let (minimum, maximum) = rules.bounds(1);
                let good = rules.spread(forecast.good.days, minimum, maximum);
                rules.spread(forecast.easy.days.round().max(1.0), good + 1, maximum)
            }
            None => self.review.scheduled_days.saturating_add(1),
        };
        Review {
            scheduled_days,
            elapsed_days: 0,
            memory: rules.memory(|forecast| forecast.easy),
            ..self.review
        }
    }

    fn step(self, rules: &Rules<'_>, button: Button, secs: u32, learning: Learning) -> State {
        let memory = rules.memory(button);
        State::Relearning(Relearning {
            learning: Learning {
                scheduled_secs: secs,
                memory,
                ..learning
            },
            review: Review {
                elapsed_days: 0,
                memory,
                ..self.review
            },
        })
    }

    /// The steps are used up: back to review, unless FSRS wants the card within the day.
    fn without_step(self, rules: &Rules<'_>, button: Button, learning: Learning) -> State {
        let Some(outlook) = rules.outlook(button) else {
            return State::Review(self.review);
        };
        let (minimum, maximum) = rules.bounds(1);
        let memory = Some(outlook.memory);
        let review = Review {
            scheduled_days: rules.spread(outlook.days.round().max(1.0), minimum, maximum),
            memory,
            ..self.review
        };
        if !rules.is_short_term(rules.relearn_steps, outlook.days) {
            return State::Review(review);
        }
        State::Relearning(Relearning {
            learning: Learning {
                scheduled_secs: (outlook.days * 86_400.0) as u32,
                memory,
                ..learning
            },
            review,
        })
    }
}
