//! What the shelf refuses, and what is broken.

use store::Fault;

/// Why a book or a file could not be had.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// Another borrower has the book and did not give it back in time.
    #[error("the collection is lent to somebody else")]
    Busy,
    /// This account's book is out of order; other accounts are not.
    #[error("this account's data are out of order: {0}")]
    Degraded(String),
    /// No media file of this name.
    #[error("no media file named {0:?}")]
    NoSuchMedia(String),
    /// The bytes of this media file are not those that were stored; it is no longer offered.
    #[error("the stored media file {0:?} is damaged")]
    DamagedMedia(String),
    /// The account may not store that much.
    #[error("the account's storage is full")]
    OverQuota,
    /// Nothing is kept of that moment or generation.
    #[error("nothing is kept of that moment")]
    NoSuchMoment,
    /// Broken, not refused.
    #[error(transparent)]
    Fault(#[from] Fault),
}

impl From<std::io::Error> for Error {
    fn from(error: std::io::Error) -> Error {
        Error::Fault(Fault::from(error))
    }
}
