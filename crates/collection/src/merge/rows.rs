//! The rows of a chunk: a note, a card, a review, each a JSON array by position.
//!
//! Shapes and tolerances are those of Anki's server (`rslib/src/sync/collection/chunks.rs`,
//! `rslib/src/revlog/mod.rs`): the number of elements is exact, ids are whole numbers, and only
//! the numbers read by [`super::number`] may be floats.

use serde::ser::SerializeTuple;
use serde::{Deserialize, Serialize, Serializer};

use super::number;
use crate::card_data;
use crate::model::{
    Card, CardId, DeckId, Note, NoteId, NotetypeId, RevlogEntry, RevlogId, Secs, Usn,
};

/// A note as clients send it, 11 elements.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct NoteRow {
    pub id: NoteId,
    pub guid: String,
    /// Its notetype.
    pub mid: NotetypeId,
    #[serde(rename = "mod")]
    pub modified: Secs,
    /// What the client believes the server's number to be. We stamp our own.
    pub usn: Usn,
    /// Separated by spaces, with a leading and a trailing one.
    pub tags: String,
    /// Separated by U+001F.
    pub fields: String,
    /// Always empty on the wire, like the next.
    pub sfld: String,
    pub csum: String,
    pub flags: u32,
    pub data: String,
}

/// A card as clients send it, 18 elements.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct CardRow {
    pub id: CardId,
    pub nid: NoteId,
    pub did: DeckId,
    pub ord: u16,
    #[serde(rename = "mtime", deserialize_with = "number::whole_secs")]
    pub modified: Secs,
    /// What the client believes the server's number to be. We stamp our own.
    pub usn: Usn,
    /// 0 new, 1 learning, 2 review, 3 relearning.
    #[serde(rename = "ctype", deserialize_with = "number::card_kind")]
    pub kind: u8,
    /// -3 and -2 buried, -1 suspended, 0 new, 1 learning, 2 review, 3 learning in days, 4 preview.
    #[serde(deserialize_with = "number::card_queue")]
    pub queue: i8,
    /// A position, a day or seconds, by queue.
    #[serde(deserialize_with = "number::whole_i32")]
    pub due: i32,
    /// Days.
    #[serde(deserialize_with = "number::whole_u32")]
    pub ivl: u32,
    /// Thousandths.
    pub factor: u16,
    pub reps: u32,
    pub lapses: u32,
    pub left: u32,
    #[serde(deserialize_with = "number::whole_i32")]
    pub odue: i32,
    pub odid: DeckId,
    pub flags: u8,
    /// A JSON object as text, or nothing.
    pub data: String,
}

/// A review as clients send it, 9 elements, from old ones 8.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct ReviewRow {
    /// Milliseconds: the moment of the answer.
    pub id: RevlogId,
    pub cid: CardId,
    /// What the client believes the server's number to be. We stamp our own.
    pub usn: Usn,
    /// The button, 1 to 4; 0 for changes by hand.
    pub ease: u8,
    /// Days, or seconds if negative; likewise the next.
    #[serde(deserialize_with = "number::whole_i32")]
    pub ivl: i32,
    #[serde(rename = "lastIvl", deserialize_with = "number::whole_i32")]
    pub last_ivl: i32,
    /// Thousandths.
    #[serde(deserialize_with = "number::whole_u32")]
    pub factor: u32,
    /// Milliseconds spent.
    #[serde(rename = "time", deserialize_with = "number::whole_u32")]
    pub taken_ms: u32,
    /// 0 learning, 1 review, 2 relearning, 3 filtered, 4 by hand, 5 rescheduled.
    #[serde(rename = "type", default, deserialize_with = "number::review_kind")]
    pub kind: u8,
}

impl From<Note> for NoteRow {
    fn from(note: Note) -> Self {
        Self {
            id: note.id,
            guid: note.guid,
            mid: note.notetype,
            modified: note.modified,
            usn: note.usn,
            tags: note.tags,
            fields: note.fields,
            sfld: String::new(),
            csum: String::new(),
            flags: 0,
            data: String::new(),
        }
    }
}

impl NoteRow {
    /// The note to store, changed in the sync with number `usn`.
    pub(super) fn into_note(self, usn: Usn) -> Note {
        Note {
            id: self.id,
            guid: self.guid,
            notetype: self.mid,
            modified: self.modified,
            usn,
            tags: self.tags,
            fields: self.fields,
        }
    }
}

