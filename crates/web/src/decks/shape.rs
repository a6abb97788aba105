//! Forms that shape the tree: GET, POST /decks/{id}/name, …/parent, …/description; POST …/folding.

use askama::Template;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse as _, Response};
use collection::Error;
use collection::model::{Deck, DeckId, DeckKind};
use collection::study::Action;
use collection::study::decks::{self, FoldPlace};
use serde::Deserialize;
use texts::Texts;

use crate::app::App;
use crate::decks::trouble::{in_use, refused};
use crate::frame::{Field, Frame, Member, Reply, Said, Stopped, Typed, page, see_other};
use crate::study::desks::{Bench, Whereabouts};

/// A page with one form on it.
#[derive(Debug, Template)]
#[template(path = "decks/form.html")]
pub(super) struct FormPage {
    pub(super) t: Texts,
    pub(super) frame: Frame,
    pub(super) title: String,
    pub(super) action: String,
    pub(super) lead: Vec<String>,
    pub(super) entry: Entry,
    pub(super) submit: String,
    pub(super) is_danger: bool,
    pub(super) fault: Option<String>,
}

/// What is to be filled in.
#[derive(Debug)]
pub(super) enum Entry {
    Line(Field),
    /// Label, hint, text.
    Text(String, String, String),
    Choice(String, Vec<Choice>),
    Nothing,
}

#[derive(Debug)]
pub(super) struct Choice {
    value: i64,
    words: String,
    is_chosen: bool,
}

