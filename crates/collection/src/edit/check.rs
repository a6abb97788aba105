//! What is to be said about a note while it is typed.

use renderer::cloze;
use renderer::template::Template;
use rusqlite::Connection;
use unicode_normalization::UnicodeNormalization;

use crate::error::Error;
use crate::model::{Note, NoteDigest, Notetype};
use crate::plain_text::without_html;
use crate::storage::{config, notes, notetypes};

/// What stands in the way of a note, or nothing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum State {
    Normal,
    /// The first field is empty.
    Empty,
    /// Another note of this notetype has the same first field.
    Duplicate,
    /// A notetype of clozes, and no cloze.
    MissingCloze,
    /// A cloze, and the notetype is not for clozes.
    NotetypeNotCloze,
    /// A cloze in a field from which no cards are made.
    FieldNotCloze,
}

/// Looks at a note that need not be saved (`rslib/src/notes/mod.rs`).
///
/// # Errors
/// [`Error::NotFound`] if there is no such notetype.
pub fn check(db: &Connection, note: &Note) -> Result<State, Error> {
    let notetype =
        notetypes::get(db, note.notetype)?.ok_or_else(|| Error::no_notetype(note.notetype))?;
    let about_clozes = about_clozes(&notetype, note);
    if about_clozes == State::FieldNotCloze {
        return Ok(about_clozes);
    }
    let first = note.fields().next().unwrap_or_default();
    let normalizes: Option<bool> = config::lookup(db, "normalize_note_text")?;
    let first: String = if normalizes.unwrap_or(true) {
        first.nfc().collect()
    } else {
        first.to_owned()
    };
    let text = without_html(&first);
    Ok(if text.trim().is_empty() {
        State::Empty
    } else if about_clozes != State::Normal {
        about_clozes
    } else if is_duplicate(db, note, &first)? {
        State::Duplicate
    } else {
        State::Normal
    })
}

fn is_duplicate(db: &Connection, note: &Note, first: &str) -> Result<bool, Error> {
    let NoteDigest {
        sort_field,
        checksum,
    } = NoteDigest::of(first, 0);
    let same = notes::with_checksum(db, note.notetype, checksum)?;
    Ok(same
        .iter()
        .any(|(id, fields)| *id != note.id && NoteDigest::of(fields, 0).sort_field == sort_field))
}

fn about_clozes(notetype: &Notetype, note: &Note) -> State {
    let is_cloze = notetype.is_cloze();
    let places = cloze_fields(notetype);
    let mut has_cloze = false;
    for (place, field) in note.fields().enumerate() {
        if !cloze::contains_any(field) {
            continue;
        }
        if !is_cloze {
            return State::NotetypeNotCloze;
        }
        if !places.contains(&place) {
            return State::FieldNotCloze;
        }
        has_cloze = true;
    }
    if is_cloze && !has_cloze {
        State::MissingCloze
    } else {
        State::Normal
    }
}

/// The places of the fields from which a notetype of clozes makes cards.
pub(super) fn cloze_fields(notetype: &Notetype) -> Vec<usize> {
    if !notetype.is_cloze() {
        return Vec::new();
    }
    let front = notetype.templates.first();
    let front = front.and_then(|template| Template::parse(&template.config.question).ok());
    let names = front.as_ref().map(Template::cloze_names);
    names
        .into_iter()
        .flatten()
        .filter_map(|name| notetype.place_of_field(name))
        .collect()
}
