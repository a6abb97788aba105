//! What the optimiser is asked about a preset, apart from the collection, so that it can take its
//! time while others study (`ts/routes/deck-options/FsrsOptions.svelte`,
//! `rslib/src/deckconfig/update.rs`).

use scheduler::{Examples, Fit, Optimised, Progress, Unfit};

use super::training::examples;
use crate::error::Error;
use crate::model::{Preset, PresetConfig};
use crate::search::{Node, Search, State, Term, View};

const DAY_MINUTES: f32 = 1440.0;

/// Whether one preset is looked at, or all: Anki counts relearning steps differently.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Extent {
    One,
    All,
}

/// A preset with the answers of the cards that belong to it.
#[derive(Debug, Clone)]
pub struct Lesson {
    pub preset: Preset,
    examples: Examples,
    relearn_steps: usize,
}

/// What came out of a lesson.
#[derive(Debug, Clone, PartialEq)]
pub struct Learnt {
    pub parameters: Vec<f32>,
    pub is_healthy: Option<bool>,
    /// How well the parameters foretell the answers: those of before, and those that were found.
    pub fits: Option<(Fit, Fit)>,
}

impl Lesson {
    /// Gathers what a preset can learn from.
    ///
    /// # Errors
    /// [`Error::Search`] if the preset names its cards in a way that cannot be understood,
    /// [`Error::Invalid`] if its date is none.
    pub fn of(view: &View<'_>, preset: Preset, extent: Extent) -> Result<Lesson, Error> {
        let ignored_before_ms = preset.config.ignored_before_ms()?;
        let examples = examples(view, search_of(&preset)?, ignored_before_ms)?;
        let relearn_steps = match extent {
            Extent::One => steps_of_first_day(&preset.config),
            Extent::All => preset.config.relearn_steps.len(),
        };
        Ok(Lesson {
            preset,
            examples,
            relearn_steps,
        })
    }

    /// The number of answers that foretell something.
    pub fn len(&self) -> usize {
        self.examples.len()
    }

    pub fn is_empty(&self) -> bool {
        self.examples.is_empty()
    }

    /// Finds the parameters. It takes its time: for a long history minutes.
    ///
    /// # Errors
    /// [`Unfit`] if the answers do not suffice, or it was stopped.
    pub fn learn(&self, checks_health: bool, progress: &Progress) -> Result<Learnt, Unfit> {
        let present = self.preset.config.fsrs_parameters();
        let Optimised {
            parameters,
            is_healthy,
        } = scheduler::optimise(
            &self.examples,
            present,
            self.relearn_steps,
            checks_health,
            Some(progress),
        )?;
        let fits = if self.is_empty() {
            None
        } else {
            let after = scheduler::fit_of(&parameters, &self.examples, Some(progress))?;
            Some((self.fit(progress)?, after))
        };
        Ok(Learnt {
            parameters,
            is_healthy,
            fits,
        })
    }

    /// How well the preset's own parameters foretell the answers.
    ///
    /// # Errors
    /// [`Unfit`] if there are none, or it was stopped.
    pub fn fit(&self, progress: &Progress) -> Result<Fit, Unfit> {
        let present = self.preset.config.fsrs_parameters();
        scheduler::fit_of(present, &self.examples, Some(progress))
    }
}

/// The cards from whose answers a preset learns: those it names, else all that have it.
pub(in crate::study) fn search_of(preset: &Preset) -> Result<Search, Error> {
    if preset.config.param_search.trim().is_empty() {
        Ok(cards_of(preset))
    } else {
        Ok(preset.config.param_search.as_str().try_into()?)
    }
}

/// The cards that have a preset and are not suspended.
pub fn cards_of(preset: &Preset) -> Search {
    let suspended = Term::State(State::Suspended).negated();
    Search::all([Node::Term(Term::Preset(preset.name.clone())), suspended])
}

fn steps_of_first_day(config: &PresetConfig) -> usize {
    let mut minutes = 0.0;
    let within_day = config.relearn_steps.iter().take_while(|step| {
        minutes += **step;
        minutes < DAY_MINUTES
    });
    within_day.count()
}
