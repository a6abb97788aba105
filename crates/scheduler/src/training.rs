//! Parameters of FSRS that fit a learner, found from the review log
//! (`rslib/src/scheduler/fsrs/params.rs`).

use std::sync::{Arc, Mutex, PoisonError};

use fsrs::{
    CombinedProgressState, ComputeParametersInput, FSRS, FSRSError, FSRSItem, TrainingConfig,
};

use crate::history::{History, Logged, Purpose};

/// Fewer examples say nothing about the health of a result.
const CHECKED_EXAMPLES_MIN: usize = 300;

/// Why nothing could be found.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unfit {
    NotEnoughAnswers,
    Parameters,
    Stopped,
}

impl From<FSRSError> for Unfit {
    fn from(error: FSRSError) -> Unfit {
        match error {
            FSRSError::NotEnoughData => Unfit::NotEnoughAnswers,
            FSRSError::Interrupted => Unfit::Stopped,
            FSRSError::InvalidParameters
            | FSRSError::InvalidInput
            | FSRSError::OptimalNotFound
            | FSRSError::InvalidDeckSize => Unfit::Parameters,
        }
    }
}

/// What the optimiser learns from.
#[derive(Debug, Clone, Default)]
pub struct Examples {
    items: Vec<FSRSItem>,
    cards: Vec<i64>,
    /// How many answers they were made of.
    pub reviews: usize,
}

impl Examples {
    /// From entries in the order of cards, each card's oldest first.
    pub fn of(entries: &[Logged], next_day_at: i64, ignored_before_ms: i64) -> Examples {
        let mut found = Vec::new();
        let mut reviews = 0;
        for card in entries.chunk_by(|one, other| one.card == other.card) {
            let history = History::of(card, Purpose::Training, next_day_at, ignored_before_ms);
            let (Some(history), Some(first)) = (history, card.first()) else {
                continue;
            };
            let examples = history.examples();
            if !examples.is_empty() {
                reviews += history.len();
            }
            found.extend(
                examples
                    .into_iter()
                    .map(|(id, item)| (id, first.card, item)),
            );
        }
        found.sort_by_key(|(id, _, _)| *id);
        let (cards, items) = found
            .into_iter()
            .map(|(_, card, item)| (card, item))
            .unzip();
        Examples {
            items,
            cards,
            reviews,
        }
    }

    pub fn len(&self) -> usize {
        self.items.len()
    }

    pub fn is_empty(&self) -> bool {
        self.items.is_empty()
    }

    fn input(&self, relearn_steps: usize, progress: Option<&Progress>) -> ComputeParametersInput {
        ComputeParametersInput {
            train_set: self.items.clone(),
            card_ids: Some(self.cards.clone()),
            progress: progress.map(|progress| progress.0.clone()),
            enable_short_term: true,
            num_relearning_steps: Some(relearn_steps),
            training_config: Some(TrainingConfig {
                num_epochs: 8,
                ..TrainingConfig::default()
            }),
        }
    }

    /// Which part of the examples was remembered.
    #[expect(clippy::cast_precision_loss, reason = "a share of a count")]
    fn remembered(&self) -> f32 {
        let last = |item: &FSRSItem| item.reviews.last().is_some_and(|review| review.rating > 1);
        let remembered = self.items.iter().filter(|item| last(item)).count();
        remembered as f32 / self.items.len() as f32
    }
}

/// How far an optimisation has come, seen from another thread.
#[derive(Debug, Clone, Default)]
pub struct Progress(Arc<Mutex<CombinedProgressState>>);

impl Progress {
    /// Steps done, of so many.
    pub fn steps(&self) -> (usize, usize) {
        let state = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        (state.current(), state.total())
    }

    /// Whether somebody has ended it.
    pub fn is_stopped(&self) -> bool {
        let state = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        state.want_abort
    }

    /// Ends it soon.
    pub fn stop(&self) {
        let mut state = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        state.want_abort = true;
    }
}

fn goes_on(progress: Option<&Progress>) -> bool {
    progress.is_none_or(|progress| !progress.is_stopped())
}

