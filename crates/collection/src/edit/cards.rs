//! Removing cards, and notes that have none left.

use std::collections::BTreeSet;

use crate::error::Error;
use crate::model::{CardId, GraveKind, NoteId};
use crate::pen::Pen;
use crate::storage::{cards, graves, notes};

/// Removes cards, and the notes of which they were the last; says how many cards there were.
/// Their review history stays.
pub fn remove(pen: &Pen<'_>, ids: &[CardId]) -> Result<usize, Error> {
    let mut of_notes = BTreeSet::new();
    let mut removed = 0;
    for id in ids {
        let Some(card) = cards::get(pen.db, *id)? else {
            continue;
        };
        of_notes.insert(card.note);
        bury_one(pen, *id)?;
        removed += 1;
    }
    for note in of_notes {
        if cards::ids_of_note(pen.db, note)?.is_empty() {
            bury_note(pen, note)?;
        }
    }
    Ok(removed)
}

/// Deletes one card, and remembers that it was there.
pub(super) fn bury_one(pen: &Pen<'_>, id: CardId) -> Result<(), Error> {
    graves::put(pen.db, GraveKind::Card, id.0, pen.usn)?;
    cards::delete(pen.db, id)?;
    Ok(())
}

/// Deletes a note, and remembers that it was there. Its cards must be gone.
pub(super) fn bury_note(pen: &Pen<'_>, id: NoteId) -> Result<(), Error> {
    if notes::delete(pen.db, id)? {
        graves::put(pen.db, GraveKind::Note, id.0, pen.usn)?;
    }
    Ok(())
}
