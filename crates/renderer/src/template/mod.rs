//! A card template: what it shows, when it shows something, which fields it names.

mod fields;
mod problem;
mod token;

use std::borrow::Cow;

pub use fields::Needs;
pub(crate) use fields::is_cloze_condition;
pub use problem::Problem;

use token::{Token, tokens};

/// A template, parsed. Its nodes lie in one list, however deep its conditions are nested, so that
/// no depth is too deep.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Template<'a> {
    nodes: Vec<Node<'a>>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Node<'a> {
    Text(Cow<'a, str>),
    Comment(Cow<'a, str>),
    Replacement(Replacement<'a>),
    /// What follows, up to the node with the number `close`, is shown on a condition.
    Open {
        key: Cow<'a, str>,
        negated: bool,
        close: usize,
    },
    /// The end of the condition that the node with the number `open` began.
    Close {
        open: usize,
    },
}

/// A name in braces.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Replacement<'a> {
    pub(crate) key: Cow<'a, str>,
    /// In the order in which they are applied: from right to left.
    pub(crate) filters: Vec<Cow<'a, str>>,
}

impl<'a> Template<'a> {
    /// Reads a template.
    pub fn parse(text: &'a str) -> Result<Template<'a>, Problem> {
        let mut nodes = Vec::new();
        let mut open: Vec<(usize, &str)> = Vec::new();
        for token in tokens(text) {
            let number = nodes.len();
            let node = match token {
                Token::Text(text) => Node::Text(text.into()),
                Token::Comment(text) => Node::Comment(text.into()),
                Token::Replacement(name) => Node::Replacement(Replacement::of(name)),
                Token::Open { key, negated } => {
                    open.push((number, key));
                    Node::Open {
                        key: key.into(),
                        negated,
                        close: number,
                    }
                }
                Token::Close(key) => {
                    let Some((open, _)) = open.pop_if(|(_, open)| *open == key) else {
                        let open = open.last().map(|(_, open)| (*open).to_owned());
                        let key = key.to_owned();
                        return Err(Problem::NotOpen { key, open });
                    };
                    if let Some(Node::Open { close, .. }) = nodes.get_mut(open) {
                        *close = number;
                    }
                    Node::Close { open }
                }
            };
            nodes.push(node);
        }
        match open.last() {
            Some((_, key)) => Err(Problem::NotClosed {
                key: (*key).to_owned(),
            }),
            None => Ok(Template { nodes }),
        }
    }

    pub(crate) fn nodes(&self) -> &[Node<'a>] {
        &self.nodes
    }

    /// Whether anything but text is left of the template if only these fields are filled: cards
    /// are made where that is so of the front (`rslib/src/template.rs`).
    pub fn shows(&self, is_filled: impl Fn(&str) -> bool) -> bool {
        self.shows_if(|key, negated| is_filled(key) != negated, &is_filled)
    }

    /// The same for the hint that old clients keep: a negated condition counts as met, whatever
    /// it is about.
    fn shows_in_hint(&self, is_filled: impl Fn(&str) -> bool) -> bool {
        self.shows_if(|key, negated| negated || is_filled(key), &is_filled)
    }

    fn shows_if(
        &self,
        is_met: impl Fn(&str, bool) -> bool,
        is_filled: impl Fn(&str) -> bool,
    ) -> bool {
        let mut at = 0;
        while let Some(node) = self.nodes.get(at) {
            at += 1;
            match node {
                Node::Replacement(name) if is_filled(&name.key) => return true,
                Node::Open {
                    key,
                    negated,
                    close,
                } if !is_met(key, *negated) => at = close + 1,
                Node::Text(_)
                | Node::Comment(_)
                | Node::Replacement(_)
                | Node::Open { .. }
                | Node::Close { .. } => {}
            }
        }
        false
    }
}

impl<'a> Replacement<'a> {
    fn of(name: &'a str) -> Replacement<'a> {
        let mut parts = name.rsplit(':').map(Cow::from);
        Replacement {
            key: parts.next().unwrap_or_default(),
            filters: parts.collect(),
        }
    }
}

/// Whether a field counts as empty: nothing in it but ASCII white space and the tags `br` and
/// `div` (`rslib/src/template.rs`).
pub fn is_empty_field(text: &str) -> bool {
    let mut rest = text;
    loop {
        rest = rest.trim_start_matches([' ', '\t', '\n', '\r', '\u{b}', '\u{c}']);
        if rest.is_empty() {
            return true;
        }
        match behind_line_tag(rest) {
            Some(behind) => rest = behind,
            None => return false,
        }
    }
}

/// What follows a `<br>`, `</div>`, `<BR />` … at the start.
fn behind_line_tag(text: &str) -> Option<&str> {
    let text = text.strip_prefix('<')?;
    let text = text.strip_prefix('/').unwrap_or(text);
    let length = ["br", "div"].iter().find_map(|name| {
        let found = text.get(..name.len())?;
        found.eq_ignore_ascii_case(name).then_some(name.len())
    })?;
    let text = text.get(length..)?;
    let text = text.strip_prefix(' ').unwrap_or(text);
    let text = text.strip_prefix('/').unwrap_or(text);
    text.strip_prefix('>')
}
