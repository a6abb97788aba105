//! How much one card may cost.
//!
//! A real Anki shows a card however large it is. Here strangers' cards are shown by a machine that
//! serves others too: a field of a megabyte that a template repeats a thousand times, or ten
//! clozes in each other, each escaping what is inside once more, end in a refusal.

/// Text that a card consists of at most, in bytes, with both sides.
const WRITTEN_MAX: usize = 32 << 20;
/// Text that filters go over at most, in bytes.
const READ_MAX: usize = 128 << 20;

/// The card is too large to be shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("this card is too large to be shown")]
pub struct TooLarge;

/// What is left to be spent on a card.
#[derive(Debug, Clone)]
pub(crate) struct Budget {
    written: usize,
    read: usize,
}

impl Budget {
    pub(crate) fn of_a_card() -> Self {
        Self {
            written: WRITTEN_MAX,
            read: READ_MAX,
        }
    }

    /// Says that so many bytes are about to be written.
    pub(crate) fn write(&mut self, bytes: usize) -> Result<(), TooLarge> {
        self.written = self.written.checked_sub(bytes).ok_or(TooLarge)?;
        Ok(())
    }

    /// Says that so many bytes are about to be gone over.
    pub(crate) fn read(&mut self, bytes: usize) -> Result<(), TooLarge> {
        self.read = self.read.checked_sub(bytes).ok_or(TooLarge)?;
        Ok(())
    }
}

/// What an encoded attribute would be as long as, at most: six bytes for each letter that is
/// neither a letter nor a digit of ASCII.
pub(crate) fn attribute_length(text: &str) -> usize {
    let marks = text.bytes().filter(|byte| !byte.is_ascii_alphanumeric());
    text.len() + 5 * marks.count()
}
