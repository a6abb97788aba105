//! Builds an index over whole numbers from keys that come in order.

use super::output::Output;
use super::page::{PAGE_SIZE, PageDraft};
use super::piece::Piece;
use crate::answer::Refusal;
use crate::received::cell::Kind;

/// Builds the b-tree of an index whose entries are the columns and, last, the row id; `keys` must
/// ascend. Returns the content of its root page.
pub(crate) fn build<const N: usize>(
    output: &Output,
    keys: impl Iterator<Item = [i64; N]>,
) -> Result<[u8; PAGE_SIZE], Refusal> {
    let mut builder = Builder {
        output,
        leaf: PageDraft::new(Kind::IndexLeaf),
        piece: Piece::default(),
        waiting: Vec::new(),
        level: Level::default(),
        entry: Vec::with_capacity(64),
        last: Vec::with_capacity(64),
    };
    let mut keys = keys.peekable();
    while let Some(key) = keys.next() {
        builder.push(key, keys.peek().is_none())?;
    }
    builder.finish()
}

struct Builder<'o> {
    output: &'o Output,
    leaf: PageDraft,
    piece: Piece,
    /// Pages of the piece that have no numbers yet.
    waiting: Vec<u32>,
    level: Level,
    /// The entry at hand, and the last one on the leaf.
    entry: Vec<u8>,
    last: Vec<u8>,
}

/// Pages from left to right, and the entries that stand between them: one less than pages, or as
/// many as long as the last page is not finished.
#[derive(Default)]
struct Level {
    pages: Vec<u32>,
    between: Vec<Box<[u8]>>,
}

impl Builder<'_> {
    fn push<const N: usize>(&mut self, key: [i64; N], is_last: bool) -> Result<(), Refusal> {
        encode(&key, &mut self.entry);
        if self.leaf.push(&[&self.entry]).is_some() {
            std::mem::swap(&mut self.entry, &mut self.last);
            return Ok(());
        }
        // The leaf is full: this entry stands between it and the next. If no other follows,
        // the next leaf would be empty, so the last entry of this leaf is moved up instead.
        if is_last {
            self.leaf.pop(self.last.len());
            self.close_leaf()?;
            self.level.between.push(self.last.as_slice().into());
            self.leaf.push(&[&self.entry]).ok_or_else(no_room)?;
        } else {
            self.close_leaf()?;
            self.level.between.push(self.entry.as_slice().into());
        }
        Ok(())
    }

    fn close_leaf(&mut self) -> Result<(), Refusal> {
        self.waiting.push(self.piece.next_page());
        self.piece.push(self.leaf.seal(0), std::iter::empty());
        self.leaf.clear();
        if self.piece.is_full() {
            self.write_piece()
        } else {
            Ok(())
        }
    }

    fn write_piece(&mut self) -> Result<(), Refusal> {
        let first = self.piece.write(self.output)?;
        self.level
            .pages
            .extend(self.waiting.drain(..).map(|page| first + page));
        Ok(())
    }

    fn finish(mut self) -> Result<[u8; PAGE_SIZE], Refusal> {
        if self.level.between.is_empty() {
            return Ok(*self.leaf.seal(0));
        }
        self.close_leaf()?;
        self.write_piece()?;
        let mut level = self.level;
        loop {
            let lengths = group(&level);
            if lengths.len() == 1 {
                return interior(&level.pages, &level.between);
            }
            level = write_level(self.output, &level, &lengths)?;
        }
    }
}

/// The cell of an entry on a leaf: its length, then a record of whole numbers.
fn encode<const N: usize>(key: &[i64; N], cell: &mut Vec<u8>) {
    cell.clear();
    // Lengths and types of up to 100 columns are one byte each.
    cell.extend_from_slice(&[0; 2]);
    cell.extend(key.iter().map(|number| serial_type(*number)));
    let header = cell.len() - 1;
    for number in key {
        put_integer(*number, cell);
    }
    let length = cell.len() - 1;
    if let [first, second, ..] = cell.as_mut_slice() {
        *first = u8::try_from(length).unwrap_or_default();
        *second = u8::try_from(header).unwrap_or_default();
    }
}

/// The shortest type for a number (<https://sqlite.org/fileformat2.html>, "Record Format").
pub(crate) fn serial_type(number: i64) -> u8 {
    match number {
        0 => 8,
        1 => 9,
        _ => match 65 - (number ^ (number >> 63)).leading_zeros() {
            0..=8 => 1,
            9..=16 => 2,
            17..=24 => 3,
            25..=32 => 4,
            33..=48 => 5,
            _ => 6,
        },
    }
}

/// Appends a number in the length of its [`serial_type`].
pub(crate) fn put_integer(number: i64, into: &mut Vec<u8>) {
    let length = match serial_type(number) {
        8 | 9 => 0,
        5 => 6,
        6 => 8,
        short => usize::from(short),
    };
    let bytes = number.to_be_bytes();
    into.extend_from_slice(bytes.get(8 - length..).unwrap_or_default());
}

/// How many pages go under each interior page; never one alone.
fn group(level: &Level) -> Vec<usize> {
    let mut lengths = Vec::new();
    let mut done = 0;
    while done < level.pages.len() {
        let mut room = PAGE_SIZE - 12;
        let fitting = level.between.iter().skip(done).take_while(|entry| {
            let cell = 2 + 4 + entry.len();
            let fits = room >= cell;
            room = room.saturating_sub(cell);
            fits
        });
        let left = level.pages.len() - done;
        let mut count = (fitting.count() + 1).min(left);
        if left - count == 1 {
            count -= 1;
        }
        lengths.push(count);
        done += count;
    }
    lengths
}

/// Writes one interior page for each group; the entries between groups move up.
fn write_level(output: &Output, level: &Level, lengths: &[usize]) -> Result<Level, Refusal> {
    let mut bytes = Vec::with_capacity(lengths.len() * PAGE_SIZE);
    let mut between = Vec::new();
    let (mut pages, mut entries) = (level.pages.as_slice(), level.between.as_slice());
    for &length in lengths {
        let (below, other_pages) = pages.split_at_checked(length).ok_or_else(no_room)?;
        let (inside, other_entries) = entries.split_at_checked(length - 1).ok_or_else(no_room)?;
        bytes.extend_from_slice(&interior(below, inside)?);
        pages = other_pages;
        entries = other_entries;
        if let Some((entry, after)) = other_entries.split_first() {
            between.push(entry.clone());
            entries = after;
        }
    }
    let first = output.append(&mut bytes, |_, _| ())?;
    Ok(Level {
        pages: (first..).take(lengths.len()).collect(),
        between,
    })
}

fn interior(pages: &[u32], between: &[Box<[u8]>]) -> Result<[u8; PAGE_SIZE], Refusal> {
    let (right, others) = pages.split_last().ok_or_else(no_room)?;
    let mut draft = PageDraft::new(Kind::IndexInterior);
    for (child, entry) in others.iter().zip(between) {
        draft
            .push(&[&child.to_be_bytes(), entry])
            .ok_or_else(no_room)?;
    }
    Ok(*draft.seal(*right))
}

/// Sizes are chosen so that this cannot happen.
fn no_room() -> Refusal {
    Refusal::fault("building an index", "no room in a page")
}
