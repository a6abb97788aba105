//! The shelf itself: what its verbs share.

use std::collections::{HashMap, HashSet};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use accounts::AccountId;
use collection::Collection;
use store::{Fault, Ground, Recent};
use tokio::sync::Semaphore;

use crate::account_folder::AccountFolder;
use crate::archive::archive_of;
use crate::book::Book;
use crate::error::Error;
use crate::head::Head;
use crate::locks::Locks;
use crate::media::MediaIndex;
use crate::open_books::OpenBooks;
use crate::options::Options;
use crate::storage;

/// Keeps collections and media. Cheap to clone.
#[derive(Debug, Clone)]
pub struct Shelf {
    pub(crate) ground: Ground,
    pub(crate) options: Arc<Options>,
    pub(crate) locks: Locks,
    pub(crate) collections: OpenBooks<Collection>,
    pub(crate) indexes: OpenBooks<MediaIndex>,
    heads: Recent<AccountId, Head>,
    /// Books whose last use ended badly: the copy is thrown away before the next.
    distrusted: Arc<Mutex<HashMap<(AccountId, Book), String>>>,
    /// Snapshots that turned out not to be what was written.
    damaged: Arc<Mutex<HashSet<String>>>,
    workers: Arc<Semaphore>,
    /// What may be sent from memory at a time, a permit for each MiB.
    pub(crate) memory: Arc<Semaphore>,
}

/// Of collections that are sent from memory, all together.
const MEMORY_MIB: usize = 128;

impl Shelf {
    /// The shelf of a data folder.
    pub fn open(ground: &Ground, options: Options) -> Shelf {
        let cores = std::thread::available_parallelism().map_or(2, usize::from);
        let workers = if options.workers == 0 {
            cores * 2
        } else {
            options.workers
        };
        Shelf {
            ground: ground.clone(),
            locks: Locks::default(),
            collections: OpenBooks::at_most(options.open_collections_max),
            indexes: OpenBooks::at_most(options.open_collections_max),
            heads: Recent::default(),
            distrusted: Arc::default(),
            damaged: Arc::default(),
            workers: Arc::new(Semaphore::new(workers)),
            memory: Arc::new(Semaphore::new(MEMORY_MIB)),
            options: Arc::new(options),
        }
    }

    /// What is known about the account's data: one question to the service database. An account that
    /// has stored nothing has a head of zeros.
    pub async fn head(&self, account: AccountId) -> Result<Head, Error> {
        if let Some(head) = self.heads.get(&account, self.ground.clock.now()) {
            return Ok(head);
        }
        let asked = self.heads.ask(self.ground.clock.now());
        let heads = self
            .ground
            .db
            .read(async move |r| storage::heads_of(r, account).await)
            .await;
        let (collection, media) = heads?;
        let head = Head::of(account, collection, media);
        let now = self.ground.clock.now();
        self.heads.keep(account, head.clone(), asked, now);
        Ok(head)
    }

    /// A head of the account has moved.
    pub(crate) fn head_moved(&self, account: AccountId) {
        self.heads.forget(account, self.ground.clock.now());
    }

    /// Whether a book of the account is out of order, and why.
    pub fn distrust_of(&self, account: AccountId, book: Book) -> Option<String> {
        let distrusted = self
            .distrusted
            .lock()
            .unwrap_or_else(PoisonError::into_inner);
        distrusted.get(&(account, book)).cloned()
    }

    /// A book that could not be had. If only the disk is full its copy is as good as it was.
    pub(crate) fn out_of_order(&self, account: AccountId, book: Book, fault: Fault) -> Error {
        if fault.is_full_disk() {
            return Error::Fault(fault);
        }
        self.distrust(account, book, fault.chain());
        Error::Degraded(fault.chain())
    }

    /// Notes that a copy cannot be trusted. It is rebuilt before its next use.
    pub(crate) fn distrust(&self, account: AccountId, book: Book, reason: String) {
        tracing::error!(account.id = account.0, %book, reason, "a working copy is no longer trusted");
        let mut distrusted = self
            .distrusted
            .lock()
            .unwrap_or_else(PoisonError::into_inner);
        distrusted.insert((account, book), reason);
    }

    pub(crate) fn trust_again(&self, account: AccountId, book: Book) {
        let mut distrusted = self
            .distrusted
            .lock()
            .unwrap_or_else(PoisonError::into_inner);
        distrusted.remove(&(account, book));
    }

    pub(crate) fn distrust_snapshot(&self, file: &str) {
        let mut damaged = self.damaged.lock().unwrap_or_else(PoisonError::into_inner);
        damaged.insert(file.to_owned());
    }

    pub(crate) fn is_snapshot_distrusted(&self, file: &str) -> bool {
        let damaged = self.damaged.lock().unwrap_or_else(PoisonError::into_inner);
        damaged.contains(file)
    }

    pub(crate) fn folder_of(&self, account: AccountId) -> AccountFolder {
        AccountFolder::of(&self.ground.folder, account)
    }

    pub(crate) fn wait_max(&self) -> Duration {
        Duration::from_millis(self.options.wait_ms_max)
    }

    /// Runs blocking work on the shelf's own bounded pool.
    pub(crate) async fn work<T: Send + 'static>(
        &self,
        work: impl FnOnce() -> T + Send + 'static,
    ) -> Result<T, Fault> {
        let permit = Arc::clone(&self.workers)
            .acquire_owned()
            .await
            .map_err(|error| Fault::because("the shelf is closed", error))?;
        tokio::task::spawn_blocking(move || {
            let done = work();
            drop(permit);
            done
        })
        .await
        .map_err(|error| Fault::because("work in a book broke", error))
    }

    /// Whether the account has files here, put away or not; it has none once it is removed.
    pub fn has_folders(&self, account: AccountId) -> bool {
        [account, archive_of(account)]
            .iter()
            .any(|id| self.folder_of(*id).path().exists())
    }

    /// Removes everything that the account has stored, now and for good (PR-52).
    pub async fn remove(&self, account: AccountId) -> Result<(), Error> {
        let collection = self
            .locks
            .hold(account, Book::Collection, self.wait_max())
            .await;
        let media = self.locks.hold(account, Book::Media, self.wait_max()).await;
        if collection.is_none() || media.is_none() {
            return Err(Error::Busy);
        }
        drop((self.collections.take(account), self.indexes.take(account)));
        let removed: Result<(), Fault> = self
            .ground
            .db
            .write(async move |w| storage::remove_account(w, account).await)
            .await;
        self.head_moved(account);
        removed?;
        let folder = self.folder_of(account);
        self.work(move || match std::fs::remove_dir_all(folder.path()) {
            Err(error) if error.kind() != std::io::ErrorKind::NotFound => Err(Fault::from(error)),
            _ => Ok(()),
        })
        .await??;
        Ok(())
    }
}
