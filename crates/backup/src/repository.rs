//! A place of backups: what lies where in it, and how it gets there.
//!
//! ```text
//! fuda-backups.json       whose backups these are, and which key opens them
//! keys/<time>.keys        key rings: the key of every account, and who was removed; kept 14 days
//! sets/<time>.set         backups: what belongs to each; kept 28 days
//! accounts/<2 hex>/<id>   sealed files of an account, written once, shared by all backups that need them
//! tmp                     files that are being made (a folder only)
//! ```

use std::collections::HashSet;
use std::fs::{self, File};
use std::io::{self, Read, Write as _};
use std::path::{Path, PathBuf};

use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use store::{Chance, Fault, Millis};

use crate::error::Error;
use crate::keep::Keep;
use crate::sealed::{Opening, Sealing, Secret};

const MARK: &str = "fuda-backups.json";
/// So many bytes or files are put into their place together.
const BATCH_BYTES: u64 = 256_000_000;
const BATCH_FILES: usize = 500;

#[derive(Debug, Serialize, Deserialize)]
struct Mark {
    version: u32,
    /// The site's name for this place.
    id: String,
    /// Tells the right key from a wrong one.
    key: String,
}

/// A place of backups with the key that opens it.
#[derive(Debug)]
pub(crate) struct Repository {
    keep: Keep,
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

    fn name(self, time: Millis) -> String {
        format!("{}/{}.{}", self.folder(), time.0, self.folder())
    }
}

/// Where the files of an account lie.
fn place_of(account: i64) -> String {
    format!("accounts/{:02x}/{account}", account & 0xff)
}

impl Repository {
    /// Opens a place for reading.
    pub(crate) fn open(keep: Keep, root: Secret, chance: &Chance) -> Result<Repository, Error> {
        let mark = mark_in(&keep)?.ok_or_else(|| Error::NoBackups(keep.words()))?;
        if mark.key != root.mark() {
            return Err(Error::WrongKey);
        }
        Ok(Repository {
            keep,
            root,
            chance: chance.clone(),
            _lock: None,
        })
    }

    /// Opens a place for writing. `id` is the site's name for it.
    pub(crate) fn open_for_writing(
        keep: Keep,
        root: Secret,
        chance: &Chance,
        id: &str,
    ) -> Result<Repository, Error> {
        if let Keep::Folder(folder) = &keep {
            folder.lay_out()?;
        }
        fs::create_dir_all(keep.workshop())?;
        let lock = keep.lock()?;
        let repository = Repository {
            keep,
            root,
            chance: chance.clone(),
            _lock: Some(lock),
        };
        match mark_in(&repository.keep)? {
            Some(mark) if mark.id != id => {
                return Err(Error::OtherSite(repository.keep.words()));
            }
            Some(mark) if mark.key != repository.root.mark() => return Err(Error::WrongKey),
            Some(_) => {}
            None => repository.write_mark(id)?,
        }
        repository.tidy_workshop()?;
        Ok(repository)
    }

    /// Removes what was half made when somebody pulled the plug.
    fn tidy_workshop(&self) -> Result<(), Error> {
        for entry in fs::read_dir(self.keep.workshop())? {
            fs::remove_file(entry?.path())?;
        }
        Ok(())
    }

    fn write_mark(&self, id: &str) -> Result<(), Error> {
        let mark = Mark {
            version: 1,
            id: id.to_owned(),
            key: self.root.mark(),
        };
        let text = serde_json::to_string(&mark)
            .map_err(|error| Fault::because("the mark cannot be written", error))?;
        let made = self.temporary();
        fs::write(&made, text)?;
        self.keep.take(&[(made, MARK.to_owned())])
    }

    /// The times of all files of a kind, oldest first.
    pub(crate) fn times(&self, kind: Dated) -> Result<Vec<Millis>, Error> {
        let names = self.keep.names(kind.folder())?;
        let times = names.iter().filter_map(|name| {
            let file = name.rsplit('/').next()?;
            file.split_once('.')?.0.parse().ok()
        });
        let mut times: Vec<Millis> = times.map(Millis).collect();
        times.sort_unstable();
        Ok(times)
    }

    /// Reads a ring or a set.
    pub(crate) fn read<T: DeserializeOwned>(&self, kind: Dated, time: Millis) -> Result<T, Error> {
        let name = kind.name(time);
        Ok(unpacked(self.keep.open(&name)?, &self.root, &name)?)
    }

    /// Writes a ring or a set. On return it is safe.
    pub(crate) fn write<T: Serialize>(
        &self,
        kind: Dated,
        time: Millis,
        content: &T,
    ) -> Result<(), Error> {
        let name = kind.name(time);
        let made = self.temporary();
        let mut sealing = self.sealing(&made, &self.root, &name)?;
        sealing.write_all(&packed(content)?)?;
        sealing.finish()?;
        self.keep.take(&[(made, name)])
    }

    pub(crate) fn remove(&self, kind: Dated, time: Millis) -> Result<(), Error> {
        self.keep.remove(&kind.name(time))
    }

