//! Finding text in the fields of notes, and putting another there (`rslib/src/findreplace.rs`).

use std::borrow::Cow;

use regex::Regex;
use unicode_normalization::UnicodeNormalization;

use super::notes::{for_each, make_missing_cards, mark, save};
use crate::error::Error;
use crate::model::{NoteId, Notetype};
use crate::pen::Pen;
use crate::storage::{config, notes};

/// What to find in fields, and what to put there.
#[derive(Debug, Clone, Copy)]
pub struct Search<'a> {
    pub text: &'a str,
    pub replacement: &'a str,
    pub is_regex: bool,
    pub matches_case: bool,
    /// Only in the field of this name.
    pub field: Option<&'a str>,
}

/// Replaces text in notes, and makes the cards they lack then; says how many notes changed. No
/// ids stand for all notes.
///
/// # Errors
/// [`Error::Invalid`] if the regular expression is none.
pub fn find_and_replace(
    pen: &Pen<'_>,
    ids: &[NoteId],
    search: &Search<'_>,
) -> Result<usize, Error> {
    let regex = regex_of(pen, search)?;
    let replacement = if search.is_regex {
        Cow::Borrowed(search.replacement)
    } else {
        Cow::Owned(search.replacement.replace('$', "$$"))
    };
    let ids = if ids.is_empty() {
        notes::all_tags(pen.db)?
            .into_iter()
            .map(|(id, _)| id)
            .collect()
    } else {
        ids.to_vec()
    };
    for_each(pen, &ids, |note, notetype, generator| {
        let is_meant = meant_fields(notetype, search.field);
        let is_found = |(place, field): (usize, &str)| is_meant(place) && regex.is_match(field);
        if !note.fields().enumerate().any(is_found) {
            return Ok(false);
        }
        let fields = note.fields().enumerate().map(|(place, field)| {
            if is_meant(place) {
                regex.replace_all(field, &*replacement)
            } else {
                Cow::Borrowed(field)
            }
        });
        let fields: Vec<_> = fields.map(Cow::into_owned).collect();
        note.set_fields(fields);
        mark(pen, note);
        save(pen, note, notetype)?;
        make_missing_cards(pen, note, generator)?;
        Ok(true)
    })
}

fn regex_of(pen: &Pen<'_>, search: &Search<'_>) -> Result<Regex, Error> {
    let mut text = if search.is_regex {
        search.text.to_owned()
    } else {
        regex::escape(search.text)
    };
    if !search.matches_case {
        text.insert_str(0, "(?i)");
    }
    let normalizes: Option<bool> = config::lookup(pen.db, "normalize_note_text")?;
    if normalizes.unwrap_or(true) {
        text = text.nfc().collect();
    }
    Regex::new(&text).map_err(|error| Error::invalid(error.to_string()))
}

fn meant_fields(notetype: &Notetype, field: Option<&str>) -> impl Fn(usize) -> bool + use<> {
    let place = field.map(|field| notetype.place_of_field(field));
    move |at| place.is_none_or(|place| place == Some(at))
}
