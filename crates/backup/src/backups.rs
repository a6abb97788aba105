//! The backups of a site: what its verbs share, and when they are due.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicI64, Ordering};
use std::time::Duration;

use jobs::Periodic;
use object_store::ObjectStore;
use shelf::Shelf;
use store::{Fault, Ground, Millis, site};

use crate::content::Set;
use crate::error::Error;
use crate::expiry::{Terms, expire};
use crate::facts::{self, FailedFact, MadeFact, Remembered};
use crate::keep::{Bucket, Folder, Keep};
use crate::keys;
use crate::making::Making;
use crate::options::Options;
use crate::repository::{Dated, Repository};
use crate::restoring::chain;
use crate::root_key;

const HOUR: Duration = Duration::from_hours(1);
const DAY: Duration = Duration::from_hours(24);
/// So often it is looked whether something is due.
const LOOK: Duration = Duration::from_mins(5);
/// After a failure.
const RETRY: Duration = HOUR;

/// The backups of a site. Cheap to clone.
#[derive(Debug, Clone)]
pub struct Backups {
    pub(crate) ground: Ground,
    shelf: Shelf,
    pub(crate) shelf_options: Arc<shelf::Options>,
    pub(crate) options: Arc<Options>,
    /// A store of a test, instead of the one that the settings name.
    store: Option<Arc<dyn ObjectStore>>,
    stop: Arc<AtomicBool>,
    /// Held by whoever does what is due.
    turn: Arc<tokio::sync::Mutex<()>>,
    /// When it was last looked for what is too old.
    expired_at: Arc<AtomicI64>,
}

/// A backup that lies in the folder.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Kept {
    /// When it was made.
    pub at: Millis,
    /// Accounts in it.
    pub accounts: usize,
    /// Bytes of their files.
    pub bytes: u64,
}

impl Backups {
    /// The backups of the site on this ground.
    pub fn new(
        ground: &Ground,
        shelf: &Shelf,
        shelf_options: &shelf::Options,
        options: Options,
    ) -> Backups {
        Backups {
            ground: ground.clone(),
            shelf: shelf.clone(),
            shelf_options: Arc::new(shelf_options.clone()),
            options: Arc::new(options),
            store: None,
            stop: Arc::default(),
            turn: Arc::default(),
            expired_at: Arc::default(),
        }
    }

    /// Whether the operator wants backups at all.
    pub fn is_set(&self) -> bool {
        self.options.is_set()
    }

    #[cfg(test)]
    pub(crate) fn in_store(mut self, store: Arc<dyn ObjectStore>) -> Backups {
        self.store = Some(store);
        self
    }

    /// Where the key of the backups lies.
    pub fn key_file(&self) -> PathBuf {
        key_file(&self.options, self.ground.folder.path())
    }

    /// Makes a backup now. `in_full` writes everything anew, because what lies in the folder is not
    /// trusted.
    pub async fn make(&self, in_full: bool) -> Result<MadeFact, Error> {
        let backups = self.clone();
        blocking(move || backups.make_blocking(in_full)).await
    }

    fn make_blocking(&self, in_full: bool) -> Result<MadeFact, Error> {
        let began = self.ground.clock.now();
        let outcome = self.make_one(in_full, began);
        match &outcome {
            Ok(made) => {
                let (accounts, written) = (made.accounts, made.written);
                facts::remember(&self.ground, facts::MADE, made, Some(facts::FAILED))?;
                tracing::info!(accounts, bytes.written = written, "a backup was made");
            }
            // Nothing is wrong with these two.
            Err(Error::InUse | Error::Stopped) => {}
            Err(error) => {
                let failed = FailedFact {
                    at: began.0,
                    reason: chain(error),
                };
                facts::remember(&self.ground, facts::FAILED, &failed, None)?;
            }
        }
        outcome
    }

    fn make_one(&self, in_full: bool, began: Millis) -> Result<MadeFact, Error> {
        let repository = self.open_for_writing()?;
        let keys = keys::keys_of_all(&self.ground)?;
        // Before the backup that needs them.
        keys::renew_ring(&self.ground, &repository, self.options.key_days)?;
        let making = Making {
            ground: &self.ground,
            shelf: &self.shelf,
            repository: &repository,
            stop: &self.stop,
            in_full,
        };
        let made = making.all(&keys)?;
        self.expire(&repository)?;
        Ok(MadeFact {
            at: began.0,
            next_at: began.plus(HOUR * self.options.every_hours).0,
            took_ms: millis(self.ground.clock.now().since(began)),
            accounts: made.accounts,
            written: made.written,
            troubles: made.troubles,
        })
    }

    fn expire(&self, repository: &Repository) -> Result<(), Error> {
        let terms = Terms {
            data_days: self.options.data_days,
            key_days: self.options.key_days,
        };
        let keys = keys::keys_of_all(&self.ground)?;
        expire(&self.ground, repository, &keys, terms)?;
        let now = self.ground.clock.now();
        self.expired_at.store(now.0, Ordering::Relaxed);
        Ok(())
    }

    /// Renews the key ring if an account came or went and, once a day, removes what is too old.
    pub async fn tidy(&self) -> Result<(), Error> {
        let backups = self.clone();
        blocking(move || {
            let repository = backups.open_for_writing()?;
            keys::renew_ring(&backups.ground, &repository, backups.options.key_days)?;
            let expired_at = Millis(backups.expired_at.load(Ordering::Relaxed));
            if backups.ground.clock.now().since(expired_at) >= DAY {
                backups.expire(&repository)?;
            }
            Ok(())
        })
        .await
    }

