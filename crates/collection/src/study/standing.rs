//! A card where it stands: its row, and all that decides about its next state.

#![expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "Anki counts days and seconds in 32 bits"
)]

use rusqlite::Connection;
use scheduler::{
    Balance, CardState, Forecast, Learning, LoadBalancer, NextStates, Previews, Relearning, Review,
    Rules, State, Steps, button_label, button_span, decay_of, fuzzed_secs,
};
pub use scheduler::{ButtonSpan, Unit};

use super::memory;
use crate::card_data::CardData;
use crate::error::Error;
use crate::model::{
    Card, CardId, Deck, DeckId, DeckKind, Preset, PresetConfig, PresetId, Secs, Usn,
};
use crate::storage::{cards, config, decks, presets, revlog};
use crate::today::{Moment, Today};

const DAY_SECS: i64 = 86_400;

/// A card with its decks, its preset, and what FSRS foretells
/// (`rslib/src/scheduler/answering/{mod,current}.rs`).
#[derive(Debug, Clone)]
pub struct Standing {
    pub card: Card,
    pub data: CardData,
    /// Where the card lies.
    pub deck: Deck,
    /// The preset of its home deck.
    pub preset: Preset,
    pub today: Today,
    pub now: Secs,
    /// Present if FSRS is on.
    pub forecast: Option<Forecast>,
    /// Present if FSRS is on.
    pub desired_retention: Option<f32>,
}

impl Standing {
    /// Reads what is needed about a card.
    ///
    /// # Errors
    /// [`Error::NotFound`] for a card or a deck that is not there, [`Error::Invalid`] if FSRS
    /// cannot work with the preset's parameters.
    pub fn of(db: &Connection, id: CardId, today: Today, now: Secs) -> Result<Standing, Error> {
        let card = cards::get(db, id)?.ok_or_else(|| no_card(id))?;
        let deck = deck(db, card.deck)?;
        let home = match card.original_deck {
            DeckId(0) => deck.clone(),
            home => self::deck(db, home)?,
        };
        let preset = preset_of(db, &home)?;
        let mut standing = Standing {
            data: CardData::read(&card.data),
            card,
            deck,
            preset,
            today,
            now,
            forecast: None,
            desired_retention: None,
        };
        if config::is_on(db, "fsrs", false)? {
            standing.foretell(db, &home)?;
        }
        Ok(standing)
    }

    fn foretell(&mut self, db: &Connection, home: &Deck) -> Result<(), Error> {
        let retention = desired_retention(home, &self.preset.config);
        let parameters = self.preset.config.fsrs_parameters();
        self.data.decay = Some(decay_of(parameters));
        if self.data.memory().is_none() && self.card.kind != 0 {
            let memory = memory::of_card(db, &self.card, &self.preset.config, self.today)?;
            self.data.set_memory(memory);
        }
        let last = match self.data.last_review_secs {
            Some(secs) => Some(Secs(secs)),
            None => revlog::last_answer(db, self.card.id)?,
        };
        let days = last.map_or(0, |last| self.today.days_since(last));
        let memory = self.data.memory();
        let forecast = Forecast::of(parameters, memory, retention, days);
        let mut forecast = forecast.ok_or_else(memory::unusable)?;
        forecast.short_term_with_steps = config::is_on(db, "fsrsShortTermWithStepsEnabled", false)?;
        self.forecast = Some(forecast);
        self.desired_retention = Some(retention);
        Ok(())
    }

    /// What the card is now.
    pub fn state(&self) -> CardState {
        match &self.deck.kind {
            DeckKind::Normal(_) => {
                // A review that is not due yet counts as due today: its interval shrinks.
                let due = match self.card.kind {
                    2 => self.card.due.min(self.today.number.cast_signed()),
                    _ => self.card.due,
                };
                CardState::Normal(self.normal_state(due))
            }
            DeckKind::Filtered(filtered) if filtered.reschedule => {
                let due = match self.card.original_due {
                    0 => self.card.due,
                    due => due,
                };
                CardState::Rescheduling(self.normal_state(due))
            }
            DeckKind::Filtered(filtered) => CardState::Preview {
                scheduled_secs: filtered.preview_again_secs,
                is_finished: false,
            },
        }
    }

