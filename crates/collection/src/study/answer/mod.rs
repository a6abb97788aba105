//! Answering: the chosen state goes into the card, the answer into the log, the deck counts it.
//!
//! Facts: `rslib/src/scheduler/answering/mod.rs`. What happens to siblings and to the queue is up
//! to the caller, who gets told what changed.

mod apply;

use scheduler::CardState;

use super::standing::Standing;
use crate::edit::tags;
use crate::error::Error;
use crate::model::{
    Card, CardId, Deck, DeckId, DeckName, LEVEL_SEPARATOR, Millis, Preset, RevlogEntry, RevlogId,
};
use crate::pen::Pen;
use crate::storage::{cards, decks, revlog};

/// What a learner answered.
#[derive(Debug, Clone)]
pub struct Answer {
    pub card: CardId,
    /// The state in which the card was shown.
    pub current: CardState,
    /// The state that belongs to the button.
    pub chosen: CardState,
    /// 1 again to 4 easy.
    pub button: u8,
    pub at: Millis,
    pub taken_ms: u32,
    /// What a custom scheduling script wants to keep; nothing leaves it as it is.
    pub custom_data: Option<String>,
}

/// What an answer did.
#[derive(Debug, Clone)]
pub struct Answered {
    pub before: Card,
    pub after: Card,
    /// The preset of the card's home deck.
    pub preset: Preset,
    /// Under which id it was logged.
    pub entry: RevlogId,
    /// The card has just failed too often: it was tagged, and suspended if the preset says so.
    pub is_leech: bool,
    /// The card has left a filtered deck that only shows.
    pub is_preview_finished: bool,
}

/// Writes an answer.
///
/// # Errors
/// [`Error::Invalid`] if the card is not, or no longer, in the state in which it was shown.
pub fn answer(pen: &Pen<'_>, answer: &Answer) -> Result<Answered, Error> {
    let mut standing = Standing::of(pen.db, answer.card, pen.today, pen.now_secs())?;
    let before = standing.card.clone();
    let taken_ms_max = standing.preset.config.answer_secs_max.saturating_mul(1000);
    let taken_ms = answer.taken_ms.min(taken_ms_max);
    let current = standing.state();
    if answer.current.at_the_time_of(current) != current {
        return Err(Error::invalid("the card was changed since it was shown"));
    }

    let partial = standing.apply(current, answer.chosen)?;
    let entry = RevlogEntry {
        id: RevlogId(answer.at.0),
        card: answer.card,
        usn: pen.usn,
        button: answer.button,
        taken_ms,
        ..partial
    };
    let entry = revlog::add_next(pen.db, &entry)?;
    count(pen, &standing.deck, &Tally::of(before.queue, taken_ms))?;
    keep(pen, &mut standing, answer)?;
    let is_leech = answer.chosen.is_leech();
    if is_leech {
        tags::add(pen, &[before.note], "leech")?;
    }
    Ok(Answered {
        before,
        after: standing.card,
        preset: standing.preset,
        entry,
        is_leech,
        is_preview_finished: matches!(
            answer.chosen,
            CardState::Preview {
                is_finished: true,
                ..
            }
        ),
    })
}

fn keep(pen: &Pen<'_>, standing: &mut Standing, answer: &Answer) -> Result<(), Error> {
    if !matches!(answer.current, CardState::Preview { .. }) {
        standing.data.last_review_secs = Some(answer.at.0 / 1000);
    }
    if let Some(custom) = &answer.custom_data {
        check_custom_data(custom)?;
        standing.data.custom.clone_from(custom);
    }
    standing.card.data = standing.data.text();
    standing.card.modified = pen.now_secs();
    standing.card.usn = pen.usn;
    cards::put(pen.db, &standing.card)
}

/// A small JSON object with short keys (`rslib/src/storage/card/data.rs`).
fn check_custom_data(text: &str) -> Result<(), Error> {
    if matches!(text, "" | "{}") {
        return Ok(());
    }
    let object: serde_json::Map<String, serde_json::Value> = serde_json::from_str(text)
        .map_err(|_| Error::invalid("custom data must be a JSON object"))?;
    if object.keys().any(|key| key.len() > 8) {
        return Err(Error::invalid(
            "custom data must have keys of 8 bytes at most",
        ));
    }
    if text.len() > 100 {
        return Err(Error::invalid("custom data must be 100 bytes at most"));
    }
    Ok(())
}

/// What a day's work of a deck grows by.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Tally {
    pub new: i32,
    pub review: i32,
    pub ms: i32,
}

impl Tally {
    fn of(queue: i8, taken_ms: u32) -> Tally {
        Tally {
            new: i32::from(queue == 0),
            review: i32::from(queue == 2 || queue == 3),
            ms: taken_ms.cast_signed(),
        }
    }
}

/// Adds to what a deck and its parents did today (`rslib/src/decks/stats.rs`).
pub fn count(pen: &Pen<'_>, deck: &Deck, tally: &Tally) -> Result<(), Error> {
    count_one(pen, deck.clone(), tally)?;
    let mut name = deck.name.stored();
    while let Some((parent, _)) = name.rsplit_once(LEVEL_SEPARATOR) {
        name = parent;
        let id: Option<DeckId> = decks::id_of_name(pen.db, &DeckName::from_stored(parent))?;
        let Some(parent) = id.map(|id| decks::get(pen.db, id)).transpose()?.flatten() else {
            break;
        };
        count_one(pen, parent, tally)?;
    }
    Ok(())
}

pub(super) fn count_one(pen: &Pen<'_>, mut deck: Deck, tally: &Tally) -> Result<(), Error> {
    let common = &mut deck.common;
    if common.last_day_studied != pen.today.number {
        common.last_day_studied = pen.today.number;
        common.new_studied = 0;
        common.learning_studied = 0;
        common.review_studied = 0;
        common.studied_ms = 0;
    }
    common.new_studied = common.new_studied.wrapping_add(tally.new);
    common.review_studied = common.review_studied.wrapping_add(tally.review);
    common.studied_ms = common.studied_ms.wrapping_add(tally.ms);
    deck.modified = pen.now_secs();
    deck.usn = pen.usn;
    decks::put(pen.db, &deck)
}
