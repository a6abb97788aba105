//! What the operator sees of the queue, and jobs that were given up.

use store::{Fault, Ground, Millis};

use crate::job::JobId;
use crate::storage;

const DEAD_SHOWN_MAX: u32 = 100;

/// The state of the queue.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Overview {
    /// Jobs that wait or are being done.
    pub waiting: u64,
    /// When the one that should have been done first became due.
    pub due_since: Option<Millis>,
    /// The latest that were given up, the newest first, 100 at most.
    pub dead: Vec<DeadJob>,
}

/// A job that was given up. Kept for 27 days.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DeadJob {
    /// Its number.
    pub id: JobId,
    /// What it was.
    pub kind: String,
    /// How often it was tried.
    pub attempts: u32,
    /// When it was given up.
    pub died_at: Millis,
    /// Why the last try failed.
    pub reason: String,
}

/// The state of the queue, for `doctor`.
pub async fn overview(ground: &Ground) -> Result<Overview, Fault> {
    ground
        .db
        .read(async |r| {
            let (waiting, due_since) = storage::waiting(r).await?;
            Ok(Overview {
                waiting,
                due_since,
                dead: storage::dead(r, DEAD_SHOWN_MAX).await?,
            })
        })
        .await
}

/// Has a dead job tried again from the start. `false`: there is none with this number.
pub async fn revive(ground: &Ground, id: JobId) -> Result<bool, Fault> {
    let now = ground.clock.now();
    ground
        .db
        .write(async move |w| storage::revive(w, id, now).await)
        .await
}
