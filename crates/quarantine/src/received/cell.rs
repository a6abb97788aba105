//! Cells of a b-tree page: where they lie, and the payload that may run over into other pages.

use super::pages::{Source, Window};
use super::varint;
use crate::answer::Refusal;

/// The longest single row that is read, bytes.
const PAYLOAD_MAX: u64 = 64 << 20;

/// The kinds of b-tree page, with the number that stands in their first byte.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    IndexInterior = 2,
    TableInterior = 5,
    IndexLeaf = 10,
    TableLeaf = 13,
}

/// A b-tree page whose outline was checked: all its cells begin inside it.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Page<'p> {
    bytes: &'p [u8],
    pub(crate) kind: Kind,
    /// Two bytes for each cell.
    pointers: &'p [u8],
    /// Where the first cell may begin.
    content: usize,
    /// The last child of an interior page, else 0.
    pub(crate) right: u32,
}

impl<'p> Page<'p> {
    /// Reads the outline. `bytes` is the usable part of page `number`; page 1 begins with the
    /// header of the file.
    pub(crate) fn read(bytes: &'p [u8], number: u32) -> Result<Page<'p>, Refusal> {
        let start = if number == 1 {
            super::header::LENGTH
        } else {
            0
        };
        Page::outline(bytes, start).ok_or_else(|| damaged(number))
    }

    fn outline(bytes: &'p [u8], start: usize) -> Option<Page<'p>> {
        let [kind, _, _, cells_high, cells_low, rest @ ..] = bytes.get(start..)? else {
            return None;
        };
        let (kind, head) = match kind {
            2 => (Kind::IndexInterior, 12),
            5 => (Kind::TableInterior, 12),
            10 => (Kind::IndexLeaf, 8),
            13 => (Kind::TableLeaf, 8),
            _ => return None,
        };
        let right = match kind {
            Kind::IndexInterior | Kind::TableInterior => {
                u32::from_be_bytes(*rest.get(3..)?.first_chunk()?)
            }
            Kind::IndexLeaf | Kind::TableLeaf => 0,
        };
        let cells = usize::from(u16::from_be_bytes([*cells_high, *cells_low]));
        let content = start + head + 2 * cells;
        let pointers = bytes.get(start + head..content)?;
        Some(Page {
            bytes,
            kind,
            pointers,
            content,
            right,
        })
    }

    /// The bytes from the beginning of each cell to the end of the page, in key order.
    pub(crate) fn cells(self) -> impl Iterator<Item = Option<&'p [u8]>> {
        self.pointers.chunks_exact(2).map(move |pointer| {
            let at = usize::from(u16::from_be_bytes(*pointer.first_chunk()?));
            if at < self.content {
                None
            } else {
                self.bytes.get(at..)
            }
        })
    }

    /// How many bytes all cells together can have; more means that cells overlap.
    pub(crate) fn room(self) -> usize {
        self.bytes.len() - self.content
    }
}

/// A payload as far as it lies in the page of its cell.
#[derive(Debug)]
pub(crate) struct Payload<'p> {
    pub(crate) local: &'p [u8],
    /// The whole length, at least that of `local`.
    pub(crate) length: usize,
    /// The first overflow page, 0 if there is none.
    pub(crate) overflow: u32,
    /// How many bytes of the page this part of the cell takes.
    pub(crate) taken: usize,
}

impl<'p> Payload<'p> {
    /// Takes a payload of `length` bytes from the front of `bytes`, in a page with `usable` bytes.
    pub(crate) fn take(
        bytes: &'p [u8],
        length: u64,
        kind: Kind,
        usable: usize,
    ) -> Result<Option<Payload<'p>>, Refusal> {
        if length > PAYLOAD_MAX {
            return Err(Refusal::hostile(format!("a single row of {length} bytes")));
        }
        // Not above 64 MiB, as just checked.
        let length = usize::try_from(length).unwrap_or(usize::MAX);
        let local = local_length(length, kind, usable);
        if local == length {
            let part = bytes.get(..length);
            return Ok(part.map(|local| Payload {
                local,
                length,
                overflow: 0,
                taken: length,
            }));
        }
        let part = bytes.split_at_checked(local).and_then(|(local, rest)| {
            let overflow = u32::from_be_bytes(*rest.first_chunk()?);
            Some(Payload {
                local,
                length,
                overflow,
                taken: local.len() + 4,
            })
        });
        Ok(part)
    }

    /// Follows the overflow pages and puts the whole payload together in `whole`.
    pub(crate) fn gather(
        &self,
        source: &Source,
        window: &mut Window<'_>,
        whole: &mut Vec<u8>,
    ) -> Result<(), Refusal> {
        whole.clear();
        whole.extend_from_slice(self.local);
        let mut next = self.overflow;
        while whole.len() < self.length {
            source.take(next)?;
            let page = window.page(next)?;
            let (pointer, content) = page.split_first_chunk().ok_or_else(|| damaged(next))?;
            let missing = self.length - whole.len();
            whole.extend_from_slice(content.get(..missing).unwrap_or(content));
            next = u32::from_be_bytes(*pointer);
        }
        if next != 0 {
            return Err(Refusal::corrupt("a chain of overflow pages is too long"));
        }
        Ok(())
    }
}

/// How much of a payload lies in the page of its cell
/// (<https://sqlite.org/fileformat2.html>, "B-tree Pages").
pub(crate) fn local_length(length: usize, kind: Kind, usable: usize) -> usize {
    let most = match kind {
        Kind::TableLeaf | Kind::TableInterior => usable - 35,
        Kind::IndexLeaf | Kind::IndexInterior => (usable - 12) * 64 / 255 - 23,
    };
    if length <= most {
        return length;
    }
    let least = (usable - 12) * 32 / 255 - 23;
    let fitting = least + (length - least) % (usable - 4);
    if fitting <= most { fitting } else { least }
}

/// Takes a page number of four bytes from the front.
pub(crate) fn take_page_number(bytes: &[u8]) -> Option<(u32, &[u8])> {
    let (number, rest) = bytes.split_first_chunk()?;
    Some((u32::from_be_bytes(*number), rest))
}

/// Takes the length of a payload and the id of its row from the front.
pub(crate) fn take_row_head(bytes: &[u8]) -> Option<(u64, i64, &[u8])> {
    let (length, rest) = varint::take(bytes)?;
    let (id, rest) = varint::take(rest)?;
    Some((length, id.cast_signed(), rest))
}

/// A page that does not hold what it must.
pub(crate) fn damaged(page: u32) -> Refusal {
    Refusal::corrupt(format!("page {page} is damaged"))
}
