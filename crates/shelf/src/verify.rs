//! Verifying an account: the copy against the log, the counts against the rows, the bytes against
//! their hashes (I2, I7, I8).

use std::fs;
use std::path::PathBuf;

use accounts::AccountId;
use collection::{Collection, check};
use store::Fault;

use crate::book::{Book, BookFile, Position};
use crate::catch_up::open_current;
use crate::error::Error;
use crate::head::Head;
use crate::media::{self, MediaIndex};
use crate::restore::rebuild_at;
use crate::shelf::Shelf;
use crate::{snapshot, storage};

/// What verifying an account found.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Verified {
    /// One sentence for each thing that is wrong. Empty is good.
    pub troubles: Vec<String>,
    /// Rows of cards, for the operator's sense of what was looked at.
    pub cards: i64,
    /// Media files whose bytes were read.
    pub media_files: u32,
}

impl Shelf {
    /// Looks at everything that the account has stored. The working copy is looked at only by the
    /// process that holds the lease of the data folder: another one would disturb it.
    pub async fn verify(&self, account: AccountId) -> Result<Verified, Error> {
        let head = self.head(account).await?;
        let mut verified = Verified::default();
        if head.generation > 0 {
            let (shelf, wanted) = (self.clone(), head.clone());
            verified = self
                .work(move || verify_collection(&shelf, &wanted))
                .await??;
            if self.ground.folder.holds_lease() {
                verified
                    .troubles
                    .extend(self.compare_working_copy(account).await?);
            }
        }
        if head.media.usn > 0 {
            let (shelf, files) = (self.clone(), head.media.files);
            let media = self
                .work(move || verify_media(&shelf, account, files))
                .await??;
            verified.troubles.extend(media.troubles);
            verified.media_files = media.media_files;
        }
        Ok(verified)
    }

    async fn compare_working_copy(&self, account: AccountId) -> Result<Option<String>, Error> {
        let lock = self
            .locks
            .hold(account, Book::Collection, self.wait_max())
            .await;
        let lock = lock.ok_or(Error::Busy)?;
        let shelf = self.clone();
        let equal = self
            .work(move || {
                let (book, head) = open_current::<Collection>(&shelf, account)?;
                let rebuilt = Rebuilt::<Collection>::at(&shelf, account, head.position)?;
                let equal = digest_of(&rebuilt.book)? == digest_of(&book)?;
                shelf.collections.put(account, book);
                drop(lock);
                Ok::<bool, Fault>(equal)
            })
            .await??;
        Ok((!equal).then(|| "snapshot and records do not give the working copy".to_owned()))
    }
}

/// A state of a book, rebuilt beside everything else and removed again.
struct Rebuilt<B> {
    book: B,
    path: PathBuf,
}

impl<B: BookFile> Rebuilt<B> {
    fn at(shelf: &Shelf, account: AccountId, wanted: Position) -> Result<Rebuilt<B>, Fault> {
        let path = snapshot::workbench(&shelf.ground, account);
        rebuild_at::<B>(shelf, account, wanted, &path)?;
        Ok(Rebuilt {
            book: B::open(&path)?,
            path,
        })
    }
}

impl<B> Drop for Rebuilt<B> {
    fn drop(&mut self) {
        for end in ["", "-wal", "-shm"] {
            let mut name = self.path.clone().into_os_string();
            name.push(end);
            // In the folder that is emptied at the next start, should this fail.
            let _gone = fs::remove_file(name);
        }
    }
}

fn digest_of(book: &Collection) -> Result<String, Fault> {
    check::digest(book).map_err(|error| Fault::because("a digest could not be made", error))
}

fn verify_collection(shelf: &Shelf, head: &Head) -> Result<Verified, Fault> {
    let position = Position {
        generation: head.generation,
        seq: head.seq,
    };
    let rebuilt = Rebuilt::<Collection>::at(shelf, head.account, position)?;
    let report = check::check(&rebuilt.book)
        .map_err(|error| Fault::because("the collection could not be checked", error))?;
    let mut troubles: Vec<String> = report.problems.iter().map(ToString::to_string).collect();
    if report.counts != head.counts {
        troubles.push(format!(
            "the kept counts {:?} are not those of the rows {:?}",
            head.counts, report.counts
        ));
    }
    if report.stamp != head.stamp {
        troubles.push("the kept stamps are not those of the collection".to_owned());
    }
    Ok(Verified {
        troubles,
        cards: i64::from(report.counts.cards),
        media_files: 0,
    })
}

fn verify_media(shelf: &Shelf, account: AccountId, kept: u32) -> Result<Verified, Fault> {
    let head = shelf
        .ground
        .db
        .read_blocking(async move |r| storage::head_of::<MediaIndex>(r, account).await)?
        .ok_or_else(|| Fault::new("the media have no head"))?;
    let rebuilt = Rebuilt::<MediaIndex>::at(shelf, account, head.position)?;
    let folder = shelf.folder_of(account);
    let mut verified = Verified::default();
    for (name, placed) in rebuilt.book.all_placed()? {
        verified.media_files += 1;
        if !media::is_intact(&folder, &placed)? {
            verified
                .troubles
                .push(format!("the media file {name:?} is damaged"));
        }
    }
    for name in rebuilt.book.damaged()? {
        verified.troubles.push(format!(
            "the media file {name:?} was damaged and has not come back"
        ));
    }
    if kept != verified.media_files {
        verified.troubles.push(format!(
            "the kept count is {kept} media files, the index holds {}",
            verified.media_files
        ));
    }
    Ok(verified)
}
