//! Notes, cards and reviews, a few at a time in both directions.

use serde::{Deserialize, Serialize};

use super::{CardRow, Exchange, NoteRow, ReviewRow, capped};
use crate::error::Error;
use crate::model::{CardId, NoteId, NoteShape, NotetypeId, RevlogId, Secs, Usn};
use crate::storage::{Collection, Version, cards, notes, notetypes, revlog};

/// Rows to gather before a chunk is full. The last round may exceed it by two.
const BUDGET: usize = 250;

/// Rows on their way. Empty lists are left out.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Chunk {
    /// Whether it is the last one; some clients leave it out.
    #[serde(default)]
    pub done: bool,
    #[serde(
        default,
        skip_serializing_if = "Vec::is_empty",
        deserialize_with = "capped::rows"
    )]
    pub revlog: Vec<ReviewRow>,
    #[serde(
        default,
        skip_serializing_if = "Vec::is_empty",
        deserialize_with = "capped::rows"
    )]
    pub cards: Vec<CardRow>,
    #[serde(
        default,
        skip_serializing_if = "Vec::is_empty",
        deserialize_with = "capped::rows"
    )]
    pub notes: Vec<NoteRow>,
}

/// The request of `applyChunk`.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
pub struct ApplyChunk {
    pub chunk: Chunk,
}

/// Ids of the rows that the client does not know yet; they are taken from the end.
#[derive(Debug)]
pub(super) struct Unsent {
    revlog: Vec<RevlogId>,
    notes: Vec<NoteId>,
    cards: Vec<CardId>,
}

impl Exchange {
    /// The next rows for the client, newest first. What they are is fixed at the first call, so
    /// that the client's own rows do not come back to it.
    ///
    /// A chunk that is exactly full is not the last one, even if nothing is left: clients are
    /// used to an empty one after it (`rslib/src/sync/collection/chunks.rs`).
    ///
    /// # Errors
    /// Only if the file fails.
    pub fn chunk(&mut self, col: &Collection) -> Result<Chunk, Error> {
        let mut unsent = match self.unsent.take() {
            Some(unsent) => unsent,
            None => Unsent::gather(col, self.news_begin())?,
        };
        let chunk = unsent.next(col)?;
        self.unsent = Some(unsent);
        Ok(chunk)
    }

    /// Takes over the client's rows, each with this sync's number.
    ///
    /// Reviews are added unless they are here. A card or note of this sync or of another client
    /// since this one's last sync stays if it was changed later than the incoming one. Of two that
    /// were changed in the same second the incoming one stays: its client has just kept it against
    /// ours, and all others get it with their next sync, so that everybody ends with the same (I1).
    ///
    /// # Errors
    /// [`Error::Invalid`] if a note's notetype is not here or has another number of fields. The
    /// caller rolls back: part of the chunk may have been taken over.
    pub fn apply_chunk(&mut self, col: &Collection, chunk: Chunk) -> Result<(), Error> {
        let db = col.connection();
        for row in chunk.revlog {
            revlog::add(db, &row.into_entry(self.server_usn))?;
        }
        for row in chunk.cards {
            if self.is_wanted(cards::version(db, row.id)?, row.modified) {
                cards::put(db, &row.into_card(self.server_usn))?;
            }
        }
        let mut shapes = Shapes::default();
        for row in chunk.notes {
            if self.is_wanted(notes::version(db, row.id)?, row.modified) {
                let shape = shapes.of(col, row.mid)?;
                let mut note = row.into_note(self.server_usn);
                let digest = note.prepare(shape)?;
                notes::put(db, &note, &digest)?;
            }
        }
        Ok(())
    }

    /// Whether an incoming card or note is to replace what is here.
    fn is_wanted(&self, here: Option<Version>, incoming: Secs) -> bool {
        here.is_none_or(|here| {
            !here.usn.is_news_since(self.client_usn) || here.modified <= incoming
        })
    }
}

impl Unsent {
    fn gather(col: &Collection, since: Usn) -> Result<Unsent, Error> {
        let db = col.connection();
        Ok(Unsent {
            revlog: revlog::ids_since(db, since)?,
            notes: notes::ids_since(db, since)?,
            cards: cards::ids_since(db, since)?,
        })
    }

    fn next(&mut self, col: &Collection) -> Result<Chunk, Error> {
        let db = col.connection();
        let mut chunk = Chunk::default();
        let mut taken = 0;
        while taken < BUDGET {
            let before = taken;
            if let Some(id) = self.revlog.pop() {
                taken += 1;
                chunk
                    .revlog
                    .extend(revlog::get(db, id)?.map(ReviewRow::from));
            }
            if let Some(id) = self.notes.pop() {
                taken += 1;
                chunk.notes.extend(notes::get(db, id)?.map(NoteRow::from));
            }
            if let Some(id) = self.cards.pop() {
                taken += 1;
                chunk.cards.extend(cards::get(db, id)?.map(CardRow::from));
            }
            if taken == before {
                break;
            }
        }
        chunk.done = taken < BUDGET;
        Ok(chunk)
    }
}

/// The shape of the notetype seen last: the notes of a chunk rarely change it.
#[derive(Default)]
struct Shapes(Option<(NotetypeId, NoteShape)>);

impl Shapes {
    fn of(&mut self, col: &Collection, id: NotetypeId) -> Result<NoteShape, Error> {
        if let Some((known, shape)) = self.0
            && known == id
        {
            return Ok(shape);
        }
        let shape = notetypes::shape(col.connection(), id)?
            .ok_or_else(|| Error::invalid(format!("no notetype {id}")))?;
        self.0 = Some((id, shape));
        Ok(shape)
    }
}
