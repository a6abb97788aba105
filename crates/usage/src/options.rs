//! The settings of version checks and counts.

use serde::{Deserialize, Serialize};

/// What programs are told that ask for a newer version, and what is counted.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Options {
    /// The newest version of Anki for the desktop, such as `26.09.3`, of which older programs are
    /// told. Empty: none is told of a newer one.
    pub newest_version: String,
    /// A message that each desktop program shows once; HTML is allowed. Another text is another
    /// message. Empty: none.
    pub message: String,
    /// Days after which an installation that has not asked again is forgotten: 1 to 400.
    pub unseen_days_max: u32,
    /// Installations that are counted for the first time in one day. More get their answer and are
    /// not counted.
    pub newcomers_a_day_max: u32,
    /// The smallest group that the page of counts shows by itself; smaller ones are merged. At least
    /// 5.
    pub group_min: u32,
}

impl Default for Options {
    fn default() -> Options {
        Options {
            newest_version: String::new(),
            message: String::new(),
            unseen_days_max: 180,
            newcomers_a_day_max: 20_000,
            group_min: 10,
        }
    }
}
