//! A whole collection for an app: a consistent copy, never the live file.

use std::fs::{self, File};
use std::io::{self, Cursor, Read, Seek, SeekFrom, Write};
use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use accounts::AccountId;
use collection::storage::register_unicase;
use collection::{Collection, schema11};
use rusqlite::backup::Backup;
use rusqlite::{Connection, OpenFlags};
use store::Fault;
use tokio::sync::OwnedSemaphorePermit;

use crate::book::{Book, BookFile, Position};
use crate::catch_up::open_current;
use crate::error::Error;
use crate::head::BookHead;
use crate::shelf::Shelf;
use crate::snapshot::{self, Intact};
use crate::storage::{self, SnapshotRow};

/// Which layout an app understands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Layout {
    /// Apps of 2.1.57 and later.
    Schema18,
    /// Older apps.
    Schema11,
}

/// A collection that is ready to be sent.
pub struct Download {
    /// Its bytes; reading fails at their end if they are not those that were written.
    pub source: Box<dyn Read + Send>,
    /// Whether the bytes are a zstd frame of the collection rather than the collection.
    pub packed: bool,
    /// Bytes of the collection.
    pub bytes: u64,
}

impl std::fmt::Debug for Download {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Download")
            .field("packed", &self.packed)
            .field("bytes", &self.bytes)
            .finish_non_exhaustive()
    }
}

/// A snapshot on its way out. One that turns out to be damaged is never sent again.
struct Outgoing {
    checked: Intact,
    shelf: Shelf,
    account: AccountId,
    file: String,
}

impl Read for Outgoing {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        self.checked.read(buffer).inspect_err(|error| {
            let account = self.account.0;
            tracing::error!(account.id = account, %error, "a snapshot could not be sent");
            self.shelf.distrust_snapshot(&self.file);
        })
    }
}

/// A copy in memory, with the place that it takes there until it is sent.
struct InMemory {
    pages: Cursor<Vec<u8>>,
    _place: OwnedSemaphorePermit,
}

impl Read for InMemory {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        self.pages.read(buffer)
    }
}

/// What is sent from memory while the disk is full; a larger collection waits for room.
const MEMORY_BYTES_MAX: u64 = 64 << 20;
/// Copying goes on this often when the borrower commits in between.
const TRIES: usize = 20;
/// Pages a step of a copy: about 4 MB, so that a commit of the borrower waits only briefly.
const PAGES_A_STEP: i32 = 1000;

impl Shelf {
    /// The acknowledged state of the account's collection. A borrower is not disturbed.
    pub async fn download(&self, account: AccountId, layout: Layout) -> Result<Download, Error> {
        if let (Layout::Schema18, Some(row)) = (layout, self.current_snapshot(account).await?) {
            let (folder, name) = (self.folder_of(account), row.file.clone());
            let checked = self.work(move || Intact::open(&folder, &name)).await?;
            let packed = snapshot::is_packed(&row.file);
            if let Ok(checked) = checked {
                let outgoing = Outgoing {
                    checked,
                    shelf: self.clone(),
                    account,
                    file: row.file,
                };
                return Ok(Download {
                    source: Box::new(outgoing),
                    packed,
                    bytes: u64::try_from(row.bytes).unwrap_or(0),
                });
            }
        }
        let shelf = self.clone();
        let lock = self.locks.try_hold(account, Book::Collection);
        self.work(move || {
            if lock.is_some() {
                let (book, _head) = open_current::<Collection>(&shelf, account)?;
                shelf.collections.put(account, book);
            }
            shelf.copied(account, layout)
        })
        .await?
    }

    /// The snapshot that is the present state, if there is one.
    async fn current_snapshot(&self, account: AccountId) -> Result<Option<SnapshotRow>, Error> {
        let found: Result<Option<SnapshotRow>, Fault> = self
            .ground
            .db
            .read(async move |r| {
                let Some(head) = storage::head_of::<Collection>(r, account).await? else {
                    return Ok(None);
                };
                let row =
                    storage::snapshot_before(r, account, Book::Collection, head.position).await?;
                Ok(row.filter(|row| row.position == head.position))
            })
            .await;
        Ok(found?.filter(|row| !self.is_snapshot_distrusted(&row.file)))
    }

    /// On the disk, or on a full one in memory: who can fetch her cards has one worry less.
    fn copied(&self, account: AccountId, layout: Layout) -> Result<Download, Error> {
        match (self.copied_to_disk(account, layout), layout) {
            (Err(Error::Fault(fault)), Layout::Schema18) if fault.is_full_disk() => {
                self.ground.space.ran_out(&fault);
                self.copied_to_memory(account, fault)
            }
            (copied, _) => copied,
        }
    }

    fn copied_to_memory(&self, account: AccountId, full: Fault) -> Result<Download, Error> {
        let live = self.folder_of(account).working_copy(Book::Collection);
        let bytes = fs::metadata(&live)?.len();
        let mebibytes = u32::try_from(bytes >> 20).map_or(u32::MAX, |whole| whole + 1);
        let place = Arc::clone(&self.memory).try_acquire_many_owned(mebibytes);
        let (true, Ok(place)) = (bytes <= MEMORY_BYTES_MAX, place) else {
            return Err(full.into());
        };
        let bytes = self.at_rest(account, || {
            let memory = Connection::open_in_memory();
            let memory = memory.map_err(|error| Fault::because("no memory for a copy", error))?;
            let (position, mut copy) = copy_into(memory, &live)?;
            let pages = copy.serialize("main");
            let pages = pages.map_err(|error| Fault::because("a copy has no bytes", error))?;
            Ok((position, pages.to_vec()))
        })?;
        let mut pages = Cursor::new(bytes);
        write_header(&mut pages)?;
        pages.set_position(0);
        Ok(Download {
            bytes: pages.get_ref().len() as u64,
            source: Box::new(InMemory {
                pages,
                _place: place,
            }),
            packed: false,
        })
    }

