//! Asking about media and reading their bytes.

use std::fmt::Write as _;
use std::fs::File;
use std::sync::Arc;

use accounts::AccountId;
use store::Fault;

use super::bundle;
use super::content::MediaBytes;
use super::index::{ChangedRow, MediaIndex, Placed};
use crate::book::Book;
use crate::catch_up::open_current;
use crate::error::Error;
use crate::loan::OpId;
use crate::shelf::Shelf;

/// A file that changed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MediaChange {
    /// Its name.
    pub name: String,
    /// The usn of its last change.
    pub usn: i32,
    /// SHA-1 in lower-case hexadecimal; nothing if it was deleted.
    pub sha1: Option<String>,
}

/// A file with its bytes, which are those that were stored.
#[derive(Debug, Clone)]
pub struct MediaFile {
    /// Its name.
    pub name: String,
    /// Its bytes.
    pub bytes: MediaBytes,
}

/// A file with its bytes and what names them.
#[derive(Debug, Clone)]
pub struct StoredMedia {
    /// SHA-1 in lower-case hexadecimal.
    pub sha1: String,
    /// Its bytes.
    pub bytes: MediaBytes,
}

/// The media of one account, to be read and nothing else. Who holds it needs to know no account.
#[derive(Debug, Clone)]
pub struct MediaOf {
    shelf: Shelf,
    account: AccountId,
}

impl MediaOf {
    /// The file of this name.
    pub async fn read(&self, name: String) -> Result<StoredMedia, Error> {
        let mut found = self.shelf.opened(self.account, vec![name]).await?;
        let file = found
            .pop()
            .ok_or_else(|| Fault::new("a file that was found is not there"))?;
        let sha1 = hexadecimal(&file.place.staged.sha1);
        let file = self
            .shelf
            .verified(self.account, vec![file], u64::MAX)
            .await?;
        let bytes = file.into_iter().next().map(|file| file.bytes);
        let bytes = bytes.ok_or_else(|| Fault::new("a file that was found is not there"))?;
        Ok(StoredMedia { sha1, bytes })
    }
}

/// A file that was looked up: its bundle is open, its bytes are not verified yet.
struct Opened {
    name: String,
    place: Placed,
    bundle: Option<Arc<File>>,
}

impl Shelf {
    /// The media of an account, to be read.
    pub fn media_of(&self, account: AccountId) -> MediaOf {
        MediaOf {
            shelf: self.clone(),
            account,
        }
    }

    /// At most `limit` files that changed after `since`, oldest change first.
    pub async fn media_changes(
        &self,
        account: AccountId,
        since: i32,
        limit: u32,
    ) -> Result<Vec<MediaChange>, Error> {
        if since >= self.head(account).await?.media.usn {
            return Ok(Vec::new());
        }
        let rows = self
            .ask_index(account, move |index| index.changed_after(since, limit))
            .await?;
        let change = |(name, usn, sha1): ChangedRow| MediaChange {
            name,
            usn,
            sha1: sha1.as_ref().map(hexadecimal),
        };
        Ok(rows.into_iter().map(change).collect())
    }

    /// The named files in the order they were asked for; stops after the file with which their bytes
    /// pass `stop_after`. One that is missing or damaged refuses the whole question.
    pub async fn read_media(
        &self,
        account: AccountId,
        names: Vec<String>,
        stop_after: u64,
    ) -> Result<Vec<MediaFile>, Error> {
        // All are looked up first: the answer must not depend on where the reading stops.
        let opened = self.opened(account, names).await?;
        self.verified(account, opened, stop_after).await
    }

    /// Looks names up and opens what they name. One that is missing refuses the whole question.
    async fn opened(&self, account: AccountId, names: Vec<String>) -> Result<Vec<Opened>, Error> {
        let folder = self.folder_of(account);
        self.ask_index(account, move |index| {
            let mut opened: Vec<Opened> = Vec::with_capacity(names.len());
            for name in names {
                let Some(place) = index.placed(&name)? else {
                    return Ok(Err(Error::NoSuchMedia(name)));
                };
                let last = opened
                    .last()
                    .filter(|last| last.place.bundle == place.bundle);
                let bundle = match last {
                    Some(last) => last.bundle.clone(),
                    None => bundle::open(&folder, &place.bundle)?,
                };
                opened.push(Opened {
                    name,
                    place,
                    bundle,
                });
            }
            Ok(Ok(opened))
        })
        .await?
    }

    /// Verifies files one after the other, while others use the index.
    async fn verified(
        &self,
        account: AccountId,
        opened: Vec<Opened>,
        stop_after: u64,
    ) -> Result<Vec<MediaFile>, Error> {
        let read = self.work(move || {
            let (mut files, mut total) = (Vec::new(), 0);
            for Opened {
                name,
                place,
                bundle,
            } in opened
            {
                if total > stop_after {
                    break;
                }
                let bytes = bundle.map(|bundle| MediaBytes::verified(&bundle, &place.staged));
                let Some(bytes) = bytes.transpose()?.flatten() else {
                    return Ok(Err(Error::DamagedMedia(name)));
                };
                total += bytes.size();
                files.push(MediaFile { name, bytes });
            }
            Ok::<_, Fault>(Ok(files))
        });
        let read = read.await??;
        if let Err(Error::DamagedMedia(name)) = &read {
            self.forget_damaged(account, name.clone()).await?;
        }
        read
    }

    /// Works in the index without changing it.
    pub(crate) async fn ask_index<T: Send + 'static>(
        &self,
        account: AccountId,
        question: impl FnOnce(&MediaIndex) -> Result<T, Fault> + Send + 'static,
    ) -> Result<T, Error> {
        let lock = self.locks.hold(account, Book::Media, self.wait_max()).await;
        let lock = lock.ok_or(Error::Busy)?;
        let shelf = self.clone();
        let answer = self
            .work(move || {
                let (index, _head) = open_current::<MediaIndex>(&shelf, account)?;
                let answer = question(&index)?;
                shelf.indexes.put(account, index);
                drop(lock);
                Ok::<T, Fault>(answer)
            })
            .await?;
        answer.map_err(|fault| self.out_of_order(account, Book::Media, fault))
    }

    async fn forget_damaged(&self, account: AccountId, name: String) -> Result<(), Error> {
        tracing::error!(
            account.id = account.0,
            "a stored media file is damaged and is no longer offered"
        );
        let loan = self.lend::<MediaIndex>(account).await?;
        let now = self.ground.clock.now().0;
        loan.run(move |index| {
            let Some(place) = index.placed(&name)? else {
                return Ok(());
            };
            index.give_up(&name, &place, now)
        })
        .await??;
        loan.commit(OpId(self.ground.chance.token())).await
    }
}

fn hexadecimal(hash: &[u8; 20]) -> String {
    hash.iter()
        .fold(String::with_capacity(40), |mut text, byte| {
            let _always_fits = write!(text, "{byte:02x}");
            text
        })
}