impl From<Card> for CardRow {
    fn from(card: Card) -> Self {
        Self {
            id: card.id,
            nid: card.note,
            did: card.deck,
            ord: card.ord,
            modified: card.modified,
            usn: card.usn,
            kind: card.kind,
            queue: card.queue,
            due: card.due,
            ivl: card.interval,
            factor: card.ease,
            reps: card.reviews,
            lapses: card.lapses,
            left: card.remaining,
            odue: card.original_due,
            odid: card.original_deck,
            flags: card.flags,
            data: card_data::canonical(card.data),
        }
    }
}

impl CardRow {
    /// The card to store, changed in the sync with number `usn`.
    pub(super) fn into_card(self, usn: Usn) -> Card {
        Card {
            id: self.id,
            note: self.nid,
            deck: self.did,
            ord: self.ord,
            modified: self.modified,
            usn,
            kind: self.kind,
            queue: self.queue,
            due: self.due,
            interval: self.ivl,
            ease: self.factor,
            reviews: self.reps,
            lapses: self.lapses,
            remaining: self.left,
            original_due: self.odue,
            original_deck: self.odid,
            flags: self.flags,
            data: card_data::canonical(self.data),
        }
    }
}

impl From<RevlogEntry> for ReviewRow {
    fn from(entry: RevlogEntry) -> Self {
        Self {
            id: entry.id,
            cid: entry.card,
            usn: entry.usn,
            ease: entry.button,
            ivl: entry.interval,
            last_ivl: entry.last_interval,
            factor: entry.ease,
            taken_ms: entry.taken_ms,
            kind: entry.kind,
        }
    }
}

impl ReviewRow {
    /// The entry to store, come in the sync with number `usn`.
    pub(super) fn into_entry(self, usn: Usn) -> RevlogEntry {
        RevlogEntry {
            id: self.id,
            card: self.cid,
            usn,
            button: self.ease,
            interval: self.ivl,
            last_interval: self.last_ivl,
            ease: self.factor,
            taken_ms: self.taken_ms,
            kind: self.kind,
        }
    }
}

impl Serialize for NoteRow {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut row = serializer.serialize_tuple(11)?;
        row.serialize_element(&self.id)?;
        row.serialize_element(&self.guid)?;
        row.serialize_element(&self.mid)?;
        row.serialize_element(&self.modified)?;
        row.serialize_element(&self.usn)?;
        row.serialize_element(&self.tags)?;
        row.serialize_element(&self.fields)?;
        row.serialize_element(&self.sfld)?;
        row.serialize_element(&self.csum)?;
        row.serialize_element(&self.flags)?;
        row.serialize_element(&self.data)?;
        row.end()
    }
}

impl Serialize for CardRow {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut row = serializer.serialize_tuple(18)?;
        row.serialize_element(&self.id)?;
        row.serialize_element(&self.nid)?;
        row.serialize_element(&self.did)?;
        row.serialize_element(&self.ord)?;
        row.serialize_element(&self.modified)?;
        row.serialize_element(&self.usn)?;
        row.serialize_element(&self.kind)?;
        row.serialize_element(&self.queue)?;
        row.serialize_element(&self.due)?;
        row.serialize_element(&self.ivl)?;
        row.serialize_element(&self.factor)?;
        row.serialize_element(&self.reps)?;
        row.serialize_element(&self.lapses)?;
        row.serialize_element(&self.left)?;
        row.serialize_element(&self.odue)?;
        row.serialize_element(&self.odid)?;
        row.serialize_element(&self.flags)?;
        row.serialize_element(&self.data)?;
        row.end()
    }
}

impl Serialize for ReviewRow {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut row = serializer.serialize_tuple(9)?;
        row.serialize_element(&self.id)?;
        row.serialize_element(&self.cid)?;
        row.serialize_element(&self.usn)?;
        row.serialize_element(&self.ease)?;
        row.serialize_element(&self.ivl)?;
        row.serialize_element(&self.last_ivl)?;
        row.serialize_element(&self.factor)?;
        row.serialize_element(&self.taken_ms)?;
        row.serialize_element(&self.kind)?;
        row.end()
    }
}
