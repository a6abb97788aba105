//! Reading the list of known tags: as a tree, and while one is typed.

use std::collections::HashSet;

use regex::Regex;
use rusqlite::Connection;
use unicase::UniCase;

use crate::error::Error;
use crate::storage::tags;

/// A tag as a branch of the tree; the root has no name and level 0.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Branch {
    /// The last level of the tag's name.
    pub name: String,
    pub level: usize,
    pub is_collapsed: bool,
    pub children: Vec<Branch>,
}

/// All known tags, and closed branches for levels that are not known themselves
/// (`rslib/src/tags/tree.rs`).
pub fn tree(db: &Connection) -> Result<Branch, Error> {
    let known = tags::all(db)?;
    let mut names: HashSet<_> = known.iter().map(|tag| UniCase::new(&*tag.name)).collect();
    let mut all: Vec<_> = known
        .iter()
        .map(|tag| (levels(&tag.name), tag.collapsed))
        .collect();
    for tag in &known {
        let mut name = tag.name.as_str();
        while let Some((parent, _)) = name.rsplit_once("::") {
            if !names.insert(UniCase::new(parent)) {
                break;
            }
            all.push((levels(parent), true));
            name = parent;
        }
    }
    all.sort_by(|left, right| UniCase::new(&left.0).cmp(&UniCase::new(&right.0)));
    let mut root = Branch::default();
    for (name, is_collapsed) in all {
        grow(&mut root, &name, is_collapsed);
    }
    Ok(root)
}

/// The levels are separated by a character that comes before all others, so that a tag is
/// followed by those below it.
fn levels(name: &str) -> String {
    name.replace("::", "\u{1f}")
}

fn grow(root: &mut Branch, name: &str, is_collapsed: bool) {
    let count = name.split('\u{1f}').count();
    let mut parent = root;
    while parent.level + 1 < count {
        let Some(last) = parent.children.len().checked_sub(1) else {
            return;
        };
        let Some(child) = parent.children.get_mut(last) else {
            return;
        };
        parent = child;
    }
    let last = name.rsplit('\u{1f}').next().unwrap_or_default();
    parent.children.push(Branch {
        name: last.to_owned(),
        level: count,
        is_collapsed,
        children: Vec::new(),
    });
}

/// Known tags of which some levels contain the levels typed, in this order; first those that
/// begin with them (`rslib/src/tags/complete.rs`).
pub fn complete(db: &Connection, typed: &str, limit: usize) -> Result<Vec<String>, Error> {
    let wanted: Vec<_> = typed
        .split("::")
        .map(|level| Regex::new(&format!("(?i){}", regex::escape(level))))
        .collect::<Result<_, _>>()
        .map_err(|error| Error::invalid(error.to_string()))?;
    let (mut first, mut rest) = (Vec::new(), Vec::new());
    for known in tags::all(db)? {
        if first.len() + rest.len() > limit {
            break;
        }
        match begins(&wanted, &known.name) {
            Some(true) => first.push(known.name),
            Some(false) => rest.push(known.name),
            None => {}
        }
    }
    first.append(&mut rest);
    Ok(first)
}

/// Whether all levels are found, and if so, whether each at the beginning of the next level.
fn begins(wanted: &[Regex], name: &str) -> Option<bool> {
    let mut levels = name.split("::");
    let mut is_prefix = true;
    for regex in wanted {
        loop {
            match regex.find(levels.next()?) {
                Some(found) => {
                    is_prefix &= found.start() == 0;
                    break;
                }
                None => is_prefix = false,
            }
        }
    }
    Some(is_prefix)
}
