//! How things are at a desk, as the page gets it after every step.

use cardframe::{Pass, Passes};
use collection::Error;
use collection::study::current::current_deck;
use collection::study::preferences::Preferences;
use collection::study::presets::custom_scheduling;
use collection::study::{Counts, Queued, standing};
use serde::Serialize;
use texts::Texts;

use crate::study::desks::Bench;
use crate::study::label;
use crate::study::shown::Shown;
use crate::study::states::Matter;
use crate::study::steps;

/// The card on top, and those that will probably follow: enough for a learner on a train.
const CARDS_AHEAD: usize = 4;

/// `State` in `state.ts`.
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Turn {
    deck: String,
    deck_name: String,
    counts: [usize; 3],
    cards: Vec<Shown>,
    undo: Option<String>,
    redo: Option<String>,
    said: Option<String>,
    base: String,
    /// After so long a notice says how many cards were studied; 0 for none.
    timebox_secs: u32,
    shows_counts: bool,
    /// Cards may load pictures from other hosts.
    loads_remote: bool,
    interrupts_sounds: bool,
    /// Until the learner's day is over.
    day_ends_in_secs: i64,
    /// The learner's own script for the states.
    script: Option<String>,
    done: Option<String>,
}

/// What is needed to say how things are.
#[derive(Debug, Clone)]
pub(super) struct Telling {
    pub(super) t: Texts,
    pub(super) passes: Passes,
    pub(super) pass: Pass,
    /// Prints of faces that the page has.
    pub(super) known: Vec<String>,
}

impl Turn {
    /// With a sentence about what happened.
    pub(super) fn saying(self, said: Option<String>) -> Turn {
        Turn { said, ..self }
    }
}

impl Telling {
    pub(super) fn tell(&self, bench: &mut Bench<'_>) -> Result<Turn, Error> {
        let deck = current_deck(bench.collection.connection())?;
        let preferences = Preferences::read(bench.collection.connection())?;
        let ends = bench.sit().today()?.next_day_at.0 - bench.moment.now.secs().0;
        let day = (preferences, ends);
        let queued = match queued(bench) {
            Err(Error::OldScheduler) => {
                return Ok(Turn {
                    done: Some("/decks".to_owned()),
                    ..self.turn(bench, &deck, day, (Vec::new(), [0; 3]))
                });
            }
            queued => queued?,
        };
        let script = custom_scheduling(bench.collection.connection())?;
        let script = Some(script).filter(|script| !script.trim().is_empty());
        let mut cards = Vec::with_capacity(queued.cards.len());
        for card in &queued.cards {
            let with_buttons = !preferences.hides_audio_buttons;
            let passes = (&self.passes, &self.pass);
            let mut shown = Shown::of(bench.collection, card, passes, with_buttons, self.t)?;
            shown.matter = script.is_some().then(|| Matter::of(card));
            if self.known.contains(&shown.print) {
                shown.faces = None;
            }
            if preferences.shows_intervals {
                let db = bench.collection.connection();
                let spans = standing::spans(db, bench.moment, &card.states)?;
                shown.labels = spans.map(|span| label::of(span, self.t));
            }
            bench.seat.offer(card.card.id, &card.states);
            cards.push(shown);
        }
        let Counts {
            new,
            learning,
            review,
        } = queued.counts;
        let turn = self.turn(bench, &deck, day, (cards, [new, learning, review]));
        Ok(Turn { script, ..turn })
    }

    fn turn(
        &self,
        bench: &Bench<'_>,
        deck: &collection::model::Deck,
        (preferences, ends): (Preferences, i64),
        (cards, counts): (Vec<Shown>, [usize; 3]),
    ) -> Turn {
        let t = self.t;
        let (undo, redo) = bench.seat.desk.status();
        Turn {
            deck: deck.id.to_string(),
            deck_name: deck.name.human(),
            done: cards.is_empty().then(|| format!("/decks/{}", deck.id)),
            counts,
            cards,
            undo: undo.map(|action| t.study_undo_step(steps::name(&action, t))),
            redo: redo.map(|action| t.study_redo_step(steps::name(&action, t))),
            said: None,
            base: self.pass.base(),
            timebox_secs: preferences.timebox_secs,
            shows_counts: preferences.shows_remaining,
            loads_remote: preferences.loads_remote,
            interrupts_sounds: preferences.interrupts_audio,
            day_ends_in_secs: ends,
            script: None,
        }
    }
}

/// The next cards; a queue that no longer fits is built anew once.
fn queued(bench: &mut Bench<'_>) -> Result<Queued, Error> {
    match bench.sit().queued(CARDS_AHEAD) {
        Err(Error::QueueIsStale(_)) => {
            bench.seat.desk.drop_queue();
            bench.sit().queued(CARDS_AHEAD)
        }
        queued => queued,
    }
}
