//! `/health/alarms`: whether somebody should come. `/health` answers another question, whether requests
//! should be sent here: a site whose backups are missed serves on, and a balancer must not take it away.

use std::sync::Arc;
use std::time::Duration;

use axum::extract::State;
use axum::http::StatusCode;
use backup::Standing;
use doorway::Tls;
use store::{Fault, Ground, Millis};
use tokio::sync::Mutex;

use crate::config::Config;

/// So long an answer is given again: anybody may ask, and looking costs several reads.
const KEPT_FOR: Duration = Duration::from_secs(30);

/// Something that an operator should look at; `fuda doctor` says more.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Alarm {
    /// A backup is missing (PR-58c).
    BackupsMissed,
    /// The newest backup could not be restored.
    BackupsUnproven,
    /// Logs hold more than they may by now (PR-18).
    LogsOverdue,
    /// Work was given up, such as a letter.
    JobsGivenUp,
    /// The disk is nearly full.
    DiskLow,
    /// The certificate ends soon, or there is none.
    CertificateEnds,
}

impl Alarm {
    /// For programs that watch.
    fn word(self) -> &'static str {
        match self {
            Alarm::BackupsMissed => "backups-missed",
            Alarm::BackupsUnproven => "backups-unproven",
            Alarm::LogsOverdue => "logs-overdue",
            Alarm::JobsGivenUp => "jobs-given-up",
            Alarm::DiskLow => "disk-low",
            Alarm::CertificateEnds => "certificate-ends",
        }
    }
}

/// What is watched.
#[derive(Debug, Clone)]
pub(crate) struct Watch {
    ground: Ground,
    config: Arc<Config>,
    tls: Option<Tls>,
    said: Arc<Mutex<Option<(Millis, String)>>>,
}

impl Watch {
    pub(crate) fn new(ground: &Ground, config: &Config, tls: Option<&Tls>) -> Watch {
        Watch {
            ground: ground.clone(),
            config: Arc::new(config.clone()),
            tls: tls.cloned(),
            said: Arc::default(),
        }
    }

    /// The words of all alarms of this half minute, a line each.
    async fn words(&self) -> String {
        let mut said = self.said.lock().await;
        let now = self.ground.clock.now();
        if let Some((at, words)) = &*said
            && (*at..at.plus(KEPT_FOR)).contains(&now)
        {
            return words.clone();
        }
        let words = match self.alarms().await {
            Ok(alarms) => {
                let words: Vec<&str> = alarms.into_iter().map(Alarm::word).collect();
                words.join("\n")
            }
            Err(fault) => {
                tracing::error!(fault = fault.chain(), "nobody knows whether alarms stand");
                "unknown".to_owned()
            }
        };
        *said = Some((now, words.clone()));
        words
    }

    /// All alarms of this moment.
    pub(crate) async fn alarms(&self) -> Result<Vec<Alarm>, Fault> {
        let mut alarms = Vec::new();
        alarms.extend(self.backups().await?);
        let watch = self.clone();
        let looked = tokio::task::spawn_blocking(move || watch.look_at_files()).await;
        alarms.extend(looked.map_err(|error| Fault::because("nobody could look", error))??);
        if !jobs::overview(&self.ground).await?.dead.is_empty() {
            alarms.push(Alarm::JobsGivenUp);
        }
        let now = self.ground.clock.now();
        let ends_soon = |tls: &Tls| tls.validity().is_none_or(|known| known.late_from() < now);
        if self.tls.as_ref().is_some_and(ends_soon) {
            alarms.push(Alarm::CertificateEnds);
        }
        Ok(alarms)
    }

    async fn backups(&self) -> Result<Option<Alarm>, Fault> {
        if !self.config.backup.is_set() {
            return Ok(None);
        }
        let remembered = backup::remembered(&self.ground).await?;
        Ok(match remembered.standing(self.ground.clock.now()) {
            Standing::Missed => Some(Alarm::BackupsMissed),
            Standing::Unproven => Some(Alarm::BackupsUnproven),
            Standing::None | Standing::Well => None,
        })
    }

    fn look_at_files(&self) -> Result<Vec<Alarm>, Fault> {
        let mut alarms = Vec::new();
        if !self.ground.logs.overdue()?.is_empty() {
            alarms.push(Alarm::LogsOverdue);
        }
        let disk = rustix::fs::statvfs(self.ground.folder.path())
            .map_err(|error| Fault::because("the disk does not answer", error))?;
        let free = disk.f_bavail.saturating_mul(disk.f_frsize);
        if free < self.config.server.free_bytes_min {
            alarms.push(Alarm::DiskLow);
        }
        Ok(alarms)
    }
}

/// 200 with an empty body, or 503 with a word a line. The words name no account and no path.
pub(crate) async fn answer(State(watch): State<Watch>) -> (StatusCode, String) {
    let words = watch.words().await;
    if words.is_empty() {
        (StatusCode::OK, words)
    } else {
        (StatusCode::SERVICE_UNAVAILABLE, words)
    }
}
