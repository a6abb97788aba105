//! What all requests together may use: memory for bodies, and hands for the heavy ones.

use std::sync::Arc;
use std::time::Duration;

use tokio::sync::{OwnedSemaphorePermit, Semaphore};

use crate::options::Options;
use crate::refused::Refused;

/// Memory is counted in pieces of this size; what is smaller is free.
pub(crate) const PIECE_BYTES: usize = 64 * 1024;
/// Bodies that are decompressed to more than an instant's worth, at the same time.
const SWELLING_MAX: usize = 2;
/// Answers with media that are in memory at the same time. Most are 2.5 MiB; one file may be 100.
const READING_MAX: usize = 8;
/// How long a request waits for its share before it is told to come back.
const WAIT: Duration = Duration::from_secs(10);

/// What all requests together may use.
#[derive(Debug, Clone)]
pub(crate) struct Budgets {
    memory: Arc<Semaphore>,
    swelling: Arc<Semaphore>,
    uploads: Arc<Semaphore>,
    strangers: Arc<Semaphore>,
    reading: Arc<Semaphore>,
}

impl Budgets {
    pub(crate) fn of(options: &Options) -> Budgets {
        let pieces = usize::try_from(options.memory_bytes_max / PIECE_BYTES as u64)
            .unwrap_or(Semaphore::MAX_PERMITS)
            .clamp(1, Semaphore::MAX_PERMITS);
        Budgets {
            memory: Arc::new(Semaphore::new(pieces)),
            swelling: Arc::new(Semaphore::new(SWELLING_MAX)),
            uploads: Arc::new(Semaphore::new(options.uploads_max.max(1))),
            strangers: Arc::new(Semaphore::new(options.strangers_max.max(1))),
            reading: Arc::new(Semaphore::new(READING_MAX)),
        }
    }

    /// One more piece of memory.
    pub(crate) async fn piece(&self) -> Result<OwnedSemaphorePermit, Refused> {
        wait_for(&self.memory, "memory").await
    }

    /// The right to decompress a large body in memory.
    pub(crate) async fn swelling(&self) -> Result<OwnedSemaphorePermit, Refused> {
        wait_for(&self.swelling, "large requests").await
    }

    /// The right to receive a collection.
    pub(crate) async fn upload(&self) -> Result<OwnedSemaphorePermit, Refused> {
        wait_for(&self.uploads, "uploads").await
    }

    /// The right to have the media of an answer in memory.
    pub(crate) async fn reading(&self) -> Result<OwnedSemaphorePermit, Refused> {
        wait_for(&self.reading, "media").await
    }

    /// The right to send data before saying who it is.
    pub(crate) async fn stranger(&self) -> Result<OwnedSemaphorePermit, Refused> {
        wait_for(&self.strangers, "unsigned forms").await
    }
}

async fn wait_for(
    what: &Arc<Semaphore>,
    name: &'static str,
) -> Result<OwnedSemaphorePermit, Refused> {
    match tokio::time::timeout(WAIT, Arc::clone(what).acquire_owned()).await {
        Ok(Ok(permit)) => Ok(permit),
        Ok(Err(_)) | Err(_) => Err(Refused::Busy(name)),
    }
}
