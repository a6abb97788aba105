//! The sentences that Anki puts on cards, in English.

use std::fmt;

/// A name inside a sentence, with marks around it that keep its writing direction to itself: so
/// write Anki's translations (U+2068, U+2069).
pub(crate) struct Isolated<T>(pub(crate) T);

impl<T: fmt::Display> fmt::Display for Isolated<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "\u{2068}{}\u{2069}", self.0)
    }
}
