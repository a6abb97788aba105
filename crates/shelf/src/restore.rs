//! The time machine: any state of the last thirty days becomes the account's collection again.

use std::fs;
use std::path::Path;

use accounts::AccountId;
use collection::Collection;
use store::{Fault, Millis};

use crate::book::{Book, BookFile, Position};
use crate::catch_up::apply_records;
use crate::download::reset_header;
use crate::error::Error;
use crate::generation::Generation;
use crate::head::{CollectionFacts, Head, facts_of};
use crate::loan::OpId;
use crate::shelf::Shelf;
use crate::{snapshot, storage};

/// Which earlier state is wanted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Moment {
    /// The state at this time.
    At(Millis),
    /// The last state of this generation.
    EndOf(i64),
}

/// What a restore gave back.
#[derive(Debug, Clone)]
pub struct Restored {
    /// The account's books now.
    pub head: Head,
    /// Media files that had been deleted or replaced since then.
    pub media: usize,
}

impl Shelf {
    /// Makes an earlier state the account's collection, as a new generation. Its schema stamp is new,
    /// so that every app asks its owner which side to keep instead of diverging silently, and its usn
    /// is higher than any that was ever handed out (D10). Media that were deleted or replaced since then
    /// come back; what came since then stays.
    pub async fn restore(&self, account: AccountId, moment: Moment) -> Result<Restored, Error> {
        let usn_floor = self.head(account).await?.stamp.usn;
        let (generation, until) = self.find(account, moment).await?;
        let until = generation.ended_at.map_or(until, |end| end.min(until));
        let reason = "restored from an earlier state";
        // Media first: they take nothing away, so a failure after them leaves all as it was.
        let media = self.give_back_media(account, until).await?;
        self.give_back(account, moment, usn_floor, reason).await?;
        let head = self.head(account).await?;
        Ok(Restored { head, media })
    }

    /// `restore` with a usn that the new generation's is to be above, and words for its history.
    pub(crate) async fn give_back(
        &self,
        account: AccountId,
        moment: Moment,
        usn_floor: i32,
        reason: &'static str,
    ) -> Result<Head, Error> {
        let (generation, until) = self.find(account, moment).await?;
        let generation = generation.number;
        let read = async move |r: &store::Read| {
            storage::state_at(r, account, Book::Collection, generation, until).await
        };
        let state: Result<Option<(i64, String)>, Fault> = self.ground.db.read(read).await;
        let (seq, _facts) = state?.ok_or(Error::NoSuchMoment)?;
        let shelf = self.clone();
        let (path, facts) = self
            .work(move || {
                let path = snapshot::workbench(&shelf.ground, account);
                let wanted = Position { generation, seq };
                let facts = rebuild_at::<Collection>(&shelf, account, wanted, &path)
                    .and_then(|()| stamp_anew(&path, shelf.ground.clock.now(), usn_floor))?;
                Ok::<_, Fault>((path, facts))
            })
            .await??;
        let op = OpId(self.ground.chance.token());
        self.begin_generation(account, &path, facts, (reason, op))
            .await
    }

    async fn find(
        &self,
        account: AccountId,
        moment: Moment,
    ) -> Result<(Generation, Millis), Error> {
        let generations = self.generations(account).await?;
        let found = |wanted: &Generation| match moment {
            Moment::At(time) => wanted.started_at <= time,
            Moment::EndOf(number) => wanted.number == number,
        };
        let generation = generations.iter().rev().find(|one| found(one));
        let generation = generation.ok_or(Error::NoSuchMoment)?;
        let until = match moment {
            Moment::At(time) => time,
            Moment::EndOf(_) => Millis(i64::MAX),
        };
        Ok((generation.clone(), until))
    }
}

/// Builds a state of a book in a new file, from the newest snapshot before it and the records since.
pub(crate) fn rebuild_at<B: BookFile>(
    shelf: &Shelf,
    account: AccountId,
    wanted: Position,
    path: &Path,
) -> Result<(), Fault> {
    let row = crate::catch_up::newest_snapshot(shelf, account, B::BOOK, wanted)?;
    snapshot::unpack(&shelf.folder_of(account), &row.file, path)?;
    let book = B::open(path)?;
    row.position.write(book.connection())?;
    apply_records::<B>(
        shelf,
        account,
        book.connection(),
        (row.position.seq, wanted),
    )
}

fn stamp_anew(path: &Path, now: Millis, usn_floor: i32) -> Result<CollectionFacts, Fault> {
    let context = |error| Fault::because("the restored collection could not be stamped", error);
    let book = <Collection as BookFile>::open(path)?;
    let connection = BookFile::connection(&book);
    connection
        .execute(
            "update col set scm = ?1, mod = ?1, usn = max(usn, ?2) + 1",
            rusqlite::params![now.0, usn_floor],
        )
        .map_err(context)?;
    connection
        .execute_batch("pragma journal_mode = delete")
        .map_err(context)?;
    let facts = facts_of(&book)?;
    drop(book);
    reset_header(path)?;
    fs::File::open(path)?.sync_all()?;
    Ok(facts)
}
