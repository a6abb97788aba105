//! Keeps each account's collection and media, and lends each to one borrower at a time.
//!
//! Promises: what `Loan::commit`, `replace` and `edit_media` returned is on the disk; a state of the
//! last thirty days can be had again; nobody sees half a change; trouble in one account stays there.
//! How: a book (the collection, or the index of the media) is a SQLite file that is only a copy. Its
//! truth is a snapshot and the records of all changes since, kept in the service database. A change is
//! made in the file, recorded, appended to the log by compare-and-swap, and only then committed in
//! the file; a file that lags is brought up to date, one that does not fit is thrown away and rebuilt.
//! Knows no HTTP and no sync protocol. Begin reading at `loan.rs`.

mod account_folder;
mod archive;
mod book;
mod catch_up;
mod copies;
mod download;
mod error;
mod generation;
mod head;
mod inventory;
mod loan;
mod locks;
mod media;
mod open_books;
mod options;
mod record;
mod restore;
mod retention;
mod reviews;
mod shelf;
mod snapshot;
mod storage;
mod verify;

#[cfg(test)]
mod tests;

pub use book::{Book, BookFile, Position};
pub use copies::WrittenOnce;
pub use download::{Download, Layout};
pub use error::Error;
pub use generation::Generation;
pub use head::{Head, MediaFacts};
pub use inventory::{HISTORY_DAYS_MAX, INVENTORY};
pub use loan::{Loan, OpId};
pub use media::{
    BundleWriter, MediaBytes, MediaChange, MediaEdit, MediaEdited, MediaFile, MediaIndex, MediaOf,
    MediaReader, Staged, StoredMedia,
};
pub use options::Options;
pub use restore::{Moment, Restored};
pub use retention::Kept;
pub use reviews::{Review, Reviews};
pub use shelf::Shelf;
pub use verify::Verified;
