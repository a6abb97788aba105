//! The collection with its media as Anki's package of a whole collection (`.colpkg`): a zip with the
//! version, the collection under zstd, the media files numbered and under zstd, and a list of their
//! names. Layout: `rslib/src/import_export/package/colpkg/export.rs` and
//! `proto/anki/import_export.proto`. One file after another: what is in memory is one file.

use std::fs::File;
use std::io::{self, Seek as _, SeekFrom, Write as _};

use accounts::AccountId;
use sha1::Digest as _;
use shelf::{Layout, MediaFile, Shelf};
use store::Fault;
use zip::ZipWriter;

use super::making::{Unfinished, broken, start, unfinished};
use super::{Copies, Copy};
use crate::storage;

/// `PackageMetadata { version: VERSION_LATEST }`.
const META: [u8; 2] = [0x08, 3];
/// Files that are read at once, and bytes after which no more are.
const FILES_AT_ONCE: usize = 25;
const BYTES_AT_ONCE: u64 = 8_000_000;
/// Names that are asked for at once.
const NAMES_AT_ONCE: u32 = 1_000;
/// Anki's own level.
const LEVEL: i32 = 0;

/// A package that is being written.
struct Package {
    zip: ZipWriter<File>,
    /// The list of media, compressed as it grows.
    list: zstd::Encoder<'static, File>,
    files: u32,
}

/// Writes the package of an account into a file in `tmp`.
pub(super) async fn write(copies: &Copies, copy: &Copy) -> Result<Unfinished, Fault> {
    let (shelf, account) = (&copies.shelf, copy.account);
    let head = shelf.head(account).await.map_err(shelf_fault)?;
    let to_pack = head.media.files;
    let whole = unfinished(copies, copy.id, "package");
    let list = unfinished(copies, copy.id, "list");
    let download = shelf.download(account, Layout::Schema18).await;
    let mut download = download.map_err(shelf_fault)?;
    let (path, list_path) = (whole.0.clone(), list.0.clone());
    let mut package = blocking(move || {
        let mut zip = ZipWriter::new(File::create(&path)?);
        start(&mut zip, "meta", false)?;
        zip.write_all(&META)?;
        start(&mut zip, "collection.anki21b", false)?;
        if download.packed {
            io::copy(&mut download.source, &mut zip)?;
        } else {
            zstd::stream::copy_encode(&mut download.source, &mut zip, LEVEL)?;
        }
        let list = File::options()
            .read(true)
            .write(true)
            .create(true)
            .truncate(true)
            .open(&list_path)?;
        Ok(Package {
            zip,
            list: zstd::Encoder::new(list, LEVEL)?,
            files: 0,
        })
    })
    .await?;
    let mut after = 0;
    loop {
        let (names, last) = names_after(shelf, account, after).await?;
        let Some(last) = last else { break };
        after = last;
        for some in names.chunks(FILES_AT_ONCE) {
            let mut left = some.to_vec();
            while !left.is_empty() {
                let files = read(shelf, account, &mut left).await?;
                package = blocking(move || package.add(files)).await?;
            }
            note(copies, copy, (package.files, to_pack)).await?;
        }
    }
    blocking(move || package.end()).await?;
    drop(list);
    Ok(whole)
}

impl Package {
    fn add(mut self, files: Vec<MediaFile>) -> Result<Package, Fault> {
        for file in files {
            start(&mut self.zip, &self.files.to_string(), false)?;
            let mut bytes = Hashing {
                from: file.bytes.reader(),
                sha1: sha1::Sha1::new(),
            };
            zstd::stream::copy_encode(&mut bytes, &mut self.zip, LEVEL)?;
            let sha1: [u8; 20] = bytes.sha1.finalize().into();
            self.list
                .write_all(&list_entry(&file.name, file.bytes.size(), &sha1))?;
            self.files += 1;
        }
        Ok(self)
    }

    fn end(mut self) -> Result<(), Fault> {
        let mut list = self.list.finish()?;
        list.seek(SeekFrom::Start(0))?;
        start(&mut self.zip, "media", false)?;
        io::copy(&mut list, &mut self.zip)?;
        self.zip.finish().map_err(broken)?;
        Ok(())
    }
}

/// Reads, and hashes what it has read.
struct Hashing<R> {
    from: R,
    sha1: sha1::Sha1,
}

impl<R: io::Read> io::Read for Hashing<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let count = self.from.read(buffer)?;
        self.sha1.update(buffer.get(..count).unwrap_or_default());
        Ok(count)
    }
}

/// One `entries { name, size, sha1 }` of the list.
fn list_entry(name: &str, size: u64, sha1: &[u8; 20]) -> Vec<u8> {
    let mut entry = Vec::new();
    put_bytes(&mut entry, 1, name.as_bytes());
    entry.push(2 << 3);
    put_number(&mut entry, size);
    put_bytes(&mut entry, 3, sha1);
    let mut framed = Vec::new();
    put_bytes(&mut framed, 1, &entry);
    framed
}

fn put_bytes(out: &mut Vec<u8>, field: u8, bytes: &[u8]) {
    out.push(field << 3 | 2);
    put_number(out, bytes.len() as u64);
    out.extend_from_slice(bytes);
}

fn put_number(out: &mut Vec<u8>, mut number: u64) {
    while number >= 0x80 {
        out.push((number & 0x7f) as u8 | 0x80);
        number >>= 7;
    }
    out.push((number & 0x7f) as u8);
}

/// The names of the files that changed next after a usn, and the usn of the last of them.
async fn names_after(
    shelf: &Shelf,
    account: AccountId,
    after: i32,
) -> Result<(Vec<String>, Option<i32>), Fault> {
    let changes = shelf.media_changes(account, after, NAMES_AT_ONCE).await;
    let changes = changes.map_err(shelf_fault)?;
    let last = changes.last().map(|change| change.usn);
    let there = changes.into_iter().filter(|change| change.sha1.is_some());
    Ok((there.map(|change| change.name).collect(), last))
}

/// Reads as many of the files as go at once, and takes them off the list. One that has gone meanwhile
/// or is damaged is left out.
async fn read(
    shelf: &Shelf,
    account: AccountId,
    left: &mut Vec<String>,
) -> Result<Vec<MediaFile>, Fault> {
    loop {
        match shelf.read_media(account, left.clone(), BYTES_AT_ONCE).await {
            Ok(files) => {
                left.drain(..files.len().min(left.len()));
                return Ok(files);
            }
            Err(shelf::Error::NoSuchMedia(gone) | shelf::Error::DamagedMedia(gone)) => {
                tracing::warn!(account.id = %account, "a file is missing in a copy");
                left.retain(|name| *name != gone);
            }
            Err(error) => return Err(shelf_fault(error)),
        }
        if left.is_empty() {
            return Ok(Vec::new());
        }
    }
}

async fn note(copies: &Copies, copy: &Copy, done: (u32, u32)) -> Result<(), Fault> {
    let id = copy.id;
    copies
        .ground
        .db
        .write(async move |w| storage::copies::put_progress(w, id, done).await)
        .await
}

async fn blocking<T: Send + 'static>(
    work: impl FnOnce() -> Result<T, Fault> + Send + 'static,
) -> Result<T, Fault> {
    tokio::task::spawn_blocking(work)
        .await
        .map_err(|error| Fault::because("a package broke", error))?
}

fn shelf_fault(error: shelf::Error) -> Fault {
    Fault::because("the shelf could not be copied", error)
}
