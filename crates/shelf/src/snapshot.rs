//! Snapshots: a state of a book in a file of its own, named by chance and never changed.
//!
//! `<name>.db` is the plain file (its positions are zero, so that it can be sent to an app as it is),
//! `<name>.db.zst` the same packed.

use std::fs::{self, File};
use std::io::{self, BufReader, BufWriter, Write as _};
use std::path::{Path, PathBuf};

use accounts::AccountId;
use store::{Fault, Ground};

use crate::account_folder::{AccountFolder, make_folder, sync_folder};

const PACKED: &str = ".zst";
/// Level 3 on a collection: a third of its size, 0.2 s for 30 MB.
const LEVEL: i32 = 3;

/// A name that no snapshot has had.
pub(crate) fn new_name(ground: &Ground) -> String {
    format!("{}.db", ground.chance.token())
}

/// Whether the file of this name is packed.
pub(crate) fn is_packed(name: &str) -> bool {
    name.ends_with(PACKED)
}

/// Where the snapshot of this name lies.
pub(crate) fn path_of(folder: &AccountFolder, name: &str) -> PathBuf {
    folder.snapshots().join(name)
}

/// Moves a finished file among the snapshots; on return it and its name are on the disk.
pub(crate) fn adopt(folder: &AccountFolder, made: &Path, name: &str) -> Result<(), Fault> {
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
    let from = path_of(folder, name);
    if is_packed(name) {
        let mut reader = zstd::Decoder::new(File::open(from).map_err(context)?).map_err(context)?;
        let mut writer = File::create_new(to).map_err(context)?;
        io::copy(&mut reader, &mut writer).map_err(context)?;
        writer.sync_data().map_err(context)
    } else {
        fs::copy(from, to).map_err(context)?;
        File::open(to)
            .and_then(|file| file.sync_data())
            .map_err(context)
    }
}

/// Packs a plain snapshot into a file beside it; returns the new name. The old file stays.
pub(crate) fn pack(folder: &AccountFolder, name: &str) -> Result<String, Fault> {
    let context = |error| Fault::because("a snapshot could not be packed", error);
    let packed = format!("{name}{PACKED}");
    let partial = folder.snapshots().join(format!("{packed}.partial"));
    let mut reader = BufReader::new(File::open(path_of(folder, name)).map_err(context)?);
    let file = File::create(&partial).map_err(context)?;
    let mut writer = zstd::Encoder::new(BufWriter::new(file), LEVEL).map_err(context)?;
    io::copy(&mut reader, &mut writer).map_err(context)?;
    let mut file = writer.finish().map_err(context)?;
    file.flush().map_err(context)?;
    adopt(folder, &partial, &packed)?;
    Ok(packed)
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
