use serde::{Deserialize, Serialize};

/// The update sequence number: a row was last changed in the sync that had this number.
/// `-1` marks a client's row that was not sent yet; a server keeps no such rows.
#[derive(
    Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
)]
#[serde(transparent)]
pub struct Usn(pub i32);

impl Usn {
    /// What clients write into rows that wait to be sent.
    pub const PENDING: Usn = Usn(-1);

    /// Whether a row with this number is news for someone who has seen everything below `min`.
    pub fn is_news_since(self, min: Usn) -> bool {
        if min == Usn::PENDING {
            self == Usn::PENDING
        } else {
            self >= min
        }
    }
}

impl std::fmt::Display for Usn {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.0.fmt(f)
    }
}
