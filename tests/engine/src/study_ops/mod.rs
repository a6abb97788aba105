//! Queues, answers, decks, filtered decks.

mod by_hand;
mod decks;
mod filtered;
mod queue;
mod undo;

pub(crate) use by_hand::{changed, counted};
pub(crate) use decks::get_or_add;

use collection::model::{CardId, DeckId, DeckName};
use collection::storage::decks as deck_table;
use collection::study::{Action, Touched};
use rusqlite::Connection;
use serde_json::{Value, json};

use crate::request::{Refusal, Request};
use crate::session::Session;

pub(crate) fn perform(session: &mut Session, request: &Request) -> Option<Result<Value, Refusal>> {
    queue::perform(session, request)
        .or_else(|| undo::perform(session, request))
        .or_else(|| by_hand::perform(session, request))
        .or_else(|| decks::perform(session, request))
        .or_else(|| filtered::perform(session, request))
}

/// `OpChanges`.
pub(crate) fn changes(touched: Touched, action: &Action) -> Value {
    let Touched {
        cards,
        notes,
        decks,
        tags,
        notetypes,
        config,
        presets,
        any,
    } = touched;
    let adds_note = *action == Action::AddNote;
    json!({
        "card": cards,
        "note": notes,
        "deck": decks,
        "tag": tags,
        "notetype": notetypes,
        "config": config,
        "deck_config": presets,
        "mtime": any,
        "browser_table": cards || notetypes || config || (notes && !adds_note) || decks,
        "browser_sidebar": tags || decks || notetypes || config,
        "note_text": notes || notetypes,
        "study_queues": touched.spoils_queue(action),
    })
}

/// The deck that a request names or numbers.
fn deck_id(db: &Connection, value: &Value) -> Result<DeckId, Refusal> {
    if let Some(id) = value.as_i64() {
        return Ok(DeckId(id));
    }
    let name = value.as_str().unwrap_or_default();
    deck_table::id_of_name(db, &DeckName::from_human(name))?
        .ok_or_else(|| Refusal::new("NOT_FOUND_ERROR", format!("no deck {name:?}")))
}

fn card_ids(request: &Request, name: &str) -> Vec<CardId> {
    request.ints(name).into_iter().map(CardId).collect()
}
