//! The text of a field without its HTML, exactly as clients compute it for the sort field and the
//! checksum: two clients that disagree here would each find the other's duplicates.

mod tags;

use std::borrow::Cow;
use std::sync::LazyLock;

use regex::Regex;

use tags::without_tags;

/// A tag that names a media file, up to its closing bracket. Brackets inside quotes do not close
/// it. The name is in group 1, 2 or 3: double-quoted, single-quoted or bare.
static MEDIA: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(
        r#"(?xis)
        <\b (?: img | audio | video | object | source ) \b
        (?: [^>] | "[^"]+?" | '[^']+?' )+?
        \b (?: src | data ) \b =
        (?:
            " ([^"]+?) " [^>]* >
          | ' ([^']+?) ' [^>]* >
          | ([^\ >]+?) (?: \x20 [^>]* > | > )
        )"#,
    )
    .expect("the pattern is a constant that tests use")
});

/// Removes tags and decodes entities, but leaves the names of media files standing, a space
/// before and after each.
pub(crate) fn without_html(field: &str) -> Cow<'_, str> {
    if !field.contains('<') {
        return decode_entities(Cow::Borrowed(field));
    }
    let named = MEDIA.replace_all(field, " ${1}${2}${3} ");
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
