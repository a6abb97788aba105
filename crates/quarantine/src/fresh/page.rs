//! One b-tree page of the new file while it is being filled.

use crate::received::cell::Kind;

/// Bytes per page: `SQLite`'s own choice, and what clients send.
pub(crate) const PAGE_SIZE: usize = 4096;

/// What a page can hold at most besides its head.
const HEAD_LEAF: usize = 8;
const HEAD_INTERIOR: usize = 12;

/// A page that is being filled: pointers grow from the front, cells from the back.
#[derive(Debug)]
pub(crate) struct PageDraft {
    bytes: [u8; PAGE_SIZE],
    kind: Kind,
    cells: usize,
    /// Where the next pointer goes, and where the last cell begins.
    pointers_end: usize,
    content: usize,
}

impl PageDraft {
    pub(crate) fn new(kind: Kind) -> PageDraft {
        PageDraft {
            bytes: [0; PAGE_SIZE],
            kind,
            cells: 0,
            pointers_end: head_length(kind),
            content: PAGE_SIZE,
        }
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.cells == 0
    }

    /// Adds a cell made of these parts behind all others. `None` if there is no room for it,
    /// else the place where it begins.
    pub(crate) fn push(&mut self, parts: &[&[u8]]) -> Option<usize> {
        let length: usize = parts.iter().map(|part| part.len()).sum();
        let at = self.content.checked_sub(length)?;
        let pointer = self
            .bytes
            .get_mut(self.pointers_end..at)?
            .first_chunk_mut()?;
        *pointer = u16::try_from(at).ok()?.to_be_bytes();
        let mut rest = self.bytes.get_mut(at..)?;
        for part in parts {
            let (place, after) = rest.split_at_mut_checked(part.len())?;
            place.copy_from_slice(part);
            rest = after;
        }
        self.cells += 1;
        self.pointers_end += 2;
        self.content = at;
        Some(at)
    }

    /// Takes the last cell back; it had `length` bytes.
    pub(crate) fn pop(&mut self, length: usize) {
        self.cells -= 1;
        self.pointers_end -= 2;
        self.content += length;
    }

    /// The finished page. `right` is the last child of an interior page, else 0.
    pub(crate) fn seal(&mut self, right: u32) -> &[u8; PAGE_SIZE] {
        let cells = u16::try_from(self.cells).unwrap_or_default().to_be_bytes();
        let content = u16::try_from(self.content)
            .unwrap_or_default()
            .to_be_bytes();
        let head = [
            self.kind as u8,
            0,
            0,
            cells[0],
            cells[1],
            content[0],
            content[1],
            0,
        ];
        if let Some(place) = self.bytes.first_chunk_mut() {
            *place = head;
        }
        if head_length(self.kind) == HEAD_INTERIOR
            && let Some(place) = self.bytes.get_mut(HEAD_LEAF..HEAD_INTERIOR)
        {
            place.copy_from_slice(&right.to_be_bytes());
        }
        // Nothing of an earlier use of this draft may stay in the gap.
        if let Some(gap) = self.bytes.get_mut(self.pointers_end..self.content) {
            gap.fill(0);
        }
        &self.bytes
    }

    /// Begins the page anew.
    pub(crate) fn clear(&mut self) {
        self.cells = 0;
        self.pointers_end = head_length(self.kind);
        self.content = PAGE_SIZE;
    }
}

fn head_length(kind: Kind) -> usize {
    match kind {
        Kind::IndexInterior | Kind::TableInterior => HEAD_INTERIOR,
        Kind::IndexLeaf | Kind::TableLeaf => HEAD_LEAF,
    }
}
