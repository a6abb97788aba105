use collection::Pen;
use collection::edit::{adding, cards, notes};
use collection::model::{DEFAULT_DECK, DeckId, Note, NoteId, NotetypeId, tag};
use collection::storage;
use rusqlite::Connection;
use serde_json::{Value, json};

use super::{card_ids, note_ids, notetype};
use crate::request::{Refusal, Request};
use crate::session::Session;
use crate::study_ops::{changed, counted, get_or_add};

pub(super) fn perform(session: &mut Session, request: &Request) -> Option<Result<Value, Refusal>> {
    Some(match request.op() {
        "note_add" => add(session, request),
        "note_get" => get(session, request),
        "note_update" => update(session, request),
        "note_check" => check(session, request),
        "notes_remove" => counted(session, |pen| remove(pen, request)),
        "remove_cards" => counted(session, |pen| {
            cards::remove(pen, &card_ids(request, "card_ids"))
        }),
        "after_note_updates" => counted(session, |pen| {
            let (makes_cards, marks) = (
                request.is("generate_cards"),
                request.is("mark_notes_modified"),
            );
            notes::refresh(pen, &note_ids(request, "nids"), makes_cards, marks)
        }),
        "cards_of_note" => cards_of_note(session, request),
        "defaults_for_adding" => defaults(session, request),
        _ => return None,
    })
}

/// The deck is made first, and stays even if the note is refused then.
fn add(session: &Session, request: &Request) -> Result<Value, Refusal> {
    let db = session.collection()?.connection();
    let mut note = new_note(db, notetype(db, request)?)?;
    let deck = deck(session, request)?;
    refuse_no_fields(request)?;
    fill(db, &mut note, request)?;
    if note.guid.is_empty() {
        note.guid = notes::guid(session.moment().now.0.unsigned_abs());
    }
    let changes = counted(session, |pen| notes::add(pen, &mut note, deck))?;
    Ok(json!({
        "note_id": note.id,
        "card_ids": storage::cards::ids_of_note(db, note.id)?,
        "changes": changes,
    }))
}

fn new_note(db: &Connection, notetype: NotetypeId) -> Result<Note, Refusal> {
    let shape = storage::notetypes::get(db, notetype)?
        .ok_or_else(|| collection::Error::no_notetype(notetype))?;
    let mut note = Note {
        notetype,
        ..Note::default()
    };
    note.set_fields(vec![""; shape.fields.len()]);
    Ok(note)
}

/// A list without any field looks like one empty field afterwards.
fn refuse_no_fields(request: &Request) -> Result<(), Refusal> {
    let fields = request.get("fields").and_then(Value::as_array);
    if fields.is_some_and(Vec::is_empty) {
        return Err(Refusal::new("INVALID_INPUT", "note has 0 fields"));
    }
    Ok(())
}

fn fill(db: &Connection, note: &mut Note, request: &Request) -> Result<(), Refusal> {
    match request.get("fields") {
        Some(Value::Object(by_name)) => {
            let mut fields: Vec<_> = note.fields().map(str::to_owned).collect();
            let notetype = storage::notetypes::get(db, note.notetype)?;
            let names = notetype.map(|notetype| notetype.fields).unwrap_or_default();
            for (name, value) in by_name {
                let place = names.iter().position(|field| field.name == *name);
                let slot = place.and_then(|place| fields.get_mut(place));
                let slot =
                    slot.ok_or_else(|| Refusal::new("BAD_REQUEST", format!("no field {name:?}")))?;
                value.as_str().unwrap_or_default().clone_into(slot);
            }
            note.set_fields(fields);
        }
        Some(_) => note.set_fields(request.texts("fields")),
        None => {}
    }
    if request.get("tags").is_some() {
        note.tags = request.texts("tags").join(" ");
    }
    if let Some(guid) = request.text("guid") {
        guid.clone_into(&mut note.guid);
    }
    Ok(())
}

/// The deck that a request names or numbers; made if there is none of this name.
fn deck(session: &Session, request: &Request) -> Result<DeckId, Refusal> {
    match request.text("deck") {
        Some(name) => session.sit(|sitting| get_or_add(sitting, name)),
        None => Ok(DeckId(request.int("deck").unwrap_or(DEFAULT_DECK.0))),
    }
}

fn get(session: &Session, request: &Request) -> Result<Value, Refusal> {
    let db = session.collection()?.connection();
    let id = NoteId(request.need("note", request.int("note"))?);
    let note = storage::notes::get(db, id)?.ok_or_else(|| collection::Error::no_note(id))?;
    Ok(json!({
        "id": note.id,
        "guid": note.guid,
        "notetype_id": note.notetype,
        "mtime_secs": note.modified,
        "usn": note.usn,
        "tags": tag::split(&note.tags).collect::<Vec<_>>(),
        "fields": note.fields().collect::<Vec<_>>(),
        "card_ids": storage::cards::ids_of_note(db, id)?,
    }))
}

fn update(session: &Session, request: &Request) -> Result<Value, Refusal> {
    let db = session.collection()?.connection();
    let id = NoteId(request.need("note", request.int("note"))?);
    let note = storage::notes::get(db, id)?;
    let mut note = note.ok_or_else(|| collection::Error::no_note(id))?;
    refuse_no_fields(request)?;
    fill(db, &mut note, request)?;
    let changes = changed(session, |pen| notes::update(pen, &mut note).map(|_| ()))?;
    let card_ids = storage::cards::ids_of_note(db, id)?;
    Ok(json!({"changes": changes, "card_ids": card_ids}))
}

fn check(session: &Session, request: &Request) -> Result<Value, Refusal> {
    let db = session.collection()?.connection();
    let mut note = new_note(db, notetype(db, request)?)?;
    fill(db, &mut note, request)?;
    let state = match notes::check(db, &note)? {
        notes::State::Normal => "NORMAL",
        notes::State::Empty => "EMPTY",
        notes::State::Duplicate => "DUPLICATE",
        notes::State::MissingCloze => "MISSING_CLOZE",
        notes::State::NotetypeNotCloze => "NOTETYPE_NOT_CLOZE",
        notes::State::FieldNotCloze => "FIELD_NOT_CLOZE",
    };
    Ok(json!({"state": state}))
}

fn remove(pen: &Pen<'_>, request: &Request) -> Result<usize, collection::Error> {
    let ids = note_ids(request, "notes");
    if ids.is_empty() {
        notes::remove_of_cards(pen, &card_ids(request, "cards"))
    } else {
        notes::remove(pen, &ids)
    }
}

fn cards_of_note(session: &Session, request: &Request) -> Result<Value, Refusal> {
    let db = session.collection()?.connection();
    let id = NoteId(request.need("nid", request.int("nid"))?);
    Ok(json!({"cids": storage::cards::ids_of_note(db, id)?}))
}

fn defaults(session: &Session, request: &Request) -> Result<Value, Refusal> {
    let home = request.int("home_deck_of_current_review_card");
    let home = DeckId(home.unwrap_or_default());
    let choice = adding::offered(session.collection()?.connection(), home)?;
    Ok(json!({"deck_id": choice.deck, "notetype_id": choice.notetype}))
}
