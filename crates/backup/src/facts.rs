//! What is remembered about backups: when the last was made, whether it failed, whether it was rehearsed.

use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use store::{Fault, Ground};

use crate::storage;

/// The site's name for its backup folder.
pub(crate) const REPOSITORY: &str = "backup.repository";
pub(crate) const MADE: &str = "backup.made";
pub(crate) const FAILED: &str = "backup.failed";
pub(crate) const REHEARSED: &str = "backup.rehearsed";
pub(crate) const KEY_SHOWN: &str = "backup.key-shown";

/// The last backup that was made.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct MadeFact {
    /// When it began.
    pub at: i64,
    /// Milliseconds it took.
    pub took_ms: u64,
    /// Accounts in it.
    pub accounts: usize,
    /// Bytes that were not in an earlier one.
    pub written: u64,
    /// One sentence for each account that is not, or only in an earlier state, in it.
    pub troubles: Vec<String>,
}

/// A backup that failed, after the last that was made.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FailedFact {
    /// When.
    pub at: i64,
    /// Why.
    pub reason: String,
}

/// The last rehearsal.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RehearsedFact {
    /// When it began.
    pub at: i64,
    /// When the backup was made that was restored; 0 if it did not come to that.
    pub backup_at: i64,
    /// Milliseconds it took.
    pub took_ms: u64,
    /// Accounts that were restored and checked.
    pub accounts: usize,
    /// One sentence for each thing that is wrong. Empty is good.
    pub troubles: Vec<String>,
}

/// Everything that is remembered.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Remembered {
    /// The last backup.
    pub made: Option<MadeFact>,
    /// The last failure, if no backup was made since.
    pub failed: Option<FailedFact>,
    /// The last rehearsal.
    pub rehearsed: Option<RehearsedFact>,
    /// Whether the key was ever shown to the operator.
    pub key_was_shown: bool,
}

/// What is remembered about the backups of a site.
pub async fn remembered(ground: &Ground) -> Result<Remembered, Fault> {
    ground
        .db
        .read(async |r| {
            Ok(Remembered {
                made: parsed(storage::fact(r, MADE).await?)?,
                failed: parsed(storage::fact(r, FAILED).await?)?,
                rehearsed: parsed(storage::fact(r, REHEARSED).await?)?,
                key_was_shown: storage::fact(r, KEY_SHOWN).await?.is_some(),
            })
        })
        .await
}

fn parsed<T: DeserializeOwned>(text: Option<String>) -> Result<Option<T>, Fault> {
    text.map(|text| serde_json::from_str(&text))
        .transpose()
        .map_err(|error| Fault::because("what is remembered of backups is damaged", error))
}

/// Remembers one fact, and forgets another.
pub(crate) fn remember(
    ground: &Ground,
    name: &'static str,
    fact: &impl Serialize,
    forgotten: Option<&'static str>,
) -> Result<(), Fault> {
    let text = serde_json::to_string(fact)
        .map_err(|error| Fault::because("a fact about backups cannot be written", error))?;
    ground.db.write_blocking(async move |w| {
        if let Some(forgotten) = forgotten {
            storage::remove_fact(w, forgotten).await?;
        }
        storage::put_fact(w, name, &text).await
    })
}
