use super::{CardId, DeckId, NoteId, Usn};

/// Which table a deleted row stood in; the numbers are those of `graves.type`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[repr(u8)]
pub enum GraveKind {
    Card = 0,
    Note = 1,
    Deck = 2,
}

impl GraveKind {
    /// The kind with this number of `graves.type`.
    pub fn from_number(number: i64) -> Option<GraveKind> {
        match number {
            0 => Some(GraveKind::Card),
            1 => Some(GraveKind::Note),
            2 => Some(GraveKind::Deck),
            _ => None,
        }
    }
}

/// One row of `graves`: something was deleted, and clients that still have it must be told.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Grave {
    pub kind: GraveKind,
    /// The id it had.
    pub id: i64,
    pub usn: Usn,
}

/// Deletions by kind, as they are told to clients.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Buried {
    pub cards: Vec<CardId>,
    pub notes: Vec<NoteId>,
    pub decks: Vec<DeckId>,
}
