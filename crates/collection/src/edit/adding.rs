//! What the next new note is offered (`rslib/src/adding.rs`).

use rusqlite::Connection;

use super::notes::last_deck_key;
use crate::error::Error;
use crate::model::{DEFAULT_DECK, Deck, DeckId, DeckKind, NotetypeId};
use crate::storage::{config, decks, notetypes};

/// A deck and a notetype.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Choice {
    pub deck: DeckId,
    pub notetype: NotetypeId,
}

/// What is offered, depending on a setting: the current deck and what was added to it last, or
/// the notetype used last and where it was added last. While a card is studied from a filtered
/// deck, its home deck stands in for that.
///
/// # Errors
/// [`Error::Invalid`] if there is no notetype; [`Error::NotFound`] if there is no default deck.
pub fn offered(db: &Connection, home: DeckId) -> Result<Choice, Error> {
    let goes_to_current: Option<bool> = config::lookup(db, "addToCur")?;
    if goes_to_current.unwrap_or(true) {
        let deck = current_deck(db, home)?;
        let last = config::lookup(db, &format!("_deck_{deck}_lastNotetype"))?;
        let notetype = match existing(db, last)? {
            Some(notetype) => notetype,
            None => current_notetype(db)?,
        };
        return Ok(Choice { deck, notetype });
    }
    let notetype = current_notetype(db)?;
    let deck = match deck_of_notetype(db, notetype)? {
        Some(deck) => deck,
        None => current_deck(db, home)?,
    };
    Ok(Choice { deck, notetype })
}

/// The deck to which a note of this notetype was added last, unless it is gone or filtered.
pub fn deck_of_notetype(db: &Connection, notetype: NotetypeId) -> Result<Option<DeckId>, Error> {
    let Some(last) = config::lookup(db, &last_deck_key(notetype))? else {
        return Ok(None);
    };
    let deck = decks::get(db, last)?.filter(holds_cards);
    Ok(deck.map(|deck| deck.id))
}

fn holds_cards(deck: &Deck) -> bool {
    matches!(deck.kind, DeckKind::Normal(_))
}

fn current_deck(db: &Connection, home: DeckId) -> Result<DeckId, Error> {
    let current: Option<DeckId> = config::lookup(db, "curDeck")?;
    let current = current.unwrap_or(DEFAULT_DECK);
    if decks::get(db, current)?.is_some_and(|deck| holds_cards(&deck)) {
        return Ok(current);
    }
    for deck in [home, DEFAULT_DECK] {
        if decks::version(db, deck)?.is_some() {
            return Ok(deck);
        }
    }
    Err(Error::NotFound("no default deck".to_owned()))
}

fn current_notetype(db: &Connection) -> Result<NotetypeId, Error> {
    if let Some(current) = existing(db, config::lookup(db, "curModel")?)? {
        return Ok(current);
    }
    notetypes::first(db)?.ok_or_else(|| Error::invalid("collection has no notetypes"))
}

fn existing(db: &Connection, id: Option<NotetypeId>) -> Result<Option<NotetypeId>, Error> {
    let Some(id) = id else {
        return Ok(None);
    };
    Ok(notetypes::version(db, id)?.map(|_| id))
}
