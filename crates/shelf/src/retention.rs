//! What the shelf does by itself: new snapshots, packing, and forgetting after thirty days (PR-54).

use std::fs;
use std::time::Duration;

use accounts::AccountId;
use collection::Collection;
use store::Fault;

use crate::book::{Book, BookFile};
use crate::catch_up::open_current;
use crate::error::Error;
use crate::head::BookHead;
use crate::media::{self, MediaIndex};
use crate::shelf::Shelf;
use crate::{snapshot, storage};

const DAY: Duration = Duration::from_hours(24);
/// A snapshot stays plain for a while, because an app that follows wants it plain, and because a sync
/// must not wait for a core that packs.
const PACKED_AFTER: Duration = Duration::from_mins(30);

/// What one round of housekeeping did.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Kept {
    /// New snapshots.
    pub snapshots: usize,
    /// Snapshots packed.
    pub packed: usize,
    /// Snapshots that were no longer needed.
    pub forgotten: usize,
}

impl Shelf {
    /// One round: forget what is older than the history, make snapshots where copies would take long
    /// to rebuild, pack old snapshots.
    pub async fn housekeeping(&self) -> Result<Kept, Error> {
        let forgotten = self.forget_history().await?;
        Ok(Kept {
            forgotten,
            snapshots: self.make_snapshots().await?,
            packed: self.pack_snapshots().await?,
        })
    }

    async fn forget_history(&self) -> Result<usize, Error> {
        let oldest = self
            .ground
            .clock
            .now()
            .minus(DAY * self.options.history_days);
        let write = async move |w: &store::Write| storage::forget_before(w, oldest).await;
        let gone: Result<Vec<(AccountId, String)>, Fault> = self.ground.db.write(write).await;
        let gone = gone?;
        let count = gone.len();
        let shelf = self.clone();
        self.work(move || {
            gone.iter()
                .try_for_each(|(account, file)| snapshot::remove(&shelf.folder_of(*account), file))
        })
        .await??;
        Ok(count)
    }

    async fn make_snapshots(&self) -> Result<usize, Error> {
        let changes = self.options.changes_per_snapshot;
        let read = async move |r: &store::Read| storage::books_due_for_snapshot(r, changes).await;
        let due: Result<Vec<(AccountId, String)>, Fault> = self.ground.db.read(read).await;
        let mut made = 0;
        for (account, book) in due? {
            // A borrower has it now: the next round will do.
            let done = if book == Book::Media.name() {
                self.snapshot_of::<MediaIndex>(account).await?
            } else {
                self.snapshot_of::<Collection>(account).await?
            };
            made += usize::from(done);
        }
        Ok(made)
    }

    async fn snapshot_of<B: BookFile>(&self, account: AccountId) -> Result<bool, Error> {
        let Some(lock) = self.locks.try_hold(account, B::BOOK) else {
            return Ok(false);
        };
        let shelf = self.clone();
        self.work(move || {
            let (book, head) = open_current::<B>(&shelf, account)?;
            let made = write_snapshot(&shelf, account, &book, &head);
            B::open_books(&shelf).put(account, book);
            drop(lock);
            made
        })
        .await??;
        Ok(true)
    }

    async fn pack_snapshots(&self) -> Result<usize, Error> {
        let before = self.ground.clock.now().minus(PACKED_AFTER);
        let read = async move |r: &store::Read| storage::unpacked_snapshots(r, before).await;
        let plain: Result<Vec<(AccountId, String)>, Fault> = self.ground.db.read(read).await;
        let mut packed = 0;
        for (account, file) in plain? {
            let shelf = self.clone();
            self.work(move || pack_one(&shelf, account, &file))
                .await??;
            packed += 1;
        }
        Ok(packed)
    }

    /// Looks through every account's files and removes those that nothing names any more. Returns how
    /// many went. Once a day is plenty.
    pub async fn sweep(&self) -> Result<usize, Error> {
        let read = async move |r: &store::Read| storage::accounts_with_books(r).await;
        let accounts: Result<Vec<AccountId>, Fault> = self.ground.db.read(read).await;
        let (mut removed, mut failed) = (0, None);
        for account in accounts? {
            match self.sweep_one(account).await {
                Ok(count) => removed += count,
                // What is wrong with one account is no reason to keep what others deleted.
                Err(error) => {
                    tracing::error!(account.id = account.0, %error, "an account could not be swept");
                    failed = Some(error);
                }
            }
        }
        failed.map_or(Ok(removed), Err)
    }

    async fn sweep_one(&self, account: AccountId) -> Result<usize, Error> {
        let shelf = self.clone();
        let mut removed = self.work(move || sweep_orphans(&shelf, account)).await??;
        if self.head(account).await?.media.usn > 0 {
            removed += media::sweep(self, account).await?;
        }
        Ok(removed)
    }
}

fn write_snapshot<B: BookFile>(
    shelf: &Shelf,
    account: AccountId,
    book: &B,
    head: &BookHead<B::Facts>,
) -> Result<(), Fault> {
    let path = snapshot::workbench(&shelf.ground, account);
    book.connection()
        .execute("vacuum into ?1", [path.to_string_lossy()])
        .map_err(|error| Fault::because("a snapshot could not be written", error))?;
    crate::download::reset_header(&path)?;
    let row = crate::catch_up::kept_snapshot(shelf, account, &path, head.position, &head.facts)?;
    shelf.ground.crash_points.here("shelf.snapshot.kept");
    let write =
        async move |w: &store::Write| storage::add_snapshot(w, account, B::BOOK, &row).await;
    shelf.ground.db.write_blocking(write)
}

fn pack_one(shelf: &Shelf, account: AccountId, file: &str) -> Result<(), Fault> {
    let folder = shelf.folder_of(account);
    let packed = snapshot::pack(&folder, file)?;
    let (old, new) = (file.to_owned(), packed.clone());
    let write = async move |w: &store::Write| storage::repack(w, &old, &new).await;
    let swapped: Result<bool, Fault> = shelf.ground.db.write_blocking(write);
    snapshot::remove(&folder, if swapped? { file } else { &packed })
}

/// Removes files among an account's snapshots that no row names and that are older than a day: what a
/// crash between file and row left behind.
fn sweep_orphans(shelf: &Shelf, account: AccountId) -> Result<usize, Fault> {
    let folder = shelf.folder_of(account).snapshots();
    let Ok(entries) = fs::read_dir(&folder) else {
        return Ok(0);
    };
    let mut removed = 0;
    for entry in entries {
        let entry = entry?;
        let name = entry.file_name().to_string_lossy().into_owned();
        let old = entry
            .metadata()?
            .modified()?
            .elapsed()
            .is_ok_and(|age| age > DAY);
        let asked = name.clone();
        let named: Result<bool, Fault> = shelf
            .ground
            .db
            .read_blocking(async move |r: &store::Read| storage::is_snapshot(r, &asked).await);
        if old && !named? {
            snapshot::remove(&shelf.folder_of(account), &name)?;
            removed += 1;
        }
    }
    Ok(removed)
}
