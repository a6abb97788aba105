//! One row on its way from the received file to the new one.

use super::findings::{Finding, Findings};
use super::layout::Table;
use super::rule::{Clean, Rule, Setting};
use crate::answer::Refusal;
use crate::fresh::index::{put_integer, serial_type};
use crate::received::record::{self, Value};
use crate::received::varint;

/// Reads a record of a table.
pub(crate) fn read<'a, const N: usize>(
    table: &Table,
    id: i64,
    record: &'a [u8],
) -> Result<[Value<'a>; N], Refusal> {
    record::read(record)
        .ok_or_else(|| Refusal::corrupt(format!("a row of {} is damaged (id {id})", table.name)))
}

/// Whether all values may stand where they stand.
pub(crate) fn is_clean(table: &Table, values: &[Value<'_>], setting: Setting) -> bool {
    table
        .columns
        .iter()
        .zip(values)
        .all(|(column, value)| column.rule.allows(value, setting))
}

/// Mends all values. The row does not count as changed by that: a client that has such a row can
/// hardly read it, and would break off a sync that brings a better one. It gets the same values
/// by Check Database.
pub(crate) fn mend<'a>(
    table: &'static Table,
    id: i64,
    values: &[Value<'a>],
    setting: Setting,
    findings: &mut Findings,
) -> Vec<Clean<'a>> {
    let columns = table.columns.iter().zip(values);
    let mended = columns.map(|(column, value)| {
        let (clean, flaw) = column.rule.mend(*value, setting);
        if let Some(flaw) = flaw {
            findings.note(Finding::Value(table.name, column.name, flaw), id);
        }
        clean
    });
    mended.collect()
}

/// Makes the row a change of the collection's next sync: the client that uploaded it learns of
/// it then.
pub(crate) fn mark_changed(table: &Table, values: &mut [Clean<'_>], setting: Setting) {
    for (column, value) in table.columns.iter().zip(values) {
        if column.rule == Rule::Usn {
            *value = Clean::Integer(i64::from(setting.usn));
        }
    }
}

/// The values of a clean row, to change some of them.
pub(crate) fn to_clean<'a>(
    table: &'static Table,
    values: &[Value<'a>],
    setting: Setting,
) -> Vec<Clean<'a>> {
    let columns = table.columns.iter().zip(values);
    columns
        .map(|(column, value)| column.rule.mend(*value, setting).0)
        .collect()
}

/// Writes a record.
pub(crate) fn encode(values: &[Clean<'_>], record: &mut Vec<u8>) {
    let types: Vec<u64> = values.iter().map(type_of).collect();
    let body: usize = types.iter().map(|serial| varint::len(*serial)).sum();
    // The header's own length counts; collections have far fewer than 127 bytes of types.
    let header = body + varint::len(body as u64 + 1);
    record.clear();
    varint::put(header as u64, record);
    for serial in types {
        varint::put(serial, record);
    }
    for value in values {
        match value {
            Clean::Null => {}
            Clean::Integer(number) => put_integer(*number, record),
            Clean::Real(number) => record.extend_from_slice(&number.to_be_bytes()),
            Clean::Text(text) => record.extend_from_slice(text.as_bytes()),
            Clean::Blob(bytes) => record.extend_from_slice(bytes),
        }
    }
}

fn type_of(value: &Clean<'_>) -> u64 {
    match value {
        Clean::Null => 0,
        Clean::Integer(number) => u64::from(serial_type(*number)),
        Clean::Real(_) => 7,
        Clean::Text(text) => text.len() as u64 * 2 + 13,
        Clean::Blob(bytes) => bytes.len() as u64 * 2 + 12,
    }
}

/// The whole number in a clean column; 0 for the row id, which the record does not hold.
pub(crate) fn integer(value: Value<'_>) -> i64 {
    if let Value::Integer(number) = value {
        number
    } else {
        0
    }
}
