//! Restoring: an empty data folder becomes a site again.
//!
//! Who may come in is always what the newest backup says, so that nobody who was removed and no device
//! that was logged out comes back; an earlier time that is asked for concerns collections and media alone.

use std::collections::{BTreeMap, HashMap};
use std::fs::{self, File};
use std::io::{self, Read as _};
use std::path::{Path, PathBuf};

use accounts::AccountId;
use shelf::Shelf;
use store::{Chance, Clock, CrashPoints, DataFolder, Fault, Ground, Millis};

use crate::backups::blocking;
use crate::content::{AccountOf, FileOf, Kind, Part, SET_VERSION, Set};
use crate::error::Error;
use crate::keep::{Bucket, Folder, Keep};
use crate::keys::{Keys, Ring, newest_ring};
use crate::options::BucketOptions;
use crate::repository::{Dated, Repository};
use crate::rows::Rows;
use crate::sealed::Secret;
use crate::storage;
use crate::tables::{Treatment, treatment_of};

/// In a data folder whose restore has not come to its end. Such a folder is not served.
pub const UNFINISHED: &str = "unfinished-restore";

/// Jobs that were queued since the backup had numbers, too; these are not given again.
const JOBS_LEAP: i64 = 1_000_000;

/// Where backups lie.
#[derive(Debug, Clone)]
pub enum Source {
    /// In a folder.
    Folder(PathBuf),
    /// In a bucket.
    Bucket(BucketOptions),
}

impl Source {
    fn open(&self, into: &Path) -> Result<Keep, Error> {
        Ok(match self {
            Source::Folder(path) => Keep::Folder(Folder::new(path)),
            Source::Bucket(options) => Keep::Bucket(Bucket::named(options, into.join("tmp"))?),
        })
    }
}

/// A restore that the operator wants.
#[derive(Debug, Clone)]
pub struct Order {
    /// Where the backups lie.
    pub from: Source,
    /// The file with their key.
    pub key_file: PathBuf,
    /// The empty data folder.
    pub into: PathBuf,
    /// Collections and media as they were in the newest backup at or before this time.
    pub at: Option<Millis>,
}

/// Restores a backup into an empty folder, and verifies it.
pub async fn restore_site(
    order: Order,
    shelf: &shelf::Options,
    clock: &Clock,
) -> Result<Restored, Error> {
    let root = crate::root_key::read(&order.key_file)?;
    let (from, into) = (order.from, order.into.clone());
    let repository = blocking(move || Repository::open(from.open(&into)?, root, &Chance::system()));
    let wanted = Wanted {
        repository: repository.await?,
        into: order.into,
        at: order.at,
        shelf: shelf.clone(),
        clock: clock.clone(),
    };
    restore(wanted).await
}

/// Which backup is to be restored, and into what.
#[derive(Debug)]
pub(crate) struct Wanted {
    pub(crate) repository: Repository,
    pub(crate) into: PathBuf,
    /// Collections and media as they were in the newest backup at or before this time.
    pub(crate) at: Option<Millis>,
    pub(crate) shelf: shelf::Options,
    pub(crate) clock: Clock,
}

/// What was restored.
#[derive(Debug, Clone, Default)]
pub struct Restored {
    /// When the backup was made from which collections and media are.
    pub backup_at: i64,
    /// Accounts that are back.
    pub accounts: usize,
    /// Accounts in the backup that were removed later, and stay so.
    pub removed_since: usize,
    /// One sentence for each thing that is wrong. Empty is good.
    pub troubles: Vec<String>,
}

struct Sources {
    ring: Ring,
    keys: Keys,
    /// The newest backup: who may come in.
    newest: Set,
    /// The backup from which collections and media are.
    books: HashMap<i64, AccountOf>,
    backup_at: Millis,
}

/// Restores and verifies.
pub(crate) async fn restore(wanted: Wanted) -> Result<Restored, Error> {
    let into = wanted.into.clone();
    let laid = tokio::task::spawn_blocking(move || lay(&wanted)).await;
    let laid = laid.map_err(|error| Fault::because("a restore broke off", error))?;
    let (ground, shelf, mut restored) = laid?;
    wake(&ground, &shelf, &mut restored).await?;
    put_on_disk(&into)?;
    fs::remove_file(into.join(UNFINISHED))?;
    Ok(restored)
}

