//! Is a collection sound, and are two collections the same? For `fuda verify` and for tests.
//!
//! [`check`] looks for what must never be in a file of ours, [`digest()`] boils the content down to
//! one line that is equal on the server and on every client that has synced. Both read everything
//! and write nothing.

mod digest;
mod problem;
mod storage;
#[cfg(test)]
mod tests;

pub use digest::{digest, digests};
pub use problem::Problem;

use crate::error::Error;
use crate::storage::{Collection, Counts, Stamp, notetypes, presets};

/// What a check found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Report {
    pub stamp: Stamp,
    /// Counted by reading, for comparison with counts that are kept elsewhere.
    pub counts: Counts,
    /// Nothing, if the collection is sound.
    pub problems: Vec<Problem>,
}

impl Report {
    /// Whether nothing is wrong.
    pub fn is_sound(&self) -> bool {
        self.problems.is_empty()
    }
}

/// Checks the file itself, that every card has its note and deck, every note its notetype and that
/// one's number of fields, that numbers and ids are possible ones, and that every blob can be read.
///
/// # Errors
/// Only if the file cannot be read at all; what is wrong with its content is in the report.
pub fn check(col: &Collection) -> Result<Report, Error> {
    let db = col.connection();
    let mut problems = storage::damage(db)?;
    let stamp = col.stamp()?;
    problems.extend(storage::orphans(db)?);
    problems.extend(storage::wrong_numbers(db, &stamp)?);
    problems.extend(unreadable(col));
    Ok(Report {
        stamp,
        counts: col.count()?,
        problems,
    })
}

/// Blobs and JSON that do not decode.
fn unreadable(col: &Collection) -> Vec<Problem> {
    let db = col.connection();
    let mut problems = Vec::new();
    let mut note = |what: &'static str, error: Option<Error>| {
        problems.extend(error.map(|error| Problem::Unreadable {
            what,
            why: error.to_string(),
        }));
    };
    note("notetypes", notetypes::all(db).err());
    note("decks", crate::storage::decks::all(db).err());
    note("deck_config", presets::all(db).err());
    note("config", crate::storage::config::all(db).err());
    problems
}
