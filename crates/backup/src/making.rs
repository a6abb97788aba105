//! Making a backup: beside the serving site, account by account.
//!
//! An account's rows are read in one transaction. What they name was on the disk before it was named, so
//! it is copied after them; a file that has gone in between (packed, or no longer needed) sends us back to
//! the rows. Nothing that was written before is written again: snapshots, bundles and full stretches of
//! the log never change. The set, which makes a backup of it all, is written last.

use std::collections::HashMap;
use std::fs::File;
use std::io::{self, Read, Write as _};
use std::path::PathBuf;
use std::sync::atomic::{AtomicBool, Ordering};

use accounts::AccountId;
use shelf::Shelf;
use store::{Fault, Ground};

use crate::content::{AccountOf, FileOf, Kind, Part, SET_VERSION, Set};
use crate::error::Error;
use crate::keys::Keys;
use crate::letters;
use crate::repository::{Batch, Dated, Repository, packed};
use crate::rows::{Cell, Rows};
use crate::sealed::{Sealing, Secret};
use crate::storage;

/// So often an account is read anew because its files changed meanwhile.
const TRIES: u32 = 5;

/// What making a backup takes.
pub(crate) struct Making<'a> {
    pub(crate) ground: &'a Ground,
    pub(crate) shelf: &'a Shelf,
    pub(crate) repository: &'a Repository,
    pub(crate) stop: &'a AtomicBool,
    /// Write everything anew.
    pub(crate) in_full: bool,
}

/// What was made.
#[derive(Debug)]
pub(crate) struct Made {
    pub(crate) accounts: usize,
    pub(crate) written: u64,
    pub(crate) troubles: Vec<String>,
}

/// Why an account's part could not be made.
enum Failure {
    /// Its own data are out of order: that must not keep the others from being backed up.
    OfAccount(Fault),
    /// Something that it named is gone: read it again.
    Changed,
    /// The backup as a whole cannot go on.
    Whole(Error),
}

impl From<Error> for Failure {
    fn from(error: Error) -> Failure {
        Failure::Whole(error)
    }
}

impl From<Fault> for Failure {
    fn from(fault: Fault) -> Failure {
        Failure::Whole(Error::Fault(fault))
    }
}

