//! The new file: who may write which pages of it.

use std::fs::File;
use std::os::unix::fs::FileExt;
use std::sync::atomic::{AtomicU32, Ordering};

use super::page::PAGE_SIZE;
use crate::answer::Refusal;

/// The new file, written by several threads at different places.
#[derive(Debug)]
pub(crate) struct Output {
    file: File,
    /// How many pages are given away.
    pages: AtomicU32,
    pages_max: u32,
}

impl Output {
    /// `first_pages` pages at the front are kept free for [`Output::finish`].
    pub(crate) fn new(file: File, first_pages: u32, bytes_max: u64) -> Output {
        // The page at 1 GiB must never be used; `Options::file_bytes` keeps us below it.
        let pages_max = u32::try_from(bytes_max / PAGE_SIZE as u64).unwrap_or(u32::MAX);
        Output {
            file,
            pages: AtomicU32::new(first_pages),
            pages_max,
        }
    }

    /// Writes whole pages behind all others. `place` learns the number of the first of them
    /// before they are written, and may still change them.
    pub(crate) fn append(
        &self,
        bytes: &mut [u8],
        place: impl FnOnce(&mut [u8], u32),
    ) -> Result<u32, Refusal> {
        let count = u32::try_from(bytes.len() / PAGE_SIZE).unwrap_or(u32::MAX);
        let before = self.pages.fetch_add(count, Ordering::Relaxed);
        if before
            .checked_add(count)
            .is_none_or(|after| after > self.pages_max)
        {
            return Err(Refusal::TooLarge);
        }
        let first = before + 1;
        place(bytes, first);
        self.write(bytes, before)?;
        Ok(first)
    }

    /// Writes the pages at the front and makes the whole file durable. Returns its length.
    pub(crate) fn finish(&self, mut front: Vec<u8>) -> Result<u64, Refusal> {
        let pages = self.pages.load(Ordering::Relaxed);
        set_page_count(&mut front, pages);
        self.write(&front, 0)?;
        self.file
            .sync_all()
            .map_err(|error| Refusal::unwritten(&error))?;
        Ok(u64::from(pages) * PAGE_SIZE as u64)
    }

    fn write(&self, bytes: &[u8], pages_before: u32) -> Result<(), Refusal> {
        let at = u64::from(pages_before) * PAGE_SIZE as u64;
        self.file
            .write_all_at(bytes, at)
            .map_err(|error| Refusal::unwritten(&error))
    }
}

/// Writes into the header of the file how long it is, and that it is in WAL mode, as the files of
/// current clients are. The two counters must be equal for the length to be believed
/// (<https://sqlite.org/fileformat2.html>, "The Database Header").
fn set_page_count(front: &mut [u8], pages: u32) {
    let fields: [(usize, [u8; 4]); 3] = [
        (24, 1u32.to_be_bytes()),
        (28, pages.to_be_bytes()),
        (92, 1u32.to_be_bytes()),
    ];
    for (at, bytes) in fields {
        if let Some(place) = front.get_mut(at..at + 4) {
            place.copy_from_slice(&bytes);
        }
    }
    if let Some(modes) = front.get_mut(18..20) {
        modes.copy_from_slice(&[2, 2]);
    }
}
