//! Builds a table's b-tree from rows that come in order, page by page, without a second look.

use super::output::Output;
use super::page::{PAGE_SIZE, PageDraft};
use super::piece::{Piece, add_to_link};
use crate::answer::Refusal;
use crate::received::cell::{Kind, local_length};
use crate::received::varint;

/// A table that is being built.
#[derive(Debug)]
pub(crate) struct TableBuilder<'o> {
    output: &'o Output,
    leaf: PageDraft,
    /// Places in the leaf where the number of an overflow page stands.
    links: Vec<usize>,
    last_id: i64,
    piece: Piece,
    /// Leaves in the piece: which page of it, and the largest id on it.
    waiting: Vec<(u32, i64)>,
    /// The same of leaves that were written, with their final numbers.
    leaves: Vec<(u32, i64)>,
    head: Vec<u8>,
    rows: u32,
}

impl<'o> TableBuilder<'o> {
    pub(crate) fn new(output: &'o Output) -> TableBuilder<'o> {
        TableBuilder {
            output,
            leaf: PageDraft::new(Kind::TableLeaf),
            links: Vec::new(),
            last_id: 0,
            piece: Piece::default(),
            waiting: Vec::new(),
            leaves: Vec::new(),
            head: Vec::with_capacity(18),
            rows: 0,
        }
    }

    /// How many rows were added.
    pub(crate) fn rows(&self) -> u32 {
        self.rows
    }

    /// Adds a row behind all others; ids must ascend.
    pub(crate) fn push(&mut self, id: i64, record: &[u8]) -> Result<(), Refusal> {
        self.head.clear();
        varint::put(record.len() as u64, &mut self.head);
        varint::put(id.cast_unsigned(), &mut self.head);
        let local = local_length(record.len(), Kind::TableLeaf, PAGE_SIZE);
        if local < record.len() {
            self.push_long(record, local)?;
        } else if self.leaf.push(&[&self.head, record]).is_none() {
            self.close_leaf()?;
            self.leaf.push(&[&self.head, record]).ok_or_else(no_room)?;
        }
        self.last_id = id;
        self.rows += 1;
        Ok(())
    }

    /// A row of which only the first `local` bytes fit into a leaf.
    fn push_long(&mut self, record: &[u8], local: usize) -> Result<(), Refusal> {
        let (local, rest) = record.split_at_checked(local).ok_or_else(no_room)?;
        // A piece can be written only between two leaves, so a leaf must not collect rows until
        // their overflow fills the memory.
        if self.piece.is_full() && !self.leaf.is_empty() {
            self.close_leaf()?;
        }
        let link = self.piece.next_page().to_be_bytes();
        let at = if let Some(at) = self.leaf.push(&[&self.head, local, &link]) {
            at
        } else {
            self.close_leaf()?;
            let link = self.piece.next_page().to_be_bytes();
            self.leaf
                .push(&[&self.head, local, &link])
                .ok_or_else(no_room)?
        };
        self.links.push(at + self.head.len() + local.len());
        self.piece.push_overflow(rest);
        Ok(())
    }

    fn close_leaf(&mut self) -> Result<(), Refusal> {
        self.waiting.push((self.piece.next_page(), self.last_id));
        self.piece.push(self.leaf.seal(0), self.links.drain(..));
        self.leaf.clear();
        if self.piece.is_full() {
            self.write_piece()
        } else {
            Ok(())
        }
    }

    fn write_piece(&mut self) -> Result<(), Refusal> {
        let first = self.piece.write(self.output)?;
        self.leaves
            .extend(self.waiting.drain(..).map(|(page, id)| (first + page, id)));
        Ok(())
    }

    /// Ends the table; returns the content of its root page.
    pub(crate) fn finish(mut self) -> Result<[u8; PAGE_SIZE], Refusal> {
        if self.leaves.is_empty() && self.waiting.is_empty() {
            let first = self.piece.write(self.output)?;
            let mut root = *self.leaf.seal(0);
            for at in self.links {
                add_to_link(&mut root, at, first);
            }
            return Ok(root);
        }
        if !self.leaf.is_empty() {
            self.close_leaf()?;
        }
        self.write_piece()?;
        let mut level = self.leaves;
        loop {
            let groups = group(&level);
            if let [only] = groups.as_slice() {
                return interior(only);
            }
            level = write_level(self.output, &groups)?;
        }
    }
}

/// Splits a level of the tree into what fits under one interior page each. No group has just one
/// page, as a page without a single cell would be malformed.
fn group(level: &[(u32, i64)]) -> Vec<&[(u32, i64)]> {
    let mut groups = Vec::new();
    let mut rest = level;
    while !rest.is_empty() {
        let mut room = PAGE_SIZE - 12;
        let fitting = rest.iter().take_while(|(_, key)| {
            let cell = 2 + 4 + varint::len(key.cast_unsigned());
            let fits = room >= cell;
            room = room.saturating_sub(cell);
            fits
        });
        // The last page of a group needs no cell.
        let mut count = (fitting.count() + 1).min(rest.len());
        if rest.len() - count == 1 {
            count -= 1;
        }
        let (page, after) = rest.split_at(count);
        groups.push(page);
        rest = after;
    }
    groups
}

/// Writes one interior page for each group; returns the level above.
fn write_level(output: &Output, groups: &[&[(u32, i64)]]) -> Result<Vec<(u32, i64)>, Refusal> {
    let mut bytes = Vec::with_capacity(groups.len() * PAGE_SIZE);
    for children in groups {
        bytes.extend_from_slice(&interior(children)?);
    }
    let first = output.append(&mut bytes, |_, _| ())?;
    let keys = groups.iter().filter_map(|children| children.last());
    Ok((first..)
        .zip(keys)
        .map(|(page, (_, key))| (page, *key))
        .collect())
}

fn interior(children: &[(u32, i64)]) -> Result<[u8; PAGE_SIZE], Refusal> {
    let (&(right, _), others) = children.split_last().ok_or_else(no_room)?;
    let mut page = PageDraft::new(Kind::TableInterior);
    let mut key = Vec::with_capacity(9);
    for (child, id) in others {
        key.clear();
        varint::put(id.cast_unsigned(), &mut key);
        page.push(&[&child.to_be_bytes(), &key])
            .ok_or_else(no_room)?;
    }
    Ok(*page.seal(right))
}

/// Sizes are chosen so that this cannot happen.
fn no_room() -> Refusal {
    Refusal::fault("building a table", "no room in a page")
}
