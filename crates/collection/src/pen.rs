//! What a change writes with.

use rusqlite::Connection;

use crate::model::{Millis, Secs, Usn};
use crate::today::{Moment, Today};

/// A change in progress: the tables, the moment, the day, and the number that changed rows get.
#[derive(Debug, Clone, Copy)]
pub struct Pen<'a> {
    pub db: &'a Connection,
    pub moment: &'a Moment,
    /// The day as the desk knows it; it may lag behind the moment's zone (see `study::Desk`).
    pub today: Today,
    /// On a server the number of the next sync, on a client [`Usn::PENDING`].
    pub usn: Usn,
}

impl Pen<'_> {
    /// Now.
    pub fn now(&self) -> Millis {
        self.moment.now
    }

    /// Now, in whole seconds, for modification times.
    pub fn now_secs(&self) -> Secs {
        self.moment.now.secs()
    }
}
