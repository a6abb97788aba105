//! The table that change sets cannot follow: the key of `tags` compares without case, the session
//! extension compares bytes. So a change of `tags` is the list of touched keys with the row that
//! stands there; to bring it about, all these keys are deleted and the rows put in.

use prost::Message;
use rusqlite::{Connection, Row, params};

use super::touched_keys;
use crate::error::Error;

/// A key of `tags` that was touched, and the row that stands there.
#[derive(Clone, PartialEq, Message)]
pub struct TouchedTag {
    #[prost(string, tag = "1")]
    pub key: String,
    #[prost(message, optional, tag = "2")]
    pub row: Option<TagRow>,
}

/// A whole row of `tags`.
#[derive(Clone, PartialEq, Message)]
pub struct TagRow {
    #[prost(string, tag = "1")]
    pub tag: String,
    #[prost(int64, tag = "2")]
    pub usn: i64,
    #[prost(bool, tag = "3")]
    pub collapsed: bool,
    #[prost(bytes = "vec", optional, tag = "4")]
    pub config: Option<Vec<u8>>,
}

/// The keys in a change set of this table ([`super::Changed::tags`]), with the rows that stand there now.
pub fn touched(db: &Connection, changeset: &[u8]) -> Result<Vec<TouchedTag>, Error> {
    if changeset.is_empty() {
        return Ok(Vec::new());
    }
    let mut select =
        db.prepare_cached("select tag, usn, collapsed, config from tags where tag = ?1")?;
    let mut touched = Vec::new();
    for key in touched_keys(changeset)? {
        let key = String::from_utf8(key).map_err(|_| Error::invalid("a tag is no text"))?;
        let row = select.query_map([&key], from_row)?.next().transpose()?;
        touched.push(TouchedTag { key, row });
    }
    Ok(touched)
}

/// All rows as they stand now.
pub fn all(db: &Connection) -> Result<Vec<TagRow>, Error> {
    let mut select = db.prepare_cached("select tag, usn, collapsed, config from tags")?;
    let rows = select.query_map([], from_row)?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// Puts the rows in the place of whatever stands at their keys.
pub fn put(db: &Connection, tags: &[TouchedTag]) -> Result<(), Error> {
    for touched in tags {
        db.prepare_cached("delete from tags where tag = ?1")?
            .execute([&touched.key])?;
    }
    for row in tags.iter().filter_map(|touched| touched.row.as_ref()) {
        db.prepare_cached(
            "insert or replace into tags (tag, usn, collapsed, config) values (?1, ?2, ?3, ?4)",
        )?
        .execute(params![row.tag, row.usn, row.collapsed, row.config])?;
    }
    Ok(())
}

fn from_row(row: &Row<'_>) -> rusqlite::Result<TagRow> {
    Ok(TagRow {
        tag: row.get(0)?,
        usn: row.get(1)?,
        collapsed: row.get(2)?,
        config: row.get(3)?,
    })
}
