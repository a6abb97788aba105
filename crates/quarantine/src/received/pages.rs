//! The pages of the received file. Nobody reads a page twice, so nothing in the file can be
//! counted twice, and no chain of pages can run in a circle.

use std::fs::File;
use std::os::unix::fs::FileExt;
use std::sync::atomic::{AtomicU64, Ordering};

use super::header::{self, Header};
use crate::answer::Refusal;

/// A read-ahead of this many bytes is worth one system call.
const AHEAD_BYTES: usize = 256 << 10;

/// The received file.
#[derive(Debug)]
pub(crate) struct Source {
    file: File,
    pub(crate) header: Header,
    /// One bit per page: it belongs to something that was read.
    taken: Vec<AtomicU64>,
}

impl Source {
    /// Reads the header. The file must be readable at any position, and nobody may change it.
    pub(crate) fn open(file: File) -> Result<Source, Refusal> {
        let length = file.metadata().map_err(unreadable)?.len();
        let mut bytes = [0; header::LENGTH];
        let start = bytes
            .len()
            .min(usize::try_from(length).unwrap_or(usize::MAX));
        if let Some(start) = bytes.get_mut(..start) {
            file.read_exact_at(start, 0).map_err(unreadable)?;
        }
        let header = Header::read(&bytes, length)?;
        let words = header.pages as usize / 64 + 1;
        let taken = std::iter::repeat_with(|| AtomicU64::new(0))
            .take(words)
            .collect();
        Ok(Source {
            file,
            header,
            taken,
        })
    }

    /// Marks a page as read. Refuses a page that is not there or was read before.
    pub(crate) fn take(&self, page: u32) -> Result<(), Refusal> {
        if page == 0 || page > self.header.pages {
            return Err(Refusal::corrupt(format!("page {page} is outside the file")));
        }
        let bit = 1 << (page % 64);
        let word = self.taken.get(page as usize / 64);
        let before = word.map_or(u64::MAX, |word| word.fetch_or(bit, Ordering::Relaxed));
        if before & bit != 0 {
            return Err(Refusal::corrupt(format!("page {page} is used twice")));
        }
        Ok(())
    }

    /// Forgets which pages were read, to read them once more.
    pub(crate) fn forget(&self) {
        for word in &self.taken {
            word.store(0, Ordering::Relaxed);
        }
    }
}

/// A stretch of the file in memory. Every reader has its own.
#[derive(Debug)]
pub(crate) struct Window<'s> {
    source: &'s Source,
    bytes: Vec<u8>,
    /// The first page in memory, and how many there are.
    first: u32,
    pages: u32,
}

impl<'s> Window<'s> {
    pub(crate) fn new(source: &'s Source) -> Window<'s> {
        Window {
            source,
            bytes: Vec::new(),
            first: 0,
            pages: 0,
        }
    }

    /// The bytes of a page that was taken from the source.
    pub(crate) fn page(&mut self, page: u32) -> Result<&[u8], Refusal> {
        if page < self.first || page - self.first >= self.pages {
            self.load(page)?;
        }
        let size = self.source.header.page_size;
        let at = (page - self.first) as usize * size;
        let usable = self.source.header.usable;
        self.bytes
            .get(at..at + usable)
            .ok_or_else(|| Refusal::fault("reading", "window"))
    }

    /// Reads on in larger steps as long as pages follow each other, as they do in a file that was
    /// vacuumed; jumps cost one page.
    fn load(&mut self, page: u32) -> Result<(), Refusal> {
        let Header {
            page_size, pages, ..
        } = self.source.header;
        let follows = self.pages > 0 && page == self.first + self.pages;
        let most = u32::try_from(AHEAD_BYTES / page_size).unwrap_or(1).max(1);
        let wanted = if follows {
            (self.pages * 2).min(most)
        } else {
            1
        };
        let count = wanted.min(pages - page + 1);
        self.bytes.resize(count as usize * page_size, 0);
        let at = u64::from(page - 1) * page_size as u64;
        self.source
            .file
            .read_exact_at(&mut self.bytes, at)
            .map_err(unreadable)?;
        (self.first, self.pages) = (page, count);
        Ok(())
    }
}

fn unreadable(error: std::io::Error) -> Refusal {
    Refusal::fault("reading the received file", error)
}
