//! The text of a field without its HTML, exactly as clients compute it for the sort field and the
//! checksum: two clients that disagree here would each find the other's duplicates.

mod marks;
mod media;
mod tags;

use std::borrow::Cow;
use std::sync::LazyLock;

pub(crate) use marks::without_marks;
use media::with_names_only;
use regex::Regex;
use tags::without_tags;

/// Removes tags and decodes entities, but leaves the names of media files standing, a space
/// before and after each.
pub(crate) fn without_html(field: &str) -> Cow<'_, str> {
    if !field.contains('<') {
        return decode_entities(Cow::Borrowed(field));
    }
    let named = with_names_only(field);
    let stripped = without_tags(&named).into_owned();
    decode_entities(Cow::Owned(stripped))
}

/// Decodes entities; a text with a malformed one is left as it is, whole. Non-breaking spaces
/// become spaces, but only where there was an ampersand.
fn decode_entities(text: Cow<'_, str>) -> Cow<'_, str> {
    if !text.contains('&') {
        return text;
    }
    match htmlescape::decode_html(&text) {
        Ok(decoded) => Cow::Owned(decoded.replace('\u{a0}', " ")),
        Err(_) => text,
    }
}

/// The text with each innermost cloze replaced by what it hides (`rslib/src/cloze.rs`).
pub(crate) fn without_clozes(text: &str) -> Cow<'_, str> {
    static CLOZE: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"(?s)\{\{c[\d,]+::(.*?)(?:::.*?)?\}\}")
            .expect("the pattern is a constant that tests use")
    });
    CLOZE.replace_all(text, "$1")
}
