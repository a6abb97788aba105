//! The description of a deck: Markdown or HTML that anyone may have written, shown on pages of the
//! site itself.
//!
//! What comes out is built anew from a short list of tags and attributes, with all text encoded:
//! however a browser and this file disagree about what came in, nothing else can come out.
//!
//! For Markdown the result is that of Anki (`rslib/src/markdown.rs`, and the defaults of the
//! library `ammonia`, which is used there, without pictures). HTML inside it that is not closed
//! properly is closed at its end here; a parser as in browsers moves it about instead.

mod allowed;
mod tag;

use std::borrow::Cow;
use std::collections::HashSet;

use pulldown_cmark::{Parser, html::push_html};

use allowed::{EMPTY_TAGS, LOST_TAGS, TAGS, is_allowed};
use tag::{Tag, name};

use crate::scan::{find, part};

/// A longer description is cut off.
const BYTES_MAX: usize = 256 << 10;

/// Tags that would be nested deeper are left out.
const OPEN_MAX: usize = 100;

/// Markdown as HTML, as it is: not to be shown by a page.
pub fn from_markdown(markdown: &str) -> String {
    let mut html = String::with_capacity(markdown.len());
    push_html(&mut html, Parser::new(shortened(markdown)));
    html
}

/// HTML with nothing in it but text, its structure and links.
pub fn safe(html: &str) -> String {
    let html = shortened(html);
    let mut page = Page::default();
    let mut at = 0;
    while at < html.len() {
        let next = find(html, at, "<").unwrap_or(html.len());
        page.text(part(html, at, next));
        at = page.markup(html, next);
    }
    while let Some(tag) = page.open.pop() {
        page.end(tag);
    }
    page.html
}

fn shortened(text: &str) -> &str {
    part(text, 0, text.floor_char_boundary(BYTES_MAX))
}

#[derive(Default)]
struct Page {
    html: String,
    open: Vec<&'static str>,
}

impl Page {
    fn text(&mut self, text: &str) {
        encode(&decoded(text), &mut self.html, false);
    }

    /// Takes over what begins with `<` here, and says where it ends.
    fn markup(&mut self, html: &str, at: usize) -> usize {
        let rest = part(html, at, html.len());
        let end =
            |found: Option<usize>, length: usize| found.map_or(html.len(), |end| end + length);
        let letter = |place: usize| rest.as_bytes().get(place).copied();
        match (letter(1), letter(2)) {
            (None, _) => {
                self.text(rest);
                html.len()
            }
            (Some(b'!'), _) if rest.starts_with("<!--") => end(find(html, at + 4, "-->"), 3),
            (Some(b'/'), Some(first)) if first.is_ascii_alphabetic() => {
                let name = name(part(html, at + 2, html.len())).to_ascii_lowercase();
                self.close(&name);
                end(find(html, at, ">"), 1)
            }
            (Some(b'!' | b'?' | b'/'), _) => end(find(html, at, ">"), 1),
            (Some(first), _) if first.is_ascii_alphabetic() => {
                let Some((tag, behind)) = Tag::read(html, at) else {
                    return html.len();
                };
                self.start(&tag);
                if LOST_TAGS.contains(&tag.name.as_str()) {
                    return behind_content(html, behind, &tag.name);
                }
                behind
            }
            _ => {
                self.text("<");
                at + 1
            }
        }
    }

    fn start(&mut self, tag: &Tag) {
        let Some(name) = TAGS.iter().find(|name| **name == tag.name) else {
            return;
        };
        let is_empty = EMPTY_TAGS.contains(name);
        if !is_empty && self.open.len() >= OPEN_MAX {
            return;
        }
        self.html.extend(["<", name]);
        let mut seen = HashSet::new();
        for (attribute, value) in &tag.attributes {
            if is_allowed(name, attribute, value) && seen.insert(attribute) {
                self.html.extend([" ", attribute, "=\""]);
                encode(value, &mut self.html, true);
                self.html.push('"');
            }
        }
        if *name == "a" {
            self.html.push_str(" rel=\"noopener noreferrer\"");
        }
        self.html.push('>');
        if !is_empty {
            self.open.push(name);
        }
    }

    fn close(&mut self, name: &str) {
        if !self.open.contains(&name) {
            return;
        }
        while let Some(tag) = self.open.pop() {
            self.end(tag);
            if tag == name {
                break;
            }
        }
    }

    fn end(&mut self, tag: &str) {
        self.html.extend(["</", tag, ">"]);
    }
}

/// Where the tag that holds this ends.
fn behind_content(html: &str, from: usize, name: &str) -> usize {
    let mut at = from;
    while let Some(close) = find(html, at, "</") {
        let is_it = html
            .get(close + 2..close + 2 + name.len())
            .is_some_and(|found| found.eq_ignore_ascii_case(name));
        if is_it {
            return find(html, close, ">").map_or(html.len(), |end| end + 1);
        }
        at = close + 2;
    }
    html.len()
}

/// The text with its entities decoded, except malformed and unknown ones.
fn decoded(text: &str) -> Cow<'_, str> {
    const ENTITY_BYTES_MAX: usize = 32;
    if !text.contains('&') {
        return Cow::Borrowed(text);
    }
    let mut decoded = String::with_capacity(text.len());
    let mut pieces = text.split('&');
    decoded.push_str(pieces.next().unwrap_or_default());
    for piece in pieces {
        let end = piece
            .bytes()
            .take(ENTITY_BYTES_MAX)
            .position(|byte| byte == b';');
        let known = end
            .and_then(|end| piece.get(..=end))
            .and_then(|name| htmlescape::decode_html(&format!("&{name}")).ok());
        match (known, end) {
            (Some(letter), Some(end)) => {
                decoded.push_str(&letter);
                decoded.push_str(part(piece, end + 1, piece.len()));
            }
            _ => decoded.extend(["&", piece]),
        }
    }
    Cow::Owned(decoded)
}

fn encode(text: &str, html: &mut String, in_attribute: bool) {
    for letter in text.chars() {
        match letter {
            '&' => html.push_str("&amp;"),
            '\u{a0}' => html.push_str("&nbsp;"),
            '<' => html.push_str("&lt;"),
            '>' => html.push_str("&gt;"),
            '"' if in_attribute => html.push_str("&quot;"),
            '\0' => {}
            letter => html.push(letter),
        }
    }
}
