use std::collections::HashSet;

use unicase::UniCase;

use crate::error::Error;
use crate::model::tag;
use crate::pen::Pen;
use crate::storage::tags;

/// The tags as a note has them: each in the spelling under which it is known, none twice, sorted
/// whatever their case. Those that nobody knew become known (`rslib/src/tags/register.rs`).
pub fn canonical(pen: &Pen<'_>, text: &str) -> Result<String, Error> {
    let mut seen = HashSet::new();
    for name in registered(pen, text)? {
        if !seen.contains(&name) {
            seen.insert(name);
        }
    }
    Ok(sorted(seen))
}

/// Makes the tags known; their spellings, in the order given.
pub(super) fn registered(pen: &Pen<'_>, text: &str) -> Result<Vec<UniCase<String>>, Error> {
    tag::split(text)
        .map(|name| Ok(UniCase::new(tags::registered(pen.db, name, pen.usn)?.0)))
        .collect()
}

/// As they stand in a note.
pub(super) fn sorted(names: impl IntoIterator<Item = UniCase<String>>) -> String {
    let mut names: Vec<_> = names.into_iter().collect();
    names.sort();
    let names: Vec<_> = names.into_iter().map(UniCase::into_inner).collect();
    tag::joined(&names.join(" ")).into_owned()
}
