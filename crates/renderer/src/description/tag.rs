use super::decoded;
use crate::scan::part;

/// A tag that opens, in lower case.
pub(super) struct Tag {
    pub(super) name: String,
    pub(super) attributes: Vec<(String, String)>,
}

impl Tag {
    /// The tag that opens here, and where it ends.
    pub(super) fn read(html: &str, at: usize) -> Option<(Tag, usize)> {
        let name = name(part(html, at + 1, html.len()));
        let mut at = at + 1 + name.len();
        let mut attributes = Vec::new();
        loop {
            let rest = part(html, at, html.len());
            let trimmed = rest.trim_start_matches(|c: char| c.is_ascii_whitespace() || c == '/');
            at += rest.len() - trimmed.len();
            if trimmed.is_empty() {
                return None;
            }
            if trimmed.starts_with('>') {
                let name = name.to_ascii_lowercase();
                return Some((Tag { name, attributes }, at + 1));
            }
            let (attribute, behind) = attribute(trimmed)?;
            at += trimmed.len() - behind.len();
            attributes.push(attribute);
        }
    }
}

/// An attribute with its value decoded, and what stands behind it.
fn attribute(text: &str) -> Option<((String, String), &str)> {
    let is_end = |c: char| c.is_ascii_whitespace() || ['/', '>'].contains(&c);
    // The first letter is part of the name even if it is an equals sign.
    let first = text.chars().next()?.len_utf8();
    let length = part(text, first, text.len()).find(|c| is_end(c) || c == '=');
    let (name, rest) = text.split_at_checked(length.map_or(text.len(), |end| first + end))?;
    let name = name.to_ascii_lowercase();
    let behind_spaces = rest.trim_ascii_start();
    let Some(value) = behind_spaces.strip_prefix('=') else {
        return Some(((name, String::new()), rest));
    };
    let value = value.trim_ascii_start();
    let quoted = ['"', '\'']
        .into_iter()
        .find(|quote| value.starts_with(*quote));
    let (value, rest) = if let Some(quote) = quoted {
        value.get(1..)?.split_once(quote)?
    } else {
        let end = value.find(|c: char| c.is_ascii_whitespace() || c == '>');
        value.split_at_checked(end?)?
    };
    Some(((name, decoded(value).into_owned()), rest))
}

pub(super) fn name(text: &str) -> &str {
    let end = text.find(|c: char| c.is_ascii_whitespace() || ['/', '>'].contains(&c));
    part(text, 0, end.unwrap_or(text.len()))
}
