use regex::{Captures, Regex};

use crate::error::Error;
use crate::model::tag;

/// Finds some tags and what lies below them (`rslib/src/tags/matcher.rs`).
#[derive(Debug)]
pub(super) struct Matcher(Regex);

impl Matcher {
    /// For the tags of this text. White space that is no separator does not count in them, as
    /// Anki writes its expression in a form where it does not.
    pub(super) fn of(tags: &str) -> Result<Matcher, Error> {
        let names: Vec<_> = tag::split(tags)
            .map(|name| regex::escape(&name.replace(char::is_whitespace, "")))
            .collect();
        let pattern = format!("(?i)(?:^| )({})(?:(::)| |$)", names.join("|"));
        let regex = Regex::new(&pattern).map_err(|error| Error::invalid(error.to_string()))?;
        Ok(Matcher(regex))
    }

    /// Whether one of them is among the tags of a note, or is this tag.
    pub(super) fn finds(&self, tags: &str) -> bool {
        self.0.is_match(tags)
    }

    /// The tags of a note without them.
    pub(super) fn without(&self, tags: &str) -> String {
        let left: Vec<_> = tag::split(tags).filter(|name| !self.finds(name)).collect();
        tag::joined(&left.join(" ")).into_owned()
    }

    /// The tags of a note with other names for them; a tag without another name stays. Those that
    /// changed are put on the list.
    pub(super) fn renamed(
        &self,
        tags: &str,
        new_name: impl Fn(&str) -> Option<String>,
        changed: &mut Vec<String>,
    ) -> String {
        let names: Vec<_> = tag::split(tags)
            .map(|name| {
                let Some(found) = self.0.captures(name) else {
                    return name.to_owned();
                };
                let Some(new) = other_name(name, &found, &new_name) else {
                    return name.to_owned();
                };
                changed.push(new.clone());
                new
            })
            .collect();
        if names.is_empty() {
            String::new()
        } else {
            // A new name may have a separator of its own, which Anki lets pass.
            format!(" {} ", names.join(" "))
        }
    }
}

fn other_name(
    name: &str,
    found: &Captures<'_>,
    new_name: impl Fn(&str) -> Option<String>,
) -> Option<String> {
    let new = new_name(found.get(1)?.as_str())?;
    let separator = found.get(2).map_or("", |separator| separator.as_str());
    let (before, after) = (
        name.get(..found.get(0)?.start())?,
        name.get(found.get(0)?.end()..)?,
    );
    Some(format!("{before}{new}{separator}{after}"))
}
