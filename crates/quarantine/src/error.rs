use store::Fault;

/// Why a received file was not taken. Nothing of it is kept in any of these cases.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// No bytes at all: a client whose file vanished, never an empty collection.
    #[error("the file is empty")]
    Empty,
    /// Not `SQLite`, or a database of something else than Anki.
    #[error("the file is not a collection")]
    NotADatabase,
    /// Damaged on the way or on the client's disk; the client can mend it with Check Database.
    #[error("the collection is damaged: {0}")]
    Corrupt(String),
    /// Built in a way that no client builds a collection.
    #[error("the file was made to harm: {0}")]
    Hostile(String),
    /// Larger, or wanting more memory, than [`crate::Options`] allows.
    #[error("the collection is too large")]
    TooLarge,
    /// Not finished within the time of [`crate::Options`].
    #[error("checking the collection takes too long")]
    TooSlow,
    /// A schema number that this version does not read; 11 and 14 to 18 are read.
    #[error("schema {0} is not supported")]
    UnsupportedSchema(i64),
    /// The check itself broke, not the file.
    #[error(transparent)]
    Fault(#[from] Fault),
}
