//! The data folder: on a local disk, and served by one process at a time.

use std::fs::{self, File};
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use rustix::fs::{FlockOperation, flock};

/// A folder that we may keep data in.
#[derive(Debug, Clone)]
pub struct DataFolder {
    path: PathBuf,
    /// Held by the serving process for its whole life; the lock ends with the file.
    lease: Option<Arc<File>>,
}

/// Why a folder cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum FolderError {
    /// SQLite's locks and WAL do not work there.
    #[error(
        "{path} lies on a network filesystem ({kind}), where SQLite's locks do not hold; choose a folder on a local disk"
    )]
    Network {
        /// The folder.
        path: String,
        /// The filesystem's name.
        kind: &'static str,
    },
    /// Another process serves it.
    #[error("another fuda process is already serving {0}")]
    InUse(String),
    /// It cannot be made or written.
    #[error("{path} cannot be used as data folder: {source}")]
    Io {
        /// The folder.
        path: String,
        /// What the system said.
        source: io::Error,
    },
}

impl DataFolder {
    /// The folder at `path`, made if it is not there, with `tmp` in it.
    pub fn open(path: &Path) -> Result<DataFolder, FolderError> {
        let named = |source| FolderError::Io {
            path: path.display().to_string(),
            source,
        };
        fs::create_dir_all(path.join("tmp")).map_err(named)?;
        let path = path.canonicalize().map_err(named)?;
        if let Some(kind) = network_filesystem(&path).map_err(named)? {
            return Err(FolderError::Network {
                path: path.display().to_string(),
                kind,
            });
        }
        Ok(DataFolder { path, lease: None })
    }

    /// Takes the folder for serving; refused while another process has it. Leftovers in `tmp` of a
    /// process that died are removed.
    pub fn lease(mut self) -> Result<DataFolder, FolderError> {
        let named = |source| FolderError::Io {
            path: self.path.display().to_string(),
            source,
        };
        let file = File::options()
            .create(true)
            .truncate(false)
            .write(true)
            .open(self.path.join("lease"))
            .map_err(named)?;
        if flock(&file, FlockOperation::NonBlockingLockExclusive).is_err() {
            return Err(FolderError::InUse(self.path.display().to_string()));
        }
        for entry in fs::read_dir(self.temporary()).map_err(named)? {
            let leftover = entry.map_err(named)?.path();
            let removed = if leftover.is_dir() {
                fs::remove_dir_all(&leftover)
            } else {
                fs::remove_file(&leftover)
            };
            removed.map_err(named)?;
        }
        self.lease = Some(Arc::new(file));
        Ok(self)
    }

    /// Whether some process serves the folder now.
    pub fn is_leased(&self) -> bool {
        let Ok(file) = File::open(self.path.join("lease")) else {
            return false;
        };
        // A shared lock that we can have says that nobody has the exclusive one; it ends with `file`.
        flock(&file, FlockOperation::NonBlockingLockShared).is_err()
    }

    /// Where the data are.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Where files lie while they are being made; emptied when a process takes the lease.
    pub fn temporary(&self) -> PathBuf {
        self.path.join("tmp")
    }

    /// Whether this process holds the lease and the lease file is still the one that others see.
    pub fn holds_lease(&self) -> bool {
        let Some(held) = &self.lease else {
            return false;
        };
        let (Ok(ours), Ok(seen)) = (
            rustix::fs::fstat(held),
            rustix::fs::stat(self.path.join("lease")),
        ) else {
            return false;
        };
        (ours.st_dev, ours.st_ino) == (seen.st_dev, seen.st_ino)
    }
}

/// The name of the network filesystem that `path` lies on, if it lies on one. The numbers are the
/// magic numbers of statfs(2).
#[cfg(target_os = "linux")]
fn network_filesystem(path: &Path) -> io::Result<Option<&'static str>> {
    let magic = rustix::fs::statfs(path)?.f_type;
    Ok(match magic & 0xffff_ffff {
        0x6969 => Some("nfs"),
        0xff53_4d42 => Some("cifs"),
        0xfe53_4d42 | 0x517b => Some("smb"),
        0x564c => Some("ncp"),
        0x0102_1997 => Some("9p"),
        0x00c3_6400 => Some("ceph"),
        0x5346_414f => Some("afs"),
        0x7461_636f => Some("ocfs2"),
        0x0116_1970 => Some("gfs2"),
        0x0bd0_0bd0 => Some("lustre"),
        _ => None,
    })
}

#[cfg(not(target_os = "linux"))]
fn network_filesystem(_path: &Path) -> io::Result<Option<&'static str>> {
    Ok(None)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_folder_is_served_by_one_holder_at_a_time() {
        let place = tempfile::tempdir().unwrap();
        let first = DataFolder::open(place.path()).unwrap().lease().unwrap();
        assert!(first.holds_lease());
        assert!(DataFolder::open(place.path()).unwrap().is_leased());

        let second = DataFolder::open(place.path()).unwrap().lease();

        assert!(matches!(second, Err(FolderError::InUse(_))));
        drop(first);
        assert!(!DataFolder::open(place.path()).unwrap().is_leased());
        DataFolder::open(place.path()).unwrap().lease().unwrap();
    }

    #[test]
    fn leftovers_of_a_dead_process_are_swept() {
        let place = tempfile::tempdir().unwrap();
        let folder = DataFolder::open(place.path()).unwrap();
        fs::write(folder.temporary().join("half-an-upload"), "x").unwrap();

        let folder = folder.lease().unwrap();

        assert_eq!(fs::read_dir(folder.temporary()).unwrap().count(), 0);
    }

    #[test]
    fn a_lease_whose_file_was_replaced_is_no_longer_held() {
        let place = tempfile::tempdir().unwrap();
        let folder = DataFolder::open(place.path()).unwrap().lease().unwrap();

        fs::remove_file(place.path().join("lease")).unwrap();

        assert!(!folder.holds_lease());
    }
}
