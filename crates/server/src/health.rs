//! `/health`: whether this process could acknowledge a change right now.

use std::sync::Arc;
use std::time::Duration;

use axum::extract::State;
use axum::http::StatusCode;
use store::{Fault, Ground, Millis, args};
use tokio::sync::Mutex;

/// So long what was found is said again: anybody may ask, and looking writes to the disk.
const KEPT_FOR: Duration = Duration::from_secs(1);

/// What is looked at: the service database is written, a file is written and synced, the lease of
/// the data folder is held, the disk has room.
#[derive(Debug, Clone)]
pub(crate) struct Checkup {
    ground: Ground,
    free_bytes_min: u64,
    found: Arc<Mutex<Option<(Millis, bool)>>>,
}

impl Checkup {
    pub(crate) fn new(ground: Ground, free_bytes_min: u64) -> Checkup {
        Checkup {
            ground,
            free_bytes_min,
            found: Arc::default(),
        }
    }

    /// What this second has shown. Whoever asks while somebody looks waits for what he finds.
    /// The look goes on if he hangs up, so that hanging up makes nobody look more often.
    async fn is_well(&self) -> bool {
        let checkup = self.clone();
        let looked = tokio::spawn(async move { checkup.look().await });
        looked.await.unwrap_or(false)
    }

    async fn look(&self) -> bool {
        let mut found = self.found.lock().await;
        let now = self.ground.clock.now();
        if let Some((at, is_well)) = *found
            && (at..at.plus(KEPT_FOR)).contains(&now)
        {
            return is_well;
        }
        let trouble = self.trouble().await;
        if let Some(trouble) = &trouble {
            tracing::error!(trouble, "unhealthy");
        }
        *found = Some((now, trouble.is_none()));
        trouble.is_none()
    }

    /// The first trouble, if there is one.
    async fn trouble(&self) -> Option<String> {
        let now = self.ground.clock.now();
        let written: Result<u64, Fault> = self
            .ground
            .db
            .write(async move |w| {
                w.run(
                    "insert into site (name, value) values ('health', $1)
                     on conflict (name) do update set value = excluded.value",
                    args![now.0.to_string()],
                )
                .await
            })
            .await;
        if let Err(fault) = written {
            return Some(format!(
                "the service database cannot be written: {}",
                fault.chain()
            ));
        }
        let checkup = self.clone();
        let looked = tokio::task::spawn_blocking(move || checkup.look_at_files()).await;
        looked.unwrap_or_else(|error| Some(error.to_string()))
    }

    fn look_at_files(&self) -> Option<String> {
        if !self.ground.folder.holds_lease() {
            return Some("this process does not hold the lease of its data folder".to_owned());
        }
        let probe = self
            .ground
            .folder
            .temporary()
            .join(format!("health-{}", self.ground.chance.id()));
        let written = std::fs::write(&probe, b"well")
            .and_then(|()| std::fs::File::open(&probe)?.sync_all())
            .and_then(|()| std::fs::remove_file(&probe));
        if let Err(error) = written {
            return Some(format!("the data folder cannot be written: {error}"));
        }
        match rustix::fs::statvfs(self.ground.folder.path()) {
            Ok(disk) if disk.f_bavail.saturating_mul(disk.f_frsize) < self.free_bytes_min => {
                Some("the disk is nearly full".to_owned())
            }
            Ok(_) => None,
            Err(error) => Some(format!("the disk does not answer: {error}")),
        }
    }
}

/// 200 with an empty body, or 503 with one word: what is wrong stands in the operator's log, not on
/// the network.
pub(crate) async fn answer(State(checkup): State<Checkup>) -> (StatusCode, &'static str) {
    if checkup.is_well().await {
        (StatusCode::OK, "")
    } else {
        (StatusCode::SERVICE_UNAVAILABLE, "unhealthy")
    }
}