impl Making<'_> {
    /// Makes a backup of everything. On return it is on the disk.
    pub(crate) fn all(&self, keys: &Keys) -> Result<Made, Error> {
        let previous = self.previous()?;
        let letters = letters::by_account(self.ground)?;
        let mut batch = Batch::new(self.repository);
        let (mut accounts, mut troubles) = (Vec::new(), Vec::new());
        for (account, key) in keys {
            let letters = letters.get(account).map_or(&[][..], Vec::as_slice);
            match self.account(&mut batch, (*account, key), letters) {
                Ok(Some(part)) => accounts.push(part),
                Ok(None) => {}
                Err(Failure::Whole(error)) => return Err(error),
                Err(Failure::OfAccount(fault)) => {
                    troubles.push(format!("account {account}: {}", fault.chain()));
                    accounts.extend(previous.get(account).cloned());
                }
                Err(Failure::Changed) => {
                    troubles.push(format!("account {account}: its files are missing"));
                    accounts.extend(previous.get(account).cloned());
                }
            }
            self.ground.crash_points.here("backup.account.made");
        }
        let written = batch.finish()?;
        self.ground.crash_points.here("backup.files.written");
        let count = accounts.len();
        self.write_set(accounts)?;
        self.ground.crash_points.here("backup.set.written");
        Ok(Made {
            accounts: count,
            written,
            troubles,
        })
    }

    fn previous(&self) -> Result<HashMap<i64, AccountOf>, Error> {
        let Some(time) = self.repository.times(Dated::Set)?.last().copied() else {
            return Ok(HashMap::new());
        };
        // An unreadable one is no reason not to make a new one; `doctor` and the rehearsal tell.
        let set = self.repository.read::<Set>(Dated::Set, time);
        let accounts = set.map_or_else(|_| Vec::new(), |set| set.accounts);
        Ok(accounts.into_iter().map(|one| (one.id, one)).collect())
    }

    fn write_set(&self, accounts: Vec<AccountOf>) -> Result<(), Error> {
        let site = self
            .ground
            .db
            .read_blocking(async |r| Ok::<_, Fault>(storage::rows_of_site(r).await?))?;
        let now = self.ground.clock.now();
        let newest = self.repository.times(Dated::Set)?.last().copied();
        let time = newest.map_or(now, |newest| now.max(store::Millis(newest.0 + 1)));
        let set = Set {
            version: SET_VERSION,
            program: env!("CARGO_PKG_VERSION").to_owned(),
            made_at: time.0,
            site,
            accounts,
        };
        self.repository.write(Dated::Set, time, &set)
    }

    fn account(
        &self,
        batch: &mut Batch<'_>,
        whose: (i64, &Secret),
        letters: &[PathBuf],
    ) -> Result<Option<AccountOf>, Failure> {
        let mut outcome = Err(Failure::Changed);
        for _ in 0..TRIES {
            outcome = self.try_account(batch, whose, letters);
            if !matches!(outcome, Err(Failure::Changed)) {
                break;
            }
        }
        outcome
    }

    fn try_account(
        &self,
        batch: &mut Batch<'_>,
        (account, key): (i64, &Secret),
        letters: &[PathBuf],
    ) -> Result<Option<AccountOf>, Failure> {
        // One transaction: rows and the outline of the log are of one state.
        let state = self.ground.db.read_blocking(async |r| {
            let Some(rows) = storage::rows_of_account(r, account).await? else {
                return Ok(None);
            };
            Ok::<_, Fault>(Some((rows, storage::stretches(r, account).await?)))
        })?;
        let Some((rows, stretches)) = state else {
            return Ok(None);
        };
        let mut work = Work {
            making: self,
            batch,
            account,
            key,
            files: Vec::new(),
        };
        for stretch in &stretches {
            work.log(stretch)?;
        }
        for (of, name) in snapshots_in(&rows) {
            work.copy(Kind::Snapshot, of, &name)?;
        }
        for of in [account, -account] {
            work.bundles(of)?;
        }
        for letter in letters {
            work.letter(letter)?;
        }
        work.part(rows).map(Some)
    }
}

/// The snapshots that rows name, each with the number under which it lies.
fn snapshots_in(rows: &[Rows]) -> Vec<(i64, String)> {
    let snapshots = rows.iter().filter(|rows| rows.table == "snapshots");
    let pairs = snapshots.flat_map(|rows| {
        let numbers = rows.column("account_id").into_iter();
        numbers.zip(rows.column("file"))
    });
    pairs
        .filter_map(|pair| match pair {
            (Cell::Integer(of), Cell::Text(name)) => Some((*of, name.clone())),
            _ => None,
        })
        .collect()
}

/// An account whose part is being made.
struct Work<'a, 'b, 'c> {
    making: &'a Making<'a>,
    batch: &'b mut Batch<'c>,
    account: i64,
    key: &'a Secret,
    files: Vec<FileOf>,
}

