//! Clozes: `{{c1::text::hint}}` in a field.
//!
//! Deeper than ten levels none is opened any more, so that recursion over them ends
//! (`rslib/src/cloze.rs`).

mod occlusion;
mod parse;
mod reveal;

use std::collections::BTreeSet;

use parse::parsed;

pub use occlusion::{Shape, shapes};
pub use reveal::{View, to_be_typed};
pub(crate) use reveal::{all_sides, only, reveal};

/// How many clozes may stand in each other.
const LEVELS_MAX: usize = 10;

#[derive(Debug, PartialEq, Eq)]
enum Node<'a> {
    Text(&'a str),
    Cloze(Cloze<'a>),
}

#[derive(Debug, PartialEq, Eq)]
struct Cloze<'a> {
    /// In order, each once; at least one.
    numbers: Vec<u16>,
    nodes: Vec<Node<'a>>,
    hint: Option<&'a str>,
}

/// The numbers of the clozes in these fields, as they stand there, except 0: each makes a card.
pub fn numbers<'a>(fields: impl IntoIterator<Item = &'a str>) -> BTreeSet<u16> {
    let mut numbers = BTreeSet::new();
    for field in fields {
        if field.contains("{{c") {
            collect_numbers(&parsed(field), &mut numbers);
        }
    }
    numbers
}

/// Whether the text has a cloze that makes a card; those inside a cloze 0 do not count.
pub fn contains_any(text: &str) -> bool {
    let makes_card = |node: &Node<'_>| match node {
        Node::Cloze(cloze) => cloze.numbers.iter().any(|number| *number != 0),
        Node::Text(_) => false,
    };
    text.contains("{{c") && parsed(text).iter().any(makes_card)
}

fn collect_numbers(nodes: &[Node<'_>], numbers: &mut BTreeSet<u16>) {
    for node in nodes {
        if let Node::Cloze(cloze) = node {
            numbers.extend(cloze.numbers.iter().filter(|number| **number != 0));
            collect_numbers(&cloze.nodes, numbers);
        }
    }
}
