//! `SQLite`'s record format: a header of types, then the values.

use super::varint;

/// One column of one row, as it stands in the file.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) enum Value<'a> {
    Null,
    Integer(i64),
    Real(f64),
    /// In the encoding of the file, not yet checked.
    Text(&'a [u8]),
    Blob(&'a [u8]),
}

/// Reads the values of a record. Columns that the record does not have are `Null`. `None` if the
/// record is malformed or has more than `N` columns.
pub(crate) fn read<const N: usize>(payload: &[u8]) -> Option<[Value<'_>; N]> {
    let (header_len, rest) = varint::take(payload)?;
    let header_end = usize::try_from(header_len).ok()?;
    let prefix = payload.len() - rest.len();
    let mut header = payload.get(prefix..header_end)?;
    let mut body = payload.get(header_end..)?;
    let mut values = [Value::Null; N];
    for value in &mut values {
        if header.is_empty() {
            break;
        }
        let (serial, after) = varint::take(header)?;
        header = after;
        *value = take_value(serial, &mut body)?;
    }
    (header.is_empty() && body.is_empty()).then_some(values)
}

fn take_value<'a>(serial: u64, body: &mut &'a [u8]) -> Option<Value<'a>> {
    Some(match serial {
        0 => Value::Null,
        1 => Value::Integer(i64::from(i8::from_be_bytes(*take_array(body)?))),
        2 => Value::Integer(i64::from(i16::from_be_bytes(*take_array(body)?))),
        3 => {
            let [a, b, c] = *take_array(body)?;
            Value::Integer(i64::from(i32::from_be_bytes([a, b, c, 0]) >> 8))
        }
        4 => Value::Integer(i64::from(i32::from_be_bytes(*take_array(body)?))),
        5 => {
            let high: &[u8; 4] = take_array(body)?;
            let low: &[u8; 2] = take_array(body)?;
            let high = i64::from(i32::from_be_bytes(*high));
            Value::Integer(high << 16 | i64::from(u16::from_be_bytes(*low)))
        }
        6 => Value::Integer(i64::from_be_bytes(*take_array(body)?)),
        7 => Value::Real(f64::from_be_bytes(*take_array(body)?)),
        8 => Value::Integer(0),
        9 => Value::Integer(1),
        10 | 11 => return None,
        long => {
            let length = usize::try_from((long - 12) / 2).ok()?;
            let (bytes, rest) = body.split_at_checked(length)?;
            *body = rest;
            if long % 2 == 0 {
                Value::Blob(bytes)
            } else {
                Value::Text(bytes)
            }
        }
    })
}

fn take_array<'a, const L: usize>(body: &mut &'a [u8]) -> Option<&'a [u8; L]> {
    let (bytes, rest) = body.split_first_chunk::<L>()?;
    *body = rest;
    Some(bytes)
}
