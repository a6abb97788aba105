//! How a sync ends.

use super::Exchange;
use crate::error::Error;
use crate::storage::{Collection, col};

impl Exchange {
    /// Gives the collection its next number and marks it as changed and synced at the same
    /// moment, which both sides keep: equal moments are how they know that nothing has happened
    /// since. Returns it, in milliseconds; it is later than any before, even if the clock is not.
    ///
    /// The caller commits, and only then answers.
    ///
    /// # Errors
    /// Only if the file fails.
    pub fn finish(self, collection: &Collection, now_ms: i64) -> Result<i64, Error> {
        let db = collection.connection();
        let mut stamp = col::stamp(db)?;
        let moment = now_ms
            .max(stamp.modified_ms + 1)
            .max(stamp.last_sync_ms + 1);
        stamp.usn = self.server_usn.0.saturating_add(1);
        stamp.modified_ms = moment;
        stamp.last_sync_ms = moment;
        col::set_stamp(db, &stamp)?;
        Ok(moment)
    }
}
