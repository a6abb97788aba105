//! Where the sealed files lie: in a folder, or in a bucket of an object store.

mod bucket;
mod folder;

use std::fs::File;
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use rustix::fs::{FlockOperation, flock};

use crate::error::Error;
pub(crate) use bucket::Bucket;
pub(crate) use folder::Folder;

/// A place for files that have names with slashes.
#[derive(Debug)]
pub(crate) enum Keep {
    Folder(Folder),
    Bucket(Bucket),
}

impl Keep {
    /// The names of all files below `prefix`, which ends without a slash, in no order.
    pub(crate) fn names(&self, prefix: &str) -> Result<Vec<String>, Error> {
        match self {
            Keep::Folder(folder) => Ok(folder.names(prefix)?),
            Keep::Bucket(bucket) => Ok(bucket.names(prefix)?),
        }
    }

    /// Opens a file.
    pub(crate) fn open(&self, name: &str) -> io::Result<Box<dyn Read>> {
        match self {
            Keep::Folder(folder) => folder.open(name),
            Keep::Bucket(bucket) => bucket.open(name),
        }
    }

    /// Takes files over from where they were made. On return they are safe under their names.
    pub(crate) fn take(&self, made: &[(PathBuf, String)]) -> Result<(), Error> {
        match self {
            Keep::Folder(folder) => Ok(folder.take(made)?),
            Keep::Bucket(bucket) => Ok(bucket.take(made)?),
        }
    }

    /// Removes a file. One that is not there is no trouble.
    pub(crate) fn remove(&self, name: &str) -> Result<(), Error> {
        match self {
            Keep::Folder(folder) => Ok(folder.remove(name)?),
            Keep::Bucket(bucket) => Ok(bucket.remove(name)?),
        }
    }

    /// Where files are made before they are taken over.
    pub(crate) fn workshop(&self) -> &Path {
        match self {
            Keep::Folder(folder) => folder.workshop(),
            Keep::Bucket(bucket) => bucket.workshop(),
        }
    }

    /// In words for the operator.
    pub(crate) fn words(&self) -> String {
        match self {
            Keep::Folder(folder) => folder.path().display().to_string(),
            Keep::Bucket(bucket) => bucket.words(),
        }
    }

    /// Held by whoever writes: one at a time.
    pub(crate) fn lock(&self) -> Result<File, Error> {
        let path = match self {
            Keep::Folder(folder) => folder.path().join("lock"),
            Keep::Bucket(bucket) => bucket.workshop().with_extension("lock"),
        };
        let mut options = File::options();
        let lock = options
            .create(true)
            .truncate(false)
            .write(true)
            .open(path)?;
        flock(&lock, FlockOperation::NonBlockingLockExclusive).map_err(|_| Error::InUse)?;
        Ok(lock)
    }
}