/// Lays everything of the backup into the new folder.
fn lay(wanted: &Wanted) -> Result<(Ground, Shelf, Restored), Error> {
    let sources = find(&wanted.repository, wanted.at)?;
    let ground = new_folder(&wanted.into, &wanted.clock)?;
    let shelf = Shelf::open(&ground, wanted.shelf.clone());
    let mut restored = Restored {
        backup_at: sources.backup_at.0,
        ..Restored::default()
    };
    lay_site(&ground, &sources)?;
    for account in &sources.newest.accounts {
        if sources.ring.removed.contains_key(&account.id) {
            restored.removed_since += 1;
            continue;
        }
        match lay_account(&ground, &shelf, &wanted.repository, &sources, account) {
            Ok(()) => restored.accounts += 1,
            Err(Error::TooNew(words)) => return Err(Error::TooNew(words)),
            Err(error) => {
                let words = chain(&error);
                restored
                    .troubles
                    .push(format!("account {}: {words}", account.id));
            }
        }
    }
    put_on_disk(&wanted.into)?;
    Ok((ground, shelf, restored))
}

/// An error with all its causes in one line.
pub(crate) fn chain(error: &dyn std::error::Error) -> String {
    let mut line = error.to_string();
    let mut cause = error.source();
    while let Some(error) = cause {
        line = format!("{line}: {error}");
        cause = error.source();
    }
    line
}

fn find(repository: &Repository, at: Option<Millis>) -> Result<Sources, Error> {
    let times = repository.times(Dated::Set)?;
    let newest = *times.last().ok_or(Error::NoSuchBackup)?;
    let chosen = at.map_or(Some(newest), |at| {
        times.iter().rev().find(|time| **time <= at).copied()
    });
    let chosen = chosen.ok_or(Error::NoSuchBackup)?;
    let newest: Set = readable(repository.read(Dated::Set, newest)?)?;
    let books: Set = readable(repository.read(Dated::Set, chosen)?)?;
    let ring = newest_ring(repository)?;
    Ok(Sources {
        keys: ring.keys()?,
        ring,
        backup_at: books.made_at(),
        books: books
            .accounts
            .into_iter()
            .map(|one| (one.id, one))
            .collect(),
        newest,
    })
}

fn readable(set: Set) -> Result<Set, Error> {
    if set.version > SET_VERSION {
        return Err(Error::TooNew(format!("by version {}", set.program)));
    }
    Ok(set)
}

fn new_folder(into: &Path, clock: &Clock) -> Result<Ground, Error> {
    let named = || Error::NotEmpty(into.display().to_string());
    match fs::read_dir(into) {
        Ok(mut entries) => {
            if entries.next().is_some() {
                return Err(named());
            }
        }
        Err(error) if error.kind() == io::ErrorKind::NotFound => fs::create_dir_all(into)?,
        Err(error) => return Err(error.into()),
    }
    File::create_new(into.join(UNFINISHED))?.sync_all()?;
    let refused = |error| Fault::because("the folder cannot be used", error);
    let folder = DataFolder::open(into)
        .and_then(DataFolder::lease)
        .map_err(refused)?;
    Ok(Ground::open(
        folder,
        clock.clone(),
        Chance::system(),
        CrashPoints::off(),
    )?)
}

fn lay_site(ground: &Ground, sources: &Sources) -> Result<(), Error> {
    let site = sources.newest.site.clone();
    let removed: BTreeMap<i64, i64> = sources.ring.removed.clone();
    let last_account = sources.ring.last_account();
    ground.db.write_blocking(async move |w| {
        for rows in &site {
            storage::clear(w, &rows.table).await?;
            storage::insert(w, rows).await?;
        }
        for (account, at) in removed {
            storage::put_deletion(w, account, at).await?;
        }
        storage::raise_numbers(w, last_account, JOBS_LEAP).await?;
        Ok::<_, Error>(())
    })
}

