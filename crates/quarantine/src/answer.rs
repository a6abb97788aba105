//! What the caged child says to its parent: one line of JSON on its standard error.

use std::io::{self, ErrorKind};

use collection::{Counts, Stamp};
use rusqlite::ErrorCode;
use serde::{Deserialize, Serialize};
use store::Fault;

use crate::error::Error;

/// The whole answer.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct Answer {
    pub(crate) protection: Protection,
    pub(crate) outcome: Result<Copied, Refusal>,
}

/// Which walls stood around the child while it looked at the file.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "each wall stands or does not, independently"
)]
pub struct Protection {
    /// Memory, processor time, file size and descriptors are limited.
    pub limits: bool,
    /// The process can gain no rights by executing anything.
    pub no_new_privileges: bool,
    /// No file can be opened by name (Landlock).
    pub sealed_files: bool,
    /// Only a short list of system calls is let through: no sockets, no new programs (seccomp).
    pub filtered_calls: bool,
}

impl Protection {
    /// Whether all walls stand.
    pub fn is_complete(self) -> bool {
        self.limits && self.no_new_privileges && self.sealed_files && self.filtered_calls
    }
}

/// A file that was copied.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct Copied {
    pub(crate) bytes: u64,
    pub(crate) stamp: [i64; 5],
    pub(crate) counts: [u32; 7],
    pub(crate) report: Vec<String>,
}

impl Copied {
    /// Takes the numbers apart for the way through the pipe.
    pub(crate) fn new(stamp: &Stamp, counts: &Counts, report: Vec<String>, bytes: u64) -> Copied {
        let Counts {
            notes,
            cards,
            revlog,
            graves,
            notetypes,
            decks,
            presets,
        } = *counts;
        Copied {
            bytes,
            stamp: [
                stamp.modified_ms,
                stamp.schema_ms,
                i64::from(stamp.usn),
                stamp.created_secs,
                stamp.last_sync_ms,
            ],
            counts: [notes, cards, revlog, graves, notetypes, decks, presets],
            report,
        }
    }

    pub(crate) fn stamp(&self) -> Stamp {
        let [modified_ms, schema_ms, usn, created_secs, last_sync_ms] = self.stamp;
        let usn = i32::try_from(usn).unwrap_or_default();
        Stamp {
            modified_ms,
            schema_ms,
            usn,
            created_secs,
            last_sync_ms,
        }
    }

    pub(crate) fn counts(&self) -> Counts {
        let [notes, cards, revlog, graves, notetypes, decks, presets] = self.counts;
        Counts {
            notes,
            cards,
            revlog,
            graves,
            notetypes,
            decks,
            presets,
        }
    }
}

/// [`Error`] as the child knows it: without the cases only the parent can see.
#[derive(Debug, PartialEq, Eq, Serialize, Deserialize, thiserror::Error)]
pub(crate) enum Refusal {
    #[error("not a collection")]
    NotADatabase,
    #[error("damaged: {0}")]
    Corrupt(String),
    #[error("hostile: {0}")]
    Hostile(String),
    #[error("too large")]
    TooLarge,
    #[error("schema {0}")]
    UnsupportedSchema(i64),
    #[error("the disk is full")]
    FullDisk,
    #[error("broken: {0}")]
    Fault(String),
}

impl Refusal {
    pub(crate) fn corrupt(reason: impl Into<String>) -> Refusal {
        Refusal::Corrupt(reason.into())
    }

    pub(crate) fn hostile(reason: impl Into<String>) -> Refusal {
        Refusal::Hostile(reason.into())
    }

    /// Our own database in memory failed: for want of memory, or it is broken.
    pub(crate) fn database(doing: &str, error: &rusqlite::Error) -> Refusal {
        match error.sqlite_error_code() {
            Some(ErrorCode::OutOfMemory | ErrorCode::TooBig) => Refusal::TooLarge,
            _ => Refusal::fault(doing, error),
        }
    }

    /// The new file could not be written.
    pub(crate) fn unwritten(error: &io::Error) -> Refusal {
        let full = [ErrorKind::StorageFull, ErrorKind::QuotaExceeded];
        if full.contains(&error.kind()) {
            return Refusal::FullDisk;
        }
        Refusal::fault("writing the new file", error)
    }

    /// Our own work failed: `doing` says at what.
    pub(crate) fn fault(doing: &str, why: impl std::fmt::Display) -> Refusal {
        Refusal::Fault(format!("{doing}: {why}"))
    }
}

impl From<Refusal> for Error {
    fn from(refusal: Refusal) -> Error {
        match refusal {
            Refusal::NotADatabase => Error::NotADatabase,
            Refusal::Corrupt(reason) => Error::Corrupt(reason),
            Refusal::Hostile(reason) => Error::Hostile(reason),
            Refusal::TooLarge => Error::TooLarge,
            Refusal::UnsupportedSchema(number) => Error::UnsupportedSchema(number),
            Refusal::FullDisk => Error::Fault(Fault::because(
                "the new file could not be written",
                io::Error::from(ErrorKind::StorageFull),
            )),
            Refusal::Fault(reason) => Error::Fault(Fault::new(reason)),
        }
    }
}
