//! The zip that `downloadFiles` answers with: stored entries `0`, `1`, … and a `_meta` that tells
//! their names. Its length is known before a byte of it is sent, and long files are read as it is sent.
//! Layout: <https://pkware.cachefly.net/webdocs/casestudies/APPNOTE.TXT>, sections 4.3.7, 4.3.12, 4.3.16.

use std::collections::VecDeque;
use std::io::{self, Cursor, Read};

use bytes::{BufMut as _, Bytes, BytesMut};
use serde_json::{Map, Value};
use shelf::{MediaFile, MediaReader};
use store::Fault;
use tokio::sync::OwnedSemaphorePermit;

const LOCAL_HEADER_BYTES: usize = 30;
/// Zip 2.0, the first with folders; what every reader takes.
const VERSION: u16 = 20;
/// Names are UTF-8.
const FLAGS: u16 = 1 << 11;
const STORED: u16 = 0;
const PIECE_BYTES: usize = 64 * 1024;
/// The first moment that zips can name: 1980-01-01.
const DATE: u16 = 0x21;

struct Entry {
    name: String,
    crc: u32,
    bytes: u32,
    offset: u32,
}

/// A zip that is read from its first byte to its last. It holds long files no longer than that takes.
pub(crate) struct ZipOut {
    parts: VecDeque<Part>,
    bytes: u64,
    _heavy: OwnedSemaphorePermit,
}

#[derive(Clone)]
enum Part {
    Frame(Cursor<Bytes>),
    File(MediaReader),
}

impl ZipOut {
    /// Packs files; with the zip goes the right to have had so much in memory. For threads that may
    /// block: the files are read once, because their checksums stand before them.
    pub(super) fn pack(files: &[MediaFile], heavy: OwnedSemaphorePermit) -> Result<ZipOut, Fault> {
        let (mut parts, mut entries, mut offset) = (VecDeque::new(), Vec::new(), 0);
        let mut add = |name: String, size: u64, part: Part| {
            let entry = Entry {
                name,
                crc: checksum(part.clone())?,
                bytes: short(size)?,
                offset: short(offset)?,
            };
            let header = local_header(&entry);
            offset += header.len() as u64 + size;
            parts.extend([frame(header), part]);
            entries.push(entry);
            Ok::<_, Fault>(())
        };
        for (index, file) in files.iter().enumerate() {
            let bytes = &file.bytes;
            add(index.to_string(), bytes.size(), Part::File(bytes.reader()))?;
        }
        let meta = Bytes::from(meta_of(files)?);
        add("_meta".to_owned(), meta.len() as u64, frame(meta))?;
        let end = directory(&entries, offset)?;
        let bytes = offset + end.len() as u64;
        parts.push_back(frame(end));
        Ok(ZipOut {
            parts,
            bytes,
            _heavy: heavy,
        })
    }

    /// How many bytes it has.
    pub(crate) fn len(&self) -> u64 {
        self.bytes
    }
}

fn frame(bytes: Bytes) -> Part {
    Part::Frame(Cursor::new(bytes))
}

impl Read for Part {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        match self {
            Part::Frame(bytes) => bytes.read(buffer),
            Part::File(reader) => reader.read(buffer),
        }
    }
}

impl Read for ZipOut {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        while let Some(part) = self.parts.front_mut() {
            match part.read(buffer)? {
                0 if !buffer.is_empty() => drop(self.parts.pop_front()),
                count => return Ok(count),
            }
        }
        Ok(0)
    }
}

fn checksum(mut part: Part) -> Result<u32, Fault> {
    let (mut crc, mut piece) = (flate2::Crc::new(), vec![0; PIECE_BYTES]);
    loop {
        match part.read(&mut piece)? {
            0 => return Ok(crc.sum()),
            count => crc.update(piece.get(..count).unwrap_or_default()),
        }
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

fn short(bytes: u64) -> Result<u32, Fault> {
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

fn directory(entries: &[Entry], offset: u64) -> Result<Bytes, Fault> {
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
    let bytes = short(out.len() as u64)?;
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
    use std::sync::Arc;
    use tokio::sync::Semaphore;

    fn file(name: &str, bytes: &[u8]) -> MediaFile {
        MediaFile {
            name: name.to_owned(),
            bytes: Bytes::copy_from_slice(bytes).into(),
        }
    }

    fn permit() -> (Arc<Semaphore>, OwnedSemaphorePermit) {
        let semaphore = Arc::new(Semaphore::new(1));
        let permit = Arc::clone(&semaphore).try_acquire_owned().unwrap();
        (semaphore, permit)
    }

    #[test]
    fn edge_39_every_unzipper_finds_the_files_and_an_object_of_names() {
        let files = [file("ok é.txt", b"x"), file("b\"\\.bin", &vec![7; 100_000])];
        let mut zip = Vec::new();

        let mut packed = ZipOut::pack(&files, permit().1).unwrap();
        let bytes = packed.len();
        packed.read_to_end(&mut zip).unwrap();

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
        let mut zip = Vec::new();
        let mut packed = ZipOut::pack(&[], permit().1).unwrap();
        packed.read_to_end(&mut zip).unwrap();

        assert_eq!(zip::ZipArchive::new(Cursor::new(zip)).unwrap().len(), 1);
    }

    #[test]
    fn the_permit_is_held_until_the_zip_is_gone() {
        let (semaphore, permit) = permit();
        let zip = ZipOut::pack(&[file("a", b"a")], permit).unwrap();

        assert_eq!(semaphore.available_permits(), 0);
        drop(zip);
        assert_eq!(semaphore.available_permits(), 1);
    }
}
