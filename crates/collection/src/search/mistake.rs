/// What is wrong with a search, in words for the learner who typed it.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Mistake {
    #[error("`and` must stand between two searches")]
    MisplacedAnd,
    #[error("`or` must stand between two searches")]
    MisplacedOr,
    #[error("there is nothing between the brackets")]
    EmptyGroup,
    #[error("a bracket is closed that was not opened")]
    UnopenedGroup,
    #[error("a bracket is not closed")]
    UnclosedGroup,
    #[error("there is nothing between the quotes")]
    EmptyQuote,
    #[error("a quote is not closed")]
    UnclosedQuote,
    #[error("nothing stands before the colon")]
    MissingKey,
    #[error("`{0}` has no meaning; write \\\\ for a backslash")]
    UnknownEscape(String),
    #[error("there is no state `is:{0}`")]
    UnknownState(String),
    #[error("flags are numbered from 0 to 7")]
    UnknownFlag,
    #[error("there is no property `prop:{0}`")]
    UnknownProperty(String),
    #[error("`prop:{0}` needs one of = != < > <= >= and a value")]
    MissingComparison(String),
    #[error("`{given}` in `{whole}` is not a number")]
    NotANumber { whole: String, given: String },
    #[error("`{given}` in `{whole}` is not a whole number")]
    NotAWholeNumber { whole: String, given: String },
    #[error("`{given}` in `{whole}` is not a whole number from 0")]
    NotACount { whole: String, given: String },
    #[error("`{given}` in `{whole}` is not a whole number up to 0")]
    NotDaysAgo { whole: String, given: String },
    #[error("`{given}` in `{whole}` is not an answer button; they are numbered from 1 to 4")]
    NotAButton { whole: String, given: String },
    #[error("`{0}:` takes numbers with commas between them")]
    NotIds(String),
    #[error("`dupe:` takes the number of a notetype, a comma and a text")]
    HalfADuplicate,
    #[error("the search is too long")]
    TooLong,
    #[error("the brackets are nested too deeply")]
    TooDeep,
}
