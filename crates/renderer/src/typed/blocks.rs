//! Which stretches two texts share, as Python's `difflib` finds them.
//!
//! The longest stretch first, the earliest of equally long ones, then the same on both sides of
//! it. One thing is as in the library that Anki uses, not as in Python: if the second text has 200
//! letters or more, stretches start only from letters that are frequent in it (`difflib` 0.4,
//! `rslib/src/typeanswer.rs`).

use std::collections::HashMap;
use std::ops::Range;

/// From this length on only frequent letters count.
const LONG: usize = 200;

/// Comparing costs at most so many steps; what is not compared by then counts as different,
/// except what the rest begins with.
const STEPS_MAX: usize = 20_000_000;

/// A stretch that both texts have.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Block {
    pub(super) first: usize,
    pub(super) second: usize,
    pub(super) length: usize,
}

/// The shared stretches in order; neighbours are joined.
pub(super) fn shared(first: &[char], second: &[char]) -> Vec<Block> {
    let mut matcher = Matcher::of(first, second);
    let mut found = Vec::new();
    let mut open = vec![(0..first.len(), 0..second.len())];
    while let Some((in_first, in_second)) = open.pop() {
        let block = matcher.longest(&in_first, &in_second);
        if block.length == 0 {
            continue;
        }
        let before = (in_first.start..block.first, in_second.start..block.second);
        let after = (
            block.first + block.length..in_first.end,
            block.second + block.length..in_second.end,
        );
        let both = [before, after].into_iter();
        open.extend(both.filter(|(first, second)| !first.is_empty() && !second.is_empty()));
        found.push(block);
    }
    found.sort();
    joined(found)
}

fn joined(blocks: Vec<Block>) -> Vec<Block> {
    let mut joined: Vec<Block> = Vec::with_capacity(blocks.len());
    for block in blocks {
        match joined.last_mut() {
            Some(last)
                if last.first + last.length == block.first
                    && last.second + last.length == block.second =>
            {
                last.length += block.length;
            }
            _ => joined.push(block),
        }
    }
    joined
}

struct Matcher<'a> {
    first: &'a [char],
    second: &'a [char],
    /// Where letters stand in the second text.
    places: HashMap<char, Vec<usize>>,
    steps_left: usize,
}

impl<'a> Matcher<'a> {
    fn of(first: &'a [char], second: &'a [char]) -> Self {
        let mut places: HashMap<char, Vec<usize>> = HashMap::new();
        for (place, letter) in second.iter().enumerate() {
            places.entry(*letter).or_default().push(place);
        }
        if second.len() >= LONG {
            places.retain(|_, places| places.len() > second.len() / 100 + 1);
        }
        Self {
            first,
            second,
            places,
            steps_left: STEPS_MAX,
        }
    }

    fn longest(&mut self, in_first: &Range<usize>, in_second: &Range<usize>) -> Block {
        let seed = self.longest_seed(in_first, in_second);
        self.extended(seed, in_first, in_second)
    }

    fn longest_seed(&mut self, in_first: &Range<usize>, in_second: &Range<usize>) -> Block {
        let mut best = Block {
            first: in_first.start,
            second: in_second.start,
            length: 0,
        };
        // Where in the second text stretches end that go up to the letter before, ascending, with
        // their lengths.
        let mut ending: Vec<(usize, usize)> = Vec::new();
        for at in in_first.clone() {
            let places = self
                .first
                .get(at)
                .and_then(|letter| self.places.get(letter))
                .map_or(&[][..], |places| within(places, in_second));
            let Some(left) = self.steps_left.checked_sub(places.len() + 1) else {
                self.steps_left = 0;
                break;
            };
            self.steps_left = left;
            let mut before = ending.iter().peekable();
            let mut longer = Vec::with_capacity(places.len());
            for place in places {
                while before.next_if(|(end, _)| end + 1 < *place).is_some() {}
                let continued = before.next_if(|(end, _)| end + 1 == *place);
                let length = continued.map_or(0, |(_, length)| *length) + 1;
                longer.push((*place, length));
                if length > best.length {
                    best = Block {
                        first: at + 1 - length,
                        second: place + 1 - length,
                        length,
                    };
                }
            }
            ending = longer;
        }
        best
    }

    /// The block with what is equal before and behind it.
    fn extended(
        &self,
        mut block: Block,
        in_first: &Range<usize>,
        in_second: &Range<usize>,
    ) -> Block {
        let same = |first: usize, second: usize| self.first.get(first) == self.second.get(second);
        while block.first > in_first.start
            && block.second > in_second.start
            && same(block.first - 1, block.second - 1)
        {
            block.first -= 1;
            block.second -= 1;
            block.length += 1;
        }
        while block.first + block.length < in_first.end
            && block.second + block.length < in_second.end
            && same(block.first + block.length, block.second + block.length)
        {
            block.length += 1;
        }
        block
    }
}

/// The places inside a stretch.
fn within<'a>(places: &'a [usize], stretch: &Range<usize>) -> &'a [usize] {
    let start = places.partition_point(|place| *place < stretch.start);
    let end = places.partition_point(|place| *place < stretch.end);
    places.get(start..end).unwrap_or_default()
}
