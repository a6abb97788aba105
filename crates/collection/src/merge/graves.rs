//! Deletions, told by id. Notes and their cards are listed separately, so nothing cascades.

use serde::{Deserialize, Serialize};

use super::{Exchange, capped};
use crate::error::Error;
use crate::model::{Buried, CardId, DeckId, GraveKind, NoteId};
use crate::storage::{Collection, cards, decks, graves, notes};

/// Ids of deleted cards, decks and notes, in the order of the wire. All three lists are required.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Graves {
    #[serde(deserialize_with = "capped::list")]
    pub cards: Vec<CardId>,
    #[serde(deserialize_with = "capped::list")]
    pub decks: Vec<DeckId>,
    #[serde(deserialize_with = "capped::list")]
    pub notes: Vec<NoteId>,
}

/// The request of `applyGraves`.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
pub struct ApplyGraves {
    pub chunk: Graves,
}

impl From<Buried> for Graves {
    fn from(buried: Buried) -> Self {
        Self {
            cards: buried.cards,
            decks: buried.decks,
            notes: buried.notes,
        }
    }
}

impl Exchange {
    /// Deletes what the client deleted, and remembers it for the other clients. What is not there
    /// any more, or never was, is remembered just the same.
    ///
    /// A second deletion of something that had come back renews the grave's number. Anki's server
    /// leaves it, so that clients which saw the first one are never told of the second
    /// (`rslib/src/storage/graves/add.sql`).
    pub fn apply_graves(&mut self, col: &Collection, deleted: &Graves) -> Result<(), Error> {
        let db = col.connection();
        for id in &deleted.notes {
            notes::delete(db, *id)?;
            graves::put(db, GraveKind::Note, id.0, self.server_usn)?;
        }
        for id in &deleted.cards {
            cards::delete(db, *id)?;
            graves::put(db, GraveKind::Card, id.0, self.server_usn)?;
        }
        for id in &deleted.decks {
            decks::delete(db, *id)?;
            graves::put(db, GraveKind::Deck, id.0, self.server_usn)?;
        }
        Ok(())
    }
}
