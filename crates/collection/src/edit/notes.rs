//! A note: adding, changing, removing (`rslib/src/notes/mod.rs`).

use std::collections::{BTreeMap, BTreeSet};

use unicode_normalization::{UnicodeNormalization, is_nfc};

pub use super::check::{State, check};
use super::generation::Generator;
use super::{cards as edit_cards, tags};
use crate::error::Error;
use crate::model::{
    CardId, DeckId, FIELD_SEPARATOR, Note, NoteDigest, NoteId, NoteShape, Notetype, NotetypeId, tag,
};
use crate::pen::Pen;
use crate::storage::{cards, config, notes, notetypes};

/// The characters of a guid.
const DIGITS: &[u8; 91] =
    b"abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789!#$%&()*+,-./:;<=>?@[]^_`{|}~";

/// The name that a new note has in all collections, from a number that chance gave.
pub fn guid(mut chance: u64) -> String {
    let mut digits = Vec::new();
    while chance > 0 {
        let digit = usize::try_from(chance % 91).unwrap_or_default();
        digits.extend(DIGITS.get(digit).map(|byte| char::from(*byte)));
        chance /= 91;
    }
    digits.into_iter().rev().collect()
}

/// Adds a note with its cards; says how many cards. The caller sets guid, notetype, tags (any
/// text) and fields ([`Note::set_fields`]); the rest is set here. Where the template names no
/// deck, cards go to this one, or to the default one if it is filtered or missing.
///
/// # Errors
/// [`Error::Invalid`] if there is no such notetype or it has another number of fields.
pub fn add(pen: &Pen<'_>, note: &mut Note, deck: DeckId) -> Result<usize, Error> {
    let notetype = notetype_of(pen, note)?;
    note.tags = tags::canonical(pen, &note.tags)?;
    let digest = prepare(pen, note, &notetype)?;
    mark(pen, note);
    notes::add(pen.db, note, &digest, pen.now())?;
    let made = Generator::of(&notetype).make(pen, note, &[], Some(deck))?;
    remember_choice(pen, notetype.id, deck)?;
    Ok(made)
}

/// What the next note is offered.
fn remember_choice(pen: &Pen<'_>, notetype: NotetypeId, deck: DeckId) -> Result<(), Error> {
    let set = |key: &str, value: i64| config::set(pen.db, key, &value, pen.usn, pen.now_secs());
    set(&last_deck_key(notetype), deck.0)?;
    set(&format!("_deck_{deck}_lastNotetype"), notetype.0)?;
    set("curModel", notetype.0)?;
    Ok(())
}

pub(super) fn last_deck_key(notetype: NotetypeId) -> String {
    format!("_nt_{notetype}_lastDeck")
}

/// The deck to which a note of this notetype was added last.
pub(super) fn last_deck(pen: &Pen<'_>, notetype: NotetypeId) -> Result<Option<DeckId>, Error> {
    config::lookup(pen.db, &last_deck_key(notetype))
}

/// Saves guid, notetype, tags and fields of a note, and makes the cards it lacks now; says
/// whether anything was different.
///
/// # Errors
/// [`Error::NotFound`] if there is no such note; else as [`add`].
pub fn update(pen: &Pen<'_>, note: &mut Note) -> Result<bool, Error> {
    let existing = notes::get(pen.db, note.id)?.ok_or_else(|| Error::no_note(note.id))?;
    let is_same = note.guid == existing.guid
        && note.notetype == existing.notetype
        && note.fields == existing.fields
        && tag::split(&note.tags).eq(tag::split(&existing.tags));
    if is_same {
        return Ok(false);
    }
    let notetype = notetype_of(pen, note)?;
    note.tags = tags::canonical(pen, &note.tags)?;
    mark(pen, note);
    save(pen, note, &notetype)?;
    make_missing_cards(pen, note, &Generator::of(&notetype))?;
    Ok(true)
}

/// Marks a note as changed now.
pub(super) fn mark(pen: &Pen<'_>, note: &mut Note) {
    note.modified = pen.now_secs();
    note.usn = pen.usn;
}

/// Saves a note.
pub(super) fn save(pen: &Pen<'_>, note: &mut Note, notetype: &Notetype) -> Result<(), Error> {
    let digest = prepare(pen, note, notetype)?;
    notes::update(pen.db, note, &digest)
}

