//! What backups need of the shelf: the files that are written once, and a word to an account whose data
//! came back from one.

use std::fs::{self, File};
use std::io::{self, Read};

use accounts::AccountId;
use store::Fault;

use crate::account_folder::make_folder;
use crate::error::Error;
use crate::loan::OpId;
use crate::media::MediaIndex;
use crate::restore::Moment;
use crate::shelf::Shelf;
use crate::snapshot::{self, Intact};

/// Beyond every number that can have been handed out since a backup was made.
const USN_LEAP: i32 = 1_000_000;

/// A kind of files that are written once and never changed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum WrittenOnce {
    /// A state of a book; rows of `snapshots` name them.
    Snapshot,
    /// Bytes of media.
    Bundle,
}

impl Shelf {
    /// The names of all bundles of an account. For threads that may block.
    pub fn bundles_of(&self, account: AccountId) -> io::Result<Vec<String>> {
        let entries = match fs::read_dir(self.folder_of(account).media()) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Vec::new()),
            read => read?,
        };
        let names = entries.map(|entry| Ok(entry?.file_name().to_string_lossy().into_owned()));
        names.collect()
    }

    /// Opens such a file and tells its length. A snapshot that is not what was written fails at its end.
    pub fn open_copy(
        &self,
        account: AccountId,
        kind: WrittenOnce,
        name: &str,
    ) -> io::Result<(Box<dyn Read>, u64)> {
        let folder = self.folder_of(account);
        Ok(match kind {
            WrittenOnce::Snapshot => {
                let bytes = fs::metadata(snapshot::path_of(&folder, name))?.len();
                (Box::new(Intact::open(&folder, name)?), bytes)
            }
            WrittenOnce::Bundle => {
                let file = File::open(folder.media().join(name))?;
                let bytes = file.metadata()?.len();
                (Box::new(file), bytes)
            }
        })
    }

    /// A new file in the place of one that comes out of a backup.
    pub fn new_copy(&self, account: AccountId, kind: WrittenOnce, name: &str) -> io::Result<File> {
        if name.is_empty() || name.starts_with('.') || name.contains(['/', '\\', '\0']) {
            return Err(io::Error::new(
                io::ErrorKind::InvalidData,
                format!("{name:?} is no name of ours"),
            ));
        }
        let folder = self.folder_of(account);
        let path = match kind {
            WrittenOnce::Snapshot => {
                make_folder(&folder.snapshots())?;
                snapshot::path_of(&folder, name)
            }
            WrittenOnce::Bundle => {
                make_folder(&folder.media())?;
                folder.media().join(name)
            }
        };
        File::create_new(path)
    }

    /// Says that the account's data came out of a backup: apps may have seen later states. The
    /// collection becomes a new generation, so that each app asks its owner which side to keep, and all
    /// media files get new numbers, so that each app compares them all (D10, I4).
    pub async fn came_back(&self, account: AccountId) -> Result<(), Error> {
        let head = self.head(account).await?;
        if head.generation > 0 {
            let floor = head.stamp.usn.saturating_add(USN_LEAP);
            let now = Moment::EndOf(head.generation);
            self.give_back(account, now, floor, "came back from a backup")
                .await?;
        }
        if head.media.usn > 0 {
            let loan = self.lend::<MediaIndex>(account).await?;
            let op = OpId(self.ground.chance.token());
            let renumbered: Result<(), Fault> = loan
                .commit_after(op, |index| index.renumber(USN_LEAP))
                .await?;
            renumbered?;
        }
        Ok(())
    }
}
