use std::collections::{BTreeSet, HashSet};

use unicase::UniCase;

use super::canonical::{registered, sorted};
use super::matcher::Matcher;
use crate::error::Error;
use crate::model::{NoteId, tag};
use crate::pen::Pen;
use crate::storage::notes;

/// Whether this tag is among those of a note, whatever its case.
pub fn has(tags: &str, name: &str) -> bool {
    tag::split(tags).any(|one| UniCase::new(one) == UniCase::new(name))
}

/// Adds tags to notes, and makes them known; says how many notes lacked one.
pub fn add(pen: &Pen<'_>, ids: &[NoteId], wanted: &str) -> Result<usize, Error> {
    let wanted = registered(pen, wanted)?;
    let mut changed = 0;
    for id in ids.iter().collect::<BTreeSet<_>>() {
        let Some(text) = notes::tags(pen.db, *id)? else {
            continue;
        };
        let mut names: HashSet<_> = tag::split(&text)
            .map(|name| UniCase::new(name.to_owned()))
            .collect();
        let count = names.len();
        for name in &wanted {
            if !names.contains(name) {
                names.insert(name.clone());
            }
        }
        if names.len() > count {
            notes::set_tags(pen.db, *id, &sorted(names), pen.now_secs(), pen.usn)?;
            changed += 1;
        }
    }
    Ok(changed)
}

/// Removes tags and what lies below them from notes; says how many notes had one.
pub fn remove(pen: &Pen<'_>, ids: &[NoteId], unwanted: &str) -> Result<usize, Error> {
    let matcher = Matcher::of(unwanted)?;
    let mut changed = 0;
    for id in ids.iter().collect::<BTreeSet<_>>() {
        let Some(text) = notes::tags(pen.db, *id)? else {
            continue;
        };
        if matcher.finds(&text) {
            let left = matcher.without(&text);
            notes::set_tags(pen.db, *id, &left, pen.now_secs(), pen.usn)?;
            changed += 1;
        }
    }
    Ok(changed)
}