    fn normal_state(&self, due: i32) -> State {
        let days = self.card.interval;
        let review = |elapsed_days| Review {
            scheduled_days: days,
            elapsed_days,
            ease: f32::from(self.card.ease) / 1000.0,
            lapses: self.card.lapses,
            is_leech: false,
            memory: self.data.memory(),
        };
        match self.card.kind {
            0 => State::New {
                position: due.max(0).cast_unsigned(),
            },
            1 => State::Learning(self.learning(Steps(&self.preset.config.learn_steps), due)),
            2 => {
                let ahead = due.wrapping_sub(self.today.number.cast_signed());
                let elapsed = days.cast_signed().wrapping_sub(ahead);
                State::Review(review(elapsed.max(0).cast_unsigned()))
            }
            _ => State::Relearning(Relearning {
                learning: self.learning(Steps(&self.preset.config.relearn_steps), due),
                review: review(days),
            }),
        }
    }

    fn learning(&self, steps: Steps<'_>, due: i32) -> Learning {
        let remaining_steps = self.card.remaining % 1000;
        let scheduled_secs = steps.present_secs(remaining_steps);
        Learning {
            remaining_steps,
            scheduled_secs,
            elapsed_secs: self.elapsed_secs(scheduled_secs, due),
            memory: self.data.memory(),
        }
    }

    /// How long ago the last step was set, counted back from when it is due.
    fn elapsed_secs(&self, step_secs: u32, due: i32) -> u32 {
        match self.card.queue {
            1 => {
                let seed = seed(&self.card, self.card.reviews.wrapping_sub(1));
                let answered = i64::from(due) - i64::from(fuzzed_secs(Some(seed), step_secs));
                (self.now.0 - answered) as u32
            }
            3 => {
                let step_days = (i64::from(step_secs) / DAY_SECS).max(1);
                let days = i64::from(self.today.number) - i64::from(due) + step_days;
                (days * DAY_SECS) as u32
            }
            _ => 0,
        }
    }

    /// What decides about the next state.
    pub fn rules<'a>(&'a self, balancer: Option<&'a LoadBalancer>) -> Rules<'a> {
        let preset = &self.preset.config;
        Rules {
            seed: Some(self.seed()),
            steps: Steps(&preset.learn_steps),
            graduating_days_good: preset.graduating_interval_good,
            graduating_days_easy: preset.graduating_interval_easy,
            initial_ease: preset.initial_ease,
            hard_multiplier: preset.hard_multiplier,
            easy_multiplier: preset.easy_multiplier,
            interval_multiplier: preset.interval_multiplier,
            interval_days_max: preset.maximum_review_interval,
            leech_threshold: preset.leech_threshold,
            relearn_steps: Steps(&preset.relearn_steps),
            lapse_multiplier: preset.lapse_multiplier,
            lapse_days_min: preset.minimum_lapse_interval,
            forecast: self.forecast,
            balance: balancer.map(|balancer| Balance {
                balancer,
                preset: self.preset.id.0,
                note: preset.bury_reviews.then_some(self.card.note.0),
            }),
            previews: match &self.deck.kind {
                DeckKind::Normal(_) => None,
                DeckKind::Filtered(filtered) => Some(Previews {
                    again_secs: filtered.preview_again_secs,
                    hard_secs: filtered.preview_hard_secs,
                    good_secs: filtered.preview_good_secs,
                }),
            },
        }
    }

    /// What each button makes of the card. While a queue stands that balances, hand its balancer in.
    pub fn next_states(&self, balancer: Option<&LoadBalancer>) -> NextStates {
        self.state().next(&self.rules(balancer))
    }

    /// The seed of the card's next spreading.
    pub fn seed(&self) -> u64 {
        seed(&self.card, self.card.reviews)
    }

    pub(super) fn secs_until_next_day(&self) -> u32 {
        (self.today.next_day_at.0 - self.now.0) as u32
    }
}

