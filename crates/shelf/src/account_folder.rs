//! Where the files of an account lie. No name that a person chose is ever part of a path.

use std::fs::{self, File};
use std::io;
use std::path::{Path, PathBuf};

use accounts::AccountId;
use store::{DataFolder, Fault};

use crate::book::Book;

/// The folder of one account: `accounts/<2 hex>/<id>`.
#[derive(Debug, Clone)]
pub(crate) struct AccountFolder(PathBuf);

impl AccountFolder {
    pub(crate) fn of(data: &DataFolder, account: AccountId) -> AccountFolder {
        let shard = format!("{:02x}", account.0 & 0xff);
        AccountFolder(
            data.path()
                .join("accounts")
                .join(shard)
                .join(account.0.to_string()),
        )
    }

    pub(crate) fn path(&self) -> &Path {
        &self.0
    }

    /// The working copy of a book.
    pub(crate) fn working_copy(&self, book: Book) -> PathBuf {
        self.0.join(match book {
            Book::Collection => "collection.db",
            Book::Media => "media.db",
        })
    }

    pub(crate) fn snapshots(&self) -> PathBuf {
        self.0.join("snapshots")
    }

    pub(crate) fn media(&self) -> PathBuf {
        self.0.join("media")
    }

    /// Throws a working copy away, with the files that SQLite keeps beside it.
    pub(crate) fn discard(&self, book: Book) -> Result<(), Fault> {
        let copy = self.working_copy(book);
        for end in ["-wal", "-shm", ""] {
            let mut name = copy.clone().into_os_string();
            name.push(end);
            match fs::remove_file(&name) {
                Err(error) if error.kind() != io::ErrorKind::NotFound => {
                    return Err(Fault::because("a working copy could not be removed", error));
                }
                _ => {}
            }
        }
        Ok(())
    }
}

/// Makes a folder and everything above it, each entry on the disk.
pub(crate) fn make_folder(path: &Path) -> io::Result<()> {
    if path.is_dir() {
        return Ok(());
    }
    if let Some(parent) = path.parent() {
        make_folder(parent)?;
        match fs::create_dir(path) {
            Err(error) if error.kind() != io::ErrorKind::AlreadyExists => return Err(error),
            _ => {}
        }
        return sync_folder(parent);
    }
    Ok(())
}

/// Puts the entries of a folder on the disk.
pub(crate) fn sync_folder(path: &Path) -> io::Result<()> {
    File::open(path)?.sync_all()
}
