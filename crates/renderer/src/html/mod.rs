//! Taking text out of HTML, and files' names, exactly as clients do: two clients that disagree
//! about the text of a field would each find the other's duplicates (`rslib/src/text.rs`).

mod media;
mod paths;
mod tags;

use std::borrow::Cow;
use std::sync::LazyLock;

use regex::Regex;

use media::with_names_only;

pub use paths::{decode_paths, encode_paths, media_names};
pub use tags::without_tags;

/// The text without tags, entities decoded.
pub fn strip(html: &str) -> Cow<'_, str> {
    if !html.contains('<') {
        return decode_entities(Cow::Borrowed(html));
    }
    decode_entities(without_tags(html))
}

/// The same, but the names of media files are left standing, a space before and after each.
pub fn strip_keeping_names(html: &str) -> Cow<'_, str> {
    if !html.contains('<') {
        return decode_entities(Cow::Borrowed(html));
    }
    let named = with_names_only(html);
    let stripped = without_tags(&named).into_owned();
    decode_entities(Cow::Owned(stripped))
}

/// The text on one line, without typed answers; sounds and other media go, or leave their names.
pub fn to_line(html: &str, keep_names: bool) -> String {
    static BREAKS: LazyLock<Regex> = LazyLock::new(|| pattern(r"(?i)<br\s*/?>|<div>|\n"));
    static TYPED: LazyLock<Regex> = LazyLock::new(|| pattern(r"\[\[type:[^]]+\]\]"));
    static SOUND: LazyLock<Regex> = LazyLock::new(|| pattern(r"\[sound:([^]]+)\]"));
    let line = BREAKS.replace_all(html, " ");
    let line = TYPED.replace_all(&line, "");
    let line = SOUND.replace_all(&line, if keep_names { "$1" } else { "" });
    let line = if keep_names {
        strip_keeping_names(&line)
    } else {
        strip(&line)
    };
    line.trim().to_owned()
}

/// The text as it is read out: tags that break the line become spaces first.
pub(crate) fn strip_for_speech(html: &str) -> String {
    static BREAKS: LazyLock<Regex> = LazyLock::new(|| {
        pattern(
            "(?i)</?(?:br|address|article|aside|blockquote|canvas|dd|div|dl|dt|fieldset|figcaption\
             |figure|footer|form|h[1-6]|header|hr|li|main|nav|noscript|ol|output|p|pre|section\
             |table|tfoot|ul|video)>",
        )
    });
    strip(&BREAKS.replace_all(html, " ")).into_owned()
}

/// Decodes entities; a text with a malformed one is left as it is, whole. Non-breaking spaces
/// become spaces, but only where there was an ampersand.
pub(crate) fn decode_entities(text: Cow<'_, str>) -> Cow<'_, str> {
    if !text.contains('&') {
        return text;
    }
    match htmlescape::decode_html(&text) {
        Ok(decoded) => Cow::Owned(decoded.replace('\u{a0}', " ")),
        Err(_) => text,
    }
}

/// An expression that never fails.
pub(crate) fn pattern(expression: &str) -> Regex {
    Regex::new(expression).expect("the pattern is a constant that tests use")
}
