//! The head of a book: which state is the acknowledged one, and what is known about it.

use accounts::AccountId;
use collection::{Birth, Collection, Counts, Stamp};
use rusqlite::Connection;
use rusqlite::config::DbConfig;
use serde::{Deserialize, Serialize};
use std::path::Path;
use store::{Fault, Ground};

use crate::book::{Book, BookFile, Position, file_bytes};
use crate::open_books::OpenBooks;
use crate::record::Growth;
use crate::shelf::Shelf;

/// What is known about an account's data without opening a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Head {
    /// Whose data.
    pub account: AccountId,
    /// Counts the collections that the account has had; 0 before the first.
    pub generation: i64,
    /// Counts the changes in this generation.
    pub seq: i64,
    /// The stamps of the collection.
    pub stamp: Stamp,
    /// Rows of the collection.
    pub counts: Counts,
    /// Bytes of the collection's file.
    pub collection_bytes: i64,
    /// What is known about the media.
    pub media: MediaFacts,
}

/// What is known about an account's media without opening their index.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct MediaFacts {
    /// The update sequence number of the last change.
    pub usn: i32,
    /// Files that are not deleted.
    pub files: u32,
    /// Their bytes.
    pub bytes: i64,
}

/// The facts of a collection, as they are stored beside its head.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct CollectionFacts {
    pub(crate) modified: i64,
    pub(crate) schema: i64,
    pub(crate) usn: i32,
    pub(crate) created: i64,
    pub(crate) last_sync: i64,
    pub(crate) notes: i64,
    pub(crate) cards: i64,
    pub(crate) revlog: i64,
    pub(crate) graves: i64,
    pub(crate) notetypes: i64,
    pub(crate) decks: i64,
    pub(crate) presets: i64,
    pub(crate) bytes: i64,
}

impl CollectionFacts {
    pub(crate) fn of(stamp: &Stamp, counts: &Counts, bytes: i64) -> CollectionFacts {
        CollectionFacts {
            modified: stamp.modified_ms,
            schema: stamp.schema_ms,
            usn: stamp.usn,
            created: stamp.created_secs,
            last_sync: stamp.last_sync_ms,
            notes: i64::from(counts.notes),
            cards: i64::from(counts.cards),
            revlog: i64::from(counts.revlog),
            graves: i64::from(counts.graves),
            notetypes: i64::from(counts.notetypes),
            decks: i64::from(counts.decks),
            presets: i64::from(counts.presets),
            bytes,
        }
    }

    pub(crate) fn grown(self, growth: Growth) -> CollectionFacts {
        CollectionFacts {
            notes: self.notes + growth.notes,
            cards: self.cards + growth.cards,
            revlog: self.revlog + growth.revlog,
            graves: self.graves + growth.graves,
            notetypes: self.notetypes + growth.notetypes,
            decks: self.decks + growth.decks,
            presets: self.presets + growth.presets,
            ..self
        }
    }

    pub(crate) fn stamp(&self) -> Stamp {
        Stamp {
            modified_ms: self.modified,
            schema_ms: self.schema,
            usn: self.usn,
            created_secs: self.created,
            last_sync_ms: self.last_sync,
        }
    }

    pub(crate) fn counts(&self) -> Counts {
        // A collection holds fewer than 2^32 rows of a kind: its file is capped far below that.
        let count = |rows: i64| u32::try_from(rows).unwrap_or(0);
        Counts {
            notes: count(self.notes),
            cards: count(self.cards),
            revlog: count(self.revlog),
            graves: count(self.graves),
            notetypes: count(self.notetypes),
            decks: count(self.decks),
            presets: count(self.presets),
        }
    }
}

/// One row of `heads`, with the facts of its book.
#[derive(Debug, Clone)]
pub(crate) struct BookHead<F> {
    pub(crate) position: Position,
    pub(crate) facts: F,
}

impl Head {
    pub(crate) fn of(
        account: AccountId,
        collection: Option<BookHead<CollectionFacts>>,
        media: Option<BookHead<MediaFacts>>,
    ) -> Head {
        let (position, facts) = collection.map_or_else(
            || {
                (
                    Position {
                        generation: 0,
                        seq: 0,
                    },
                    CollectionFacts::default(),
                )
            },
            |head| (head.position, head.facts),
        );
        Head {
            account,
            generation: position.generation,
            seq: position.seq,
            stamp: facts.stamp(),
            counts: facts.counts(),
            collection_bytes: facts.bytes,
            media: media.map(|head| head.facts).unwrap_or_default(),
        }
    }
}

impl BookFile for Collection {
    const BOOK: Book = Book::Collection;
    type Facts = CollectionFacts;

    fn create(path: &Path, ground: &Ground) -> Result<CollectionFacts, Fault> {
        let birth = Birth {
            now: collection::model::Millis(ground.clock.now().0),
            minutes_west: None,
            seed: ground.chance.id().cast_unsigned(),
        };
        let made = Collection::create(path, &birth)
            .map_err(|error| Fault::because("a new collection could not be made", error))?;
        facts_of(&made)
    }

    fn open(path: &Path) -> Result<Collection, Fault> {
        let open = Collection::open(path)
            .map_err(|error| Fault::because("the collection could not be opened", error))?;
        keep_wal(open.connection())?;
        Ok(open)
    }

    #[expect(private_interfaces, reason = "only the shelf calls it")]
    fn open_books(shelf: &Shelf) -> &OpenBooks<Collection> {
        &shelf.collections
    }

    fn connection(&self) -> &Connection {
        self.connection()
    }

    #[expect(
        private_interfaces,
        reason = "only the shelf calls it; growth is its own bookkeeping"
    )]
    fn facts_after(
        &self,
        before: &CollectionFacts,
        growth: Growth,
    ) -> Result<CollectionFacts, Fault> {
        let stamp = self
            .stamp()
            .map_err(|error| Fault::because("the collection's stamp is unreadable", error))?;
        let counts = before.grown(growth).counts();
        Ok(CollectionFacts::of(
            &stamp,
            &counts,
            file_bytes(self.connection())?,
        ))
    }
}

/// The facts of a collection by counting its rows.
pub(crate) fn facts_of(collection: &Collection) -> Result<CollectionFacts, Fault> {
    let unreadable = |error| Fault::because("the collection's facts are unreadable", error);
    let stamp = collection.stamp().map_err(unreadable)?;
    let counts = collection.count().map_err(unreadable)?;
    Ok(CollectionFacts::of(
        &stamp,
        &counts,
        file_bytes(collection.connection())?,
    ))
}

/// Closing must not write the WAL back: that costs fsyncs, and the next opening reads it just as well.
pub(crate) fn keep_wal(connection: &Connection) -> Result<(), Fault> {
    connection
        .set_db_config(DbConfig::SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, true)
        .map_err(|error| Fault::because("a book does not take its settings", error))?;
    Ok(())
}
