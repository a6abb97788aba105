use sha1::{Digest, Sha1};

use super::{NoteId, NotetypeId, Secs, Usn};
use crate::error::Error;
use crate::plain_text;

/// Stands between the fields of a note in `notes.flds`.
pub const FIELD_SEPARATOR: char = '\u{1f}';

/// One row of `notes`, without the columns that are computed from it (see `NoteDigest`) and
/// without `flags` and `data`, which are always 0 and empty.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Note {
    pub id: NoteId,
    /// Same note in other people's collections.
    pub guid: String,
    pub notetype: NotetypeId,
    pub modified: Secs,
    pub usn: Usn,
    /// As stored: empty, or the tags with a space before, between and after.
    pub tags: String,
    /// As stored: the fields, separated by U+001F.
    pub fields: String,
}

impl Note {
    /// The fields in the order of the notetype.
    pub fn fields(&self) -> impl Iterator<Item = &str> {
        self.fields.split(FIELD_SEPARATOR)
    }

    /// Takes other fields over.
    pub fn set_fields<S: AsRef<str>>(&mut self, fields: impl IntoIterator<Item = S>) {
        self.fields.clear();
        for (index, field) in fields.into_iter().enumerate() {
            if index > 0 {
                self.fields.push(FIELD_SEPARATOR);
            }
            let field = field.as_ref().split(FIELD_SEPARATOR);
            self.fields.extend(field);
        }
    }

    /// How many fields there are; at least one.
    pub fn field_count(&self) -> usize {
        self.fields().count()
    }

    /// Makes a note that came from a client ready for [`crate::storage::notes::put`]: removes
    /// control characters from the fields, frames the tags, computes sort field and checksum.
    /// Text is not normalized, as Anki does not in a sync.
    ///
    /// # Errors
    /// [`Error::Invalid`] if the number of fields is not that of the notetype.
    pub fn prepare(&mut self, shape: NoteShape) -> Result<NoteDigest, Error> {
        let count = self.field_count();
        if count != shape.fields {
            let NoteShape { fields, .. } = shape;
            return Err(Error::invalid(format!(
                "note {} has {count} fields, not {fields}",
                self.id
            )));
        }
        if self.fields.contains(has_no_place_in_fields) {
            self.fields.retain(|c| !has_no_place_in_fields(c));
        }
        if let std::borrow::Cow::Owned(tags) = super::tag::joined(&self.tags) {
            self.tags = tags;
        }
        Ok(NoteDigest::of(&self.fields, shape.sort_field))
    }
}

/// Control characters of ASCII, except those that may stand in a field and the separator.
fn has_no_place_in_fields(c: char) -> bool {
    c.is_ascii_control() && c != '\n' && c != '\t' && c != FIELD_SEPARATOR
}

/// What a note of a notetype must look like.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NoteShape {
    /// How many fields it has; at least 1.
    pub fields: usize,
    /// Which of them, from 0, lists are sorted by.
    pub sort_field: u32,
}

/// The two columns of `notes` that are computed from the fields.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NoteDigest {
    /// The sort field without HTML. The column has integer affinity, so `SQLite` turns numerals
    /// into numbers.
    pub sort_field: String,
    /// The first four bytes of the SHA-1 of the first field without HTML.
    pub checksum: u32,
}

impl NoteDigest {
    /// Computes both columns from the fields as stored. A sort field beyond the last one counts
    /// as empty (`rslib/src/notes/mod.rs`).
    pub fn of(fields: &str, sort_field: u32) -> NoteDigest {
        let field = |index: usize| fields.split(FIELD_SEPARATOR).nth(index).unwrap_or_default();
        let first = plain_text::without_html(field(0));
        let checksum = checksum(&first);
        let sort_field = match usize::try_from(sort_field) {
            Ok(0) => first.into_owned(),
            Ok(index) => plain_text::without_html(field(index)).into_owned(),
            Err(_) => String::new(),
        };
        NoteDigest {
            sort_field,
            checksum,
        }
    }
}

/// The first four bytes of the SHA-1, by which clients find duplicates.
fn checksum(text: &str) -> u32 {
    let [a, b, c, d, ..] = <[u8; 20]>::from(Sha1::digest(text));
    u32::from_be_bytes([a, b, c, d])
}
