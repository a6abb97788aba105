//! The table `tags`.

use rusqlite::{Connection, OptionalExtension, Row, params};

use crate::error::Error;
use crate::model::{Tag, Usn, tag};

/// The tag with this name, whatever its case.
pub fn get(db: &Connection, name: &str) -> Result<Option<Tag>, Error> {
    let tag = db
        .prepare_cached("select tag, usn, collapsed from tags where tag = ?1")?
        .query_row([name], from_row)
        .optional()?;
    Ok(tag)
}

/// All tags, in the order of their names.
pub fn all(db: &Connection) -> Result<Vec<Tag>, Error> {
    let mut statement = db.prepare_cached("select tag, usn, collapsed from tags order by tag")?;
    let tags = statement.query_map([], from_row)?;
    Ok(tags.collect::<Result<_, _>>()?)
}

/// Adds the tag, or replaces the one with its name, taking over the new spelling.
pub fn put(db: &Connection, tag: &Tag) -> Result<(), Error> {
    db.prepare_cached("insert or replace into tags (tag, usn, collapsed) values (?1, ?2, ?3)")?
        .execute(params![tag.name, tag.usn, tag.collapsed])?;
    Ok(())
}

/// Makes a tag known; says whether it was new. A known tag keeps its spelling and number, a new
/// one takes over the spelling of its nearest known parent
/// (`rslib/src/tags/register.rs`).
pub fn register(db: &Connection, name: &str, usn: Usn) -> Result<bool, Error> {
    Ok(registered(db, name, usn)?.1)
}

/// Makes a tag known; gives the spelling under which it is known now, and whether it was new.
pub fn registered(db: &Connection, name: &str, usn: Usn) -> Result<(String, bool), Error> {
    let name = tag::normal_name(name);
    if let Some(known) = get(db, &name)? {
        return Ok((known.name, false));
    }
    let name = in_spelling_of_parents(db, &name)?;
    // New tags are made closed.
    put(
        db,
        &Tag {
            name: name.clone(),
            usn,
            collapsed: true,
        },
    )?;
    Ok((name, true))
}

/// The name with the spelling of its nearest known parent.
pub fn in_spelling_of_parents(db: &Connection, name: &str) -> Result<String, Error> {
    Ok(match known_parent(db, name)? {
        Some((parent, rest)) => format!("{parent}{rest}"),
        None => name.to_owned(),
    })
}

/// The spelling of the nearest known parent, and what follows it in the name.
fn known_parent<'a>(db: &Connection, name: &'a str) -> Result<Option<(String, &'a str)>, Error> {
    let mut parent = name;
    while let Some((shorter, _)) = parent.rsplit_once("::") {
        parent = shorter;
        if let Some(known) = get(db, parent)? {
            let rest = name.get(parent.len()..).unwrap_or_default();
            return Ok(Some((known.name, rest)));
        }
    }
    Ok(None)
}

/// Deletes the tag, whatever its case; says whether it was there.
pub fn delete(db: &Connection, name: &str) -> Result<bool, Error> {
    Ok(db
        .prepare_cached("delete from tags where tag = ?1")?
        .execute([name])?
        > 0)
}

/// The tags that became known in the sync with number `min` or later.
pub fn names_since(db: &Connection, min: Usn) -> Result<Vec<String>, Error> {
    let mut statement = db.prepare_cached("select tag from tags where usn >= ?1 order by tag")?;
    let names = statement.query_map([min], |row| row.get(0))?;
    Ok(names.collect::<Result<_, _>>()?)
}

fn from_row(row: &Row<'_>) -> rusqlite::Result<Tag> {
    Ok(Tag {
        name: row.get(0)?,
        usn: row.get(1)?,
        collapsed: row.get(2)?,
    })
}
