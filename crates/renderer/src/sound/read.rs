//! Finding sounds and directives (`rslib/src/card_rendering/parser.rs`).
//!
//! What fails to be one is text, and the next bracket is tried. What was found out in a failure is
//! kept, so that a text full of brackets that are not closed is gone over once.

use std::collections::{BTreeMap, HashMap};

use crate::scan::{Next, part};

const SOUND: &str = "[sound:";
const DIRECTIVE: &str = "[anki:";
const DIRECTIVE_END: &str = "[/anki:";
const SPACES: [char; 4] = [' ', '\t', '\r', '\n'];

/// A directive with a longer name is text.
const NAME_BYTES_MAX: usize = 64;

pub(super) enum Part<'a> {
    Text(&'a str),
    File(&'a str),
    Directive(Directive<'a>),
}

/// `[anki:name key=value]content[/anki:name]`.
pub(super) struct Directive<'a> {
    pub(super) name: &'a str,
    pub(super) content: &'a str,
    /// Each key once, the last value counts.
    pub(super) options: BTreeMap<&'a str, &'a str>,
}

impl<'a> Directive<'a> {
    pub(super) fn option(&self, key: &str) -> Option<&'a str> {
        self.options.get(key).copied()
    }
}

pub(super) fn parts(text: &str) -> impl Iterator<Item = Part<'_>> {
    let mut reader = Reader {
        text,
        brackets: Next::new(text, "["),
        closing_brackets: Next::new(text, "]"),
        ends: ends(text),
        known: HashMap::new(),
    };
    let mut at = 0;
    std::iter::from_fn(move || {
        if at >= text.len() {
            return None;
        }
        let (part, end) = reader.next(at);
        at = end;
        Some(part)
    })
}

struct Reader<'a> {
    text: &'a str,
    brackets: Next<'a>,
    closing_brackets: Next<'a>,
    /// Where directives end, by name: the places of their ends, ascending.
    ends: HashMap<&'a str, Vec<usize>>,
    /// Where the options that begin at a place end, or nothing if they do not.
    known: HashMap<usize, Option<usize>>,
}

impl<'a> Reader<'a> {
    fn next(&mut self, at: usize) -> (Part<'a>, usize) {
        if let Some((name, end)) = self.sound(at) {
            return (Part::File(name), end);
        }
        if let Some((directive, end)) = self.directive(at) {
            return (Part::Directive(directive), end);
        }
        let first = self.rest(at).chars().next().map_or(1, char::len_utf8);
        let end = self.brackets.from(at + first).unwrap_or(self.text.len());
        (Part::Text(part(self.text, at, end)), end)
    }

    fn rest(&self, at: usize) -> &'a str {
        part(self.text, at, self.text.len())
    }

    fn sound(&mut self, at: usize) -> Option<(&'a str, usize)> {
        self.rest(at).strip_prefix(SOUND)?;
        let start = at + SOUND.len();
        let end = self.closing_brackets.from(start)?;
        (end > start).then(|| (part(self.text, start, end), end + 1))
    }

    fn directive(&mut self, at: usize) -> Option<(Directive<'a>, usize)> {
        let name = self.rest(at).strip_prefix(DIRECTIVE)?;
        if self.ends.is_empty() {
            return None;
        }
        let mut letters = name.bytes().take(NAME_BYTES_MAX + 1);
        let length =
            letters.position(|byte| matches!(byte, b']' | b' ' | b'\t' | b'\r' | b'\n'))?;
        let name = name.get(..length).filter(|name| !name.is_empty())?;
        let start = at + DIRECTIVE.len() + length;
        let last_end = *self.ends.get(name)?.last()?;
        if last_end < start {
            return None;
        }
        let options = self.behind_spaces(start);
        let content = self.options_end(options)?;
        let ends = self.ends.get(name)?;
        let end = *ends.get(ends.partition_point(|end| *end < content))?;
        let directive = Directive {
            name,
            content: part(self.text, content, end),
            options: self.options(options),
        };
        Some((directive, end + DIRECTIVE_END.len() + name.len() + 1))
    }

    fn behind_spaces(&self, at: usize) -> usize {
        let rest = self.rest(at);
        at + rest.len() - rest.trim_start_matches(SPACES).len()
    }

    /// Where the content begins, if options and a bracket stand here.
    fn options_end(&mut self, mut at: usize) -> Option<usize> {
        let mut passed = Vec::new();
        let end = loop {
            if let Some(known) = self.known.get(&at) {
                break *known;
            }
            passed.push(at);
            match self.option(at) {
                Some((_, _, next)) => at = next,
                None => break self.rest(at).starts_with(']').then_some(at + 1),
            }
        };
        self.known
            .extend(passed.into_iter().map(|place| (place, end)));
        end
    }

    fn options(&self, mut at: usize) -> BTreeMap<&'a str, &'a str> {
        let mut options = BTreeMap::new();
        while let Some((key, value, next)) = self.option(at) {
            options.insert(key, value);
            at = next;
        }
        options
    }

    /// A key with its value, and what stands behind it and the spaces that follow.
    fn option(&self, at: usize) -> Option<(&'a str, &'a str, usize)> {
        let rest = self.rest(at);
        let length = rest.find(|c| c == ']' || c == '=' || SPACES.contains(&c))?;
        let (key, rest) = rest.split_at_checked(length)?;
        let value = rest.strip_prefix('=').filter(|_| !key.is_empty())?;
        let quoted = value
            .strip_prefix('"')
            .and_then(|value| value.split_once('"'));
        let start = at + length + 1;
        let (value, end) = if let Some((value, _)) = quoted {
            (value, start + value.len() + 2)
        } else {
            let length = value.find(|c| c == ']' || c == '"' || SPACES.contains(&c));
            let value = part(value, 0, length.unwrap_or(value.len()));
            (value, start + value.len())
        };
        Some((key, value, self.behind_spaces(end)))
    }
}

/// Where directives end, by name.
fn ends(text: &str) -> HashMap<&str, Vec<usize>> {
    let mut ends: HashMap<&str, Vec<usize>> = HashMap::new();
    for (place, _) in text.match_indices(DIRECTIVE_END) {
        let start = place + DIRECTIVE_END.len();
        let window = text.as_bytes().get(start..).unwrap_or_default();
        let mut window = window.iter().take(NAME_BYTES_MAX + 1);
        if let Some(length) = window.position(|byte| *byte == b']') {
            ends.entry(part(text, start, start + length))
                .or_default()
                .push(place);
        }
    }
    ends
}