/// What the optimiser found.
#[derive(Debug, Clone, PartialEq)]
pub struct Optimised {
    /// The present ones, unless others fit better.
    pub parameters: Vec<f32>,
    /// Whether FSRS fits this learner at all; nothing if that was not asked or cannot be said.
    pub is_healthy: Option<bool>,
}

/// Finds the parameters that fit the examples best.
pub fn optimise(
    examples: &Examples,
    present: &[f32],
    relearn_steps: usize,
    checks_health: bool,
    progress: Option<&Progress>,
) -> Result<Optimised, Unfit> {
    if examples.is_empty() {
        return Ok(Optimised {
            parameters: present.to_vec(),
            is_healthy: None,
        });
    }
    let input = examples.input(relearn_steps, progress);
    let mut parameters = fsrs::compute_parameters(input)?;
    if let Ok(model) = FSRS::new(present)
        && keeps_present(examples, (&model, &parameters), relearn_steps, progress)?
    {
        parameters = present.to_vec();
    }
    let is_healthy = (checks_health && examples.len() > CHECKED_EXAMPLES_MIN)
        .then(|| is_healthy(examples, relearn_steps, progress))
        .flatten();
    Ok(Optimised {
        parameters,
        is_healthy,
    })
}

/// The present parameters fit as well, and several relearning steps do not make a failed card
/// stronger than before.
fn keeps_present(
    examples: &Examples,
    (present, found): (&FSRS, &[f32]),
    relearn_steps: usize,
    progress: Option<&Progress>,
) -> Result<bool, Unfit> {
    let loss = |model: &FSRS| {
        let fit = model.evaluate(examples.items.clone(), |_| goes_on(progress));
        fit.map(|fit| fit.log_loss)
    };
    let (present_loss, found_loss) = (loss(present)?, loss(&FSRS::new(found)?)?);
    if present_loss > found_loss {
        return Ok(false);
    }
    if relearn_steps <= 1 {
        return Ok(true);
    }
    let before = fsrs::MemoryState {
        stability: 1.0,
        difficulty: 1.0,
    };
    let mut memory = present.next_states(Some(before), 0.9, 2)?.again.memory;
    for _ in 0..relearn_steps {
        memory = present.next_states(Some(memory), 0.9, 0)?.good.memory;
    }
    Ok(memory.stability < before.stability)
}

/// How well parameters, learned from a part, foretell the rest; the bounds depend on how much a
/// learner remembers and how much there is to learn from.
fn is_healthy(
    examples: &Examples,
    relearn_steps: usize,
    progress: Option<&Progress>,
) -> Option<bool> {
    let input = examples.input(relearn_steps, None);
    let fit = fsrs::evaluate_with_time_series_splits(input, |_| goes_on(progress)).ok()?;
    let share = examples.remembered();
    #[expect(clippy::cast_precision_loss, reason = "thousands of examples")]
    let thousands = examples.len() as f32 / 1000.0;
    let usual_loss = 0.623 * (4.0 * share * (1.0 - share)).powf(0.738);
    let usual_error =
        0.0135 / (share.powf(0.504) - 1.14) + 0.176 / (thousands.powf(0.825) + 2.22) + 0.101;
    Some(fit.log_loss / usual_loss <= 1.11 || fit.rmse_bins / usual_error <= 1.53)
}

/// How well FSRS foretells.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Fit {
    pub log_loss: f32,
    pub rmse_bins: f32,
}

/// How well parameters that were found from a part of the examples foretell the rest.
pub fn fit(examples: &Examples, relearn_steps: usize) -> Result<Fit, Unfit> {
    let input = examples.input(relearn_steps, None);
    let fit = fsrs::evaluate_with_time_series_splits(input, |_| true)?;
    Ok(Fit {
        log_loss: fit.log_loss,
        rmse_bins: fit.rmse_bins,
    })
}

/// How well these parameters foretell the examples.
pub fn fit_of(
    parameters: &[f32],
    examples: &Examples,
    progress: Option<&Progress>,
) -> Result<Fit, Unfit> {
    let model = FSRS::new(parameters)?;
    let fit = model.evaluate(examples.items.clone(), |_| goes_on(progress))?;
    Ok(Fit {
        log_loss: fit.log_loss,
        rmse_bins: fit.rmse_bins,
    })
}
