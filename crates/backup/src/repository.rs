//! The folder of backups: what lies where in it, and how it gets there.
//!
//! ```text
//! fuda-backups.json       whose backups these are, and which key opens them
//! keys/<time>.keys        key rings: the key of every account, and who was removed; kept 14 days
//! sets/<time>.set         backups: what belongs to each; kept 28 days
//! accounts/<2 hex>/<id>   sealed files of an account, written once, shared by all backups that need them
//! tmp                     files that are being made
//! ```

use std::fs::{self, File};
use std::io::{self, Read, Write as _};
use std::path::{Path, PathBuf};

use rustix::fs::{FlockOperation, flock};
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use store::{Chance, Fault, Millis};

use crate::error::Error;
use crate::sealed::{Opening, Sealing, Secret};

const MARK: &str = "fuda-backups.json";
/// So many bytes or files are put on the disk together.
const BATCH_BYTES: u64 = 256_000_000;
const BATCH_FILES: usize = 500;

#[derive(Debug, Serialize, Deserialize)]
struct Mark {
    version: u32,
    /// The site's name for this folder.
    id: String,
    /// Tells the right key from a wrong one.
    key: String,
}

/// A folder of backups with the key that opens it.
#[derive(Debug)]
pub(crate) struct Repository {
    folder: PathBuf,
    root: Secret,
    chance: Chance,
    /// Held by whoever writes.
    _lock: Option<File>,
}

/// The two kinds of files that are named by their time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Dated {
    Ring,
    Set,
}

impl Dated {
    fn folder(self) -> &'static str {
        match self {
            Dated::Ring => "keys",
            Dated::Set => "sets",
        }
    }
}

impl Repository {
    /// Opens a folder for reading.
    pub(crate) fn open(folder: &Path, root: Secret, chance: &Chance) -> Result<Repository, Error> {
        let mark =
            mark_in(folder)?.ok_or_else(|| Error::NoBackups(folder.display().to_string()))?;
        if mark.key != root.mark() {
            return Err(Error::WrongKey);
        }
        Ok(Repository {
            folder: folder.to_owned(),
            root,
            chance: chance.clone(),
            _lock: None,
        })
    }

    /// Opens a folder for writing, and makes it if it is not there. `id` is the site's name for it.
    pub(crate) fn open_for_writing(
        folder: &Path,
        root: Secret,
        chance: &Chance,
        id: &str,
    ) -> Result<Repository, Error> {
        for inner in ["keys", "sets", "accounts", "tmp"] {
            fs::create_dir_all(folder.join(inner))?;
        }
        let lock = File::options()
            .create(true)
            .truncate(false)
            .write(true)
            .open(folder.join("lock"))?;
        flock(&lock, FlockOperation::NonBlockingLockExclusive).map_err(|_| Error::InUse)?;
        match mark_in(folder)? {
            Some(mark) if mark.id != id => {
                return Err(Error::OtherSite(folder.display().to_string()));
            }
            Some(mark) if mark.key != root.mark() => return Err(Error::WrongKey),
            Some(_) => {}
            None => write_mark(folder, id, &root)?,
        }
        for entry in fs::read_dir(folder.join("tmp"))? {
            fs::remove_file(entry?.path())?;
        }
        Ok(Repository {
            folder: folder.to_owned(),
            root,
            chance: chance.clone(),
            _lock: Some(lock),
        })
    }

    /// The times of all files of a kind, oldest first.
    pub(crate) fn times(&self, kind: Dated) -> Result<Vec<Millis>, Error> {
        let mut times = Vec::new();
        for entry in fs::read_dir(self.folder.join(kind.folder()))? {
            let name = entry?.file_name();
            let time = name
                .to_str()
                .and_then(|name| name.split_once('.')?.0.parse().ok());
            times.extend(time.map(Millis));
        }
        times.sort_unstable();
        Ok(times)
    }

