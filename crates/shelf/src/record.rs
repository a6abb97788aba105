//! Records: what one transaction changed in a book, in a form that can be stored and applied again.
//!
//! A [`Session`] sees every change whoever made it, and reads the final state of each row, so that
//! savepoints and failed statements need no care of ours. One table escapes it, see [`tags`].

use prost::Message;
use rusqlite::Connection;
use store::Fault;

use collection::changeset::tags::{self, TouchedTag};
use collection::changeset::{self, Changed, Op, Session, Watch};

/// First byte of a stored record: how the rest is written. 1 = zstd without a dictionary.
const FORMAT: u8 = 1;
/// Fast, and within a few per cent of the higher levels on records of this size.
const LEVEL: i32 = 3;
/// A record that would unpack to more than this was not written by us.
const RECORD_BYTES_MAX: usize = 2_000_000_000;

/// What a transaction changed.
#[derive(Clone, PartialEq, Message)]
struct Record {
    #[prost(bytes = "vec", tag = "1")]
    changeset: Vec<u8>,
    #[prost(message, repeated, tag = "2")]
    tags: Vec<TouchedTag>,
}

/// Writes down what happens on a connection, from `start` until it is dropped.
#[derive(Debug)]
pub(crate) struct Recorder(Session);

impl Recorder {
    pub(crate) fn start(connection: &Connection) -> Result<Recorder, Fault> {
        let broken = |error| Fault::because("recording could not start", error);
        let session = Session::start(connection, Watch::All).map_err(broken)?;
        Ok(Recorder(session))
    }

    /// By how many rows each table has grown or shrunk since the start.
    pub(crate) fn growth(&self, connection: &Connection) -> Result<Growth, Fault> {
        let broken = |error| Fault::because("counting changes failed", error);
        let mut growth = Growth::default();
        let count = |table: &[u8], by| {
            if let Some(count) = growth.of_table(table) {
                *count += by;
            }
        };
        self.0.growth(connection, count).map_err(broken)?;
        Ok(growth)
    }

    /// The record of what happened since the start, ready to be stored, and the growth of the tables.
    /// Nothing if nothing happened. Call it inside the still open transaction.
    pub(crate) fn finish(
        &self,
        connection: &Connection,
    ) -> Result<Option<(Vec<u8>, Growth)>, Fault> {
        let broken = |error| Fault::because("recording failed", error);
        let changed = self.0.changed(connection).map_err(broken)?;
        if changed == Changed::default() {
            return Ok(None);
        }
        let growth = growth_of(&changed.rows)?;
        let record = Record {
            changeset: changed.rows,
            tags: tags::touched(connection, &changed.tags)
                .map_err(|error| Fault::because("touched tags cannot be read", error))?,
        };
        let mut stored = vec![FORMAT];
        let packed = zstd::bulk::compress(&record.encode_to_vec(), LEVEL)?;
        stored.extend_from_slice(&packed);
        Ok(Some((stored, growth)))
    }
}

/// Applies a stored record to a connection with an open transaction.
pub(crate) fn apply(connection: &Connection, stored: &[u8]) -> Result<(), Fault> {
    let Some((&FORMAT, packed)) = stored.split_first() else {
        return Err(Fault::new(
            "a record has a format that this version does not know",
        ));
    };
    let plain = unpack(packed)?;
    let record = Record::decode(plain.as_slice())
        .map_err(|error| Fault::because("a record cannot be read", error))?;
    if !record.changeset.is_empty() {
        changeset::apply(connection, &record.changeset)
            .map_err(|error| Fault::because("a record does not fit this copy", error))?;
    }
    tags::put(connection, &record.tags)
        .map_err(|error| Fault::because("the tags of a record do not fit this copy", error))
}

fn unpack(packed: &[u8]) -> Result<Vec<u8>, Fault> {
    let length = zstd::zstd_safe::get_frame_content_size(packed)
        .ok()
        .flatten()
        .and_then(|length| usize::try_from(length).ok())
        .filter(|length| *length <= RECORD_BYTES_MAX)
        .ok_or_else(|| Fault::new("a record does not say its length"))?;
    Ok(zstd::bulk::decompress(packed, length)?)
}

/// By how many rows the counted tables of a collection have grown; shrunk when negative.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Growth {
    pub(crate) notes: i64,
    pub(crate) cards: i64,
    pub(crate) revlog: i64,
    pub(crate) graves: i64,
    pub(crate) notetypes: i64,
    pub(crate) decks: i64,
    pub(crate) presets: i64,
}

fn growth_of(changeset: &[u8]) -> Result<Growth, Fault> {
    let mut growth = Growth::default();
    changeset::for_each_change(changeset, |table, op| {
        let by = match op {
            Op::Insert => 1,
            Op::Delete => -1,
            Op::Update => return,
        };
        if let Some(count) = growth.of_table(table.to_bytes()) {
            *count += by;
        }
    })
    .map_err(|error| Fault::because("a change set cannot be counted", error))?;
    Ok(growth)
}

impl Growth {
    fn of_table(&mut self, table: &[u8]) -> Option<&mut i64> {
        match table {
            b"notes" => Some(&mut self.notes),
            b"cards" => Some(&mut self.cards),
            b"revlog" => Some(&mut self.revlog),
            b"graves" => Some(&mut self.graves),
            b"notetypes" => Some(&mut self.notetypes),
            b"decks" => Some(&mut self.decks),
            b"deck_config" => Some(&mut self.presets),
            _ => None,
        }
    }
}
