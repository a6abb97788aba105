//! What FSRS foretold of the answers to a card, with the parameters that its preset has now.

use scheduler::{History, Logged, Model, Purpose, decay_of};

use super::{logged, unusable};
use crate::error::Error;
use crate::model::{PresetConfig, RevlogEntry, RevlogId, Secs};

/// Foretells by the parameters of one preset.
#[derive(Debug)]
pub struct Foreteller {
    model: Model,
    decay: f32,
    historical_retention: f32,
    ignored_before_ms: i64,
}

impl Foreteller {
    /// By this preset, as it was read.
    ///
    /// # Errors
    /// [`Error::Invalid`] if FSRS cannot work with its parameters.
    pub fn of(mut preset: PresetConfig) -> Result<Foreteller, Error> {
        preset.mend();
        let parameters = preset.fsrs_parameters();
        Ok(Foreteller {
            model: Model::of(parameters).ok_or_else(unusable)?,
            decay: decay_of(parameters),
            historical_retention: preset.historical_retention,
            ignored_before_ms: preset.ignored_before_ms()?,
        })
    }

    /// The chance to remember before each answer of one card that came on a later day than the one before
    /// it. The entries are all of the card's, oldest first.
    pub fn foretold(&self, entries: &[RevlogEntry], next_day_at: Secs) -> Vec<(RevlogId, f32)> {
        let entries: Vec<Logged> = entries.iter().map(logged).collect();
        let (until, from) = (next_day_at.0, self.ignored_before_ms);
        let history = History::of(&entries, Purpose::Memory, until, from);
        let chances = history.and_then(|history| {
            let retention = self.historical_retention;
            self.model.foretold(&history, retention, self.decay)
        });
        let chances = chances.unwrap_or_default().into_iter();
        chances.map(|(id, chance)| (RevlogId(id), chance)).collect()
    }
}
