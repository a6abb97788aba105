use rusqlite::Connection;

use crate::edit::generation::Generator;
use crate::error::Error;
use crate::model::{CardId, NoteId, Notetype};
use crate::storage::{cards, notes, notetypes};

/// A note that has cards on which nothing would stand.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EmptyCards {
    pub note: NoteId,
    /// By the place of their template.
    pub cards: Vec<(u16, CardId)>,
    /// Whether the note has no other cards.
    pub are_all: bool,
    /// How many cards the note has.
    pub count: usize,
}

/// All empty cards, by notetypes in the order of their names
/// (`rslib/src/notetype/emptycards.rs`).
pub fn empty_cards(db: &Connection) -> Result<Vec<(Notetype, Vec<EmptyCards>)>, Error> {
    let mut found = Vec::new();
    for notetype in notetypes::all(db)? {
        let empty = of_notetype(db, &notetype)?;
        found.push((notetype, empty));
    }
    Ok(found)
}

fn of_notetype(db: &Connection, notetype: &Notetype) -> Result<Vec<EmptyCards>, Error> {
    let generator = Generator::of(notetype);
    let mut found = Vec::new();
    for id in notes::ids_of_notetype(db, notetype.id)? {
        let Some(note) = notes::get(db, id)? else {
            continue;
        };
        let existing = cards::of_note(db, id)?;
        let filled = generator.ords(&note);
        let mut empty: Vec<_> = existing
            .iter()
            .filter(|card| !filled.contains(&card.ord))
            .map(|card| (card.ord, card.id))
            .collect();
        empty.sort_unstable();
        if !empty.is_empty() {
            found.push(EmptyCards {
                note: id,
                are_all: empty.len() == existing.len(),
                count: existing.len(),
                cards: empty,
            });
        }
    }
    Ok(found)
}
