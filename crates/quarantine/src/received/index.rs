//! Walks through an index b-tree: an index, or a table without row ids.

use super::cell::{self, Kind, Page, Payload, damaged};
use super::pages::{Source, Window};
use super::varint;
use crate::answer::Refusal;

/// See [`super::table`].
const DEPTH_MAX: usize = 20;

/// Calls `visit` with the record of each entry in the order of the tree. Does not compare keys:
/// their order may depend on collations, and who reads the entries knows better what to expect.
pub(crate) fn entries(
    source: &Source,
    root: u32,
    visit: impl FnMut(&[u8]) -> Result<(), Refusal>,
) -> Result<(), Refusal> {
    Walk {
        source,
        pages: Window::new(source),
        overflow: Window::new(source),
        visit,
    }
    .tree(root)
}

struct Walk<'s, V> {
    source: &'s Source,
    pages: Window<'s>,
    overflow: Window<'s>,
    visit: V,
}

/// What is still to be done on an interior page, the last first.
enum Step {
    Child(u32),
    /// An entry that stands between two children.
    Entry(Vec<u8>),
}

impl<V: FnMut(&[u8]) -> Result<(), Refusal>> Walk<'_, V> {
    fn tree(&mut self, root: u32) -> Result<(), Refusal> {
        let mut branches = vec![vec![Step::Child(root)]];
        let mut leaf_depth = None;
        while let Some(steps) = branches.last_mut() {
            let page = match steps.pop() {
                None => {
                    branches.pop();
                    continue;
                }
                Some(Step::Entry(record)) => {
                    (self.visit)(&record)?;
                    continue;
                }
                Some(Step::Child(page)) => page,
            };
            self.source.take(page)?;
            let mut steps = Vec::new();
            if self.page(page, &mut steps)? == Kind::IndexInterior {
                branches.push(steps);
                if branches.len() > DEPTH_MAX {
                    return Err(Refusal::corrupt("an index that is too deep"));
                }
            } else if *leaf_depth.get_or_insert(branches.len()) != branches.len() {
                return Err(Refusal::corrupt(format!(
                    "page {page} is at the wrong depth"
                )));
            }
        }
        Ok(())
    }

    /// Visits the entries of a leaf, or lists what is to be done on an interior page.
    fn page(&mut self, number: u32, steps: &mut Vec<Step>) -> Result<Kind, Refusal> {
        let usable = self.source.header.usable;
        let page = Page::read(self.pages.page(number)?, number)?;
        let is_interior = match page.kind {
            Kind::IndexInterior => true,
            Kind::IndexLeaf => false,
            Kind::TableInterior | Kind::TableLeaf => return Err(damaged(number)),
        };
        let mut room = page.room();
        let mut whole = Vec::new();
        for cell in page.cells() {
            let cell = cell.ok_or_else(|| damaged(number))?;
            let mut rest = cell;
            if is_interior {
                let child = cell::take_page_number(cell);
                let (child, after) = child.ok_or_else(|| damaged(number))?;
                steps.push(Step::Child(child));
                rest = after;
            }
            let (length, rest) = varint::take(rest).ok_or_else(|| damaged(number))?;
            let payload = Payload::take(rest, length, page.kind, usable)?;
            let payload = payload.ok_or_else(|| damaged(number))?;
            let taken = cell.len() - rest.len() + payload.taken;
            room = room
                .checked_sub(taken.max(4))
                .ok_or_else(|| damaged(number))?;
            let record = if payload.local.len() == payload.length {
                payload.local
            } else {
                payload.gather(self.source, &mut self.overflow, &mut whole)?;
                &whole
            };
            if is_interior {
                steps.push(Step::Entry(record.to_vec()));
            } else {
                (self.visit)(record)?;
            }
        }
        if is_interior {
            steps.push(Step::Child(page.right));
            steps.reverse();
        }
        Ok(page.kind)
    }
}