    fn temporary(&self) -> PathBuf {
        self.keep.workshop().join(self.chance.id().to_string())
    }

    fn sealing(&self, path: &Path, secret: &Secret, name: &str) -> io::Result<Sealing<File>> {
        Sealing::begin(File::create_new(path)?, secret, name, self.chance.bytes())
    }

    /// The accounts that files lie here of.
    pub(crate) fn accounts(&self) -> Result<Vec<i64>, Error> {
        let names = self.keep.names("accounts")?;
        let found: HashSet<i64> = names
            .iter()
            .filter_map(|name| name.split('/').nth(2)?.parse().ok())
            .collect();
        Ok(found.into_iter().collect())
    }

    /// The files of an account.
    pub(crate) fn files_of(&self, account: i64) -> Result<HashSet<String>, Error> {
        let names = self.keep.names(&place_of(account))?;
        let files = names.iter().filter_map(|name| name.rsplit('/').next());
        Ok(files.map(str::to_owned).collect())
    }

    pub(crate) fn remove_file_of(&self, account: i64, object: &str) -> Result<(), Error> {
        self.keep.remove(&format!("{}/{object}", place_of(account)))
    }

    /// Removes all files of an account.
    pub(crate) fn remove_account(&self, account: i64) -> Result<(), Error> {
        for object in self.files_of(account)? {
            self.remove_file_of(account, &object)?;
        }
        Ok(())
    }

    /// Reads a file of an account that holds JSON.
    pub(crate) fn read_json<T: DeserializeOwned>(
        &self,
        (account, key): (i64, &Secret),
        object: &str,
    ) -> Result<T, Error> {
        let name = format!("{}/{object}", place_of(account));
        Ok(unpacked(self.keep.open(&name)?, key, object)?)
    }

    /// Opens a file of an account as it was.
    pub(crate) fn open_file(
        &self,
        (account, key): (i64, &Secret),
        object: &str,
    ) -> Result<impl Read + use<>, Error> {
        let name = format!("{}/{object}", place_of(account));
        Ok(Opening::begin(self.keep.open(&name)?, key, object)?)
    }

    /// Bytes that are free where a folder lies.
    pub(crate) fn free_bytes(path: &Path) -> Result<u64, Error> {
        let disk = rustix::fs::statvfs(path).map_err(io::Error::from)?;
        Ok(disk.f_bavail.saturating_mul(disk.f_frsize))
    }
}

fn mark_in(keep: &Keep) -> Result<Option<Mark>, Error> {
    let mut text = String::new();
    match keep.open(MARK) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
        opened => opened?.read_to_string(&mut text)?,
    };
    serde_json::from_str(&text)
        .map(Some)
        .map_err(|error| Fault::because(format!("{MARK} is damaged"), error).into())
}

/// JSON, packed.
pub(crate) fn packed<T: Serialize>(content: &T) -> io::Result<Vec<u8>> {
    let mut encoder = zstd::Encoder::new(Vec::new(), 3)?;
    serde_json::to_writer(&mut encoder, content)?;
    encoder.finish()
}

fn unpacked<T: DeserializeOwned>(from: Box<dyn Read>, key: &Secret, name: &str) -> io::Result<T> {
    let mut json = Vec::new();
    zstd::Decoder::new(Opening::begin(from, key, name)?)?.read_to_end(&mut json)?;
    Ok(serde_json::from_slice(&json)?)
}

/// Files of accounts on their way into their place. They get their names only after their bytes are
/// safe, many at a time, so that a name that is there may be relied upon.
#[derive(Debug)]
pub(crate) struct Batch<'a> {
    repository: &'a Repository,
    waiting: Vec<(PathBuf, String)>,
    /// What the account that was asked for last has.
    known: Option<(i64, HashSet<String>)>,
    bytes: u64,
    /// Bytes that were not there before.
    pub(crate) written: u64,
}

impl<'a> Batch<'a> {
    pub(crate) fn new(repository: &'a Repository) -> Batch<'a> {
        Batch {
            repository,
            waiting: Vec::new(),
            known: None,
            bytes: 0,
            written: 0,
        }
    }

    /// Whether the account has this file already.
    pub(crate) fn has(&mut self, account: i64, object: &str) -> Result<bool, Error> {
        let is_known = self.known.as_ref().is_some_and(|(of, _)| *of == account);
        if !is_known {
            self.known = Some((account, self.repository.files_of(account)?));
        }
        let known = self.known.as_ref();
        Ok(known.is_some_and(|(_, files)| files.contains(object)))
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
            .push((made, format!("{}/{object}", place_of(account))));
        let bytes = filled.inspect_err(|_| self.forget_last())?;
        if let Some((of, files)) = &mut self.known
            && *of == account
        {
            files.insert(object.to_owned());
        }
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

    fn flush(&mut self) -> Result<(), Error> {
        self.repository.keep.take(&self.waiting)?;
        self.waiting.clear();
        self.bytes = 0;
        Ok(())
    }

    /// Puts everything into its place.
    pub(crate) fn finish(&mut self) -> Result<u64, Error> {
        self.flush()?;
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
