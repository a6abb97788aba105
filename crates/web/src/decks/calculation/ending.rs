//! What came out of a calculation.

use collection::study::memory::lesson::{Learnt, Lesson};
use scheduler::{Days, Fit, Toll, Unfit};

use super::wish::Wish;

/// How a calculation ended.
#[derive(Debug)]
pub(super) enum Ending {
    Optimised(Vec<Optimised>),
    Evaluated(Evaluated),
    /// Day by day.
    Foretold(Days),
    /// For every desired retention, in hundredths; and what would be remembered without reviews.
    Compared(Vec<(u8, Toll)>, f32, Wish),
    /// Too few answers for anything.
    NotEnoughAnswers,
    /// A sentence for the learner.
    Refused(String),
    Stopped,
    Broken,
}

/// What became of one preset.
#[derive(Debug)]
pub(super) struct Optimised {
    pub(super) name: String,
    pub(super) answers: usize,
    pub(super) before: Vec<f32>,
    pub(super) after: Vec<f32>,
    pub(super) outcome: Outcome,
    pub(super) fits: Option<(Fit, Fit)>,
    pub(super) is_healthy: Option<bool>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Outcome {
    Better,
    /// Nothing better was found.
    AlreadyBest,
    NoAnswers,
    NotEnoughAnswers,
    /// Better ones were found, but the preset was changed in the meantime.
    Overtaken,
    Unusable,
}

/// How well the parameters of a preset foretell.
#[derive(Debug)]
pub(super) struct Evaluated {
    pub(super) name: String,
    pub(super) answers: usize,
    pub(super) fit: Fit,
}

impl Optimised {
    /// As Anki tells it (`ts/routes/deck-options/FsrsOptions.svelte`): what is equal up to the fourth
    /// digit is the same.
    pub(super) fn of(lesson: &Lesson, learnt: Result<Learnt, Unfit>) -> Optimised {
        let before = lesson.preset.config.fsrs_parameters().to_vec();
        let optimised = Optimised {
            name: lesson.preset.name.clone(),
            answers: lesson.len(),
            after: before.clone(),
            before,
            outcome: Outcome::NoAnswers,
            fits: None,
            is_healthy: None,
        };
        let learnt = match learnt {
            Ok(learnt) => learnt,
            Err(Unfit::NotEnoughAnswers) => {
                return Optimised {
                    outcome: Outcome::NotEnoughAnswers,
                    ..optimised
                };
            }
            Err(Unfit::Parameters | Unfit::Stopped) => {
                return Optimised {
                    outcome: Outcome::Unusable,
                    ..optimised
                };
            }
        };
        let outcome = if lesson.is_empty() {
            Outcome::NoAnswers
        } else if digits(&learnt.parameters) == digits(&optimised.before) {
            Outcome::AlreadyBest
        } else {
            Outcome::Better
        };
        Optimised {
            after: learnt.parameters,
            outcome,
            fits: learnt.fits,
            is_healthy: learnt.is_healthy,
            ..optimised
        }
    }

    pub(super) fn is_better(&self) -> bool {
        self.outcome == Outcome::Better
    }
}

/// Parameters as they are shown.
pub(super) fn digits(parameters: &[f32]) -> String {
    let digits: Vec<_> = parameters
        .iter()
        .map(|value| format!("{value:.4}"))
        .collect();
    digits.join(", ")
}
