//! Readings in brackets behind a word: `日本[にほん]`.

use std::sync::LazyLock;

use regex::{Captures, Regex};

use crate::html::pattern;

/// The word above which the reading stands.
pub(super) fn with_readings(text: &str) -> String {
    replaced(text, |word, reading| {
        format!("<ruby><rb>{word}</rb><rt>{reading}</rt></ruby>")
    })
}

pub(super) fn readings(text: &str) -> String {
    replaced(text, |_, reading| reading.to_owned())
}

pub(super) fn without_readings(text: &str) -> String {
    replaced(text, |word, _| word.to_owned())
}

/// Non-breaking spaces count as spaces; sounds are left alone.
fn replaced(text: &str, replacement: impl Fn(&str, &str) -> String) -> String {
    static WORD: LazyLock<Regex> = LazyLock::new(|| pattern(r" ?([^ >]+?)\[(.+?)\]"));
    let text = text.replace("&nbsp;", " ");
    let replaced = WORD.replace_all(&text, |found: &Captures<'_>| {
        let part = |number| found.get(number).map_or("", |part| part.as_str());
        if part(2).starts_with("sound:") {
            part(0).to_owned()
        } else {
            replacement(part(1), part(2))
        }
    });
    replaced.into_owned()
}
