//! What this module asks the renderer. A stand-in until the renderer answers.

use std::collections::{BTreeSet, HashSet};
use std::sync::LazyLock;

use regex::Regex;

static FIELD: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(r"\{\{([^}#^/]*)\}\}").expect("the pattern is valid"));
static CLOZE: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(r"\{\{c(\d+)::").expect("the pattern is valid"));

/// The front of a template.
#[derive(Debug)]
pub(super) struct Front(Vec<String>);

impl Front {
    pub(super) fn parse(text: &str) -> Option<Front> {
        let names = FIELD.captures_iter(text).map(|found| {
            let name = found.get(1).map_or("", |name| name.as_str());
            name.rsplit(':')
                .next()
                .unwrap_or_default()
                .trim()
                .to_owned()
        });
        Some(Front(names.collect()))
    }

    pub(super) fn shows_something(&self, filled: &HashSet<&str>) -> bool {
        self.0.iter().any(|name| filled.contains(name.as_str()))
    }
}

pub(super) fn field_is_empty(text: &str) -> bool {
    text.trim().is_empty()
}

pub(super) fn cloze_numbers<'a>(fields: impl Iterator<Item = &'a str>) -> BTreeSet<u16> {
    fields
        .flat_map(|field| CLOZE.captures_iter(field))
        .filter_map(|found| found.get(1)?.as_str().parse().ok())
        .filter(|number| *number != 0)
        .collect()
}
