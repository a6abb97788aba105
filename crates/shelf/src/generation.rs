//! A new generation: a one-way upload or a restore puts another collection in the place of the old,
//! which stays among the snapshots for thirty days.

use std::fs;
use std::path::Path;

use accounts::AccountId;
use collection::Collection;
use quarantine::Checked;
use store::{Fault, Millis};

use crate::book::{Book, BookFile, Position};
use crate::catch_up::kept_snapshot;
use crate::error::Error;
use crate::head::{BookHead, CollectionFacts, Head, facts_of};
use crate::loan::OpId;
use crate::shelf::Shelf;
use crate::storage::{self, GenerationRow, NewGeneration};

/// One of the collections that an account has had.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Generation {
    /// Its number, from 1.
    pub number: i64,
    /// What began it.
    pub reason: String,
    /// Since when it was the account's collection.
    pub started_at: Millis,
    /// Until when; nothing for the present one.
    pub ended_at: Option<Millis>,
}

impl From<GenerationRow> for Generation {
    fn from(row: GenerationRow) -> Generation {
        Generation {
            number: row.generation,
            reason: row.reason,
            started_at: row.started_at,
            ended_at: row.ended_at,
        }
    }
}

impl Shelf {
    /// Puts a checked upload in the place of the account's collection. On return it is on the disk.
    pub async fn replace(
        &self,
        account: AccountId,
        checked: Checked,
        op: OpId,
    ) -> Result<Head, Error> {
        let facts = CollectionFacts::of(
            &checked.stamp,
            &checked.counts,
            i64::try_from(checked.bytes).unwrap_or(i64::MAX),
        );
        let (shelf, path) = (self.clone(), checked.path);
        // On its own task: a caller who goes away must not leave a replacement half done.
        let outcome = tokio::spawn(async move {
            shelf
                .begin_generation(account, &path, facts, ("a one-way upload", op))
                .await
        })
        .await;
        outcome.map_err(|error| Fault::because("a replacement broke", error))?
    }

    /// All collections that the account has had and that are still kept, oldest first.
    pub async fn generations(&self, account: AccountId) -> Result<Vec<Generation>, Error> {
        let read = async move |r: &store::Read| {
            storage::generations_of(r, account, Book::Collection).await
        };
        let rows: Result<Vec<GenerationRow>, Fault> = self.ground.db.read(read).await;
        Ok(rows?.into_iter().map(Generation::from).collect())
    }

    pub(crate) async fn begin_generation(
        &self,
        account: AccountId,
        made: &Path,
        mut facts: CollectionFacts,
        (reason, op): (&'static str, OpId),
    ) -> Result<Head, Error> {
        let lock = self
            .locks
            .hold(account, Book::Collection, self.wait_max())
            .await;
        let _lock = lock.ok_or(Error::Busy)?;
        let read = async move |r: &store::Read| storage::head_of::<Collection>(r, account).await;
        let old: Option<BookHead<CollectionFacts>> = self.ground.db.read(read).await?;
        let replaces = old.as_ref().map(|head| head.position);
        let position = Position {
            generation: replaces.map_or(1, |old| old.generation + 1),
            seq: 0,
        };
        let usn_floor = old.map_or(0, |head| head.facts.usn);
        let (shelf, path) = (self.clone(), made.to_owned());
        let snapshot = self
            .work(move || {
                if facts.usn < usn_floor {
                    facts = with_usn(&path, usn_floor)?;
                }
                kept_snapshot(&shelf, account, &path, position, &facts)
            })
            .await??;
        self.ground.crash_points.here("shelf.generation.kept");
        let op = op.0;
        let new = NewGeneration {
            account,
            book: Book::Collection,
            replaces,
            snapshot,
            reason,
            op,
        };
        let write = async move |w: &store::Write| storage::begin_generation(w, new).await;
        let began: Result<bool, Fault> = self.ground.db.write(write).await;
        self.head_moved(account);
        self.ground.crash_points.here("shelf.generation.began");
        if !began? {
            return Err(Error::Busy);
        }
        drop(self.collections.take(account));
        let folder = self.folder_of(account);
        self.work(move || folder.discard(Book::Collection))
            .await??;
        self.head(account).await
    }
}

/// The usn of a collection never goes back (I4), whatever number an uploaded file brings: an app that
/// has seen a higher one would take later changes for old ones.
fn with_usn(path: &Path, usn: i32) -> Result<CollectionFacts, Fault> {
    let book = Collection::open(path)
        .map_err(|error| Fault::because("the new collection could not be opened", error))?;
    let connection = BookFile::connection(&book);
    connection
        .execute_batch(&format!(
            "update col set usn = {usn}; pragma journal_mode = delete;"
        ))
        .map_err(|error| Fault::because("the new collection's usn could not be set", error))?;
    let facts = facts_of(&book)?;
    drop(book);
    fs::File::open(path)?.sync_all()?;
    Ok(facts)
}
