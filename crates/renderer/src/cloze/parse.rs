//! Reading clozes.

use super::{Cloze, LEVELS_MAX, Node};
use crate::scan::{Next, part};

const OPEN: &str = "{{c";
const CLOSE: &str = "}}";

/// What follows at once upon this is the description of a shape, whose colons are not a hint's.
pub(super) const OCCLUSION: &str = "image-occlusion:";

enum Token<'a> {
    Open(Vec<u16>),
    Text(&'a str),
    Close,
}

/// The field as text and clozes. A cloze that is not closed is lost with all that is in it; an
/// opening below the deepest level is left out, and its closing closes what is around it.
pub(super) fn parsed(field: &str) -> Vec<Node<'_>> {
    let mut open: Vec<Cloze<'_>> = Vec::new();
    let mut outside = Vec::new();
    for token in tokens(field) {
        match (token, open.last_mut()) {
            (Token::Open(numbers), _) => {
                if open.len() < LEVELS_MAX {
                    open.push(Cloze {
                        numbers,
                        nodes: Vec::with_capacity(1),
                        hint: None,
                    });
                }
            }
            (Token::Text(text), Some(cloze)) => cloze.take(text),
            (Token::Text(text), None) => outside.push(Node::Text(text)),
            (Token::Close, None) => outside.push(Node::Text(CLOSE)),
            (Token::Close, Some(_)) => {
                let closed = open.pop().map(Node::Cloze);
                let around = open
                    .last_mut()
                    .map_or(&mut outside, |cloze| &mut cloze.nodes);
                around.extend(closed);
            }
        }
    }
    outside
}

impl<'a> Cloze<'a> {
    /// Takes text over, and the hint in it; the last hint counts.
    fn take(&mut self, text: &'a str) {
        let hinted = if text.starts_with(OCCLUSION) {
            None
        } else {
            text.split_once("::")
        };
        match hinted {
            Some((text, hint)) => {
                self.hint = Some(hint);
                self.nodes.push(Node::Text(text));
            }
            None => self.nodes.push(Node::Text(text)),
        }
    }
}

fn tokens(field: &str) -> impl Iterator<Item = Token<'_>> {
    let mut opens = Next::new(field, OPEN);
    let mut closes = Next::new(field, CLOSE);
    // An opening that was found behind text: where it is, its numbers, where it ends.
    let mut ahead: Option<(usize, Vec<u16>, usize)> = None;
    let mut at = 0;
    std::iter::from_fn(move || {
        if at >= field.len() {
            return None;
        }
        if ahead.is_none() {
            ahead = next_opening(field, &mut opens, at);
        }
        let close = closes.from(at);
        let open_at = ahead.as_ref().map(|(place, ..)| *place);
        let start = open_at
            .into_iter()
            .chain(close)
            .min()
            .unwrap_or(field.len());
        if start > at {
            let from = std::mem::replace(&mut at, start);
            return Some(Token::Text(part(field, from, start)));
        }
        if open_at == Some(at) {
            let (_, numbers, end) = ahead.take()?;
            at = end;
            return Some(Token::Open(numbers));
        }
        at += CLOSE.len();
        Some(Token::Close)
    })
}

/// The next place where a cloze opens, its numbers, and where its text begins.
fn next_opening(
    field: &str,
    opens: &mut Next<'_>,
    mut from: usize,
) -> Option<(usize, Vec<u16>, usize)> {
    loop {
        let start = opens.from(from)?;
        let digits = start + OPEN.len();
        let rest = part(field, digits, field.len());
        let end = rest.find(|c: char| !c.is_ascii_digit() && c != ',');
        let end = digits + end.unwrap_or(rest.len());
        if part(field, end, field.len()).starts_with("::") {
            let numbers = numbers(part(field, digits, end));
            if !numbers.is_empty() {
                return Some((start, numbers, end + 2));
            }
        }
        from = end;
    }
}

/// The numbers of a list, in order, each once; what is too large for one does not count.
fn numbers(list: &str) -> Vec<u16> {
    let mut numbers: Vec<u16> = list.split(',').filter_map(|n| n.parse().ok()).collect();
    numbers.sort_unstable();
    numbers.dedup();
    numbers
}