fn lay_account(
    ground: &Ground,
    shelf: &Shelf,
    repository: &Repository,
    sources: &Sources,
    account: &AccountOf,
) -> Result<(), Error> {
    let id = account.id;
    let key = sources.keys.get(&id);
    let key = key.ok_or_else(|| Fault::new("its key is not in the key ring"))?;
    let newest: Part = repository.read_json((id, key), &account.part)?;
    let books: Option<Part> = match sources.books.get(&id) {
        Some(old) if old.part == account.part => Some(newest.clone()),
        Some(old) => Some(repository.read_json((id, key), &old.part)?),
        None => None,
    };
    let (rows, files) = joined(newest, books);
    for file in &files {
        lay_file(ground, shelf, repository, (id, key), file)?;
    }
    let log = files.iter().filter(|file| file.kind == Kind::Log);
    let mut log_rows = Vec::new();
    for stretch in log {
        log_rows.push(repository.read_json::<Rows>((id, key), &stretch.object)?);
    }
    let (secret, now) = (*key.bytes(), ground.clock.now());
    ground.db.write_blocking(async move |w| {
        for rows in rows.iter().chain(&log_rows) {
            storage::insert(w, rows).await?;
        }
        storage::put_key(w, id, &secret, now).await?;
        Ok::<_, Error>(())
    })
}

/// Rows and files: those of collection and media from one part, all others from the newest.
fn joined(newest: Part, books: Option<Part>) -> (Vec<Rows>, Vec<FileOf>) {
    let is_of_books = |rows: &Rows| treatment_of(&rows.table) == Some(Treatment::OfBooks);
    let mut rows: Vec<Rows> = newest.rows;
    rows.retain(|rows| !is_of_books(rows));
    let mut files: Vec<FileOf> = newest.files;
    files.retain(|file| !file.kind.is_of_books());
    if let Some(books) = books {
        rows.extend(books.rows.into_iter().filter(is_of_books));
        files.extend(
            books
                .files
                .into_iter()
                .filter(|file| file.kind.is_of_books()),
        );
    }
    (rows, files)
}

fn lay_file(
    ground: &Ground,
    shelf: &Shelf,
    repository: &Repository,
    (account, key): (i64, &Secret),
    file: &FileOf,
) -> Result<(), Error> {
    let mut to = match (file.kind, file.kind.written_once()) {
        (_, Some(kind)) => shelf.new_copy(AccountId(file.of), kind, &file.name)?,
        (Kind::Letter, None) => new_letter(ground, &file.name)?,
        _ => return Ok(()),
    };
    let mut from = repository.open_file((account, key), &file.object)?;
    io::copy(&mut from, &mut to)?;
    // To its end, where a change of the last piece would be noticed.
    io::copy(&mut from.by_ref(), &mut io::sink())?;
    Ok(())
}

fn new_letter(ground: &Ground, name: &str) -> io::Result<File> {
    use std::os::unix::fs::{DirBuilderExt as _, OpenOptionsExt as _};
    let folder = ground.folder.path().join("outbox");
    fs::DirBuilder::new()
        .recursive(true)
        .mode(0o700)
        .create(&folder)?;
    if name.contains('/') {
        return Err(io::Error::new(
            io::ErrorKind::InvalidData,
            "no name of ours",
        ));
    }
    File::options()
        .create_new(true)
        .write(true)
        .mode(0o600)
        .open(folder.join(name))
}

fn put_on_disk(folder: &Path) -> Result<(), Error> {
    Ok(rustix::fs::syncfs(File::open(folder)?).map_err(io::Error::from)?)
}

/// Tells every account's data that they came back, then looks at all of them.
async fn wake(ground: &Ground, shelf: &Shelf, restored: &mut Restored) -> Result<(), Error> {
    let ids = ground
        .db
        .read(async |r| Ok::<_, Fault>(storage::with_books(r).await?))
        .await?;
    for account in ids.into_iter().map(AccountId) {
        let woken = shelf.came_back(account).await;
        let verified = match woken {
            Ok(()) => shelf.verify(account).await,
            Err(error) => Err(error),
        };
        match verified {
            Ok(verified) => {
                let troubles = verified.troubles.iter();
                let named = troubles.map(|trouble| format!("account {}: {trouble}", account.0));
                restored.troubles.extend(named);
            }
            Err(error) => {
                let words = chain(&error);
                restored
                    .troubles
                    .push(format!("account {}: {words}", account.0));
            }
        }
    }
    Ok(())
}
