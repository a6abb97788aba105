//! Backslashes in searches.

use super::mistake::Mistake;

/// What separates terms; other white space became a space before.
pub(super) fn is_blank(c: char) -> bool {
    c == ' ' || c == '\u{3000}'
}

/// Why no text could be cut off.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Cut<'a> {
    /// The first character ends the text.
    Nothing,
    /// The last character is a backslash with nothing to escape.
    Dangling,
    /// What follows a backslash that it cannot escape.
    NotEscapable(&'a str),
}

/// The text up to the first character that ends it and has no backslash before it. Empty input is
/// an empty text.
pub(super) fn cut(
    input: &str,
    ends: impl Fn(char) -> bool,
    can_be_escaped: impl Fn(char) -> bool,
) -> Result<&str, Cut<'_>> {
    let mut chars = input.char_indices();
    while let Some((at, c)) = chars.next() {
        if c == '\\' {
            match chars.next() {
                None => return Err(Cut::Dangling),
                Some((_, escaped)) if can_be_escaped(escaped) => {}
                Some((behind, _)) => {
                    return Err(Cut::NotEscapable(input.get(behind..).unwrap_or_default()));
                }
            }
        } else if ends(c) {
            if at == 0 {
                return Err(Cut::Nothing);
            }
            return Ok(input.get(..at).unwrap_or_default());
        }
    }
    Ok(input)
}

/// Takes away the backslashes that were for the parser; those before wildcards and backslashes
/// stay for the pattern.
pub(super) fn unescaped(text: &str) -> Result<String, Mistake> {
    let mut plain = String::with_capacity(text.len());
    let mut chars = text.chars();
    while let Some(c) = chars.next() {
        if c != '\\' {
            plain.push(c);
            continue;
        }
        match chars.next() {
            Some(kept @ ('\\' | '*' | '_')) => plain.extend(['\\', kept]),
            Some(freed @ ('"' | ':' | '(' | ')' | '-')) => plain.push(freed),
            Some(other) => return Err(Mistake::UnknownEscape(format!("\\{other}"))),
            None => return Err(Mistake::UnknownEscape("\\".to_owned())),
        }
    }
    Ok(plain)
}

/// Frees quotes only, as regular expressions need.
pub(super) fn with_quotes_freed(text: &str) -> String {
    text.replace("\\\"", "\"")
}

/// Frees quotes and backslashes, for text that is no pattern.
pub(super) fn literal_freed(text: &str) -> String {
    text.replace("\\\"", "\"").replace("\\\\", "\\")
}
