//! Walks through a table's b-tree, from the smallest row id to the largest.

use super::cell::{self, Kind, Page, Payload, damaged};
use super::pages::{Source, Window};
use crate::answer::Refusal;

/// Deeper trees than this cannot come from honest files of any size `SQLite` supports.
const DEPTH_MAX: usize = 20;

/// Calls `visit` with the id and the record of each row, in ascending order of ids. Checks on the
/// way what `SQLite` relies on: each page used once, ids ascending and inside the bounds of the
/// pages above, all leaves at the same depth, cells that do not overlap.
pub(crate) fn rows(
    source: &Source,
    root: u32,
    visit: impl FnMut(i64, &[u8]) -> Result<(), Refusal>,
) -> Result<(), Refusal> {
    Walk {
        source,
        pages: Window::new(source),
        overflow: Window::new(source),
        whole: Vec::new(),
        last: None,
        visit,
    }
    .tree(root)
}

struct Walk<'s, V> {
    source: &'s Source,
    pages: Window<'s>,
    overflow: Window<'s>,
    /// The payload at hand if it had to be put together.
    whole: Vec<u8>,
    /// The id of the last row.
    last: Option<i64>,
    visit: V,
}

/// An interior page on the way from the root: its children that are still to be read, the last
/// first, each with the largest id below it.
struct Branch(Vec<(u32, i64)>);

impl<V: FnMut(i64, &[u8]) -> Result<(), Refusal>> Walk<'_, V> {
    fn tree(&mut self, root: u32) -> Result<(), Refusal> {
        let mut branches = vec![Branch(vec![(root, i64::MAX)])];
        let mut leaf_depth = None;
        while let Some(Branch(children)) = branches.last_mut() {
            let Some((page, bound)) = children.pop() else {
                branches.pop();
                continue;
            };
            self.source.take(page)?;
            if let Some(branch) = self.branch(page, bound)? {
                branches.push(branch);
                if branches.len() > DEPTH_MAX {
                    return Err(Refusal::corrupt("a table that is too deep"));
                }
                continue;
            }
            if *leaf_depth.get_or_insert(branches.len()) != branches.len() {
                return Err(Refusal::corrupt(format!(
                    "page {page} is at the wrong depth"
                )));
            }
            self.leaf(page, bound)?;
        }
        Ok(())
    }

    /// The children of an interior page; `None` if the page is a leaf.
    fn branch(&mut self, number: u32, bound: i64) -> Result<Option<Branch>, Refusal> {
        let page = Page::read(self.pages.page(number)?, number)?;
        if page.kind == Kind::TableLeaf {
            return Ok(None);
        }
        if page.kind != Kind::TableInterior {
            return Err(damaged(number));
        }
        let mut children = Vec::new();
        let mut lower = self.last;
        for cell in page.cells() {
            let child = cell.and_then(cell::take_page_number);
            let (child, rest) = child.ok_or_else(|| damaged(number))?;
            let (key, _) = super::varint::take(rest).ok_or_else(|| damaged(number))?;
            let key = key.cast_signed();
            if lower.is_some_and(|lower| key <= lower) || key > bound {
                return Err(out_of_order(number));
            }
            lower = Some(key);
            children.push((child, key));
        }
        children.push((page.right, bound));
        children.reverse();
        Ok(Some(Branch(children)))
    }

    fn leaf(&mut self, number: u32, bound: i64) -> Result<(), Refusal> {
        let usable = self.source.header.usable;
        let page = Page::read(self.pages.page(number)?, number)?;
        let mut room = page.room();
        for cell in page.cells() {
            let cell = cell.ok_or_else(|| damaged(number))?;
            let head = cell::take_row_head(cell);
            let (length, id, rest) = head.ok_or_else(|| damaged(number))?;
            if self.last.is_some_and(|last| id <= last) || id > bound {
                return Err(out_of_order(number));
            }
            self.last = Some(id);
            let payload = Payload::take(rest, length, Kind::TableLeaf, usable)?;
            let payload = payload.ok_or_else(|| damaged(number))?;
            let taken = cell.len() - rest.len() + payload.taken;
            room = room
                .checked_sub(taken.max(4))
                .ok_or_else(|| damaged(number))?;
            if payload.overflow == 0 && payload.local.len() == payload.length {
                (self.visit)(id, payload.local)?;
            } else {
                payload.gather(self.source, &mut self.overflow, &mut self.whole)?;
                (self.visit)(id, &self.whole)?;
            }
        }
        Ok(())
    }
}

fn out_of_order(page: u32) -> Refusal {
    Refusal::corrupt(format!("rows of page {page} are out of order"))
}