    fn copied_to_disk(&self, account: AccountId, layout: Layout) -> Result<Download, Error> {
        let path = snapshot::workbench(&self.ground, account);
        let made = self.copy_acknowledged(account, &path).and_then(|()| {
            if layout == Layout::Schema18 {
                return Ok(path.clone());
            }
            let older = snapshot::workbench(&self.ground, account);
            let written = as_schema11(&path, &older);
            fs::remove_file(&path)?;
            written.map(|()| older)
        });
        let ready = made.and_then(|path| {
            let file = File::open(&path)?;
            fs::remove_file(&path)?;
            let bytes = file.metadata()?.len();
            Ok(Download {
                source: Box::new(file),
                packed: false,
                bytes,
            })
        });
        ready.map_err(Error::from)
    }

    /// Copies the acknowledged state to a new file whose positions are zero.
    pub(crate) fn copy_acknowledged(&self, account: AccountId, to: &Path) -> Result<(), Fault> {
        let live = self.folder_of(account).working_copy(Book::Collection);
        let copied = self.at_rest(account, || {
            let copy = Connection::open(to);
            let copy = copy.map_err(|error| Fault::because("no file for a copy", error))?;
            let (position, copy) = copy_into(copy, &live)?;
            copy.close()
                .map_err(|(_, error)| Fault::because("a copy cannot be closed", error))?;
            Ok((position, ()))
        });
        if copied.is_err() {
            // What was begun is of no use, and may be what has filled the disk.
            let _absent = fs::remove_file(to);
        }
        copied.and_then(|()| reset_header(to))
    }

    /// Copies until the copy is of the acknowledged state: a borrower may have logged a change and be
    /// about to commit it in the file.
    fn at_rest<T>(
        &self,
        account: AccountId,
        copy: impl Fn() -> Result<(Position, T), Fault>,
    ) -> Result<T, Fault> {
        for _ in 0..TRIES {
            let read =
                async move |r: &store::Read| storage::head_of::<Collection>(r, account).await;
            let head: Option<BookHead<_>> = self.ground.db.read_blocking(read)?;
            let wanted = head.map(|head| head.position);
            let (position, copied) = copy()?;
            if Some(position) == wanted {
                return Ok(copied);
            }
            std::thread::sleep(Duration::from_millis(25));
        }
        Err(Fault::new(
            "the collection did not stand still long enough to be copied",
        ))
    }
}

/// Copies what is committed in the live file over all that is in the copy, and tells which state that
/// is. A copy whose pages do not fit together is refused.
fn copy_into(mut copy: Connection, live: &Path) -> Result<(Position, Connection), Fault> {
    let context = |error| Fault::because("the collection could not be copied", error);
    let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let from = Connection::open_with_flags(live, flags).map_err(context)?;
    from.busy_timeout(Duration::from_secs(5)).map_err(context)?;
    copy.execute_batch("pragma journal_mode = off; pragma synchronous = off")
        .map_err(context)?;
    let backup = Backup::new(&from, &mut copy).map_err(context)?;
    backup
        .run_to_completion(PAGES_A_STEP, Duration::ZERO, None)
        .map_err(context)?;
    drop(backup);
    let position = Position::of(&copy)?;
    register_unicase(&copy).map_err(|error| Fault::because("a copy takes no collation", error))?;
    let found: String = copy
        .query_row("pragma quick_check(1)", [], |row| row.get(0))
        .map_err(context)?;
    if found != "ok" {
        return Err(Fault::new(format!("the working copy is damaged: {found}")));
    }
    Ok((position, copy))
}

/// Zeroes our positions in the header of a database file, and marks it as one without a WAL, since
/// none comes with it. Offsets: <https://sqlite.org/fileformat2.html>, section 1.3.
pub(crate) fn reset_header(path: &Path) -> Result<(), Fault> {
    write_header(&mut File::options().write(true).open(path)?)
}

fn write_header(file: &mut (impl Write + Seek)) -> Result<(), Fault> {
    const READ_WRITE_VERSIONS: u64 = 18;
    const USER_VERSION: u64 = 60;
    const APPLICATION_ID: u64 = 68;
    for (offset, bytes) in [
        (READ_WRITE_VERSIONS, &[1_u8, 1][..]),
        (USER_VERSION, &[0; 4][..]),
        (APPLICATION_ID, &[0; 4][..]),
    ] {
        file.seek(SeekFrom::Start(offset))?;
        file.write_all(bytes)?;
    }
    Ok(())
}

fn as_schema11(from: &Path, to: &Path) -> Result<(), Fault> {
    let book = <Collection as BookFile>::open(from)?;
    let written = schema11::write_file(&book, to)
        .map_err(|error| Fault::because("the collection could not be written in schema 11", error));
    drop(book);
    for end in ["-wal", "-shm"] {
        let mut name = from.as_os_str().to_owned();
        name.push(end);
        // Beside a copy of ours that is about to go: whether it was there does not matter.
        let _absent = fs::remove_file(name);
    }
    written
}