    fn open_for_writing(&self) -> Result<Repository, Error> {
        let keep = self.keep()?;
        let root = root_key::read_or_make(&self.key_file(), &self.ground.chance)?;
        let new_id = self.ground.chance.token();
        let id: String = self
            .ground
            .db
            .write_blocking(async move |w| site::fact_or(w, facts::REPOSITORY, new_id).await)?;
        Repository::open_for_writing(keep, root, &self.ground.chance, &id)
    }

    pub(crate) fn open(&self) -> Result<Repository, Error> {
        let root = root_key::read(&self.key_file())?;
        Repository::open(self.keep()?, root, &self.ground.chance)
    }

    /// Where they lie. Must be called on a thread that may block.
    fn keep(&self) -> Result<Keep, Error> {
        let bucket = &self.options.bucket;
        let workshop = self.ground.folder.temporary().join("backup");
        if let Some(store) = &self.store {
            let bucket = Bucket::of(Arc::clone(store), bucket, workshop);
            return Ok(Keep::Bucket(bucket));
        }
        if !bucket.name.is_empty() {
            return Ok(Keep::Bucket(Bucket::named(bucket, workshop)?));
        }
        if self.options.folder.is_empty() {
            return Err(Error::NotSet);
        }
        let folder = Path::new(&self.options.folder);
        Ok(Keep::Folder(Folder::new(folder)))
    }

    /// The backups that lie in the folder, oldest first. Reading them proves that the key opens them.
    pub async fn kept(&self) -> Result<Vec<Kept>, Error> {
        let backups = self.clone();
        blocking(move || {
            let repository = backups.open()?;
            keys::newest_ring(&repository)?;
            let times = repository.times(Dated::Set)?;
            times
                .into_iter()
                .map(|at| {
                    let set: Set = repository.read(Dated::Set, at)?;
                    Ok(Kept {
                        at,
                        accounts: set.accounts.len(),
                        bytes: set.accounts.iter().map(|account| account.bytes).sum(),
                    })
                })
                .collect()
        })
        .await
    }

    /// The key as a line of text, for the operator to keep elsewhere. That it was shown is remembered.
    pub async fn show_key(&self) -> Result<String, Error> {
        let backups = self.clone();
        blocking(move || {
            let key = root_key::read_or_make(&backups.key_file(), &backups.ground.chance)?;
            let now = backups.ground.clock.now().0;
            facts::remember(&backups.ground, facts::KEY_SHOWN, &now, None)?;
            Ok(root_key::line_of(&key))
        })
        .await
    }

    /// Stops what is being made, soon.
    pub fn stop(&self) {
        self.stop.store(true, Ordering::Relaxed);
    }

    /// Does what is due now: a backup, a rehearsal, or tidying.
    pub async fn do_what_is_due(&self) -> Result<(), Error> {
        let remembered = facts::remembered(&self.ground).await?;
        let now = self.ground.clock.now();
        let every = HOUR * self.options.every_hours.max(1);
        if is_backup_due(&remembered, now, every) {
            self.make(false).await?;
        } else if remembered.failed.is_none() {
            self.tidy().await?;
        }
        if self.is_rehearsal_due(&remembered, now) {
            self.rehearse().await?;
        }
        facts::remembered(&self.ground).await?.measure(now);
        Ok(())
    }

    fn is_rehearsal_due(&self, remembered: &Remembered, now: Millis) -> bool {
        let days = self.options.rehearse_days;
        let last = remembered.rehearsed.as_ref();
        let last = last.map_or(0, |rehearsed| rehearsed.at);
        days > 0 && now.since(Millis(last)) >= DAY * days
    }

    /// Looks every few minutes whether something is due. It is done beside all other work, because it may
    /// take hours.
    pub fn timetable(&self) -> Vec<Periodic> {
        let backups = self.clone();
        vec![Periodic::new("backup.look", LOOK, move |_| {
            let backups = backups.clone();
            async move {
                let turn = Arc::clone(&backups.turn).try_lock_owned();
                if let (true, Ok(turn)) = (backups.is_set(), turn) {
                    tokio::spawn(async move {
                        if let Err(error) = backups.do_what_is_due().await {
                            tracing::error!(reason = chain(&error), "the backup failed");
                        }
                        drop(turn);
                    });
                }
                Ok(())
            }
        })]
    }
}

fn is_backup_due(remembered: &Remembered, now: Millis, every: Duration) -> bool {
    let made_at = remembered.made.as_ref().map_or(0, |made| made.at);
    let failed_at = remembered.failed.as_ref().map_or(0, |failed| failed.at);
    now.since(Millis(made_at)) >= every && now.since(Millis(failed_at)) >= RETRY
}

/// Where the key of the backups lies by these settings.
fn key_file(options: &Options, data: &Path) -> PathBuf {
    if options.key_file.is_empty() {
        data.join("backup.key")
    } else {
        PathBuf::from(&options.key_file)
    }
}

pub(crate) fn millis(duration: Duration) -> u64 {
    u64::try_from(duration.as_millis()).unwrap_or(u64::MAX)
}

pub(crate) async fn blocking<T: Send + 'static>(
    work: impl FnOnce() -> Result<T, Error> + Send + 'static,
) -> Result<T, Error> {
    tokio::task::spawn_blocking(work)
        .await
        .map_err(|error| Fault::because("a backup broke off", error))?
}
