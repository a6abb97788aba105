//! Finished pages of one table that wait to be written together. They get their numbers only
//! then, so that two threads can build tables side by side without leaving gaps.

use super::output::Output;
use super::page::PAGE_SIZE;
use crate::answer::Refusal;

/// How much is collected before it is written.
const PIECE_BYTES: usize = 1 << 20;

/// Pages without numbers. Links between them count from the first page of the piece.
#[derive(Debug, Default)]
pub(crate) struct Piece {
    bytes: Vec<u8>,
    /// Places where such a link stands.
    links: Vec<usize>,
}

impl Piece {
    /// Which place in the piece the next page gets.
    pub(crate) fn next_page(&self) -> u32 {
        u32::try_from(self.bytes.len() / PAGE_SIZE).unwrap_or(u32::MAX)
    }

    pub(crate) fn is_full(&self) -> bool {
        self.bytes.len() >= PIECE_BYTES
    }

    /// Adds a page with links at these places in it.
    pub(crate) fn push(&mut self, page: &[u8; PAGE_SIZE], links: impl Iterator<Item = usize>) {
        let start = self.bytes.len();
        self.links.extend(links.map(|at| start + at));
        self.bytes.extend_from_slice(page);
    }

    /// Adds the part of a long record that did not fit into its leaf, as a chain of pages.
    pub(crate) fn push_overflow(&mut self, mut rest: &[u8]) {
        while !rest.is_empty() {
            let (part, after) = rest.split_at(rest.len().min(PAGE_SIZE - 4));
            let start = self.bytes.len();
            if after.is_empty() {
                self.bytes.extend_from_slice(&[0; 4]);
            } else {
                let next = self.next_page() + 1;
                self.links.push(start);
                self.bytes.extend_from_slice(&next.to_be_bytes());
            }
            self.bytes.extend_from_slice(part);
            self.bytes.resize(start + PAGE_SIZE, 0);
            rest = after;
        }
    }

    /// Writes the pages and begins anew. Returns the number that the first page got; it means
    /// nothing if there were none.
    pub(crate) fn write(&mut self, output: &Output) -> Result<u32, Refusal> {
        let links = &self.links;
        let first = output.append(&mut self.bytes, |bytes, first| {
            for &at in links {
                add_to_link(bytes, at, first);
            }
        })?;
        self.bytes.clear();
        self.links.clear();
        Ok(first)
    }
}

/// Turns a link inside a piece into the number of a page of the file.
pub(crate) fn add_to_link(bytes: &mut [u8], at: usize, first: u32) {
    if let Some(place) = bytes.get_mut(at..).and_then(|rest| rest.first_chunk_mut()) {
        *place = (u32::from_be_bytes(*place) + first).to_be_bytes();
    }
}
