//! New cards get new places when the insertion order of their preset changes
//! (`rslib/src/scheduler/new.rs`).

use std::collections::{BTreeMap, BTreeSet};

use scheduler::Dice;

use crate::card_data::CardData;
use crate::error::Error;
use crate::model::{Card, DeckId, NoteId};
use crate::pen::Pen;
use crate::storage::cards;

/// Puts the new cards of a deck in the order of their notes, or in a random one.
pub(super) fn sort(pen: &Pen<'_>, deck: DeckId, is_random: bool) -> Result<(), Error> {
    let mut found: Vec<Card> = Vec::new();
    for id in cards::of_home_decks(pen.db, &[deck], "type = 0")? {
        found.extend(cards::get(pen.db, id)?);
    }
    let notes: BTreeSet<NoteId> = found.iter().map(|card| card.note).collect();
    let mut notes: Vec<NoteId> = notes.into_iter().collect();
    if is_random {
        shuffle(&mut notes, pen.now().0.cast_unsigned());
    }
    let places: BTreeMap<NoteId, i32> = notes.into_iter().zip(1..).collect();
    for mut card in found {
        let place = places.get(&card.note).copied().unwrap_or_default();
        if card.original_deck == DeckId(0) {
            card.due = place;
        } else {
            card.original_due = place;
        }
        card.data = CardData::read(&card.data).text();
        card.modified = pen.now_secs();
        card.usn = pen.usn;
        cards::put(pen.db, &card)?;
    }
    Ok(())
}

/// By chance; Anki's order cannot be foretold either.
fn shuffle(notes: &mut [NoteId], seed: u64) {
    let mut dice = Dice::seeded(seed);
    for end in (1..notes.len()).rev() {
        let limit = u32::try_from(end + 1).unwrap_or(u32::MAX);
        let at = usize::try_from(dice.between(0, limit)).unwrap_or_default();
        notes.swap(at, end);
    }
}
