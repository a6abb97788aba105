//! What may stand in a column, and what becomes of a value that may not.

use std::borrow::Cow;

use crate::received::header::Encoding;
use crate::received::record::Value;
use crate::received::text;

/// A column as clients declare it.
#[derive(Debug)]
pub(crate) struct Column {
    pub(crate) name: &'static str,
    pub(crate) rule: Rule,
}

/// What may stand in a column.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Rule {
    /// The row id; the record itself has nothing here.
    RowId,
    /// A whole number between these two.
    Whole(i64, i64),
    /// The number of a sync that has happened: 0 to the collection's.
    Usn,
    Text,
    /// Text or nothing.
    OptionalText,
    /// Text, or the number it looks like (`notes.sfld`).
    TextOrNumber,
    Blob,
    /// A blob or nothing.
    OptionalBlob,
}

/// A value that may stand where it stands.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Clean<'a> {
    Null,
    Integer(i64),
    Real(f64),
    Text(Cow<'a, str>),
    Blob(&'a [u8]),
}

/// What was wrong with a value before it was mended.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Flaw {
    /// A number with a fraction, from clients of long ago: rounded.
    Fraction,
    /// A number outside the range of the column: set to the nearest in it.
    Range,
    /// Another type, or nothing: converted.
    Type,
    /// Bytes that are no text: replaced.
    Encoding,
    /// The mark of a change that waits to be sent, or of a sync that has not happened: set to 0.
    Usn,
}

/// What the rules depend on besides the value.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Setting {
    pub(crate) encoding: Encoding,
    /// The collection's number.
    pub(crate) usn: i32,
}

impl Rule {
    /// Whether a value can be taken over byte for byte. The common case, so it is quick.
    pub(crate) fn allows(self, value: &Value<'_>, setting: Setting) -> bool {
        match (self, value) {
            (Rule::RowId | Rule::OptionalText | Rule::OptionalBlob, Value::Null)
            | (Rule::Blob | Rule::OptionalBlob, Value::Blob(_))
            | (Rule::TextOrNumber, Value::Integer(_)) => true,
            (Rule::TextOrNumber, Value::Real(number)) => number.is_finite(),
            (Rule::Whole(least, most), Value::Integer(number)) => (least..=most).contains(number),
            (Rule::Usn, Value::Integer(number)) => (0..=i64::from(setting.usn)).contains(number),
            (Rule::Text | Rule::OptionalText, Value::Text(bytes)) => is_utf8(bytes, setting),
            (Rule::TextOrNumber, Value::Text(bytes)) => {
                is_utf8(bytes, setting) && !may_be_numeral(bytes)
            }
            (
                Rule::RowId
                | Rule::Whole(..)
                | Rule::Usn
                | Rule::Text
                | Rule::OptionalText
                | Rule::TextOrNumber
                | Rule::Blob
                | Rule::OptionalBlob,
                _,
            ) => false,
        }
    }

    /// The value as it may stand in the column, and what was wrong with it.
    pub(crate) fn mend(self, value: Value<'_>, setting: Setting) -> (Clean<'_>, Option<Flaw>) {
        match self {
            Rule::RowId => (Clean::Null, None),
            Rule::Whole(least, most) => {
                let (number, flaw) = whole(value, setting);
                let inside = number.clamp(least, most);
                let flaw = if inside == number {
                    flaw
                } else {
                    Some(Flaw::Range)
                };
                (Clean::Integer(inside), flaw)
            }
            Rule::Usn => {
                let (number, flaw) = whole(value, setting);
                if (0..=i64::from(setting.usn)).contains(&number) {
                    (Clean::Integer(number), flaw)
                } else {
                    (Clean::Integer(0), Some(Flaw::Usn))
                }
            }
            Rule::OptionalText if matches!(value, Value::Null) => (Clean::Null, None),
            Rule::Text | Rule::OptionalText => as_text(value, setting),
            Rule::TextOrNumber => match value {
                Value::Integer(number) => (Clean::Integer(number), None),
                Value::Real(number) if number.is_finite() => (Clean::Real(number), None),
                Value::Null | Value::Real(_) | Value::Text(_) | Value::Blob(_) => {
                    let (text, flaw) = as_text(value, setting);
                    (as_numeral(&text).unwrap_or(text), flaw)
                }
            },
            Rule::Blob | Rule::OptionalBlob => match value {
                Value::Blob(bytes) => (Clean::Blob(bytes), None),
                Value::Null if self == Rule::OptionalBlob => (Clean::Null, None),
                // Text is bytes, too; numbers say nothing as a blob.
                Value::Text(bytes) => (Clean::Blob(bytes), Some(Flaw::Type)),
                Value::Null | Value::Integer(_) | Value::Real(_) => {
                    (Clean::Blob(&[]), Some(Flaw::Type))
                }
            },
        }
    }
}

