//! The words in which each service declares the personal data it keeps (PR-63).

/// How long something is kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kept {
    /// As long as the account exists.
    WithAccount,
    /// This many days after it was written.
    Days(u32),
    /// Until the operator lifts it; it names no account.
    UntilLifted,
}

/// One column or file class that holds personal data.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Personal {
    /// `table.column`, or the folder of a file class.
    pub place: &'static str,
    /// Why we hold it.
    pub purpose: &'static str,
    /// For how long.
    pub kept: Kept,
}
