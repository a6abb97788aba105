//! A job.

use serde::Serialize;
use store::{Fault, Millis, Write};

/// The number of a job.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct JobId(pub i64);

/// A job as its handler gets it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Job {
    /// Its number.
    pub id: JobId,
    /// What was queued, as JSON.
    pub payload: String,
    /// 1 at the first try.
    pub attempt: u32,
}

/// Queues work in this transaction. `payload` is kept as JSON until the work is done.
pub async fn later(w: &Write, kind: &'static str, payload: &impl Serialize, not_before: Millis) -> Result<JobId, Fault> {
    todo!()
}

/// `later` for work about an account (its number), so that `withdraw` can find it.
pub async fn later_about(w: &Write, account: i64, kind: &'static str, payload: &impl Serialize, not_before: Millis) -> Result<JobId, Fault> {
    todo!()
}

/// Takes back all waiting work about an account.
pub async fn withdraw(w: &Write, account: i64) -> Result<u64, Fault> {
    todo!()
}