/// What stands above the four buttons, in English: `<10m`, `4d`.
pub fn labels(db: &Connection, moment: &Moment, states: &NextStates) -> Result<[String; 4], Error> {
    let (secs, learn_ahead) = waits(db, moment, states)?;
    Ok(secs.map(|secs| button_label(secs, learn_ahead)))
}

/// The same for those who say it in other languages. `None`: the card is done with.
pub fn spans(
    db: &Connection,
    moment: &Moment,
    states: &NextStates,
) -> Result<[Option<ButtonSpan>; 4], Error> {
    let (secs, learn_ahead) = waits(db, moment, states)?;
    Ok(secs.map(|secs| button_span(secs, learn_ahead)))
}

/// The seconds after which each button brings the card back, and how many are learned ahead.
fn waits(db: &Connection, moment: &Moment, states: &NextStates) -> Result<([u32; 4], u32), Error> {
    let learn_ahead = config::get(db, "collapseTime")?.and_then(|secs| secs.as_u64());
    let learn_ahead = learn_ahead.and_then(|secs| u32::try_from(secs).ok());
    let next_day_at = Today::at(db, moment)?.next_day_at;
    let until_next_day = (next_day_at.0 - moment.now.secs().0).max(0) as u32;
    let secs = [states.again, states.hard, states.good, states.easy]
        .map(|state| state.interval().across_days(until_next_day).secs());
    Ok((secs, learn_ahead.unwrap_or(1200)))
}

/// By how many days a card's present interval was spread when it was set
/// (`rslib/src/scheduler/states/fuzz.rs`).
pub fn fuzz_delta(db: &Connection, id: CardId, interval: u32) -> Result<i32, Error> {
    let card = cards::get(db, id)?.ok_or_else(|| no_card(id))?;
    let deck = deck(db, card.deck)?;
    let home = match deck.kind {
        DeckKind::Normal(_) => deck,
        DeckKind::Filtered(_) => self::deck(db, card.original_deck)?,
    };
    let maximum = preset_of(db, &home)?.config.maximum_review_interval;
    let factor = scheduler::fuzz_factor(seed(&card, card.reviews.saturating_sub(1)));
    #[expect(clippy::cast_precision_loss, reason = "intervals are spread in f32")]
    let fuzzed = scheduler::fuzzed_days(Some(factor), interval as f32, 1, maximum);
    Ok(fuzzed.cast_signed() - interval.cast_signed())
}

impl Today {
    /// Whole days from then to the end of today.
    pub(super) fn days_since(self, then: Secs) -> u32 {
        ((self.next_day_at.0 - then.0).max(0) / DAY_SECS) as u32
    }
}

/// The seed of a card's spreading after so many reviews.
pub(super) fn seed(card: &Card, reviews: u32) -> u64 {
    card.id.0.cast_unsigned().wrapping_add(u64::from(reviews))
}

/// The deck's own wish, else the preset's.
pub(crate) fn desired_retention(home: &Deck, preset: &PresetConfig) -> f32 {
    match &home.kind {
        DeckKind::Normal(normal) => normal.desired_retention,
        DeckKind::Filtered(_) => None,
    }
    .unwrap_or(preset.desired_retention)
}

/// The preset of a normal deck; a stock one if it is gone.
///
/// # Errors
/// [`Error::Invalid`] for a filtered deck, which has none.
pub(crate) fn preset_of(db: &Connection, home: &Deck) -> Result<Preset, Error> {
    let DeckKind::Normal(normal) = &home.kind else {
        return Err(Error::invalid("home deck is filtered"));
    };
    let id = PresetId(normal.preset);
    let mut preset = presets::get(db, id)?.unwrap_or_else(|| Preset {
        id,
        name: String::new(),
        modified: Secs(0),
        usn: Usn(0),
        config: PresetConfig::stock(),
    });
    preset.config.mend();
    Ok(preset)
}

fn deck(db: &Connection, id: DeckId) -> Result<Deck, Error> {
    decks::get(db, id)?.ok_or_else(|| Error::NotFound(format!("no deck {id}")))
}

pub(crate) fn no_card(id: CardId) -> Error {
    Error::NotFound(format!("no card {id}"))
}
