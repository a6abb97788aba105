//! What is remembered about backups: when the last was made, whether it failed, whether it was rehearsed.

use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use store::{Fault, Ground, Millis, site};

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
    /// When the next is due.
    #[serde(default)]
    pub next_at: i64,
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

/// How a site's backups stand, in one word each.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Standing {
    /// Fuda makes none here.
    None,
    /// The last one failed, is incomplete, or the next is missing for as long as it should take.
    Missed,
    /// All is well, as far as anybody tried.
    Well,
    /// The newest could not be restored whole.
    Unproven,
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

impl Remembered {
    /// How the backups stand now.
    pub fn standing(&self, now: Millis) -> Standing {
        let Some(made) = &self.made else {
            return match self.failed {
                Some(_) => Standing::Missed,
                None => Standing::None,
            };
        };
        // As long again: one may be under way.
        let patience = made.next_at - made.at;
        if self.failed.is_some() || !made.troubles.is_empty() || now.0 > made.next_at + patience {
            return Standing::Missed;
        }
        match &self.rehearsed {
            Some(rehearsed) if !rehearsed.troubles.is_empty() => Standing::Unproven,
            _ => Standing::Well,
        }
    }
}

impl Remembered {
    /// Tells it to whoever watches the metrics.
    pub(crate) fn measure(&self, now: Millis) {
        let at = |at: Option<i64>| Millis(at.unwrap_or(0)).since(Millis(0)).as_secs_f64();
        let made = self.made.as_ref().map(|made| made.at);
        let rehearsed = self.rehearsed.as_ref().map(|rehearsed| rehearsed.at);
        let is_well = self.standing(now) == Standing::Well;
        metrics::gauge!("fuda_backup_made_seconds").set(at(made));
        metrics::gauge!("fuda_backup_rehearsed_seconds").set(at(rehearsed));
        metrics::gauge!("fuda_backup_is_well").set(f64::from(u8::from(is_well)));
    }
}

/// What is remembered about the backups of a site.
pub async fn remembered(ground: &Ground) -> Result<Remembered, Fault> {
    ground
        .db
        .read(async |r| {
            Ok(Remembered {
                made: parsed(site::fact(r, MADE).await?)?,
                failed: parsed(site::fact(r, FAILED).await?)?,
                rehearsed: parsed(site::fact(r, REHEARSED).await?)?,
                key_was_shown: site::fact(r, KEY_SHOWN).await?.is_some(),
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
            site::remove_fact(w, forgotten).await?;
        }
        site::put_fact(w, name, &text).await
    })
}
