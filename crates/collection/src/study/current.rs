//! The deck that is studied (`rslib/src/decks/current.rs`).

use rusqlite::Connection;

use crate::error::Error;
use crate::model::{DEFAULT_DECK, Deck, DeckId};
use crate::pen::Pen;
use crate::storage::{config, decks};

/// The selected deck; the default one if it is gone.
pub fn current_deck(db: &Connection) -> Result<Deck, Error> {
    let id = current_deck_id(db)?;
    if let Some(deck) = decks::get(db, id)? {
        return Ok(deck);
    }
    decks::get(db, DEFAULT_DECK)?.ok_or_else(|| Error::no_deck(DEFAULT_DECK))
}

/// The id of the selected deck, which may be gone.
pub fn current_deck_id(db: &Connection) -> Result<DeckId, Error> {
    Ok(config::lookup(db, "curDeck")?.unwrap_or(DEFAULT_DECK))
}

/// Selects a deck; says whether another one was.
pub fn select_deck(pen: &Pen<'_>, deck: DeckId) -> Result<bool, Error> {
    config::set(pen.db, "curDeck", &deck, pen.usn, pen.now_secs())
}