    fn dated(&self, kind: Dated, time: Millis) -> (PathBuf, String) {
        let name = format!("{}/{}.{}", kind.folder(), time.0, kind.folder());
        (self.folder.join(&name), name)
    }

    /// Reads a ring or a set.
    pub(crate) fn read<T: DeserializeOwned>(&self, kind: Dated, time: Millis) -> Result<T, Error> {
        let (path, name) = self.dated(kind, time);
        Ok(unpacked(&path, &self.root, &name)?)
    }

    /// Writes a ring or a set. On return it is on the disk.
    pub(crate) fn write<T: Serialize>(
        &self,
        kind: Dated,
        time: Millis,
        content: &T,
    ) -> Result<(), Error> {
        let (path, name) = self.dated(kind, time);
        let made = self.temporary();
        let mut sealing = self.sealing(&made, &self.root, &name)?;
        sealing.write_all(&packed(content)?)?;
        sealing.finish()?.sync_all()?;
        fs::rename(&made, &path)?;
        let folder = self.folder.join(kind.folder());
        File::open(folder)?.sync_all()?;
        Ok(())
    }

    pub(crate) fn remove(&self, kind: Dated, time: Millis) -> Result<(), Error> {
        Ok(fs::remove_file(self.dated(kind, time).0)?)
    }

    fn temporary(&self) -> PathBuf {
        self.folder.join("tmp").join(self.chance.id().to_string())
    }

    fn sealing(&self, path: &Path, secret: &Secret, name: &str) -> io::Result<Sealing<File>> {
        Sealing::begin(File::create_new(path)?, secret, name, self.chance.bytes())
    }

    /// Where the files of an account lie.
    pub(crate) fn account_folder(&self, account: i64) -> PathBuf {
        let shard = format!("{:02x}", account & 0xff);
        self.folder
            .join("accounts")
            .join(shard)
            .join(account.to_string())
    }

    /// The accounts that files lie here of.
    pub(crate) fn accounts(&self) -> Result<Vec<i64>, Error> {
        let mut found = Vec::new();
        for shard in fs::read_dir(self.folder.join("accounts"))? {
            for entry in fs::read_dir(shard?.path())? {
                found.extend(
                    entry?
                        .file_name()
                        .to_str()
                        .and_then(|name| name.parse::<i64>().ok()),
                );
            }
        }
        Ok(found)
    }

    /// Reads a file of an account that holds JSON.
    pub(crate) fn read_json<T: DeserializeOwned>(
        &self,
        (account, key): (i64, &Secret),
        object: &str,
    ) -> Result<T, Error> {
        let path = self.account_folder(account).join(object);
        Ok(unpacked(&path, key, object)?)
    }

    /// Opens a file of an account as it was.
    pub(crate) fn open_file(
        &self,
        (account, key): (i64, &Secret),
        object: &str,
    ) -> Result<impl Read + use<>, Error> {
        let path = self.account_folder(account).join(object);
        Ok(Opening::begin(File::open(path)?, key, object)?)
    }

    /// Bytes that are free where a folder lies.
    pub(crate) fn free_bytes(path: &Path) -> Result<u64, Error> {
        let disk = rustix::fs::statvfs(path).map_err(io::Error::from)?;
        Ok(disk.f_bavail.saturating_mul(disk.f_frsize))
    }
}

fn mark_in(folder: &Path) -> Result<Option<Mark>, Error> {
    let text = match fs::read_to_string(folder.join(MARK)) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
        read => read?,
    };
    serde_json::from_str(&text)
        .map(Some)
        .map_err(|error| Fault::because(format!("{MARK} is damaged"), error).into())
}

fn write_mark(folder: &Path, id: &str, root: &Secret) -> Result<(), Error> {
    let mark = Mark {
        version: 1,
        id: id.to_owned(),
        key: root.mark(),
    };
    let text = serde_json::to_string(&mark)
        .map_err(|error| Fault::because("the mark cannot be written", error))?;
    let made = folder.join("tmp").join("mark");
    let mut file = File::create(&made)?;
    file.write_all(text.as_bytes())?;
    file.sync_all()?;
    fs::rename(made, folder.join(MARK))?;
    File::open(folder)?.sync_all()?;
    Ok(())
}

