use super::{CardId, DeckId, NoteId, Secs, Usn};

/// One row of `cards`. The numbers are kept as they are: what they mean is the scheduler's business.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Card {
    pub id: CardId,
    pub note: NoteId,
    pub deck: DeckId,
    /// Which template of the notetype (or which cloze), from 0.
    pub ord: u16,
    pub modified: Secs,
    pub usn: Usn,
    /// 0 new, 1 learning, 2 review, 3 relearning.
    pub kind: u8,
    /// -3 buried by hand, -2 buried as sibling, -1 suspended, 0 new, 1 learning, 2 review,
    /// 3 learning in days, 4 preview.
    pub queue: i8,
    /// Position, day number or second, depending on the queue.
    pub due: i32,
    /// Days, or seconds if negative in old collections (then stored as 0 here).
    pub interval: u32,
    /// Ease × 1000.
    pub ease: u16,
    pub reviews: u32,
    pub lapses: u32,
    /// Remaining learning steps.
    pub remaining: u32,
    /// Due in the home deck while the card is in a filtered one.
    pub original_due: i32,
    /// The home deck while the card is in a filtered one, else 0.
    pub original_deck: DeckId,
    /// The coloured flag, and bits nobody uses.
    pub flags: u8,
    /// JSON text (FSRS state, custom data) or empty; opaque here, given back as it came.
    pub data: String,
}

impl Card {
    /// The deck it belongs to, also while a filtered deck has it.
    pub fn home(&self) -> DeckId {
        match self.original_deck {
            DeckId(0) => self.deck,
            home => home,
        }
    }
}
