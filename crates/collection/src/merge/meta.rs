//! What a client asks before it syncs: whether there is anything to sync, and whether it may.

use crate::error::Error;
use crate::storage::{Collection, Stamp, cards, config};

/// The collection's part of the answer to `meta`, and what decides which clients may sync.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Meta {
    pub stamp: Stamp,
    /// Clients call a collection without cards empty, and do not ask before they replace it.
    pub is_empty: bool,
    /// Clients below version 9 would misread the cards of the second scheduler.
    pub scheduler_is_v2: bool,
    /// Clients below version 10 would misread the days.
    pub has_creation_offset: bool,
}

impl Meta {
    /// Reads it; no scan.
    ///
    /// # Errors
    /// Only if the file fails.
    pub fn read(col: &Collection) -> Result<Meta, Error> {
        let db = col.connection();
        let scheduler = config::get(db, "schedVer")?;
        let offset = config::get(db, "creationOffset")?;
        Ok(Meta {
            stamp: col.stamp()?,
            is_empty: !cards::any(db)?,
            scheduler_is_v2: scheduler.is_some_and(|version| version == 2),
            has_creation_offset: offset.is_some_and(|offset| offset.is_number()),
        })
    }
}
