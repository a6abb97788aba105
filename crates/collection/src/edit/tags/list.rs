//! The list of known tags: renaming, moving, removing, forgetting.

use std::collections::{BTreeMap, BTreeSet, HashSet};

use unicase::UniCase;

use super::matcher::Matcher;
use crate::error::Error;
use crate::model::{NoteId, tag};
use crate::pen::Pen;
use crate::storage::{notes, tags};

/// Removes tags and what lies below them from all notes and from the list; says how many notes
/// had one.
pub fn remove_everywhere(pen: &Pen<'_>, unwanted: &str) -> Result<usize, Error> {
    let matcher = Matcher::of(unwanted)?;
    let found = notes_with(pen, &matcher)?;
    forget(pen, &matcher)?;
    for (id, text) in &found {
        let left = matcher.without(text);
        notes::set_tags(pen.db, *id, &left, pen.now_secs(), pen.usn)?;
    }
    Ok(found.len())
}

/// Gives a tag, and what lies below it, another name; says how many notes had one. A tag that no
/// note has stays as it is.
///
/// # Errors
/// [`Error::Invalid`] if the new name has a space or is empty.
pub fn rename(pen: &Pen<'_>, old: &str, new: &str) -> Result<usize, Error> {
    if tag::has_separator(new) {
        return Err(Error::invalid("replacement name can not contain a space"));
    }
    if new.trim().is_empty() {
        return Err(Error::invalid("replacement name must not be empty"));
    }
    let new = tags::in_spelling_of_parents(pen.db, &tag::normal_name(new))?;
    rewrite(pen, &Matcher::of(old)?, |_| Some(new.clone()))
}

/// Moves tags, with what lies below them, under another tag or to the top; says how many notes
/// had one. A tag is not moved below itself (`rslib/src/tags/reparent.rs`).
pub fn reparent(pen: &Pen<'_>, moved: &[String], parent: Option<&str>) -> Result<usize, Error> {
    let matcher = Matcher::of(&moved.join(" "))?;
    let names: BTreeMap<_, _> = moved
        .iter()
        .filter_map(|name| Some((UniCase::new(name.as_str()), moved_name(name, parent)?)))
        .collect();
    if names.is_empty() {
        return Ok(0);
    }
    rewrite(pen, &matcher, |name| {
        names.get(&UniCase::new(name)).cloned()
    })
}

fn moved_name(name: &str, parent: Option<&str>) -> Option<String> {
    let last = name.rsplit("::").next().unwrap_or(name);
    let new = match parent {
        None => last.to_owned(),
        Some(parent) => {
            let is_same_tree = first_level(parent) == first_level(name);
            if is_same_tree && parent.starts_with(name) {
                return None;
            }
            format!("{parent}::{last}")
        }
    };
    (new != name).then_some(new)
}

fn first_level(name: &str) -> &str {
    name.split("::").next().unwrap_or(name)
}

fn rewrite(
    pen: &Pen<'_>,
    matcher: &Matcher,
    new_name: impl Fn(&str) -> Option<String>,
) -> Result<usize, Error> {
    let found = notes_with(pen, matcher)?;
    if found.is_empty() {
        return Ok(0);
    }
    forget(pen, matcher)?;
    let mut changed = Vec::new();
    for (id, text) in &found {
        let text = matcher.renamed(text, &new_name, &mut changed);
        notes::set_tags(pen.db, *id, &text, pen.now_secs(), pen.usn)?;
    }
    for name in changed {
        tags::register(pen.db, &name, pen.usn)?;
    }
    Ok(found.len())
}

fn notes_with(pen: &Pen<'_>, matcher: &Matcher) -> Result<Vec<(NoteId, String)>, Error> {
    let mut found = notes::all_tags(pen.db)?;
    found.retain(|(_, text)| matcher.finds(text));
    Ok(found)
}

fn forget(pen: &Pen<'_>, matcher: &Matcher) -> Result<(), Error> {
    for known in tags::all(pen.db)? {
        if matcher.finds(&known.name) {
            tags::delete(pen.db, &known.name)?;
        }
    }
    Ok(())
}

/// Forgets the tags that no note has, unless a note has one below them; says how many.
pub fn clear_unused(pen: &Pen<'_>) -> Result<usize, Error> {
    let mut used = HashSet::new();
    for (_, text) in notes::all_tags(pen.db)? {
        for name in tag::split(&text) {
            let mut name = name;
            used.insert(UniCase::new(name.to_owned()));
            while let Some((parent, _)) = name.rsplit_once("::") {
                used.insert(UniCase::new(parent.to_owned()));
                name = parent;
            }
        }
    }
    let mut cleared = 0;
    for known in tags::all(pen.db)? {
        if !used.contains(&UniCase::new(known.name.clone())) {
            tags::delete(pen.db, &known.name)?;
            cleared += 1;
        }
    }
    Ok(cleared)
}

/// Opens or closes a branch of the tree, and makes the tag known.
pub fn set_collapsed(pen: &Pen<'_>, name: &str, is_collapsed: bool) -> Result<(), Error> {
    tags::register(pen.db, name, pen.usn)?;
    if let Some(mut known) = tags::get(pen.db, name)? {
        known.collapsed = is_collapsed;
        known.usn = pen.usn;
        tags::put(pen.db, &known)?;
    }
    Ok(())
}

/// Replaces what a regular expression finds in the single tags of notes; says how many notes
/// changed. No ids stand for all notes.
///
/// # Errors
/// [`Error::Invalid`] if the replacement has a space or the expression is none.
pub fn find_and_replace(
    pen: &Pen<'_>,
    ids: &[NoteId],
    search: &Search<'_>,
) -> Result<usize, Error> {
    if tag::has_separator(search.replacement) {
        return Err(Error::invalid("replacement name cannot contain a space"));
    }
    let regex = search.regex()?;
    let mut changed = 0;
    for (id, text) in notes_or_all(pen, ids)? {
        let mut is_found = false;
        let names: Vec<_> = tag::split(&text)
            .map(|name| {
                is_found |= regex.is_match(name);
                if search.is_regex {
                    regex.replace_all(name, search.replacement)
                } else {
                    regex.replace_all(name, regex::NoExpand(search.replacement))
                }
            })
            .collect();
        if is_found {
            let text = super::canonical(pen, &names.join(" "))?;
            notes::set_tags(pen.db, id, &text, pen.now_secs(), pen.usn)?;
            changed += 1;
        }
    }
    Ok(changed)
}

/// What to find in tags, and what to put there.
#[derive(Debug, Clone, Copy)]
pub struct Search<'a> {
    pub text: &'a str,
    pub replacement: &'a str,
    pub is_regex: bool,
    pub matches_case: bool,
}

impl Search<'_> {
    fn regex(&self) -> Result<regex::Regex, Error> {
        let text = if self.is_regex {
            self.text.to_owned()
        } else {
            regex::escape(self.text)
        };
        let case = if self.matches_case { "" } else { "(?i)" };
        regex::Regex::new(&format!("{case}{text}"))
            .map_err(|error| Error::invalid(error.to_string()))
    }
}

fn notes_or_all(pen: &Pen<'_>, ids: &[NoteId]) -> Result<Vec<(NoteId, String)>, Error> {
    if ids.is_empty() {
        return notes::all_tags(pen.db);
    }
    let mut found = Vec::new();
    for id in ids.iter().collect::<BTreeSet<_>>() {
        if let Some(text) = notes::tags(pen.db, *id)? {
            found.push((*id, text));
        }
    }
    Ok(found)
}