/// Saves a note without putting its text into the normal form of Unicode.
pub(super) fn save_unnormalized(
    pen: &Pen<'_>,
    note: &mut Note,
    notetype: &Notetype,
) -> Result<(), Error> {
    let digest = note.prepare(shape(notetype))?;
    notes::update(pen.db, note, &digest)
}

/// Makes the cards that a note lacks, in the deck to which its notetype was added last unless
/// its other cards say another.
pub(super) fn make_missing_cards(
    pen: &Pen<'_>,
    note: &Note,
    generator: &Generator<'_>,
) -> Result<(), Error> {
    let existing = cards::of_note(pen.db, note.id)?;
    let deck = last_deck(pen, note.notetype)?;
    generator.make(pen, note, &existing, deck)?;
    Ok(())
}

/// Prepares notes again after something else changed them, in the order of their notetypes; says
/// how many there were.
pub fn refresh(
    pen: &Pen<'_>,
    ids: &[NoteId],
    makes_cards: bool,
    marks_changed: bool,
) -> Result<usize, Error> {
    for_each(pen, ids, |note, notetype, generator| {
        note.tags = tags::canonical(pen, &note.tags)?;
        if marks_changed {
            mark(pen, note);
        }
        save(pen, note, notetype)?;
        if makes_cards {
            make_missing_cards(pen, note, generator)?;
        }
        Ok(true)
    })
}

/// Works on those of the notes that exist, by notetype and id; says how many times the work was
/// worth it.
pub(super) fn for_each(
    pen: &Pen<'_>,
    ids: &[NoteId],
    mut work: impl FnMut(&mut Note, &Notetype, &Generator<'_>) -> Result<bool, Error>,
) -> Result<usize, Error> {
    let mut groups: BTreeMap<NotetypeId, BTreeSet<NoteId>> = BTreeMap::new();
    for id in ids {
        if let Some(notetype) = notes::notetype(pen.db, *id)? {
            groups.entry(notetype).or_default().insert(*id);
        }
    }
    let mut count = 0;
    for (notetype, ids) in groups {
        let notetype = notetypes::get(pen.db, notetype)?.ok_or_else(no_notetype)?;
        let generator = Generator::of(&notetype);
        for id in ids {
            if let Some(mut note) = notes::get(pen.db, id)? {
                count += usize::from(work(&mut note, &notetype, &generator)?);
            }
        }
    }
    Ok(count)
}

/// Removes notes with their cards; says how many cards. Their review history stays.
pub fn remove(pen: &Pen<'_>, ids: &[NoteId]) -> Result<usize, Error> {
    let mut removed = 0;
    for id in ids {
        if notes::version(pen.db, *id)?.is_none() {
            continue;
        }
        for card in cards::ids_of_note(pen.db, *id)? {
            edit_cards::bury_one(pen, card)?;
            removed += 1;
        }
        edit_cards::bury_note(pen, *id)?;
    }
    Ok(removed)
}

/// Removes the notes of cards with all their cards; says how many cards.
pub fn remove_of_cards(pen: &Pen<'_>, ids: &[CardId]) -> Result<usize, Error> {
    let mut of_notes = BTreeSet::new();
    for id in ids {
        of_notes.extend(cards::get(pen.db, *id)?.map(|card| card.note));
    }
    remove(pen, &of_notes.into_iter().collect::<Vec<_>>())
}

fn notetype_of(pen: &Pen<'_>, note: &Note) -> Result<Notetype, Error> {
    notetypes::get(pen.db, note.notetype)?.ok_or_else(no_notetype)
}

fn no_notetype() -> Error {
    Error::invalid("missing note type")
}

/// Cleans the fields and computes what is computed from them.
fn prepare(pen: &Pen<'_>, note: &mut Note, notetype: &Notetype) -> Result<NoteDigest, Error> {
    let normalizes: Option<bool> = config::lookup(pen.db, "normalize_note_text")?;
    if normalizes.unwrap_or(true) && !is_nfc(&note.fields) {
        let fields: Vec<_> = note
            .fields()
            .map(|field| field.nfc().collect::<String>())
            .collect();
        note.fields = fields.join(&FIELD_SEPARATOR.to_string());
    }
    note.prepare(shape(notetype))
}

fn shape(notetype: &Notetype) -> NoteShape {
    NoteShape {
        fields: notetype.fields.len().max(1),
        sort_field: notetype.config.sort_field,
    }
}
