//! A table of the received file that is the same in schema 18: its rows are copied as they are, once
//! they are known to be readable.

use collection::model::{
    DeckCommon, DeckKind, FieldConfig, NotetypeConfig, PresetConfig, TemplateConfig,
};
use prost::Message;
use rusqlite::types::{ToSqlOutput, Value as SqlValue, ValueRef};
use rusqlite::{Connection, ToSql, params_from_iter};

use super::findings::{Finding, Findings};
use super::layout::{self, Table};
use super::received_collection::Received;
use super::rule::Clean;
use super::small::is_conflict;
use crate::answer::Refusal;

/// Copies the rows of a table that is the same in schema 18.
pub(super) fn copy(
    db: &Connection,
    table: &'static Table,
    (received, findings): (&Received, &mut Findings),
) -> Result<(), Refusal> {
    let columns: Vec<&str> = table.columns.iter().map(|column| column.name).collect();
    let places = vec!["?"; columns.len()].join(", ");
    let names = columns.join(", ");
    let statement = format!("insert into {} ({names}) values ({places})", table.name);
    let broken = |error| Refusal::database("preparing to copy a table", &error);
    let mut statement = db.prepare(&statement).map_err(broken)?;
    let mut unreadable_settings = Vec::new();
    received.rows(table, findings, |values| {
        if table.name == layout::CONFIG.name && !is_json(&values) {
            unreadable_settings.push(());
            return Ok(());
        }
        refuse_unreadable_blobs(table, &values)?;
        let added = statement.execute(params_from_iter(values.iter()));
        added.map(|_| ()).map_err(|error| conflict(table, &error))
    })?;
    for ((), place) in unreadable_settings.into_iter().zip(1..) {
        findings.note(Finding::ConfigNotJson, place);
    }
    Ok(())
}

fn is_json(values: &[Clean<'_>]) -> bool {
    let Some(Clean::Blob(json)) = values.last() else {
        return false;
    };
    serde_json::from_slice::<serde::de::IgnoredAny>(json).is_ok()
}

/// Anki cannot open a collection in which one of these does not decode, nor can we.
fn refuse_unreadable_blobs(table: &Table, values: &[Clean<'_>]) -> Result<(), Refusal> {
    let blobs = values.iter().filter_map(|value| match value {
        Clean::Blob(bytes) => Some(*bytes),
        Clean::Null | Clean::Integer(_) | Clean::Real(_) | Clean::Text(_) => None,
    });
    let column_blobs: Vec<&[u8]> = blobs.collect();
    let is_readable = match (table.name, column_blobs.as_slice()) {
        ("deck_config", [config]) => PresetConfig::decode(*config).is_ok(),
        ("fields", [config]) => FieldConfig::decode(*config).is_ok(),
        ("templates", [config]) => TemplateConfig::decode(*config).is_ok(),
        ("notetypes", [config]) => NotetypeConfig::decode(*config).is_ok(),
        ("decks", [common, kind]) => {
            DeckCommon::decode(*common).is_ok() && DeckKind::from_blob(kind).is_ok()
        }
        _ => true,
    };
    if is_readable {
        return Ok(());
    }
    Err(Refusal::corrupt(format!(
        "a row of {} cannot be read",
        table.name
    )))
}

impl ToSql for Clean<'_> {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        Ok(match self {
            Clean::Null => ToSqlOutput::Owned(SqlValue::Null),
            Clean::Integer(number) => ToSqlOutput::Owned(SqlValue::Integer(*number)),
            Clean::Real(number) => ToSqlOutput::Owned(SqlValue::Real(*number)),
            Clean::Text(text) => ToSqlOutput::Borrowed(ValueRef::Text(text.as_bytes())),
            Clean::Blob(bytes) => ToSqlOutput::Borrowed(ValueRef::Blob(bytes)),
        })
    }
}

/// A row that `SQLite` does not take: its key, or a name that must be the only one, is there twice.
fn conflict(table: &Table, error: &rusqlite::Error) -> Refusal {
    if is_conflict(error) {
        return Refusal::corrupt(format!("a row of {} is there twice", table.name));
    }
    Refusal::database("copying a small table", error)
}
