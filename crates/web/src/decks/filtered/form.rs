//! GET, POST /decks/filtered and /decks/{id}/filtered — a filtered deck is made or changed, and built.

use std::collections::HashMap;

use askama::Template;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use collection::Error;
use collection::model::{DeckId, FilteredDeck, SearchTerm};
use collection::study::Action;
use collection::study::filtered::{self, FilteredDraft, draft};
use texts::Texts;

use crate::app::App;
use crate::decks::trouble::{in_use, refused};
use crate::frame::{Frame, Member, Reply, Said, Stopped, Typed, page, see_other};
use crate::study::desks::Whereabouts;

#[derive(Debug, Template)]
#[template(path = "decks/filtered/form.html")]
#[expect(
    clippy::struct_excessive_bools,
    reason = "each is a box that is ticked or not"
)]
struct FilteredPage {
    t: Texts,
    frame: Frame,
    title: String,
    action: String,
    back: String,
    fault: Option<String>,
    is_new: bool,
    name: String,
    first: Term,
    second: Term,
    takes_second: bool,
    reschedules: bool,
    delays: Vec<(&'static str, String, String)>,
    may_be_empty: bool,
}

/// One of the two searches.
#[derive(Debug)]
struct Term {
    number: u8,
    search: String,
    limit: String,
    orders: Vec<(i32, String, bool)>,
}

type Form = HashMap<String, String>;

const LIMIT_MAX: u32 = 99_999;
const SECS_MAX: u32 = 99_999;
/// What Anki shows for a second search that was never made: order added, 20 cards.
const SECOND_ORDER: i32 = 5;
const SECOND_LIMIT: u32 = 20;

pub(in crate::decks) async fn new(State(app): State<App>, member: Member) -> Reply {
    again(&app, &member, DeckId(0), None).await
}

pub(in crate::decks) async fn edit(
    State(app): State<App>,
    member: Member,
    Path(id): Path<i64>,
) -> Reply {
    again(&app, &member, DeckId(id), None).await
}

pub(in crate::decks) async fn build(
    State(app): State<App>,
    member: Member,
    Typed(typed): Typed<Form>,
) -> Reply {
    keep(&app, &member, DeckId(0), typed).await
}

pub(in crate::decks) async fn save(
    State(app): State<App>,
    member: Member,
    Path(id): Path<i64>,
    Typed(typed): Typed<Form>,
) -> Reply {
    keep(&app, &member, DeckId(id), typed).await
}

/// The form, perhaps with what was typed and what was wrong with it.
async fn again(app: &App, member: &Member, id: DeckId, wrong: Option<(Form, String)>) -> Reply {
    let account = member.who.account.id;
    let visit = app
        .desks
        .visit(account, Whereabouts::default(), None, move |bench| {
            found(draft(bench.collection.connection(), bench.moment, id))
        });
    match visit.await {
        Ok(Some(draft)) => {
            let status = match wrong {
                Some(_) => StatusCode::UNPROCESSABLE_ENTITY,
                None => StatusCode::OK,
            };
            page(status, &FilteredPage::of(member, &draft, wrong))
        }
        Ok(None) => Err(Stopped::NotFound),
        Err(trouble) => in_use(&member.reader, trouble),
    }
}

/// Nothing if there is no such deck, or one of the other kind.
fn found(draft: Result<FilteredDraft, Error>) -> Result<Option<FilteredDraft>, Error> {
    match draft {
        Ok(draft) => Ok(Some(draft)),
        Err(Error::NotFound(_) | Error::Invalid(_)) => Ok(None),
        Err(error) => Err(error),
    }
}

async fn keep(app: &App, member: &Member, id: DeckId, typed: Form) -> Reply {
    let (account, t) = (member.who.account.id, member.reader.t);
    let form = typed.clone();
    let visit = app
        .desks
        .visit(account, Whereabouts::default(), None, move |bench| {
            let Some(before) = found(draft(bench.collection.connection(), bench.moment, id))?
            else {
                return Ok(None);
            };
            let wished = match wished(&form, before, t) {
                Ok(wished) => wished,
                Err(fault) => return Ok(Some(Err(fault))),
            };
            let action = match id {
                DeckId(0) => Action::BuildFilteredDeck,
                _ => Action::RebuildFilteredDeck,
            };
            let saved = bench
                .sit()
                .perform(action, |pen| filtered::save(pen, wished));
            match saved {
                Ok(id) => Ok(Some(Ok(id))),
                Err(error) => refused(error, t).map(|fault| Some(Err(fault))),
            }
        });
    match visit.await {
        Ok(Some(Ok(id))) => Ok(see_other(
            &format!("/decks/{id}"),
            Some(Said::FilteredSaved),
        )),
        Ok(Some(Err(fault))) => again(app, member, id, Some((typed, fault))).await,
        Ok(None) => Err(Stopped::NotFound),
        Err(trouble) => in_use(&member.reader, trouble),
    }
}

/// What the form asks for, or the sentence that says which of its fields cannot be used.
fn wished(form: &Form, before: FilteredDraft, t: Texts) -> Result<FilteredDraft, String> {
    let said = |name: &str| form.get(name).map_or("", |text| text.trim());
    let term = |number: u8| -> Result<SearchTerm, String> {
        let limit = whole(said(&format!("limit_{number}")), 1, LIMIT_MAX);
        let order = said(&format!("order_{number}")).parse::<i32>().ok();
        Ok(SearchTerm {
            search: said(&format!("search_{number}")).to_owned(),
            limit: limit.ok_or_else(|| t.options_invalid(t.filtered_limit()))?,
            order: order
                .filter(|order| (0..=10).contains(order))
                .ok_or_else(|| t.options_invalid(t.filtered_order()))?,
        })
    };
    let mut search_terms = vec![term(1)?];
    if form.contains_key("second") {
        search_terms.push(term(2)?);
    }
    let secs = |name: &str, label: String| {
        whole(said(name), 0, SECS_MAX).ok_or_else(|| t.options_invalid(label))
    };
    let name = match said("name") {
        "" => before.name,
        name => name.to_owned(),
    };
    Ok(FilteredDraft {
        id: before.id,
        name,
        config: FilteredDeck {
            reschedule: form.contains_key("reschedule"),
            search_terms,
            delays: Vec::new(),
            preview_again_secs: secs("again", t.filtered_again())?,
            preview_hard_secs: secs("hard", t.filtered_hard())?,
            preview_good_secs: secs("good", t.filtered_good())?,
            ..before.config
        },
        may_be_empty: form.contains_key("may_be_empty"),
    })
}

fn whole(text: &str, least: u32, most: u32) -> Option<u32> {
    let value = text.parse().ok();
    value.filter(|value| (least..=most).contains(value))
}

impl FilteredPage {
    fn of(member: &Member, draft: &FilteredDraft, wrong: Option<(Form, String)>) -> FilteredPage {
        let t = member.reader.t;
        let is_new = draft.id == DeckId(0);
        let (typed, fault) = match wrong {
            Some((typed, fault)) => (Some(typed), Some(fault)),
            None => (None, None),
        };
        let typed = typed.as_ref();
        let said = |name: &str, value: String| match typed {
            Some(typed) => typed.get(name).cloned().unwrap_or_default(),
            None => value,
        };
        let is_on =
            |name: &str, before: bool| typed.map_or(before, |typed| typed.contains_key(name));
        let config = &draft.config;
        let terms = &config.search_terms;
        FilteredPage {
            t,
            frame: member.reader.frame(),
            title: if is_new {
                t.filtered_new_title()
            } else {
                t.filtered_title(draft.name.as_str())
            },
            action: if is_new {
                "/decks/filtered".to_owned()
            } else {
                format!("/decks/{}/filtered", draft.id)
            },
            back: if is_new {
                "/decks".to_owned()
            } else {
                format!("/decks/{}", draft.id)
            },
            fault,
            is_new,
            name: said("name", draft.name.clone()),
            first: Term::of(1, terms.first(), &said, t),
            second: Term::of(2, terms.get(1), &said, t),
            takes_second: is_on("second", !is_new && terms.len() > 1),
            reschedules: is_on("reschedule", config.reschedule),
            delays: [
                ("again", t.filtered_again(), config.preview_again_secs),
                ("hard", t.filtered_hard(), config.preview_hard_secs),
                ("good", t.filtered_good(), config.preview_good_secs),
            ]
            .map(|(name, label, secs)| (name, label, said(name, secs.to_string())))
            .into(),
            may_be_empty: is_on("may_be_empty", draft.may_be_empty),
        }
    }
}

impl Term {
    fn of(
        number: u8,
        term: Option<&SearchTerm>,
        said: &dyn Fn(&str, String) -> String,
        t: Texts,
    ) -> Term {
        let term = term.cloned().unwrap_or_else(|| SearchTerm {
            search: String::new(),
            limit: SECOND_LIMIT,
            order: SECOND_ORDER,
        });
        let order = said(&format!("order_{number}"), term.order.to_string());
        Term {
            number,
            search: said(&format!("search_{number}"), term.search),
            limit: said(&format!("limit_{number}"), term.limit.to_string()),
            orders: orders(t)
                .into_iter()
                .map(|(number, words)| (number, words, number.to_string() == order))
                .collect(),
        }
    }
}

/// Numbers from `proto/anki/decks.proto`; the order is that of Anki's form.
fn orders(t: Texts) -> Vec<(i32, String)> {
    let words = [
        t.filtered_order_oldest(),
        t.filtered_order_random(),
        t.filtered_order_ivl_up(),
        t.filtered_order_ivl_down(),
        t.filtered_order_lapses(),
        t.filtered_order_added(),
        t.filtered_order_due(),
        t.filtered_order_added_down(),
        t.filtered_order_recall_up(),
        t.filtered_order_recall_down(),
        t.filtered_order_overdue(),
    ];
    (0..).zip(words).collect()
}
