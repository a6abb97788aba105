//! A book: one SQLite file of an account whose every change is recorded.

use std::fmt;
use std::path::Path;

use rusqlite::Connection;
use serde::Serialize;
use serde::de::DeserializeOwned;
use store::{Fault, Ground};

use crate::open_books::OpenBooks;
use crate::record::Growth;
use crate::shelf::Shelf;

/// The two books of an account.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Book {
    /// The collection: Anki's schema 18.
    Collection,
    /// The index of the media: name, hash, size, usn and where the bytes lie.
    Media,
}

impl Book {
    pub(crate) fn name(self) -> &'static str {
        match self {
            Book::Collection => "collection",
            Book::Media => "media",
        }
    }
}

impl fmt::Display for Book {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

/// What the shelf must know about a kind of book to lend it. The two kinds are `Collection` and
/// `MediaIndex`.
pub trait BookFile: Send + fmt::Debug + Sized + 'static {
    /// Which book it is.
    const BOOK: Book;
    /// What is kept about the book beside its file: counts, sizes, stamps.
    type Facts: Clone + Send + Sync + Default + fmt::Debug + Serialize + DeserializeOwned + 'static;

    /// Makes an empty book at `path`, which must not exist; returns its facts.
    fn create(path: &Path, ground: &Ground) -> Result<Self::Facts, Fault>;
    /// Opens the book at `path` for reading and writing.
    fn open(path: &Path) -> Result<Self, Fault>;
    /// Where books of this kind stay open between two uses.
    #[expect(private_interfaces, reason = "only the shelf calls it")]
    fn open_books(shelf: &Shelf) -> &OpenBooks<Self>;
    /// The connection on which changes are recorded.
    fn connection(&self) -> &Connection;
    /// The facts after a transaction, while it is still open.
    #[expect(
        private_interfaces,
        reason = "only the shelf calls it; growth is its own bookkeeping"
    )]
    fn facts_after(&self, before: &Self::Facts, growth: Growth) -> Result<Self::Facts, Fault>;
}

/// Which state a file is in: part of the file's own transactions, so that a crash cannot part them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Position {
    /// Counts the collections that the account has had.
    pub generation: i64,
    /// Counts the changes in this generation.
    pub seq: i64,
}

impl Position {
    pub(crate) fn of(connection: &Connection) -> Result<Position, Fault> {
        let ask = |pragma: &str| {
            connection
                .query_row(pragma, [], |row| row.get(0))
                .map_err(|error| Fault::because("a book does not tell its position", error))
        };
        Ok(Position {
            generation: ask("pragma application_id")?,
            seq: ask("pragma user_version")?,
        })
    }

    pub(crate) fn write(self, connection: &Connection) -> Result<(), Fault> {
        connection
            .execute_batch(&format!(
                "pragma application_id = {}; pragma user_version = {}",
                self.generation, self.seq
            ))
            .map_err(|error| Fault::because("a book does not take its position", error))
    }
}

/// Bytes of a book's file, by its own pages.
pub(crate) fn file_bytes(connection: &Connection) -> Result<i64, Fault> {
    connection
        .query_row(
            "select page_count * page_size from pragma_page_count, pragma_page_size",
            [],
            |row| row.get(0),
        )
        .map_err(|error| Fault::because("a book does not tell its size", error))
}
