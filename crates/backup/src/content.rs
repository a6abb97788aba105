//! What a backup consists of, as it stands in its sealed files.

use serde::{Deserialize, Serialize};
use shelf::WrittenOnce;
use store::Millis;

use crate::rows::Rows;

/// A backup: what belongs to it.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) struct Set {
    pub(crate) version: u32,
    /// The version of Fuda that made it.
    pub(crate) program: String,
    pub(crate) made_at: i64,
    /// The rows of the site.
    pub(crate) site: Vec<Rows>,
    pub(crate) accounts: Vec<AccountOf>,
}

/// The version of sets that this program writes, and the highest that it reads.
pub(crate) const SET_VERSION: u32 = 1;

/// An account in a backup.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) struct AccountOf {
    pub(crate) id: i64,
    /// The file in which its part stands.
    pub(crate) part: String,
    /// Bytes of all its files when they are restored.
    pub(crate) bytes: u64,
}

/// An account's part of a backup.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) struct Part {
    pub(crate) rows: Vec<Rows>,
    pub(crate) files: Vec<FileOf>,
}

/// A file of an account.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) struct FileOf {
    /// The account; its number with a minus before it for what was put away.
    pub(crate) of: i64,
    /// Its name in the backup folder.
    pub(crate) object: String,
    pub(crate) kind: Kind,
    /// Its own name.
    pub(crate) name: String,
    pub(crate) bytes: u64,
}

/// The kinds of files of an account.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) enum Kind {
    /// Rows of the log, as packed JSON.
    Log,
    /// A state of a book.
    Snapshot,
    /// Bytes of media.
    Bundle,
    /// A letter in the outbox.
    Letter,
}

impl Kind {
    /// The shelf's word for it, if it is the shelf's.
    pub(crate) fn written_once(self) -> Option<WrittenOnce> {
        match self {
            Kind::Snapshot => Some(WrittenOnce::Snapshot),
            Kind::Bundle => Some(WrittenOnce::Bundle),
            Kind::Log | Kind::Letter => None,
        }
    }

    /// Whether it belongs to collection and media.
    pub(crate) fn is_of_books(self) -> bool {
        !matches!(self, Kind::Letter)
    }

    pub(crate) fn word(self) -> &'static str {
        match self {
            Kind::Log => "log",
            Kind::Snapshot => "snapshot",
            Kind::Bundle => "bundle",
            Kind::Letter => "letter",
        }
    }
}

impl Set {
    pub(crate) fn made_at(&self) -> Millis {
        Millis(self.made_at)
    }
}
