//! What decides about a card's next state: its preset's numbers, its seed, and what FSRS and the
//! load balancer say (`rslib/src/scheduler/states/mod.rs`).

use crate::balance::Balance;
use crate::forecast::{Forecast, Outlook};
use crate::fuzz::{fuzz_factor, fuzzed_days};
use crate::state::Memory;
use crate::steps::Steps;

/// The rules for one answer of one card.
#[derive(Debug, Clone)]
pub struct Rules<'a> {
    /// Card id plus reviews; nothing switches the spreading off.
    pub seed: Option<u64>,
    pub steps: Steps<'a>,
    pub graduating_days_good: u32,
    pub graduating_days_easy: u32,
    pub initial_ease: f32,
    pub hard_multiplier: f32,
    pub easy_multiplier: f32,
    pub interval_multiplier: f32,
    pub interval_days_max: u32,
    pub leech_threshold: u32,
    pub relearn_steps: Steps<'a>,
    pub lapse_multiplier: f32,
    pub lapse_days_min: u32,
    /// Present if FSRS is on.
    pub forecast: Option<Forecast>,
    /// Present while a queue stands that balances.
    pub balance: Option<Balance<'a>>,
    /// Present if the card lies in a filtered deck.
    pub previews: Option<Previews>,
}

/// Seconds after which a filtered deck that does not reschedule shows a card again; 0 lets it go.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Previews {
    pub again_secs: u32,
    pub hard_secs: u32,
    pub good_secs: u32,
}

/// Which part of the forecast belongs to a button.
pub(crate) type Button = fn(&Forecast) -> Outlook;

impl Rules<'_> {
    /// The least and the most days, at least one each.
    pub(crate) fn bounds(&self, minimum: u32) -> (u32, u32) {
        let maximum = self.interval_days_max.max(1);
        (minimum.clamp(1, maximum), maximum)
    }

    /// Spread by the load balancer if it can, else by the seed alone.
    pub(crate) fn spread(&self, days: f32, minimum: u32, maximum: u32) -> u32 {
        let balanced = self.balance.as_ref().zip(self.seed);
        balanced
            .and_then(|(balance, seed)| balance.choose(days, (minimum, maximum), seed))
            .unwrap_or_else(|| fuzzed_days(self.seed.map(fuzz_factor), days, minimum, maximum))
    }

    pub(crate) fn outlook(&self, button: Button) -> Option<Outlook> {
        self.forecast.as_ref().map(button)
    }

    pub(crate) fn memory(&self, button: Button) -> Option<Memory> {
        self.outlook(button).map(|outlook| outlook.memory)
    }

    /// FSRS wants the card again within the day, and there is no step that says otherwise.
    pub(crate) fn is_short_term(&self, steps: Steps<'_>, days: f32) -> bool {
        self.forecast.is_some_and(|forecast| {
            forecast.allows_short_term
                && (forecast.short_term_with_steps || steps.is_empty())
                && days < 0.5
        })
    }
}
