//! Snapshots: a state of a book in a file of its own, named by chance and by its hash, never changed.
//!
//! `<chance>-<hash>.db` is the plain file (its positions are zero, so that it can be sent to an app as it
//! is), `<chance>-<hash>.db.zst` the same packed; the hash is BLAKE3 of the file's own bytes. Whoever
//! reads a snapshot to its end knows that it is the one that was written: [`Intact`].

use std::fs::{self, File};
use std::io::{self, BufReader, BufWriter, Read, Write as _};
use std::path::{Path, PathBuf};

use accounts::AccountId;
use store::{Fault, Ground};

use crate::account_folder::{AccountFolder, make_folder, sync_folder};

const PACKED: &str = ".zst";
/// Level 3 on a collection: a third of its size, 0.2 s for 30 MB.
const LEVEL: i32 = 3;

/// Moves a finished file among the snapshots, under a name that none has had; on return it and its name
/// are on the disk.
pub(crate) fn keep(ground: &Ground, folder: &AccountFolder, made: &Path) -> Result<String, Fault> {
    named(folder, made, &ground.chance.token(), "")
}

fn named(folder: &AccountFolder, made: &Path, chance: &str, end: &str) -> Result<String, Fault> {
    let mut hasher = blake3::Hasher::new();
    File::open(made)
        .and_then(|file| hasher.update_reader(file).map(drop))
        .map_err(|error| Fault::because("a snapshot could not be hashed", error))?;
    let name = format!("{chance}-{}.db{end}", hasher.finalize().to_hex());
    adopt(folder, made, &name)?;
    Ok(name)
}

/// What a name says of the bytes; the first snapshots of this program said nothing.
fn hash_in(name: &str) -> Option<blake3::Hash> {
    let (_, rest) = name.rsplit_once('-')?;
    blake3::Hash::from_hex(rest.split('.').next()?).ok()
}

/// A snapshot's bytes. Reading them to their end fails if they are not those that were written.
pub(crate) struct Intact {
    file: File,
    hasher: blake3::Hasher,
    expected: Option<blake3::Hash>,
}

impl Intact {
    /// Opens the snapshot of this name.
    pub(crate) fn open(folder: &AccountFolder, name: &str) -> io::Result<Intact> {
        Ok(Intact {
            file: File::open(path_of(folder, name))?,
            hasher: blake3::Hasher::new(),
            expected: hash_in(name),
        })
    }
}

impl Read for Intact {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let bytes = self.file.read(buffer)?;
        let read = buffer.get(..bytes).unwrap_or_default();
        self.hasher.update(read);
        let is_at_end = bytes == 0 && !buffer.is_empty();
        if is_at_end
            && self
                .expected
                .is_some_and(|hash| hash != self.hasher.finalize())
        {
            let words = "a snapshot is not what was written";
            return Err(io::Error::new(io::ErrorKind::InvalidData, words));
        }
        Ok(bytes)
    }
}

/// Whether the file of this name is packed.
pub(crate) fn is_packed(name: &str) -> bool {
    name.ends_with(PACKED)
}

/// Where the snapshot of this name lies.
pub(crate) fn path_of(folder: &AccountFolder, name: &str) -> PathBuf {
    folder.snapshots().join(name)
}

fn adopt(folder: &AccountFolder, made: &Path, name: &str) -> Result<(), Fault> {
    let moving = |error| Fault::because("a snapshot could not be kept", error);
    make_folder(&folder.snapshots()).map_err(moving)?;
    File::open(made)
        .and_then(|file| file.sync_all())
        .map_err(moving)?;
    fs::rename(made, path_of(folder, name)).map_err(moving)?;
    sync_folder(&folder.snapshots()).map_err(moving)
}

/// Writes the plain state of a snapshot to `to`, which must be a new file. It is on the disk on
/// return, but its name need not be.
pub(crate) fn unpack(folder: &AccountFolder, name: &str, to: &Path) -> Result<(), Fault> {
    let context = |error| Fault::because("a snapshot could not be unpacked", error);
    let mut checked = Intact::open(folder, name).map_err(context)?;
    let mut writer = File::create_new(to).map_err(context)?;
    if is_packed(name) {
        let mut reader = zstd::Decoder::new(&mut checked).map_err(context)?;
        io::copy(&mut reader, &mut writer).map_err(context)?;
        drop(reader);
    }
    // What the decoder left unread, or everything.
    io::copy(&mut checked, &mut writer).map_err(context)?;
    writer.sync_data().map_err(context)
}

/// Packs a plain snapshot into a file beside it; returns the new name. The old file stays.
pub(crate) fn pack(folder: &AccountFolder, name: &str) -> Result<String, Fault> {
    let context = |error| Fault::because("a snapshot could not be packed", error);
    let partial = folder.snapshots().join(format!("{name}{PACKED}.partial"));
    let mut reader = BufReader::new(Intact::open(folder, name).map_err(context)?);
    let file = File::create(&partial).map_err(context)?;
    let mut writer = zstd::Encoder::new(BufWriter::new(file), LEVEL).map_err(context)?;
    io::copy(&mut reader, &mut writer).map_err(context)?;
    let mut file = writer.finish().map_err(context)?;
    file.flush().map_err(context)?;
    let plain = name.trim_end_matches(".db");
    let chance = plain.rsplit_once('-').map_or(plain, |(chance, _)| chance);
    named(folder, &partial, chance, PACKED)
}

/// Removes a snapshot that nothing names any more.
pub(crate) fn remove(folder: &AccountFolder, name: &str) -> Result<(), Fault> {
    match fs::remove_file(path_of(folder, name)) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => {
            Err(Fault::because("a snapshot could not be removed", error))
        }
        _ => Ok(()),
    }
}

/// A path for a file that is being made, on the same disk as all others.
pub(crate) fn workbench(ground: &Ground, account: AccountId) -> PathBuf {
    ground
        .folder
        .temporary()
        .join(format!("{}-{}.db", account.0, ground.chance.id()))
}
