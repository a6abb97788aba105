use serde::{Deserialize, Serialize};

/// Seconds since 1970 (UTC): modification times of rows, creation time of a collection.
#[derive(
    Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
)]
#[serde(transparent)]
pub struct Secs(pub i64);

/// Milliseconds since 1970 (UTC): modification, schema and sync times of a collection.
#[derive(
    Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
)]
#[serde(transparent)]
pub struct Millis(pub i64);

impl Millis {
    /// The whole seconds of this moment.
    pub fn secs(self) -> Secs {
        Secs(self.0.div_euclid(1000))
    }
}
