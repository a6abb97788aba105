//! The check before the end: both sides must have the same number of everything.

use serde::ser::SerializeTuple;
use serde::{Deserialize, Serialize, Serializer};

use super::Exchange;
use crate::error::Error;
use crate::storage::{Collection, Counts, counts};

/// How many rows a side has, an array of 8 on the wire.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize)]
pub struct SanityCounts {
    /// New, learning and review cards due today: not compared, since sides disagree about days.
    #[serde(rename = "counts")]
    pub due: DueCounts,
    pub cards: u32,
    pub notes: u32,
    pub revlog: u32,
    /// Not compared, since old clients tell of a deletion twice.
    pub graves: u32,
    #[serde(rename = "models")]
    pub notetypes: u32,
    pub decks: u32,
    #[serde(rename = "deck_config")]
    pub presets: u32,
}

/// Cards due today, an array of 3 on the wire.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize)]
pub struct DueCounts {
    pub new: u32,
    pub learn: u32,
    pub review: u32,
}

/// The request of `sanityCheck2`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
pub struct SanityRequest {
    pub client: SanityCounts,
}

/// The answer of `sanityCheck2`. Clients read the status only; after `bad` they ask for a one-way
/// sync, and the caller rolls back.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct SanityAnswer {
    pub status: SanityStatus,
    #[serde(rename = "c")]
    pub client: SanityCounts,
    /// Nothing if a row still waits to be sent.
    #[serde(rename = "s")]
    pub server: Option<SanityCounts>,
}

/// Whether both sides agree.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum SanityStatus {
    Ok,
    Bad,
}

impl Exchange {
    /// Compares the client's counts with ours, which the caller keeps (or gets by
    /// [`Collection::count`]).
    ///
    /// A row with the number of rows that wait to be sent is bad, whatever the counts: it would
    /// never reach another client (`rslib/src/storage/sync_check.rs`).
    ///
    /// # Errors
    /// Only if the file fails.
    pub fn sanity(
        &mut self,
        col: &Collection,
        client: SanityCounts,
        ours: Counts,
    ) -> Result<SanityAnswer, Error> {
        if counts::has_pending(col.connection())? {
            return Ok(SanityAnswer {
                status: SanityStatus::Bad,
                client,
                server: None,
            });
        }
        let client = SanityCounts {
            due: DueCounts::default(),
            graves: 0,
            ..client
        };
        let server = SanityCounts::from(ours);
        let status = if client == server {
            SanityStatus::Ok
        } else {
            SanityStatus::Bad
        };
        Ok(SanityAnswer {
            status,
            client,
            server: Some(server),
        })
    }
}

impl From<Counts> for SanityCounts {
    /// What is not compared is 0.
    fn from(counts: Counts) -> Self {
        Self {
            due: DueCounts::default(),
            cards: counts.cards,
            notes: counts.notes,
            revlog: counts.revlog,
            graves: 0,
            notetypes: counts.notetypes,
            decks: counts.decks,
            presets: counts.presets,
        }
    }
}

impl Serialize for SanityCounts {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut counts = serializer.serialize_tuple(8)?;
        counts.serialize_element(&(self.due.new, self.due.learn, self.due.review))?;
        counts.serialize_element(&self.cards)?;
        counts.serialize_element(&self.notes)?;
        counts.serialize_element(&self.revlog)?;
        counts.serialize_element(&self.graves)?;
        counts.serialize_element(&self.notetypes)?;
        counts.serialize_element(&self.decks)?;
        counts.serialize_element(&self.presets)?;
        counts.end()
    }
}