impl FormPage {
    pub(super) fn new(member: &Member, title: String, action: String, entry: Entry) -> FormPage {
        let t = member.reader.t;
        FormPage {
            t,
            frame: member.reader.frame(),
            title,
            action,
            lead: Vec::new(),
            entry,
            submit: t.decks_save(),
            is_danger: false,
            fault: None,
        }
    }
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Named {
    pub(super) name: String,
}

/// What became of a form.
enum Shaped {
    Done,
    Gone,
    Refused(String),
}

/// Works with a deck that is there.
async fn shape(
    app: &App,
    member: &Member,
    id: i64,
    action: Action,
    verb: impl FnOnce(&collection::Pen<'_>, Deck) -> Result<(), Error> + Send + 'static,
) -> Result<Shaped, Result<Response, Stopped>> {
    let (account, t) = (member.who.account.id, member.reader.t);
    let visit = app
        .desks
        .visit(account, Whereabouts::default(), None, move |bench| {
            let Some(deck) = found(bench, id)? else {
                return Ok(Shaped::Gone);
            };
            match bench.sit().perform(action, |pen| verb(pen, deck)) {
                Ok(()) => Ok(Shaped::Done),
                Err(error) => refused(error, t).map(Shaped::Refused),
            }
        });
    visit
        .await
        .map_err(|trouble| in_use(&member.reader, trouble))
}

fn found(bench: &Bench<'_>, id: i64) -> Result<Option<Deck>, Error> {
    collection::storage::decks::get(bench.collection.connection(), DeckId(id))
}

/// The deck of a page.
pub(super) async fn deck_of(
    app: &App,
    member: &Member,
    id: i64,
) -> Result<Deck, Result<Response, Stopped>> {
    let account = member.who.account.id;
    let visit = app
        .desks
        .visit(account, Whereabouts::default(), None, move |bench| {
            found(bench, id)
        });
    match visit.await {
        Ok(Some(deck)) => Ok(deck),
        Ok(None) => Err(Err(Stopped::NotFound)),
        Err(trouble) => Err(in_use(&member.reader, trouble)),
    }
}

pub(super) async fn name_form(
    State(app): State<App>,
    member: Member,
    Path(id): Path<i64>,
) -> Reply {
    match deck_of(&app, &member, id).await {
        Ok(deck) => name_page(&member, id, &deck.name.human(), None),
        Err(reply) => reply,
    }
}

fn name_page(member: &Member, id: i64, name: &str, fault: Option<String>) -> Reply {
    let t = member.reader.t;
    let status = status_of(fault.as_ref());
    let field = Field::line("name", t.decks_name(), name)
        .hint(t.decks_create_lead())
        .fault(fault);
    page(
        status,
        &FormPage::new(
            member,
            t.decks_rename(),
            format!("/decks/{id}/name"),
            Entry::Line(field),
        ),
    )
}

pub(super) async fn rename(
    State(app): State<App>,
    member: Member,
    Path(id): Path<i64>,
    Typed(typed): Typed<Named>,
) -> Reply {
    let t = member.reader.t;
    let name = typed.name.trim().to_owned();
    if name.is_empty() {
        return name_page(&member, id, "", Some(t.decks_name_missing()));
    }
    let shaped = shape(&app, &member, id, Action::RenameDeck, {
        let name = name.clone();
        move |pen, deck| decks::rename(pen, deck.id, &name)
    });
    match shaped.await {
        Ok(Shaped::Done) => Ok(see_other("/decks", Some(Said::DeckRenamed))),
        Ok(Shaped::Gone) => Err(Stopped::NotFound),
        Ok(Shaped::Refused(fault)) => name_page(&member, id, &name, Some(fault)),
        Err(reply) => reply,
    }
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Into_ {
    into: i64,
}

pub(super) async fn parent_form(
    State(app): State<App>,
    member: Member,
    Path(id): Path<i64>,
) -> Reply {
    parent_page(&app, &member, id, None).await
}

async fn parent_page(app: &App, member: &Member, id: i64, fault: Option<String>) -> Reply {
    let (account, t) = (member.who.account.id, member.reader.t);
    let visit = app
        .desks
        .visit(account, Whereabouts::default(), None, move |bench| {
            let all = collection::storage::decks::all(bench.collection.connection())?;
            Ok(all)
        });
    let all = match visit.await {
        Ok(all) => all,
        Err(trouble) => return in_use(&member.reader, trouble),
    };
    let Some(deck) = all.iter().find(|deck| deck.id.0 == id) else {
        return Err(Stopped::NotFound);
    };
    let full = deck.name.human();
    let above = full.rsplit_once("::").map(|(above, _)| above);
    let below = format!("{full}::");
    let mut choices = vec![Choice {
        value: 0,
        words: t.decks_move_top(),
        is_chosen: above.is_none(),
    }];
    for other in &all {
        let name = other.name.human();
        let fits = other.id != deck.id && !name.starts_with(&below) && !other.is_filtered();
        if fits {
            choices.push(Choice {
                value: other.id.0,
                is_chosen: above == Some(name.as_str()),
                words: name,
            });
        }
    }
    let form = FormPage::new(
        member,
        t.decks_move_title(full.as_str()),
        format!("/decks/{id}/parent"),
        Entry::Choice(t.decks_move_into(), choices),
    );
    page(
        status_of(fault.as_ref()),
        &FormPage {
            lead: vec![t.decks_move_lead()],
            submit: t.decks_move_submit(),
            fault,
            ..form
        },
    )
}

pub(super) async fn reparent(
    State(app): State<App>,
    member: Member,
    Path(id): Path<i64>,
    Typed(typed): Typed<Into_>,
) -> Reply {
    let parent = (typed.into != 0).then_some(DeckId(typed.into));
    let shaped = shape(&app, &member, id, Action::ReparentDeck, move |pen, deck| {
        decks::reparent(pen, &[deck.id], parent).map(|_moved| ())
    });
    match shaped.await {
        Ok(Shaped::Done) => Ok(see_other("/decks", Some(Said::DeckMoved))),
        Ok(Shaped::Gone) => Err(Stopped::NotFound),
        Ok(Shaped::Refused(fault)) => parent_page(&app, &member, id, Some(fault)).await,
        Err(reply) => reply,
    }
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Described {
    text: String,
}

pub(super) async fn description_form(
    State(app): State<App>,
    member: Member,
    Path(id): Path<i64>,
) -> Reply {
    let t = member.reader.t;
    let deck = match deck_of(&app, &member, id).await {
        Ok(deck) => deck,
        Err(reply) => return reply,
    };
    let DeckKind::Normal(normal) = &deck.kind else {
        return Err(Stopped::NotFound);
    };
    let text = normal.description.clone();
    let entry = Entry::Text(t.decks_description(), t.decks_description_hint(), text);
    let action = format!("/decks/{id}/description");
    page(
        StatusCode::OK,
        &FormPage::new(&member, deck.name.human(), action, entry),
    )
}

pub(super) async fn describe(
    State(app): State<App>,
    member: Member,
    Path(id): Path<i64>,
    Typed(typed): Typed<Described>,
) -> Reply {
    let shaped = shape(
        &app,
        &member,
        id,
        Action::UpdateDeck,
        move |pen, mut deck| {
            // Browsers end lines with two letters.
            deck.normal_mut()?.description = typed.text.replace("\r\n", "\n");
            decks::update(pen, deck).map(|_deck| ())
        },
    );
    match shaped.await {
        Ok(Shaped::Done) => Ok(see_other(
            &format!("/decks/{id}"),
            Some(Said::DeckDescribed),
        )),
        Ok(Shaped::Gone | Shaped::Refused(_)) => Err(Stopped::NotFound),
        Err(reply) => reply,
    }
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Folded {
    folded: String,
}

/// `POST /decks/{id}/folding`: remembered in the collection, as Anki does it.
pub(super) async fn fold(
    State(app): State<App>,
    member: Member,
    Path(id): Path<i64>,
    headers: axum::http::HeaderMap,
    Typed(typed): Typed<Folded>,
) -> Reply {
    let is_folded = typed.folded == "yes";
    let shaped = shape(&app, &member, id, Action::Unlisted, move |pen, deck| {
        decks::fold(pen, deck.id, is_folded, FoldPlace::DeckList)
    });
    let is_script = headers
        .get(axum::http::header::ACCEPT)
        .is_some_and(|kind| kind == "application/json");
    match shaped.await {
        Ok(Shaped::Gone) => Err(Stopped::NotFound),
        Ok(Shaped::Done | Shaped::Refused(_)) if is_script => {
            Ok(StatusCode::NO_CONTENT.into_response())
        }
        Ok(Shaped::Done | Shaped::Refused(_)) => Ok(see_other(&format!("/decks#deck-{id}"), None)),
        Err(reply) => reply,
    }
}

pub(super) fn status_of(fault: Option<&String>) -> StatusCode {
    match fault {
        Some(_) => StatusCode::UNPROCESSABLE_ENTITY,
        None => StatusCode::OK,
    }
}
