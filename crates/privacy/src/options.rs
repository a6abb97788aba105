//! The settings of privacy.

use serde::{Deserialize, Serialize};

/// What happens to data in the course of time.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Options {
    /// Days without a visit or a sync after which the owner of an account gets the first of three
    /// letters; 60 days later its collection and media are put away, and after 30 more days removed.
    /// At least 183, as the privacy page promises; 0 means never.
    pub unused_days_max: u32,
}

impl Default for Options {
    fn default() -> Options {
        Options {
            unused_days_max: 183,
        }
    }
}
