//! Values as change sets write them (<https://sqlite.org/session/changeset_iter.html>, and the comment on
//! the format in SQLite's `ext/session/sqlite3session.c`): a byte for the type, then the value; numbers
//! of eight bytes and lengths are big-endian.

use rusqlite::types::{ToSqlOutput, ValueRef};

const ABSENT: u8 = 0;
const INTEGER: u8 = 1;
const FLOAT: u8 = 2;
const TEXT: u8 = 3;
const BLOB: u8 = 4;
const NULL: u8 = 5;

/// Appends a value.
pub(super) fn put(out: &mut Vec<u8>, value: ValueRef<'_>) {
    match value {
        ValueRef::Null => out.push(NULL),
        ValueRef::Integer(number) => {
            out.push(INTEGER);
            out.extend_from_slice(&number.to_be_bytes());
        }
        ValueRef::Real(number) => {
            out.push(FLOAT);
            out.extend_from_slice(&number.to_be_bytes());
        }
        ValueRef::Text(bytes) => put_bytes(out, TEXT, bytes),
        ValueRef::Blob(bytes) => put_bytes(out, BLOB, bytes),
    }
}

/// Appends the mark of a value that is not told.
pub(super) fn put_absent(out: &mut Vec<u8>) {
    out.push(ABSENT);
}

fn put_bytes(out: &mut Vec<u8>, kind: u8, bytes: &[u8]) {
    out.push(kind);
    put_length(out, bytes.len());
    out.extend_from_slice(bytes);
}

/// SQLite's variable-length numbers: seven bits a byte, the highest first. Nothing in a row is longer
/// than 2³¹ bytes, so the ninth byte with its eight bits is never needed.
pub(super) fn put_length(out: &mut Vec<u8>, length: usize) {
    let mut shift = 28;
    while shift > 0 && length >> shift == 0 {
        shift -= 7;
    }
    loop {
        #[expect(clippy::cast_possible_truncation, reason = "masked to seven bits")]
        let bits = (length >> shift) as u8 & 0x7f;
        if shift == 0 {
            out.push(bits);
            return;
        }
        out.push(bits | 0x80);
        shift -= 7;
    }
}

/// The values of a row, each as it was put.
pub(super) fn each(mut row: &[u8]) -> impl Iterator<Item = &[u8]> {
    std::iter::from_fn(move || {
        let (value, rest) = row.split_at_checked(length_of(row)?)?;
        row = rest;
        Some(value)
    })
}

/// A value that was put, for a statement.
pub(super) fn bound(value: &[u8]) -> Option<ToSqlOutput<'_>> {
    let (kind, rest) = value.split_first()?;
    let eight = || <[u8; 8]>::try_from(rest).ok();
    let bytes = || Some(rest.split_at_checked(read_length(rest)?.0)?.1);
    Some(ToSqlOutput::Borrowed(match *kind {
        INTEGER => ValueRef::Integer(i64::from_be_bytes(eight()?)),
        FLOAT => ValueRef::Real(f64::from_be_bytes(eight()?)),
        TEXT => ValueRef::Text(bytes()?),
        BLOB => ValueRef::Blob(bytes()?),
        _ => ValueRef::Null,
    }))
}

/// How many bytes the first value takes.
fn length_of(row: &[u8]) -> Option<usize> {
    let (kind, rest) = row.split_first()?;
    Some(match *kind {
        INTEGER | FLOAT => 9,
        TEXT | BLOB => {
            let (width, length) = read_length(rest)?;
            1 + width + length
        }
        _ => 1,
    })
}

/// The width of a length, and the length.
fn read_length(bytes: &[u8]) -> Option<(usize, usize)> {
    let mut length = 0;
    for (index, byte) in bytes.iter().enumerate() {
        length = length << 7 | usize::from(byte & 0x7f);
        if byte & 0x80 == 0 {
            return Some((index + 1, length));
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_come_back_as_they_were_put() {
        for length in [0, 1, 127, 128, 16_383, 16_384, 2_097_151, 2_097_152] {
            let text = vec![b'x'; length];
            let values = [
                ValueRef::Text(&text),
                ValueRef::Integer(-5),
                ValueRef::Null,
                ValueRef::Real(0.1),
                ValueRef::Blob(&text),
            ];
            let mut row = Vec::new();
            for value in values {
                put(&mut row, value);
            }

            let back: Vec<_> = each(&row).map(|value| bound(value).unwrap()).collect();

            assert_eq!(back, values.map(ToSqlOutput::Borrowed));
        }
    }
}
