//! A job.

use std::fmt;

use serde::Serialize;
use serde::de::DeserializeOwned;
use store::{Fault, FromValue, Millis, Value, Write};

use crate::handler::Failure;
use crate::storage;

/// The number of a job.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct JobId(pub i64);

impl fmt::Display for JobId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl From<JobId> for Value {
    fn from(id: JobId) -> Value {
        Value::from(id.0)
    }
}

impl FromValue for JobId {
    fn from_value(value: &Value) -> Option<JobId> {
        i64::from_value(value).map(JobId)
    }
}

/// A job as its handler gets it.
#[derive(Clone, PartialEq, Eq)]
pub struct Job {
    /// Its number: the same at every attempt, so that what it does can be recognised as done.
    pub id: JobId,
    /// What it is.
    pub kind: String,
    /// What was queued, as JSON.
    pub payload: String,
    /// 1 at the first try.
    pub attempt: u32,
}

/// Without the payload: letters and their links lie in it.
impl fmt::Debug for Job {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "Job({} {}, attempt {})",
            self.id, self.kind, self.attempt
        )
    }
}

impl Job {
    /// What was queued. A payload that cannot be read will not get better: the job dies.
    pub fn read<T: DeserializeOwned>(&self) -> Result<T, Failure> {
        // The words of the JSON error may quote the payload; only its place is told.
        serde_json::from_str(&self.payload).map_err(|error| {
            Failure::Final(Fault::new(format!(
                "the payload cannot be read beyond column {}",
                error.column()
            )))
        })
    }
}

/// Queues work in this transaction. `payload` is kept as JSON until the work is done.
pub async fn later(
    w: &Write,
    kind: &'static str,
    payload: &impl Serialize,
    not_before: Millis,
) -> Result<JobId, Fault> {
    storage::add(w, None, kind, &json(payload)?, not_before).await
}

/// `later` for work about an account (its number), so that `withdraw` can find it.
pub async fn later_about(
    w: &Write,
    account: i64,
    kind: &'static str,
    payload: &impl Serialize,
    not_before: Millis,
) -> Result<JobId, Fault> {
    storage::add(w, Some(account), kind, &json(payload)?, not_before).await
}

/// Takes back all work about an account, dead jobs too. Returns how many jobs went.
pub async fn withdraw(w: &Write, account: i64) -> Result<u64, Fault> {
    storage::remove_of_account(w, account).await
}

fn json(payload: &impl Serialize) -> Result<String, Fault> {
    serde_json::to_string(payload)
        .map_err(|error| Fault::because("the payload of a job is no JSON", error))
}
