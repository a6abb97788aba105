//! GET /study/notes/{id} and POST /study/note — the note of a card, changed in place.

use axum::extract::{Path, State};
use axum::http::StatusCode;
use collection::edit;
use collection::model::{FIELD_SEPARATOR, NoteId, tag};
use collection::storage::{notes, notetypes};
use collection::study::Action;
use serde::{Deserialize, Serialize};

use crate::app::App;
use crate::frame::{Member, Reply, Stopped};
use crate::study::desks::Whereabouts;
use crate::study::sent::{Sent, told, waits};
use crate::study::verbs::{Outcome, step};

#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
struct NoteText {
    notetype: String,
    fields: Vec<FieldText>,
    tags: String,
}

#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
struct FieldText {
    name: String,
    text: String,
    is_rtl: bool,
}

pub(super) async fn show(State(app): State<App>, member: Member, Path(id): Path<i64>) -> Reply {
    let account = member.who.account.id;
    let visit = app
        .desks
        .visit(account, Whereabouts::default(), None, move |bench| {
            let db = bench.collection.connection();
            let Some(note) = notes::get(db, NoteId(id))? else {
                return Ok(None);
            };
            let Some(notetype) = notetypes::get(db, note.notetype)? else {
                return Ok(None);
            };
            let fields = notetype.fields.iter().zip(note.fields());
            Ok(Some(NoteText {
                fields: fields
                    .map(|(field, text)| FieldText {
                        name: field.name.clone(),
                        text: text.to_owned(),
                        is_rtl: field.config.rtl,
                    })
                    .collect(),
                tags: tag::split(&note.tags).collect::<Vec<_>>().join(" "),
                notetype: notetype.name,
            }))
        });
    match visit.await {
        Ok(Some(note)) => told(StatusCode::OK, &note),
        Ok(None) => Err(Stopped::NotFound),
        Err(trouble) => waits(trouble),
    }
}

#[derive(Debug, Deserialize)]
pub(super) struct Changed {
    note: String,
    fields: Vec<String>,
    tags: String,
}

pub(super) async fn change(
    State(app): State<App>,
    member: Member,
    Sent { deed, around }: Sent<Changed>,
) -> Reply {
    step(&app, &member, around, move |bench, t| {
        let id = deed.note.parse().ok().map(NoteId);
        let db = bench.collection.connection();
        let found = match id {
            Some(id) => notes::get(db, id)?,
            None => None,
        };
        let Some(mut note) = found.filter(|note| note.fields().count() == deed.fields.len()) else {
            return Ok(Outcome::Refused(t.study_gone()));
        };
        note.fields = deed
            .fields
            .iter()
            .map(|field| field.replace(FIELD_SEPARATOR, " "))
            .collect::<Vec<_>>()
            .join(&FIELD_SEPARATOR.to_string());
        note.tags = deed.tags;
        bench.sit().perform(Action::UpdateNote, |pen| {
            edit::notes::update(pen, &mut note)
        })?;
        Ok(Outcome::Done(Some(t.study_said_saved())))
    })
    .await
}
