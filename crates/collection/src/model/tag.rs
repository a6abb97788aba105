//! Tags: how they stand in a note, and under which name they become known.

use std::borrow::Cow;

use unicode_normalization::{UnicodeNormalization, is_nfc};

use super::Usn;

/// One row of `tags`: a tag is known, and its branch of the sidebar is open or closed.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Tag {
    pub name: String,
    pub usn: Usn,
    pub collapsed: bool,
}

/// The single tags of a note's tag text.
///
/// Separated by spaces or ideographic spaces (`rslib/src/tags/mod.rs`).
pub fn split(tags: &str) -> impl Iterator<Item = &str> {
    tags.split([' ', '\u{3000}']).filter(|tag| !tag.is_empty())
}

/// The tag text as it stands in `notes.tags`: empty, or with a space before, between and after.
pub fn joined(tags: &str) -> Cow<'_, str> {
    if is_joined(tags) {
        return Cow::Borrowed(tags);
    }
    let mut text = String::with_capacity(tags.len() + 2);
    for tag in split(tags) {
        text.push(' ');
        text.push_str(tag);
    }
    if !text.is_empty() {
        text.push(' ');
    }
    Cow::Owned(text)
}

/// The name under which a tag becomes known: each level in NFC, without ASCII control characters,
/// separators and white space at its ends, never empty (`rslib/src/tags/register.rs`).
pub fn normal_name(name: &str) -> Cow<'_, str> {
    if name
        .split("::")
        .all(|level| matches!(normal_level(level), Cow::Borrowed(same) if same == level))
    {
        return Cow::Borrowed(name);
    }
    let levels: Vec<_> = name.split("::").map(normal_level).collect();
    Cow::Owned(levels.join("::"))
}

fn normal_level(level: &str) -> Cow<'_, str> {
    let mut level = if is_nfc(level) {
        Cow::Borrowed(level)
    } else {
        Cow::Owned(level.nfc().collect())
    };
    if level.contains(has_no_place_in_tags) {
        level = level.replace(has_no_place_in_tags, "").into();
    }
    let trimmed = level.trim();
    if trimmed.is_empty() {
        Cow::Borrowed("blank")
    } else if trimmed.len() == level.len() {
        level
    } else {
        Cow::Owned(trimmed.to_owned())
    }
}

/// Whether the text is more than one tag.
pub fn has_separator(text: &str) -> bool {
    text.contains([' ', '\u{3000}'])
}

fn has_no_place_in_tags(c: char) -> bool {
    c.is_ascii_control() || c == ' ' || c == '\u{3000}'
}

fn is_joined(tags: &str) -> bool {
    tags.is_empty()
        || (tags.len() > 2
            && tags.starts_with(' ')
            && tags.ends_with(' ')
            && !tags.contains("  ")
            && !tags.contains('\u{3000}'))
}

#[cfg(test)]
mod tests {
    use super::{joined, normal_name};

    #[test]
    fn tag_text_is_empty_or_framed_by_single_spaces() {
        assert_eq!(joined(""), "");
        assert_eq!(joined("  "), "");
        assert_eq!(joined(" "), "");
        assert_eq!(joined("one"), " one ");
        assert_eq!(joined(" one  two\u{3000}three"), " one two three ");
        assert_eq!(joined(" kept "), " kept ");
    }

    #[test]
    fn tag_names_lose_what_would_split_them() {
        assert_eq!(normal_name("plain::child"), "plain::child");
        assert_eq!(normal_name("a b\u{3000}c"), "abc");
        assert_eq!(normal_name("::x"), "blank::x");
        assert_eq!(normal_name(""), "blank");
        assert_eq!(normal_name("e\u{301}\u{7}"), "é");
        assert_eq!(normal_name("\u{a0}x\u{a0}"), "x");
    }
}
