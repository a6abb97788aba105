//! Tables as canonical JSON: rows by primary key, blobs decoded.

use anyhow::{Context, Result, bail};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD as BASE64;
use rusqlite::Connection;
use rusqlite::types::ValueRef;
use serde_json::{Map, Value};

use crate::proto::{self, Field};

/// Every table with its key.
pub(crate) const TABLES: [(&str, &str); 12] = [
    ("col", "id"),
    ("config", "key"),
    ("deck_config", "id"),
    ("decks", "id"),
    ("notetypes", "id"),
    ("fields", "ntid, ord"),
    ("templates", "ntid, ord"),
    ("notes", "id"),
    ("cards", "id"),
    ("revlog", "id"),
    ("tags", "tag"),
    ("graves", "oid, type"),
];

fn message_of(table: &str, column: &str) -> Option<&'static [Field]> {
    Some(match (table, column) {
        ("decks", "common") => proto::DECK_COMMON,
        ("decks", "kind") => proto::DECK_KIND,
        ("deck_config", "config") => proto::PRESET_CONFIG,
        ("notetypes", "config") => proto::NOTETYPE_CONFIG,
        ("fields", "config") => proto::FIELD_CONFIG,
        ("templates", "config") => proto::TEMPLATE_CONFIG,
        _ => return None,
    })
}

/// The rows of a table that the condition (`where …` or nothing) leaves.
pub(crate) fn table(
    db: &Connection,
    table: &str,
    condition: &str,
    raw: bool,
) -> Result<Vec<Value>> {
    let Some((_, key)) = TABLES.iter().find(|(name, _)| *name == table) else {
        bail!("no table {table:?}");
    };
    let mut statement = db.prepare(&format!("select * from {table} {condition} order by {key}"))?;
    let names: Vec<_> = statement.column_names().map(str::to_lowercase).collect();
    let mut rows = statement.query([])?;
    let mut out = Vec::new();
    while let Some(row) = rows.next()? {
        let mut item = Map::new();
        for (at, name) in names.iter().enumerate() {
            let value = row.get_ref(at)?;
            let decoded = decoded(table, name, value).with_context(|| format!("{table}.{name}"))?;
            item.insert(name.clone(), decoded);
            if raw {
                keep_raw(&mut item, table, name, value);
            }
        }
        out.push(Value::Object(item));
    }
    Ok(out)
}

fn decoded(table: &str, column: &str, value: ValueRef<'_>) -> Result<Value> {
    Ok(match value {
        ValueRef::Null => Value::Null,
        ValueRef::Integer(number) => number.into(),
        ValueRef::Real(number) => number.into(),
        ValueRef::Text(text) => {
            let text = std::str::from_utf8(text)?;
            match (table, column, text) {
                ("cards", "data", "") => Value::Object(Map::new()),
                ("cards", "data", json) => serde_json::from_str(json)?,
                _ => text.into(),
            }
        }
        ValueRef::Blob(blob) => match message_of(table, column) {
            Some(fields) => proto::to_json(blob, fields)?,
            None if table == "config" => serde_json::from_slice(blob)?,
            None => BASE64.encode(blob).into(),
        },
    })
}

fn keep_raw(item: &mut Map<String, Value>, table: &str, column: &str, value: ValueRef<'_>) {
    match value {
        ValueRef::Blob(blob) => {
            item.insert(format!("{column}_raw"), BASE64.encode(blob).into());
        }
        ValueRef::Text(text) if (table, column) == ("cards", "data") => {
            let text = String::from_utf8_lossy(text).into_owned();
            item.insert("data_raw".to_owned(), text.into());
        }
        ValueRef::Null | ValueRef::Integer(_) | ValueRef::Real(_) | ValueRef::Text(_) => {}
    }
}
