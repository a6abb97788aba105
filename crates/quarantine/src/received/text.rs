//! Text as it stands in the file, turned into text as Rust knows it.

use std::borrow::Cow;

use super::header::Encoding;

/// Decodes text. The flag says whether all of it was valid; what was not is replaced by U+FFFD,
/// as Check Database of the clients does.
pub(crate) fn decode(bytes: &[u8], encoding: Encoding) -> (Cow<'_, str>, bool) {
    let from_pair: fn([u8; 2]) -> u16 = match encoding {
        Encoding::Utf8 => {
            let text = String::from_utf8_lossy(bytes);
            let is_valid = matches!(text, Cow::Borrowed(_));
            return (text, is_valid);
        }
        Encoding::Utf16Le => u16::from_le_bytes,
        Encoding::Utf16Be => u16::from_be_bytes,
    };
    let (pairs, rest) = bytes.as_chunks();
    let mut is_valid = rest.is_empty();
    let units = pairs.iter().map(|pair| from_pair(*pair));
    let text = char::decode_utf16(units).map(|unit| {
        unit.unwrap_or_else(|_| {
            is_valid = false;
            char::REPLACEMENT_CHARACTER
        })
    });
    let text = text.collect();
    (Cow::Owned(text), is_valid)
}

/// A name from the file for a report or a log: short, and without anything that could steer a
/// terminal.
pub(crate) fn printable(name: &str) -> String {
    let mut short: String = name
        .chars()
        .take(60)
        .flat_map(char::escape_default)
        .collect();
    if name.chars().nth(60).is_some() {
        short.push('…');
    }
    short
}
