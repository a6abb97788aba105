use super::{CardId, RevlogId, Usn};

/// One row of `revlog`: one answer, or one change of a due date by hand.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct RevlogEntry {
    pub id: RevlogId,
    pub card: CardId,
    pub usn: Usn,
    /// 0 for changes by hand, else 1 again to 4 easy.
    pub button: u8,
    /// Days, or seconds if negative.
    pub interval: i32,
    /// Days, or seconds if negative.
    pub last_interval: i32,
    /// Ease × 1000, or a shifted difficulty.
    pub ease: u32,
    pub taken_ms: u32,
    /// 0 learning, 1 review, 2 relearning, 3 filtered, 4 manual, 5 rescheduled.
    pub kind: u8,
}
