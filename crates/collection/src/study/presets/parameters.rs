//! Parameters that were found while the learner did other things come into their presets.

use serde_json::json;

use super::{Change, Options, options, update};
use crate::error::Error;
use crate::model::{DeckId, Preset};
use crate::pen::Pen;
use crate::study::memory::lesson::Extent;
use crate::study::settings;

/// A preset as it was when the search began, and what was found for it.
#[derive(Debug, Clone, PartialEq)]
pub struct Found {
    pub preset: Preset,
    pub parameters: Vec<f32>,
}

/// Gives the presets their parameters and renews the memories of their cards, as saving the options
/// screen of this deck would. A preset that was changed in the meantime keeps what it has: says for
/// each whether it was taken over.
///
/// # Errors
/// [`Error::NotFound`] if the deck is gone, [`Error::Invalid`] for a filtered one.
pub fn take_parameters(
    pen: &Pen<'_>,
    deck: DeckId,
    found: &[Found],
    extent: Extent,
) -> Result<Vec<bool>, Error> {
    let options = options(pen.db, deck, pen.today)?;
    let mut taken = Vec::with_capacity(found.len());
    let mut changed = Vec::new();
    for one in found {
        let present = preset_of(&options, one);
        taken.push(present.is_some());
        if let Some(mut preset) = present {
            preset.config.fsrs_params_6.clone_from(&one.parameters);
            changed.push(preset);
        }
    }
    if extent == Extent::All {
        settings::set(pen, "lastFsrsOptimize", &json!(pen.today.number))?;
    }
    if changed.is_empty() {
        return Ok(taken);
    }
    // The deck gets the last of them: its own.
    let is_own = |preset: &Preset| preset.id == options.preset;
    if let Some(own) = changed.iter().position(is_own) {
        let own = changed.remove(own);
        changed.push(own);
    } else {
        let presets = options.presets.iter().map(|(preset, _)| preset);
        changed.extend(presets.filter(|preset| is_own(preset)).cloned());
    }
    update(pen, Change::of_presets(&options, deck, changed))?;
    Ok(taken)
}

/// The preset, if it is still what the search began with.
fn preset_of(options: &Options, found: &Found) -> Option<Preset> {
    let before = &found.preset;
    let presets = options.presets.iter().map(|(preset, _)| preset);
    presets
        .filter(|preset| preset.id == before.id && preset.config == before.config)
        .find(|preset| preset.name == before.name)
        .cloned()
}