fn is_utf8(bytes: &[u8], setting: Setting) -> bool {
    setting.encoding == Encoding::Utf8 && std::str::from_utf8(bytes).is_ok()
}

/// A number from whatever stands there; 0 if it is none.
fn whole(value: Value<'_>, setting: Setting) -> (i64, Option<Flaw>) {
    match value {
        Value::Integer(number) => (number, None),
        Value::Real(number) => rounded(number),
        Value::Text(bytes) => {
            let number = match as_numeral(&Clean::Text(text::decode(bytes, setting.encoding).0)) {
                Some(Clean::Integer(number)) => number,
                Some(Clean::Real(number)) => rounded(number).0,
                Some(Clean::Null | Clean::Text(_) | Clean::Blob(_)) | None => 0,
            };
            (number, Some(Flaw::Type))
        }
        Value::Null | Value::Blob(_) => (0, Some(Flaw::Type)),
    }
}

fn rounded(number: f64) -> (i64, Option<Flaw>) {
    // 2^63, the first number that is too large.
    const END: f64 = 9_223_372_036_854_775_808.0;
    if !(-END..END).contains(&number) {
        let nearest = if number >= END { i64::MAX } else { i64::MIN };
        return (if number.is_nan() { 0 } else { nearest }, Some(Flaw::Range));
    }
    #[expect(
        clippy::cast_possible_truncation,
        reason = "inside the range, as just checked"
    )]
    let whole = number.round() as i64;
    (whole, Some(Flaw::Fraction))
}

fn as_text(value: Value<'_>, setting: Setting) -> (Clean<'_>, Option<Flaw>) {
    let (text, flaw) = match value {
        Value::Text(bytes) => {
            let (text, is_valid) = text::decode(bytes, setting.encoding);
            (text, (!is_valid).then_some(Flaw::Encoding))
        }
        Value::Blob(bytes) => (String::from_utf8_lossy(bytes), Some(Flaw::Type)),
        Value::Integer(number) => (Cow::Owned(number.to_string()), Some(Flaw::Type)),
        Value::Real(number) => (Cow::Owned(number.to_string()), Some(Flaw::Type)),
        Value::Null => (Cow::Borrowed(""), Some(Flaw::Type)),
    };
    (Clean::Text(text), flaw)
}

/// Whether text could look like a number to `SQLite`. Cheap; true for some that do not.
fn may_be_numeral(bytes: &[u8]) -> bool {
    let mut marks = bytes.iter().skip_while(|byte| is_space(**byte));
    matches!(marks.next(), Some(b'0'..=b'9' | b'+' | b'-' | b'.'))
        && as_numeral(&Clean::Text(String::from_utf8_lossy(bytes))).is_some()
}

/// The number that a column of integer affinity makes of a text, if it does
/// (<https://sqlite.org/datatype3.html>, "Type Affinity").
fn as_numeral<'a>(text: &Clean<'_>) -> Option<Clean<'a>> {
    let Clean::Text(text) = text else { return None };
    let text = text.trim_matches(|c: char| u8::try_from(c).is_ok_and(is_space));
    if let Ok(number) = text.parse() {
        return Some(Clean::Integer(number));
    }
    let is_plain = text
        .bytes()
        .all(|byte| matches!(byte, b'0'..=b'9' | b'+' | b'-' | b'.' | b'e' | b'E'));
    if !is_plain || !text.bytes().any(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let number: f64 = text.parse().ok()?;
    if !number.is_finite() {
        return None;
    }
    let (whole, _) = rounded(number);
    #[expect(
        clippy::cast_precision_loss,
        clippy::float_cmp,
        reason = "asks whether it is exact"
    )]
    let is_whole = whole as f64 == number && whole != i64::MAX && whole != i64::MIN;
    Some(if is_whole {
        Clean::Integer(whole)
    } else {
        Clean::Real(number)
    })
}

fn is_space(byte: u8) -> bool {
    matches!(byte, b' ' | b'\t'..=b'\r')
}
