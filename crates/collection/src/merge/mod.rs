//! The server's side of Anki's sync, between `start` and `finish`.
//!
//! Promises that a collection here becomes what Anki's own server would make of it
//! (`rslib/src/sync/collection`), for clients of all ages; where it differs on purpose, the
//! function says so. Knows no HTTP, no sessions and no clock. The caller owns the transaction:
//! begin, [`Exchange::start`], the other calls in whatever order, [`Exchange::finish`], commit; or
//! roll back after any error.
//!
//! Rows that come in get the number the collection has at `start`, never the client's: its number
//! is out of date if another client has finished in between, and rows with it would then be
//! missed.

mod capped;
mod changes;
mod chunks;
mod finish;
mod graves;
mod meta;
mod number;
mod rows;
mod sanity;
mod start;
#[cfg(test)]
mod tests;
mod unbury;

pub use changes::{ApplyChanges, Changes, DecksAndPresets};
pub use chunks::{ApplyChunk, Chunk};
pub use graves::{ApplyGraves, Graves};
pub use meta::Meta;
pub use rows::{CardRow, NoteRow, ReviewRow};
pub use sanity::{DueCounts, SanityAnswer, SanityCounts, SanityRequest, SanityStatus};
pub use start::StartRequest;

use crate::model::{Millis, Usn};

/// One running sync. Holds nothing but what has to be remembered between requests.
#[derive(Debug)]
pub struct Exchange {
    server_usn: Usn,
    client_usn: Usn,
    client_is_newer: bool,
    started: Millis,
    unsent: Option<chunks::Unsent>,
}

impl Exchange {
    /// The number that rows of this sync get.
    pub fn server_usn(&self) -> i32 {
        self.server_usn.0
    }

    /// The first number that the client has not seen. A client that claims to have waiting rows
    /// where its number should be has seen everything, since a server keeps no such rows.
    fn news_begin(&self) -> Usn {
        if self.client_usn == Usn::PENDING {
            Usn(i32::MAX)
        } else {
            self.client_usn
        }
    }
}
