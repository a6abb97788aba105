//! Notes, notetypes, tags.

mod notes;
mod notetypes;
mod tags;

use collection::model::{CardId, NoteId};
use collection::storage;
use rusqlite::Connection;
use serde_json::Value;

use crate::request::{Refusal, Request};
use crate::session::Session;

pub(crate) fn perform(session: &mut Session, request: &Request) -> Option<Result<Value, Refusal>> {
    notes::perform(session, request)
        .or_else(|| notetypes::perform(session, request))
        .or_else(|| tags::perform(session, request))
}

/// The notetype that a request names or numbers.
fn notetype(db: &Connection, request: &Request) -> Result<collection::model::NotetypeId, Refusal> {
    let value = request.need("notetype", request.get("notetype"))?;
    if let Some(id) = value.as_i64() {
        return Ok(id.into());
    }
    let name = value.as_str().unwrap_or_default();
    storage::notetypes::id_of_name(db, name)?
        .ok_or_else(|| Refusal::new("NOT_FOUND_ERROR", format!("no notetype {name:?}")))
}

fn note_ids(request: &Request, name: &str) -> Vec<NoteId> {
    request.ints(name).into_iter().map(NoteId).collect()
}

fn card_ids(request: &Request, name: &str) -> Vec<CardId> {
    request.ints(name).into_iter().map(CardId).collect()
}
