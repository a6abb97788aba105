//! The bytes of a stored file, verified: short ones are held, long ones read again as they are wanted,
//! so that nobody's film takes the memory of the whole site.

use std::fs::File;
use std::io::{self, Read};
use std::os::unix::fs::FileExt as _;
use std::sync::Arc;

use bytes::Bytes;

use super::bundle::Staged;

/// Files up to this many bytes are read once and held.
const HELD_BYTES_MAX: u64 = 512 * 1024;
const PIECE_BYTES: usize = 64 * 1024;

/// The bytes of a stored file. They were those that were stored when this was made; what lies on the
/// disk is never changed, and stays readable from here when it is removed.
#[derive(Debug, Clone)]
pub struct MediaBytes {
    size: u64,
    held: Held,
}

#[derive(Debug, Clone)]
enum Held {
    InMemory(Bytes),
    OnDisk { file: Arc<File>, offset: u64 },
}

impl MediaBytes {
    /// Verifies bytes of a bundle. `None` when they are not what was stored. For threads that may block.
    pub(super) fn verified(bundle: &Arc<File>, staged: &Staged) -> io::Result<Option<MediaBytes>> {
        if staged.size <= HELD_BYTES_MAX {
            return held(bundle, staged);
        }
        let found = MediaBytes {
            size: staged.size,
            held: Held::OnDisk {
                file: Arc::clone(bundle),
                offset: staged.offset,
            },
        };
        let mut hasher = blake3::Hasher::new();
        let (mut reader, mut piece) = (found.reader(), vec![0; PIECE_BYTES]);
        loop {
            match reader.read(&mut piece) {
                Ok(0) => break,
                Ok(count) => hasher.update(piece.get(..count).unwrap_or_default()),
                Err(error) if error.kind() == io::ErrorKind::UnexpectedEof => return Ok(None),
                Err(error) => return Err(error),
            };
        }
        Ok((*hasher.finalize().as_bytes() == staged.blake3).then_some(found))
    }

    /// How many there are.
    pub fn size(&self) -> u64 {
        self.size
    }

    /// At most `length` of them, from the one at `start` on. For threads that may block, if it is long.
    pub fn read(&self, start: u64, length: usize) -> io::Result<Bytes> {
        let left = self.size.saturating_sub(start);
        let length = usize::try_from(left).unwrap_or(usize::MAX).min(length);
        match &self.held {
            Held::InMemory(bytes) => {
                let start = usize::try_from(start)
                    .unwrap_or(usize::MAX)
                    .min(bytes.len());
                Ok(bytes.slice(start..start + length))
            }
            Held::OnDisk { file, offset } => {
                let mut bytes = vec![0; length];
                file.read_exact_at(&mut bytes, offset + start)?;
                Ok(bytes.into())
            }
        }
    }

    /// Reads them from the first to the last.
    pub fn reader(&self) -> MediaReader {
        MediaReader {
            bytes: self.clone(),
            at: 0,
        }
    }
}

/// Bytes that lie in no bundle.
impl From<Bytes> for MediaBytes {
    fn from(bytes: Bytes) -> MediaBytes {
        MediaBytes {
            size: bytes.len() as u64,
            held: Held::InMemory(bytes),
        }
    }
}

fn held(bundle: &File, staged: &Staged) -> io::Result<Option<MediaBytes>> {
    let mut bytes = vec![0; usize::try_from(staged.size).unwrap_or(0)];
    match bundle.read_exact_at(&mut bytes, staged.offset) {
        Ok(()) => {}
        Err(error) if error.kind() == io::ErrorKind::UnexpectedEof => return Ok(None),
        Err(error) => return Err(error),
    }
    let is_intact = *blake3::hash(&bytes).as_bytes() == staged.blake3;
    Ok(is_intact.then(|| Bytes::from(bytes).into()))
}

/// Reads the bytes of a stored file in their order.
#[derive(Debug, Clone)]
pub struct MediaReader {
    bytes: MediaBytes,
    at: u64,
}

impl Read for MediaReader {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let piece = self.bytes.read(self.at, buffer.len())?;
        if let Some(start) = buffer.get_mut(..piece.len()) {
            start.copy_from_slice(&piece);
        }
        self.at += piece.len() as u64;
        Ok(piece.len())
    }
}
