//! A template cut into text, comments and what stands in braces (`rslib/src/template.rs`).

use crate::scan::{Next, part};

/// With this at its start a template writes `<%…%>` instead of `{{…}}`.
const OTHER_BRACES: &str = "{{=<% %>=}}";
pub(super) const COMMENT: [&str; 2] = ["<!--", "-->"];

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Token<'a> {
    Text(&'a str),
    Comment(&'a str),
    Replacement(&'a str),
    Open { key: &'a str, negated: bool },
    Close(&'a str),
}

/// The tokens of a template, in order. Braces and comments that are not closed are text.
pub(super) fn tokens(template: &str) -> impl Iterator<Item = Token<'_>> {
    let trimmed = template.trim_start();
    let (text, [open, close]) = if trimmed.starts_with(OTHER_BRACES) {
        (trimmed.trim_start_matches(OTHER_BRACES), ["<%", "%>"])
    } else {
        (template, ["{{", "}}"])
    };
    let mut braces = Pair::of(text, [open, close]);
    let mut comments = Pair::of(text, COMMENT);
    let mut at = 0;
    std::iter::from_fn(move || {
        if at >= text.len() {
            return None;
        }
        let (brace, comment) = (braces.next(at), comments.next(at));
        let start = [brace, comment]
            .iter()
            .flatten()
            .map(|span| span.start)
            .min();
        let token = match (brace, comment) {
            (Some(span), _) if Some(span.start) == start && span.start == at => {
                at = span.end + close.len();
                in_braces(part(text, span.start + open.len(), span.end))
            }
            (_, Some(span)) if Some(span.start) == start && span.start == at => {
                at = span.end + COMMENT[1].len();
                Token::Comment(part(text, span.start + COMMENT[0].len(), span.end))
            }
            _ => {
                let from = std::mem::replace(&mut at, start.unwrap_or(text.len()));
                Token::Text(part(text, from, at))
            }
        };
        Some(token)
    })
}

/// An opening word and the next closing one behind it.
#[derive(Clone, Copy)]
struct Span {
    start: usize,
    /// Where the closing word begins.
    end: usize,
}

struct Pair<'a> {
    open: Next<'a>,
    open_length: usize,
    close: Next<'a>,
}

impl<'a> Pair<'a> {
    fn of(text: &'a str, [open, close]: [&'a str; 2]) -> Self {
        Self {
            open: Next::new(text, open),
            open_length: open.len(),
            close: Next::new(text, close),
        }
    }

    fn next(&mut self, from: usize) -> Option<Span> {
        let start = self.open.from(from)?;
        let end = self.close.from(start + self.open_length)?;
        Some(Span { start, end })
    }
}

/// What stands in braces, by its first letter; a single letter is a name. Surplus braces before it
/// do not count.
fn in_braces(inside: &str) -> Token<'_> {
    let name = inside.trim_start_matches('{').trim();
    if name.len() < 2 {
        return Token::Replacement(name);
    }
    let behind = |sign| name.strip_prefix(sign).map(str::trim_start);
    if let Some(key) = behind('#') {
        let negated = false;
        Token::Open { key, negated }
    } else if let Some(key) = behind('^') {
        let negated = true;
        Token::Open { key, negated }
    } else if let Some(key) = behind('/') {
        Token::Close(key)
    } else {
        Token::Replacement(name)
    }
}
