use super::{Secs, Usn};

/// One row of `config`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ConfigEntry {
    pub key: String,
    pub usn: Usn,
    pub modified: Secs,
    /// JSON text.
    pub value: Vec<u8>,
}
