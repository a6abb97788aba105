//! Putting everything an account has stored away, and bringing it back: for accounts that nobody
//! uses. What is put away lies under the account's number with a minus before it, with its history
//! and all its rules; the account itself is as empty as on its first day.

use std::fs;
use std::io;

use accounts::AccountId;
use store::Fault;

use crate::book::Book;
use crate::error::Error;
use crate::head::Head;
use crate::shelf::Shelf;
use crate::storage;

/// The number under which what an account has put away lies. Numbers of accounts begin at 1.
pub(crate) fn archive_of(account: AccountId) -> AccountId {
    AccountId(-account.0)
}

fn is_empty(head: &Head) -> bool {
    head.counts.notes == 0 && head.counts.cards == 0 && head.media.files == 0
}

impl Shelf {
    /// Puts everything away. May be called again if it was cut off. Refuses `Busy`.
    pub async fn put_away(&self, account: AccountId) -> Result<(), Error> {
        self.move_all(account, archive_of(account)).await
    }

    /// Brings everything back. `false`: the account has stored something new meanwhile, or nothing
    /// was put away. Refuses `Busy`.
    pub async fn bring_back(&self, account: AccountId) -> Result<bool, Error> {
        if !self.can_bring_back(account).await? {
            return Ok(false);
        }
        // An empty collection that an app has begun meanwhile.
        self.remove(account).await?;
        self.move_all(archive_of(account), account).await?;
        Ok(true)
    }

    /// Whether something was put away.
    pub async fn has_archive(&self, account: AccountId) -> Result<bool, Error> {
        Ok(!is_empty(&self.head(archive_of(account)).await?))
    }

    /// Whether something was put away and nothing new is in its place.
    pub async fn can_bring_back(&self, account: AccountId) -> Result<bool, Error> {
        Ok(is_empty(&self.head(account).await?) && self.has_archive(account).await?)
    }

    /// Removes what was put away, for good.
    pub async fn remove_archive(&self, account: AccountId) -> Result<(), Error> {
        self.remove(archive_of(account)).await
    }

    /// First the folder, then the rows: rows never name files that lie under another number, except
    /// if it is cut off between the two, and then it goes on at once after the start.
    async fn move_all(&self, from: AccountId, to: AccountId) -> Result<(), Error> {
        let mut held = Vec::new();
        for account in [from, to] {
            for book in [Book::Collection, Book::Media] {
                let lock = self.locks.hold(account, book, self.wait_max()).await;
                held.push(lock.ok_or(Error::Busy)?);
            }
            drop((self.collections.take(account), self.indexes.take(account)));
        }
        let (old, new) = (self.folder_of(from), self.folder_of(to));
        self.work(move || {
            if let Some(parent) = new.path().parent() {
                fs::create_dir_all(parent)?;
            }
            match fs::rename(old.path(), new.path()) {
                Err(error) if error.kind() != io::ErrorKind::NotFound => Err(Fault::from(error)),
                _ => Ok(()),
            }
        })
        .await??;
        self.ground.crash_points.here("shelf.moved");
        let moved: Result<(), Fault> = self
            .ground
            .db
            .write(async move |w| storage::move_account(w, from, to).await)
            .await;
        self.head_moved(from);
        self.head_moved(to);
        Ok(moved?)
    }
}
