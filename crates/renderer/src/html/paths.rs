//! The names of files in tags, and how browsers want them.

use std::borrow::Cow;
use std::collections::HashSet;
use std::fmt::Write;

use super::decode_entities;
use super::media::{opens, references, replace};

/// Writes the names of local files in tags so that a browser asks for them: notes keep names with
/// spaces, quotes and `#` (`rslib/src/text.rs`). Letters of other scripts stay.
pub fn encode_paths(html: &str) -> Cow<'_, str> {
    with_names(html, encoded)
}

/// Writes the names of local files in tags as notes keep them.
pub fn decode_paths(html: &str) -> Cow<'_, str> {
    with_names(html, decoded)
}

/// The names of the local files that tags show, as the files are called, each once.
pub fn media_names(html: &str) -> Vec<String> {
    let mut names = Vec::new();
    let mut seen = HashSet::new();
    for reference in references(html) {
        let name = decode_entities(reference.name.into());
        if is_remote(&name) || name.starts_with("data:") {
            continue;
        }
        let path = name.split('?').next().unwrap_or_default();
        let name = decoded(path);
        if !name.is_empty() && seen.insert(name.clone()) {
            names.push(name);
        }
    }
    names
}

fn with_names(html: &str, change: fn(&str) -> String) -> Cow<'_, str> {
    replace(html, |reference, text| {
        let tag = html.get(reference.start..reference.end).unwrap_or_default();
        if is_remote(reference.name) {
            text.push_str(tag);
        } else {
            text.push_str(&tag.replace(reference.name, &change(reference.name)));
        }
    })
}

fn is_remote(name: &str) -> bool {
    ["http://", "https://"]
        .iter()
        .any(|scheme| opens(name, scheme).is_some())
}

/// With what would end or split an address as `%20`; a percent sign stays.
fn encoded(name: &str) -> String {
    let mut path = String::with_capacity(name.len());
    for letter in name.chars() {
        if letter.is_ascii_control() || " \"<>`#".contains(letter) {
            write!(path, "%{:02X}", u32::from(letter)).expect("a String takes all that is written");
        } else {
            path.push(letter);
        }
    }
    path
}

/// With `%20` as a space; what is not UTF-8 then becomes U+FFFD.
fn decoded(path: &str) -> String {
    if !path.contains('%') {
        return path.to_owned();
    }
    let mut bytes = Vec::with_capacity(path.len());
    let mut rest = path.as_bytes();
    while let Some((first, behind)) = rest.split_first() {
        rest = behind;
        let digit = |at: usize| char::from(*behind.get(at)?).to_digit(16);
        let byte = match (first, digit(0), digit(1)) {
            (b'%', Some(high), Some(low)) => u8::try_from(high * 16 + low).ok(),
            _ => None,
        };
        if byte.is_some() {
            rest = behind.get(2..).unwrap_or_default();
        }
        bytes.push(byte.unwrap_or(*first));
    }
    String::from_utf8_lossy(&bytes).into_owned()
}
