//! Bundles: the bytes of all files of one request in one file, so that 25 small files cost one fsync.
//!
//! A bundle is written once, named by chance, and never changed. It is on the disk before any row of
//! the index names it (I8).

use std::fs::{self, File};
use std::io::{self, BufWriter, Read, Write as _};
use std::path::PathBuf;
use std::sync::Arc;

use accounts::AccountId;
use sha1::{Digest as _, Sha1};
use store::Fault;

use super::content::MediaBytes;
use super::index::Placed;
use crate::account_folder::{AccountFolder, make_folder, sync_folder};
use crate::shelf::Shelf;

/// A bundle that is being filled. Dropped before it is kept, it leaves nothing behind.
#[derive(Debug)]
pub struct BundleWriter {
    path: PathBuf,
    file: BufWriter<File>,
    length: u64,
}

/// Bytes that lie in a bundle, with the hashes of what was really written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Staged {
    /// SHA-1, the name that the protocol knows the content by.
    pub sha1: [u8; 20],
    /// BLAKE3, by which the bytes are verified when they are read.
    pub blake3: [u8; 32],
    /// Where the bytes begin in the bundle.
    pub offset: u64,
    /// How many there are.
    pub size: u64,
}

impl Shelf {
    /// Begins a bundle for the account. For threads that may block.
    pub fn new_bundle(&self, account: AccountId) -> Result<BundleWriter, Fault> {
        let name = format!("{}-{}.bundle", account.0, self.ground.chance.id());
        let path = self.ground.folder.temporary().join(name);
        let file = File::create_new(&path)
            .map_err(|error| Fault::because("a bundle could not be begun", error))?;
        Ok(BundleWriter {
            path,
            file: BufWriter::new(file),
            length: 0,
        })
    }
}

impl BundleWriter {
    /// Appends all bytes of `from`, hashing them on the way.
    pub fn add(&mut self, from: &mut dyn Read) -> io::Result<Staged> {
        let (mut sha1, mut blake3) = (Sha1::new(), blake3::Hasher::new());
        let offset = self.length;
        let mut buffer = vec![0; 64 * 1024];
        loop {
            let count = match from.read(&mut buffer) {
                Ok(0) => break,
                Ok(count) => count,
                Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
                Err(error) => return Err(error),
            };
            let part = buffer.get(..count).unwrap_or_default();
            sha1.update(part);
            blake3.update(part);
            self.file.write_all(part)?;
            self.length += part.len() as u64;
        }
        Ok(Staged {
            sha1: sha1.finalize().into(),
            blake3: *blake3.finalize().as_bytes(),
            offset,
            size: self.length - offset,
        })
    }

    /// Whether nothing was added.
    pub fn is_empty(&self) -> bool {
        self.length == 0
    }

    /// Puts the bundle among the account's media; on return it and its name are on the disk. It gets its
    /// name first, so that one commit of the file system's journal takes both. Until the index names the
    /// bundle, what a crash makes of it is nobody's loss.
    pub(super) fn keep(&mut self, folder: &AccountFolder, name: &str) -> Result<(), Fault> {
        let context = |error| Fault::because("a bundle could not be kept", error);
        self.file.flush().map_err(context)?;
        make_folder(&folder.media()).map_err(context)?;
        fs::rename(&self.path, folder.media().join(name)).map_err(context)?;
        self.file.get_ref().sync_all().map_err(context)?;
        sync_folder(&folder.media()).map_err(context)
    }
}

impl Drop for BundleWriter {
    fn drop(&mut self) {
        // A bundle that was kept has another name by now; one that was not is nobody's.
        let _renamed = fs::remove_file(&self.path);
    }
}

/// The bytes of a file that lies in a bundle, verified. `None` when they are not what was stored.
pub(super) fn read_verified(
    folder: &AccountFolder,
    place: &Placed,
) -> io::Result<Option<MediaBytes>> {
    match open(folder, &place.bundle)? {
        Some(bundle) => MediaBytes::verified(&bundle, &place.staged),
        None => Ok(None),
    }
}

/// A bundle, to be read from; nothing if it is gone.
pub(super) fn open(folder: &AccountFolder, bundle: &str) -> io::Result<Option<Arc<File>>> {
    match File::open(folder.media().join(bundle)) {
        Ok(file) => Ok(Some(Arc::new(file))),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(error),
    }
}