impl Work<'_, '_, '_> {
    fn must_write(&mut self, object: &str) -> Result<bool, Error> {
        Ok(self.making.in_full || !self.batch.has(self.account, object)?)
    }

    fn note(&mut self, object: String, kind: Kind, (of, name): (i64, String), bytes: u64) {
        self.files.push(FileOf {
            of,
            object,
            kind,
            name,
            bytes,
        });
    }

    fn bundles(&mut self, of: i64) -> Result<(), Failure> {
        let bundles = self.making.shelf.bundles_of(AccountId(of));
        for name in bundles.map_err(|error| Failure::OfAccount(error.into()))? {
            match self.copy(Kind::Bundle, of, &name) {
                // Only a bundle that nothing names any more is ever removed.
                Err(Failure::Changed) => {}
                copied => copied?,
            }
        }
        Ok(())
    }

    fn log(&mut self, stretch: &storage::Stretch) -> Result<(), Failure> {
        let storage::Stretch {
            of,
            book,
            generation,
            first,
            last,
        } = stretch;
        let name = format!("{of} {book} {generation} {first} {last}");
        let object = self.key.name(Kind::Log.word(), name.as_bytes());
        if self.must_write(&object)? {
            let stretch = stretch.clone();
            let rows = self
                .making
                .ground
                .db
                .read_blocking(async |r| storage::changes_of(r, &stretch).await)?;
            // Some were forgotten since the outline was read.
            if i64::try_from(rows.cells.len()).ok() != Some(last - first + 1) {
                return Err(Failure::Changed);
            }
            let bytes = packed(&rows).map_err(|error| Failure::OfAccount(error.into()))?;
            self.batch.add((self.account, self.key), &object, |to| {
                Ok(to.write_all(&bytes)?)
            })?;
        }
        self.note(object, Kind::Log, (*of, name), 0);
        Ok(())
    }

    fn copy(&mut self, kind: Kind, of: i64, name: &str) -> Result<(), Failure> {
        let shelf = self.making.shelf;
        let kind_on_shelf = kind.written_once().ok_or(Failure::Changed)?;
        let object = self.key.name(kind.word(), name.as_bytes());
        let opened = shelf.open_copy(AccountId(of), kind_on_shelf, name);
        let (from, bytes) = match opened {
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Err(Failure::Changed),
            opened => opened.map_err(|error| Failure::OfAccount(error.into()))?,
        };
        if self.must_write(&object)? {
            self.pour(&object, from)?;
        }
        self.note(object, kind, (of, name.to_owned()), bytes);
        Ok(())
    }

    fn letter(&mut self, path: &std::path::Path) -> Result<(), Failure> {
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        let object = self.key.name(Kind::Letter.word(), name.as_bytes());
        if self.must_write(&object)? {
            match File::open(path) {
                Ok(file) => self.pour(&object, Box::new(file))?,
                Err(_gone) => return Ok(()),
            }
        }
        self.note(object, Kind::Letter, (self.account, name.into_owned()), 0);
        Ok(())
    }

    /// Copies a file. What cannot be read concerns this account; what cannot be written, everybody.
    fn pour(&mut self, object: &str, mut from: Box<dyn Read>) -> Result<(), Failure> {
        let mut unreadable = None;
        let stop = self.making.stop;
        let poured = self.batch.add((self.account, self.key), object, |to| {
            pour_into(to, &mut from, stop, &mut unreadable)
        });
        match (poured, unreadable) {
            (_, Some(error)) => Err(Failure::OfAccount(Fault::because(
                "a file could not be read",
                error,
            ))),
            (Err(error), None) => Err(Failure::Whole(error)),
            (Ok(()), None) => Ok(()),
        }
    }

    fn part(mut self, rows: Vec<Rows>) -> Result<AccountOf, Failure> {
        let part = Part {
            rows,
            files: std::mem::take(&mut self.files),
        };
        let bytes = packed(&part).map_err(|error| Failure::OfAccount(error.into()))?;
        // Named by what it says: an account in which nothing happened has the same part again.
        let object = self.key.name("part", &bytes);
        if self.must_write(&object)? {
            self.batch.add((self.account, self.key), &object, |to| {
                Ok(to.write_all(&bytes)?)
            })?;
        }
        Ok(AccountOf {
            id: self.account,
            part: object,
            bytes: part.files.iter().map(|file| file.bytes).sum(),
        })
    }
}

fn pour_into(
    to: &mut Sealing<File>,
    from: &mut dyn Read,
    stop: &AtomicBool,
    unreadable: &mut Option<io::Error>,
) -> Result<(), Error> {
    let mut buffer = vec![0; 64 * 1024];
    loop {
        if stop.load(Ordering::Relaxed) {
            return Err(Error::Stopped);
        }
        let read = match from.read(&mut buffer) {
            Ok(0) => return Ok(()),
            Ok(read) => read,
            Err(error) => {
                *unreadable = Some(error);
                return Err(Error::Stopped);
            }
        };
        to.write_all(buffer.get(..read).unwrap_or_default())?;
    }
}
