//! The places of new cards (`rslib/src/scheduler/new.rs`).

use std::collections::{HashMap, HashSet};

use scheduler::Dice;

use super::{refuse_old_scheduler, rewrite};
use crate::error::Error;
use crate::model::{Card, CardId, DeckId, NoteId};
use crate::pen::Pen;
use crate::storage::{cards, config, standing};

/// New places for new cards.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NewPlaces {
    pub first: u32,
    pub step: u32,
    pub is_random: bool,
    /// Makes room: cards that stand there move on.
    pub shifts_others: bool,
}

/// Gives new cards new places, in the order given; says how many there were. Cards of one note get
/// one place.
pub fn sort_cards(pen: &Pen<'_>, ids: &[CardId], places: NewPlaces) -> Result<usize, Error> {
    let (usn, now) = (pen.usn, pen.now_secs());
    config::set(pen.db, "randomOrderReposition", &places.is_random, usn, now)?;
    config::set(
        pen.db,
        "shiftPositionOfExistingCards",
        &places.shifts_others,
        usn,
        now,
    )?;
    place(pen, ids, places)
}

/// Gives all new cards of a deck new places, in the order of their notes or in a random one.
pub fn sort_deck(pen: &Pen<'_>, deck: DeckId, is_random: bool) -> Result<usize, Error> {
    let mut of_notes: Vec<_> = cards::of_ids(pen.db, &standing::new_in(pen.db, deck)?)?;
    of_notes.sort_by_key(|card| card.note);
    let ids: Vec<_> = of_notes.iter().map(|card| card.id).collect();
    let places = NewPlaces {
        first: 1,
        step: 1,
        is_random,
        shifts_others: false,
    };
    place(pen, &ids, places)
}

fn place(pen: &Pen<'_>, ids: &[CardId], places: NewPlaces) -> Result<usize, Error> {
    refuse_old_scheduler(pen.db)?;
    if places.shifts_others {
        let count = u32::try_from(ids.len()).unwrap_or(u32::MAX);
        shift(pen, places.first, places.step.wrapping_mul(count))?;
    }
    let mut cards_in_order = Vec::new();
    for id in ids {
        cards_in_order.extend(cards::get(pen.db, *id)?);
    }
    let mut seen = HashSet::new();
    let notes = cards_in_order.iter().map(|card| card.note);
    let mut notes: Vec<NoteId> = notes.filter(|note| seen.insert(*note)).collect();
    if places.is_random {
        shuffle(&mut notes, pen.now().0.cast_unsigned());
    }
    let numbers = (0_u32..).map(|at| at.wrapping_mul(places.step).wrapping_add(places.first));
    let place_of: HashMap<_, _> = notes.into_iter().zip(numbers).collect();
    let mut count = 0;
    for card in cards_in_order {
        let place = place_of.get(&card.note).copied().unwrap_or_default();
        if let Some(card) = at_place(card, place) {
            rewrite(pen, card)?;
            count += 1;
        }
    }
    Ok(count)
}

fn shift(pen: &Pen<'_>, first: u32, by: u32) -> Result<(), Error> {
    for card in cards::of_ids(pen.db, &standing::new_from(pen.db, first)?)? {
        let place = card.due.cast_unsigned().wrapping_add(by);
        if let Some(card) = at_place(card, place) {
            rewrite(pen, card)?;
        }
    }
    Ok(())
}

/// The card at its new place, if it is a new one.
fn at_place(mut card: Card, place: u32) -> Option<Card> {
    let place = place.cast_signed();
    if card.kind == 0 && card.original_deck.0 > 0 {
        card.original_due = place;
    } else if card.kind == 0 || card.queue == 0 {
        card.due = place;
    } else {
        return None;
    }
    Some(card)
}

/// By chance; Anki's order cannot be foretold either.
fn shuffle<T>(list: &mut [T], seed: u64) {
    let mut dice = Dice::seeded(seed);
    for end in (1..list.len()).rev() {
        let limit = u32::try_from(end + 1).unwrap_or(u32::MAX);
        let at = usize::try_from(dice.between(0, limit)).unwrap_or_default();
        list.swap(at, end);
    }
}
