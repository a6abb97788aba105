//! The zip of `uploadChanges`, written by a stranger: counted as it is read, never believed.

use std::io::{self, Read, Seek};

use serde::Deserialize;
use shelf::{BundleWriter, MediaEdit};
use store::Fault;
use zip::ZipArchive;
use zip::result::ZipError;

use super::{FILES_MAX, names};
use crate::options::Options;
use crate::refused::Refused;

/// The list of names. Twenty-five of the longest, each character as an escape, would fit.
const META_BYTES_MAX: u64 = 50 * 1024;
const META: &str = "_meta";

/// What one request may bring.
#[derive(Debug, Clone, Copy)]
pub(super) struct Rules {
    file_bytes_max: u64,
    request_bytes_max: u64,
}

impl Rules {
    pub(super) fn of(options: &Options) -> Rules {
        Rules {
            file_bytes_max: options.media_file_bytes_max,
            request_bytes_max: options.media_request_bytes_max,
        }
    }
}

/// A zip that keeps all rules, with its files in a bundle that nothing names yet.
#[derive(Debug)]
pub(super) struct Unpacked<B = BundleWriter> {
    pub(super) bundle: Option<B>,
    pub(super) edits: Vec<MediaEdit>,
}

/// A file that is added, or with nothing or an empty word in the second place, deleted.
#[derive(Debug, Deserialize)]
struct Listed(String, Option<String>);

/// Checks and unpacks a zip. For threads that may block. `new_bundle` is asked only if there is a file.
pub(super) fn unpack<R: Read + Seek>(
    zip: R,
    rules: Rules,
    new_bundle: impl FnOnce() -> Result<BundleWriter, Refused>,
) -> Result<Unpacked, Refused> {
    let mut archive = ZipArchive::new(zip).map_err(|error| unreadable(&error))?;
    // The list is an entry like the files.
    if archive.len() > FILES_MAX + 1
        || archive
            .has_overlapping_files()
            .map_err(|error| unreadable(&error))?
    {
        return Err(Refused::bad("a zip with too many or overlapping entries"));
    }
    let listed = list(&mut archive)?;
    let mut new_bundle = Some(new_bundle);
    let mut bundle: Option<BundleWriter> = None;
    let (mut edits, mut left) = (Vec::with_capacity(listed.len()), rules.request_bytes_max);
    for Listed(name, entry) in listed {
        let Some(entry) = entry.filter(|entry| !entry.is_empty()) else {
            edits.push(MediaEdit {
                name,
                content: None,
            });
            continue;
        };
        if let Some(new_bundle) = new_bundle.take() {
            bundle = Some(new_bundle()?);
        }
        let Some(bundle) = &mut bundle else {
            return Err(Refused::Broken(Fault::new("no bundle was begun")));
        };
        let staged = stage(&mut archive, &entry, rules.file_bytes_max.min(left), bundle)?;
        left -= staged.size;
        edits.push(MediaEdit {
            name,
            content: Some(staged),
        });
    }
    Ok(Unpacked { bundle, edits })
}

fn list<R: Read + Seek>(archive: &mut ZipArchive<R>) -> Result<Vec<Listed>, Refused> {
    let mut json = Vec::new();
    let entry = archive.by_name(META).map_err(|error| unreadable(&error))?;
    entry
        .take(META_BYTES_MAX + 1)
        .read_to_end(&mut json)
        .map_err(|error| unreadable_bytes(&error))?;
    if json.len() as u64 > META_BYTES_MAX {
        return Err(Refused::bad("the list of media is too long"));
    }
    let listed: Vec<Listed> = serde_json::from_slice(&json)
        .map_err(|error| Refused::bad(format!("unreadable list of media: {error}")))?;
    if listed.len() > FILES_MAX {
        return Err(Refused::bad("too many media files"));
    }
    if let Some(Listed(name, _)) = listed
        .iter()
        .find(|Listed(name, _)| !names::is_storable(name))
    {
        return Err(Refused::bad(format!(
            "a media file cannot be named {name:?}"
        )));
    }
    Ok(listed)
}

/// Copies one entry into the bundle. What its header says of its size is not believed.
fn stage<R: Read + Seek>(
    archive: &mut ZipArchive<R>,
    entry: &str,
    bytes_max: u64,
    bundle: &mut BundleWriter,
) -> Result<shelf::Staged, Refused> {
    let entry = archive.by_name(entry).map_err(|error| unreadable(&error))?;
    if entry.encrypted() || entry.is_symlink() || entry.is_dir() {
        return Err(Refused::bad("a zip entry that is no plain file"));
    }
    let mut source = Source {
        entry,
        left: bytes_max,
        flaw: None,
    };
    let staged = bundle.add(&mut source);
    if let Some(flaw) = source.flaw {
        return Err(flaw);
    }
    // Reading was fine, so it was the disk.
    let staged = staged.map_err(|error| Fault::because("media could not be staged", error))?;
    if staged.size == 0 {
        return Err(Refused::bad("a media file of no bytes"));
    }
    Ok(staged)
}

/// A zip entry under a limit. It keeps its own flaws apart from those of the disk it is written to.
struct Source<E> {
    entry: E,
    left: u64,
    flaw: Option<Refused>,
}

impl<E: Read> Read for Source<E> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        match self.entry.read(buffer) {
            Ok(count) if count as u64 <= self.left => {
                self.left -= count as u64;
                Ok(count)
            }
            Ok(_) => {
                self.flaw = Some(Refused::bad("more media than one request may have"));
                Err(io::ErrorKind::FileTooLarge.into())
            }
            Err(error) => {
                self.flaw = Some(unreadable_bytes(&error));
                Err(io::ErrorKind::InvalidData.into())
            }
        }
    }
}

fn unreadable(error: &ZipError) -> Refused {
    Refused::bad(format!("unreadable zip: {error}"))
}

fn unreadable_bytes(error: &io::Error) -> Refused {
    Refused::bad(format!("unreadable zip entry: {error}"))
}
