use crate::changeset::SessionError;
use crate::edit::notetypes::TemplateProblem;
use crate::model::{CardId, DeckId, NoteId, NotetypeId};
use crate::search::Mistake;

/// What this crate refuses, and what it finds broken.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// The file is not a collection in our layout: another schema number, or tables, views or
    /// triggers that we did not make.
    #[error("not a collection of ours: {0}")]
    Foreign(String),
    /// What a client sent cannot be taken over; nothing was changed for it.
    #[error("{0}")]
    Invalid(String),
    /// What a caller named is not there.
    #[error("{0}")]
    NotFound(String),
    /// A search that is none.
    #[error("{0}")]
    Search(#[from] Mistake),
    /// A regular expression that is none.
    #[error("{0}")]
    Expression(String),
    /// The templates of a notetype cannot work.
    #[error(transparent)]
    Template(#[from] TemplateProblem),
    /// A card that cannot be shown.
    #[error(transparent)]
    Card(#[from] renderer::card::Error),
    /// Nothing was done that could be undone, or nothing undone that could be done again.
    #[error("nothing to undo")]
    NothingToUndo,
    /// Decks cannot be put below a filtered one.
    #[error("a filtered deck cannot have decks below it")]
    FilteredDeckHasNoChildren,
    /// Cards come into a filtered deck by its searches alone.
    #[error("cards cannot be moved into a filtered deck")]
    FilteredDeckTakesNoCards,
    /// The searches of a filtered deck found no cards.
    #[error("no card was found for the filtered deck")]
    FilteredDeckIsEmpty,
    /// Something that only filtered decks have was asked of another one.
    #[error("not a filtered deck")]
    NotFiltered,
    /// The wished custom study session has no cards.
    #[error("no card matches the wish")]
    NothingToStudy,
    /// A normal deck has the name of custom study sessions.
    #[error("the deck of custom study sessions is in use for something else")]
    CustomStudyDeckIsTaken,
    /// A card in the queue was changed behind its back.
    #[error("card {0} was changed without the queue knowing")]
    QueueIsStale(CardId),
    /// The collection is still set up for a scheduler that no client uses any more.
    #[error("the scheduler of this collection must be upgraded first")]
    OldScheduler,
    /// JSON that does not have the expected shape.
    #[error("unreadable JSON: {0}")]
    Json(#[from] serde_json::Error),
    /// A protobuf blob in the file does not decode.
    #[error("unreadable blob: {0}")]
    Blob(#[from] prost::DecodeError),
    /// `SQLite` failed, or a row has a type it must not have.
    #[error("collection file: {0}")]
    Sql(#[from] rusqlite::Error),
    /// SQLite's session extension failed.
    #[error("changes of a collection: {0}")]
    Changes(#[from] SessionError),
    /// The file system failed.
    #[error("collection file: {0}")]
    Io(#[from] std::io::Error),
}

impl Error {
    /// There is no note with this id.
    pub fn no_note(id: NoteId) -> Error {
        Error::NotFound(format!("no note {id}"))
    }

    /// There is no card with this id.
    pub fn no_card(id: CardId) -> Error {
        Error::NotFound(format!("no card {id}"))
    }

    /// There is no deck with this id.
    pub fn no_deck(id: DeckId) -> Error {
        Error::NotFound(format!("no deck {id}"))
    }

    /// There is no notetype with this id.
    pub fn no_notetype(id: NotetypeId) -> Error {
        Error::NotFound(format!("no notetype {id}"))
    }

    /// A refusal with its reason, a sentence for logs.
    pub fn invalid(reason: impl Into<String>) -> Error {
        Error::Invalid(reason.into())
    }
}

impl From<std::convert::Infallible> for Error {
    fn from(never: std::convert::Infallible) -> Error {
        match never {}
    }
}
