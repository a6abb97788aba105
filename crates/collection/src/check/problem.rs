/// Something that must not be in a collection of ours.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Problem {
    /// A line of `SQLite`'s integrity check.
    #[error("the file is damaged: {0}")]
    Damaged(String),
    #[error("{0} cards without a note")]
    CardsWithoutNote(u32),
    #[error("{0} cards without a deck")]
    CardsWithoutDeck(u32),
    #[error("{0} notes without a notetype")]
    NotesWithoutNotetype(u32),
    #[error("{0} notes with another number of fields than their notetype")]
    NotesWithWrongFields(u32),
    /// 1 is the deck that everything falls back to.
    #[error("no default deck")]
    NoDefaultDeck,
    #[error("{count} rows of {table} without a possible id")]
    ImpossibleIds { table: &'static str, count: u32 },
    /// They would never reach another client.
    #[error("{count} rows of {table} wait to be sent")]
    Waiting { table: &'static str, count: u32 },
    /// They have a number that the collection has not reached.
    #[error("{count} rows of {table} are of a sync to come")]
    Ahead { table: &'static str, count: u32 },
    #[error("a row of {what} is unreadable: {why}")]
    Unreadable { what: &'static str, why: String },
}