/// JSON, packed.
pub(crate) fn packed<T: Serialize>(content: &T) -> io::Result<Vec<u8>> {
    let mut encoder = zstd::Encoder::new(Vec::new(), 3)?;
    serde_json::to_writer(&mut encoder, content)?;
    encoder.finish()
}

fn unpacked<T: DeserializeOwned>(path: &Path, key: &Secret, name: &str) -> io::Result<T> {
    let mut json = Vec::new();
    let opening = Opening::begin(File::open(path)?, key, name)?;
    zstd::Decoder::new(opening)?.read_to_end(&mut json)?;
    Ok(serde_json::from_slice(&json)?)
}

/// Files of accounts on their way into the folder. They get their names only after their bytes are on the
/// disk, many at a time, so that a name that is there may be relied upon.
#[derive(Debug)]
pub(crate) struct Batch<'a> {
    repository: &'a Repository,
    waiting: Vec<(PathBuf, PathBuf)>,
    bytes: u64,
    /// Bytes that were not there before.
    pub(crate) written: u64,
}

impl<'a> Batch<'a> {
    pub(crate) fn new(repository: &'a Repository) -> Batch<'a> {
        Batch {
            repository,
            waiting: Vec::new(),
            bytes: 0,
            written: 0,
        }
    }

    /// Whether the account has this file already.
    pub(crate) fn has(&self, account: i64, object: &str) -> bool {
        let path = self.repository.account_folder(account).join(object);
        path.exists() || self.waiting.iter().any(|(_, to)| *to == path)
    }

    /// Adds a file that `fill` writes.
    pub(crate) fn add(
        &mut self,
        (account, key): (i64, &Secret),
        object: &str,
        fill: impl FnOnce(&mut Sealing<File>) -> Result<(), Error>,
    ) -> Result<(), Error> {
        let made = self.repository.temporary();
        let mut sealing = self.repository.sealing(&made, key, object)?;
        let filled = fill(&mut sealing).and_then(|()| Ok(sealing.finish()?.metadata()?.len()));
        self.waiting
            .push((made, self.repository.account_folder(account).join(object)));
        let bytes = filled.inspect_err(|_| self.forget_last())?;
        self.bytes += bytes;
        self.written += bytes;
        if self.bytes > BATCH_BYTES || self.waiting.len() >= BATCH_FILES {
            self.flush()?;
        }
        Ok(())
    }

    /// What is half made is nobody's.
    fn forget_last(&mut self) {
        if let Some((made, _)) = self.waiting.pop() {
            // The next backup removes it if this does not.
            let _gone = fs::remove_file(made);
        }
    }

    /// Puts all bytes on the disk, then gives the files their names.
    pub(crate) fn flush(&mut self) -> Result<(), Error> {
        sync_all_of(&self.repository.folder)?;
        for (made, path) in &self.waiting {
            if let Some(folder) = path.parent() {
                fs::create_dir_all(folder)?;
            }
            fs::rename(made, path)?;
        }
        self.waiting.clear();
        self.bytes = 0;
        Ok(())
    }

    /// Puts everything on the disk, names too.
    pub(crate) fn finish(&mut self) -> Result<u64, Error> {
        self.flush()?;
        sync_all_of(&self.repository.folder)?;
        Ok(self.written)
    }
}

impl Drop for Batch<'_> {
    fn drop(&mut self) {
        for (made, _) in &self.waiting {
            // The next backup removes it if this does not.
            let _gone = fs::remove_file(made);
        }
    }
}

/// Puts everything of the file system that `folder` lies on onto the disk.
fn sync_all_of(folder: &Path) -> Result<(), Error> {
    Ok(rustix::fs::syncfs(File::open(folder)?).map_err(io::Error::from)?)
}
