//! Asking about media and reading their bytes.

use std::fmt::Write as _;
use std::fs::File;
use std::io::{self, Seek as _, SeekFrom};

use accounts::AccountId;
use store::Fault;

use super::bundle::read_verified;
use super::index::{ChangedRow, MediaIndex};
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
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MediaFile {
    /// Its name.
    pub name: String,
    /// Its bytes.
    pub bytes: Vec<u8>,
}

/// A file with its bytes and what names them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StoredMedia {
    /// SHA-1 in lower-case hexadecimal.
    pub sha1: String,
    /// Its bytes.
    pub bytes: Vec<u8>,
}

/// One file of the media that is ready to be read in parts.
#[derive(Debug)]
pub struct OpenMedia {
    /// SHA-1 in lower-case hexadecimal.
    pub sha1: String,
    /// How many bytes it has.
    pub size: u64,
    source: Source,
}

#[derive(Debug)]
enum Source {
    /// A small file, read and verified.
    Whole(Vec<u8>),
    /// A large one, in its bundle from this place on.
    Bundle(File, u64),
}

/// Larger files are read piece by piece, and so without a look at their hash: films are watched in
/// parts, and what was damaged is found when an app downloads it, and by `fuda verify`.
const WHOLE_BYTES_MAX: u64 = 1024 * 1024;

/// What of a file is to be sent.
#[derive(Debug)]
pub enum MediaPart {
    Bytes(Vec<u8>),
    /// From where the file stands, so many bytes.
    File(File, u64),
}

impl OpenMedia {
    /// The bytes from `first` up to, but not including, `end`.
    ///
    /// # Errors
    /// Those of the disk.
    pub fn part(self, first: u64, end: u64) -> io::Result<MediaPart> {
        let end = end.min(self.size);
        let first = first.min(end);
        match self.source {
            Source::Whole(mut bytes) => {
                bytes.truncate(usize::try_from(end).unwrap_or(usize::MAX));
                bytes.drain(..usize::try_from(first).unwrap_or(0).min(bytes.len()));
                Ok(MediaPart::Bytes(bytes))
            }
            Source::Bundle(mut file, offset) => {
                file.seek(SeekFrom::Start(offset + first))?;
                Ok(MediaPart::File(file, end - first))
            }
        }
    }
}

/// The media of one account, to be read and nothing else. Who holds it needs to know no account.
#[derive(Debug, Clone)]
pub struct MediaOf {
    shelf: Shelf,
    account: AccountId,
}

impl MediaOf {
    /// The file of this name, to be read in parts.
    pub async fn open(&self, name: String) -> Result<OpenMedia, Error> {
        let folder = self.shelf.folder_of(self.account);
        let wanted = name.clone();
        let place = self
            .shelf
            .ask_index(self.account, move |index| index.placed(&wanted))
            .await?;
        let Some(place) = place else {
            return Err(Error::NoSuchMedia(name));
        };
        if place.staged.size <= WHOLE_BYTES_MAX {
            let StoredMedia { sha1, bytes } = self.read(name).await?;
            return Ok(OpenMedia {
                sha1,
                size: bytes.len() as u64,
                source: Source::Whole(bytes),
            });
        }
        let opened = self
            .shelf
            .work(move || File::open(folder.media().join(&place.bundle)))
            .await?;
        match opened {
            Ok(file) => Ok(OpenMedia {
                sha1: hexadecimal(&place.staged.sha1),
                size: place.staged.size,
                source: Source::Bundle(file, place.staged.offset),
            }),
            Err(error) if error.kind() == io::ErrorKind::NotFound => Err(Error::DamagedMedia(name)),
            Err(error) => Err(Fault::because("a bundle could not be opened", error).into()),
        }
    }

    /// The file of this name.
    pub async fn read(&self, name: String) -> Result<StoredMedia, Error> {
        let folder = self.shelf.folder_of(self.account);
        let wanted = name.clone();
        let read = self
            .shelf
            .ask_index(self.account, move |index| {
                let Some(place) = index.placed(&wanted)? else {
                    return Ok(Err(Error::NoSuchMedia(wanted)));
                };
                let bytes = read_verified(&folder, &place.bundle, &place.staged)?;
                let sha1 = hexadecimal(&place.staged.sha1);
                Ok(bytes
                    .map(|bytes| StoredMedia { sha1, bytes })
                    .ok_or(Error::DamagedMedia(wanted)))
            })
            .await?;
        if let Err(Error::DamagedMedia(_)) = &read {
            self.shelf.forget_damaged(self.account, name).await?;
        }
        read
    }
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
        let folder = self.folder_of(account);
        let read = self
            .ask_index(account, move |index| {
                // All are looked up first: the answer must not depend on where the reading stops.
                let mut placed = Vec::with_capacity(names.len());
                for name in names {
                    let Some(place) = index.placed(&name)? else {
                        return Ok(Err(Error::NoSuchMedia(name)));
                    };
                    placed.push((name, place));
                }
                let (mut files, mut total) = (Vec::new(), 0);
                for (name, place) in placed {
                    if total > stop_after {
                        break;
                    }
                    let Some(bytes) = read_verified(&folder, &place.bundle, &place.staged)? else {
                        return Ok(Err(Error::DamagedMedia(name)));
                    };
                    total += place.staged.size;
                    files.push(MediaFile { name, bytes });
                }
                Ok(Ok(files))
            })
            .await?;
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
        answer.map_err(|fault| {
            self.distrust(account, Book::Media, fault.chain());
            Error::Degraded(fault.chain())
        })
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
            let mut facts = index.stamp()?;
            facts.files = facts.files.saturating_sub(1);
            facts.bytes -= place.staged.size.cast_signed();
            index.forget_damaged(&name, &place.staged.sha1, now)?;
            index.set_stamp(&facts)
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
