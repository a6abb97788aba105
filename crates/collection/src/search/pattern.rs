//! Text with Anki's wildcards: `*` any text, `_` one character, a backslash before a literal one.
//!
//! Facts: `rslib/src/text.rs`.

use regex::Regex;
use unicase::UniCase;

use super::mistake::Mistake;

/// Whether a wildcard stands in the text without a backslash before it.
pub(super) fn has_wildcards(text: &str) -> bool {
    let mut chars = text.chars();
    while let Some(c) = chars.next() {
        match c {
            '\\' => {
                chars.next();
            }
            '*' | '_' => return true,
            _ => {}
        }
    }
    false
}

/// As a regular expression, in which `any` stands for one character.
pub(super) fn expression(text: &str, any: &str) -> String {
    let mut out = String::with_capacity(text.len() + 8);
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        match c {
            '\\' => match chars.next_if(|next| *next != '\n') {
                Some(kept @ ('\\' | '*')) => out.extend(['\\', kept]),
                Some('_') => out.push('_'),
                Some(other) => out.push_str(&regex::escape(&format!("\\{other}"))),
                None => out.push_str("\\\\"),
            },
            '*' => {
                out.push_str(any);
                out.push('*');
            }
            '_' => out.push_str(any),
            '\n' => out.push('\n'),
            other => out.push_str(&regex::escape(other.encode_utf8(&mut [0; 4]))),
        }
    }
    out
}

/// As a pattern for `like … escape '\'`.
pub(super) fn like(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 2);
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        match c {
            '\\' if chars.next_if_eq(&'\\').is_some() => out.push_str("\\\\"),
            '\\' if chars.next_if_eq(&'*').is_some() => out.push('*'),
            '*' => out.push('%'),
            '%' => out.push_str("\\%"),
            other => out.push(other),
        }
    }
    out
}

/// The text without its backslashes: what it says if it has no wildcards.
pub(super) fn plain(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        match c {
            '\\' => out.push(chars.next_if(|next| *next != '\n').unwrap_or('\\')),
            other => out.push(other),
        }
    }
    out
}

/// The pattern that fits this text alone.
pub fn literal(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        if matches!(c, '\\' | '*' | '_') {
            out.push('\\');
        }
        out.push(c);
    }
    out
}

/// A pattern for names.
pub(super) enum NamePattern {
    Expression(Regex),
    Name(String),
}

impl NamePattern {
    pub(super) fn of(text: &str) -> Result<NamePattern, Mistake> {
        if !has_wildcards(text) {
            return Ok(NamePattern::Name(plain(text)));
        }
        let expression = format!("^(?i){}$", expression(text, "."));
        let compiled = Regex::new(&expression).map_err(|_| Mistake::TooLong)?;
        Ok(NamePattern::Expression(compiled))
    }

    pub(super) fn fits(&self, name: &str) -> bool {
        match self {
            NamePattern::Expression(expression) => expression.is_match(name),
            NamePattern::Name(wanted) => UniCase::new(name) == UniCase::new(wanted.as_str()),
        }
    }
}
