//! The zip that `downloadFiles` answers with: stored entries `0`, `1`, … and a `_meta` that tells
//! their names. Its length is known before a byte of it is made, and files are not copied into it.
//! Layout: <https://pkware.cachefly.net/webdocs/casestudies/APPNOTE.TXT>, sections 4.3.7, 4.3.12, 4.3.16.

use bytes::{BufMut as _, Bytes, BytesMut};
use serde_json::{Map, Value};
use shelf::MediaFile;
use store::Fault;
use tokio::sync::OwnedSemaphorePermit;

const LOCAL_HEADER_BYTES: usize = 30;
const CENTRAL_HEADER_BYTES: usize = 46;
const END_BYTES: usize = 22;
/// Zip 2.0, the first with folders; what every reader takes.
const VERSION: u16 = 20;
/// Names are UTF-8.
const FLAGS: u16 = 1 << 11;
const STORED: u16 = 0;
/// The first moment that zips can name: 1980-01-01.
const DATE: u16 = 0x21;

struct Entry {
    name: String,
    crc: u32,
    bytes: u32,
    offset: u32,
}

/// How many bytes the zip of these files has.
pub(super) fn length(files: &[MediaFile]) -> Result<u64, Fault> {
    let frame = |name: usize| LOCAL_HEADER_BYTES + CENTRAL_HEADER_BYTES + 2 * name;
    let meta = meta_of(files)?;
    let entries: usize = files
        .iter()
        .enumerate()
        .map(|(index, file)| frame(index.to_string().len()) + file.bytes.len())
        .sum();
    Ok((entries + frame("_meta".len()) + meta.len() + END_BYTES) as u64)
}

/// The zip as pieces, each file one of them. The permit is let go with the last.
pub(super) fn pieces(
    files: Vec<MediaFile>,
    heavy: OwnedSemaphorePermit,
) -> Result<Vec<Bytes>, Fault> {
    let meta = meta_of(&files)?;
    let mut contents: Vec<(String, Bytes)> = files
        .into_iter()
        .enumerate()
        .map(|(index, file)| (index.to_string(), Bytes::from(file.bytes)))
        .collect();
    contents.push(("_meta".to_owned(), Bytes::from(meta)));
    let (mut pieces, mut entries, mut offset) = (Vec::new(), Vec::new(), 0);
    for (name, bytes) in contents {
        let mut crc = flate2::Crc::new();
        crc.update(&bytes);
        let entry = Entry {
            name,
            crc: crc.sum(),
            bytes: short(bytes.len())?,
            offset: short(offset)?,
        };
        let header = local_header(&entry);
        offset += header.len() + bytes.len();
        pieces.extend([header, bytes]);
        entries.push(entry);
    }
    pieces.push(Bytes::from_owner(Ending {
        bytes: directory(&entries, offset)?,
        _heavy: heavy,
    }));
    Ok(pieces)
}

/// The end of a zip. With it goes the right to have had so much in memory.
struct Ending {
    bytes: Bytes,
    _heavy: OwnedSemaphorePermit,
}

impl AsRef<[u8]> for Ending {
    fn as_ref(&self) -> &[u8] {
        &self.bytes
    }
}

fn meta_of(files: &[MediaFile]) -> Result<Vec<u8>, Fault> {
    let names: Map<String, Value> = files
        .iter()
        .enumerate()
        .map(|(index, file)| (index.to_string(), Value::from(file.name.as_str())))
        .collect();
    serde_json::to_vec(&names).map_err(|error| Fault::because("names could not be written", error))
}

fn short(bytes: usize) -> Result<u32, Fault> {
    u32::try_from(bytes).map_err(|error| Fault::because("a zip of more than 4 GiB", error))
}

fn local_header(entry: &Entry) -> Bytes {
    let mut out = BytesMut::with_capacity(LOCAL_HEADER_BYTES + entry.name.len());
    out.put_u32_le(0x0403_4b50);
    put_shared(&mut out, entry);
    out.put_slice(entry.name.as_bytes());
    out.freeze()
}

/// What stands in both headers, from the version needed to the length of the extra field.
fn put_shared(out: &mut BytesMut, entry: &Entry) {
    out.put_u16_le(VERSION);
    out.put_u16_le(FLAGS);
    out.put_u16_le(STORED);
    out.put_u16_le(0);
    out.put_u16_le(DATE);
    out.put_u32_le(entry.crc);
    out.put_u32_le(entry.bytes);
    out.put_u32_le(entry.bytes);
    // Names are numbers below 25, or `_meta`.
    out.put_u16_le(u16::try_from(entry.name.len()).unwrap_or_default());
    out.put_u16_le(0);
}

fn directory(entries: &[Entry], offset: usize) -> Result<Bytes, Fault> {
    let mut out = BytesMut::new();
    for entry in entries {
        out.put_u32_le(0x0201_4b50);
        out.put_u16_le(VERSION);
        put_shared(&mut out, entry);
        // No comment, first disk, no attributes.
        out.put_u16_le(0);
        out.put_u16_le(0);
        out.put_u16_le(0);
        out.put_u32_le(0);
        out.put_u32_le(entry.offset);
        out.put_slice(entry.name.as_bytes());
    }
    let bytes = short(out.len())?;
    let count = u16::try_from(entries.len()).unwrap_or_default();
    out.put_u32_le(0x0605_4b50);
    out.put_u32_le(0);
    out.put_u16_le(count);
    out.put_u16_le(count);
    out.put_u32_le(bytes);
    out.put_u32_le(short(offset)?);
    out.put_u16_le(0);
    Ok(out.freeze())
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::{Cursor, Read as _};
    use std::sync::Arc;
    use tokio::sync::Semaphore;

    fn file(name: &str, bytes: &[u8]) -> MediaFile {
        MediaFile {
            name: name.to_owned(),
            bytes: bytes.to_vec(),
        }
    }

    fn permit() -> (Arc<Semaphore>, OwnedSemaphorePermit) {
        let semaphore = Arc::new(Semaphore::new(1));
        let permit = Arc::clone(&semaphore).try_acquire_owned().unwrap();
        (semaphore, permit)
    }

    #[test]
    fn edge_39_every_unzipper_finds_the_files_and_an_object_of_names() {
        let files = vec![file("ok é.txt", b"x"), file("b\"\\.bin", &vec![7; 100_000])];
        let bytes = length(&files).unwrap();

        let zip = pieces(files, permit().1).unwrap().concat();

        assert_eq!(zip.len() as u64, bytes);
        let mut archive = zip::ZipArchive::new(Cursor::new(zip)).unwrap();
        let mut read = |name: &str| {
            let mut bytes = Vec::new();
            archive
                .by_name(name)
                .unwrap()
                .read_to_end(&mut bytes)
                .unwrap();
            bytes
        };
        assert_eq!(read("0"), b"x");
        assert_eq!(read("1"), vec![7; 100_000]);
        assert_eq!(
            read("_meta"),
            r#"{"0":"ok é.txt","1":"b\"\\.bin"}"#.as_bytes()
        );
    }

    #[test]
    fn a_zip_of_nothing_is_a_zip() {
        let zip = pieces(Vec::new(), permit().1).unwrap().concat();

        assert_eq!(zip::ZipArchive::new(Cursor::new(zip)).unwrap().len(), 1);
    }

    #[test]
    fn the_permit_is_held_until_the_last_piece_is_gone() {
        let (semaphore, permit) = permit();
        let pieces = pieces(vec![file("a", b"a")], permit).unwrap();

        assert_eq!(semaphore.available_permits(), 0);
        drop(pieces);
        assert_eq!(semaphore.available_permits(), 1);
    }
}
