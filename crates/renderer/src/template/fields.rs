//! Which fields a template names; renaming them, and writing the template again.

use std::collections::{BTreeSet, HashMap, HashSet};
use std::fmt::Write;

use super::token::COMMENT;
use super::{Node, Replacement, Template};

/// A hint that would take longer is not given.
const HINT_STEPS_MAX: usize = 10_000_000;

/// The hint that old clients keep about a template: which fields, by number, must be filled.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Needs {
    Any(BTreeSet<u32>),
    All(BTreeSet<u32>),
    /// It never shows anything.
    Nothing,
}

impl<'a> Template<'a> {
    /// All names in the template, in conditions as well; some may not be fields.
    pub fn names(&self) -> HashSet<&str> {
        let conditions = self.nodes.iter().filter_map(|node| match node {
            Node::Open { key, .. } if !is_cloze_condition(key) => Some(key.as_ref()),
            Node::Text(_)
            | Node::Comment(_)
            | Node::Replacement(_)
            | Node::Open { .. }
            | Node::Close { .. } => None,
        });
        conditions
            .chain(self.replacements().map(|name| name.key.as_ref()))
            .collect()
    }

    /// The names to which the filter `cloze` is applied.
    pub fn cloze_names(&self) -> HashSet<&str> {
        self.replacements()
            .filter(|name| name.filters.iter().any(|filter| filter == "cloze"))
            .map(|name| name.key.as_ref())
            .collect()
    }

    /// Whether it shows any name at all.
    pub fn has_replacement(&self) -> bool {
        self.replacements().next().is_some()
    }

    fn replacements(&self) -> impl Iterator<Item = &Replacement<'a>> {
        self.nodes.iter().filter_map(|node| match node {
            Node::Replacement(name) => Some(name),
            Node::Text(_) | Node::Comment(_) | Node::Open { .. } | Node::Close { .. } => None,
        })
    }

    /// Gives fields their new names; a field without one goes, and its conditions with it, though
    /// not what stands in them.
    #[must_use]
    pub fn with_new_names(&self, new_names: &HashMap<String, Option<String>>) -> Template<'a> {
        let mut nodes = Vec::with_capacity(self.nodes.len());
        for node in &self.nodes {
            let mut node = node.clone();
            let new_name = match &mut node {
                Node::Replacement(Replacement { key, .. }) | Node::Open { key, .. } => {
                    let new_name = new_names.get(key.as_ref());
                    if let Some(Some(name)) = new_name {
                        *key = name.clone().into();
                    }
                    new_name
                }
                Node::Close { open } => match self.nodes.get(*open) {
                    Some(Node::Open { key, .. }) => new_names.get(key.as_ref()),
                    Some(
                        Node::Text(_)
                        | Node::Comment(_)
                        | Node::Replacement(_)
                        | Node::Close { .. },
                    )
                    | None => None,
                },
                Node::Text(_) | Node::Comment(_) => None,
            };
            if new_name != Some(&None) {
                nodes.push(node);
            }
        }
        Template {
            nodes: with_partners(nodes),
        }
    }

    /// Shows the field behind all the rest, through the filter `cloze` if so wished.
    pub fn append(&mut self, field: &str, is_cloze: bool) {
        let filters = if is_cloze {
            vec!["cloze".into()]
        } else {
            vec![]
        };
        let key = field.to_owned().into();
        self.nodes
            .push(Node::Replacement(Replacement { key, filters }));
    }

    /// The template as text; white space in braces is lost.
    pub fn to_text(&self) -> String {
        let mut text = String::new();
        for node in &self.nodes {
            let written = match node {
                Node::Text(part) => text.write_str(part),
                Node::Comment(part) => write!(text, "{}{part}{}", COMMENT[0], COMMENT[1]),
                Node::Replacement(name) => write!(text, "{{{{{}{}}}}}", name.prefix(), name.key),
                Node::Open {
                    key,
                    negated: false,
                    ..
                } => write!(text, "{{{{#{key}}}}}"),
                Node::Open { key, .. } => write!(text, "{{{{^{key}}}}}"),
                Node::Close { open } => match self.nodes.get(*open) {
                    Some(Node::Open { key, .. }) => write!(text, "{{{{/{key}}}}}"),
                    Some(
                        Node::Text(_)
                        | Node::Comment(_)
                        | Node::Replacement(_)
                        | Node::Close { .. },
                    )
                    | None => Ok(()),
                },
            };
            written.expect("a String takes all that is written");
        }
        text
    }

    /// The hint for old clients; `fields` are the names in the order of the notetype
    /// (`rslib/src/template.rs`).
    pub fn needs(&self, fields: &[&str]) -> Needs {
        if self.nodes.len().saturating_mul(fields.len()) > HINT_STEPS_MAX {
            return Needs::Nothing;
        }
        let numbered = || (0_u32..).zip(fields.iter().copied());
        let any: BTreeSet<u32> = numbered()
            .filter(|(_, field)| self.shows_in_hint(|name| name == *field))
            .map(|(number, _)| number)
            .collect();
        if !any.is_empty() {
            return Needs::Any(any);
        }
        let is_field: HashSet<&str> = fields.iter().copied().collect();
        let all: BTreeSet<u32> = numbered()
            .filter(|(_, field)| {
                !self.shows_in_hint(|name| name != *field && is_field.contains(name))
            })
            .map(|(number, _)| number)
            .collect();
        if !all.is_empty() && self.shows_in_hint(|name| is_field.contains(name)) {
            Needs::All(all)
        } else {
            Needs::Nothing
        }
    }
}

impl Replacement<'_> {
    /// The filters as they stand before the name, with their colons.
    pub(crate) fn prefix(&self) -> String {
        let filters = self.filters.iter().rev();
        filters.flat_map(|filter| [filter, ":"]).collect()
    }
}

/// Whether a condition is about the number of the card's cloze (`c1`).
pub(crate) fn is_cloze_condition(key: &str) -> bool {
    let number = key.strip_prefix('c');
    number.is_some_and(|number| number.parse::<u32>().is_ok())
}

/// The nodes with opening and closing ones pointing at each other.
fn with_partners(mut nodes: Vec<Node<'_>>) -> Vec<Node<'_>> {
    let mut open = Vec::new();
    for number in 0..nodes.len() {
        match nodes.get_mut(number) {
            Some(Node::Open { .. }) => open.push(number),
            Some(Node::Close { open: partner }) => {
                if let Some(opened) = open.pop() {
                    *partner = opened;
                    if let Some(Node::Open { close, .. }) = nodes.get_mut(opened) {
                        *close = number;
                    }
                }
            }
            Some(Node::Text(_) | Node::Comment(_) | Node::Replacement(_)) | None => {}
        }
    }
    nodes
}
