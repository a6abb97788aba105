//! A card leaves a filtered deck (`rslib/src/scheduler/filtered/card.rs`).

use crate::model::{Card, DeckId};

/// Numbers of days and positions never get this large.
const EARLIEST_SECS: i32 = 1_000_000_000;

/// Back to the home deck, before a new state is written into the card.
pub fn before_rescheduling(card: &mut Card) {
    if card.original_deck != DeckId(0) {
        card.deck = card.original_deck;
        card.original_deck = DeckId(0);
        card.original_due = 0;
    }
}

/// Back to the home deck, in the state from before.
pub fn as_before(card: &mut Card) {
    if card.original_deck == DeckId(0) {
        return;
    }
    card.deck = card.original_deck;
    card.original_deck = DeckId(0);
    if card.original_due != 0 {
        card.due = card.original_due;
    }
    if card.queue >= 0 {
        card.queue = queue_of_kind(card);
    }
    card.original_due = 0;
}

/// The queue that follows from the kind of a card that is neither buried nor suspended.
pub fn queue_of_kind(card: &Card) -> i8 {
    match card.kind {
        0 => 0,
        2 => 2,
        _ if card.due > EARLIEST_SECS => 1,
        _ => 3,
    }
}
