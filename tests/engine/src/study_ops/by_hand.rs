//! Burying, suspending, flags, due dates, places.

use collection::model::{CardId, DeckId};
use collection::storage::config;
use collection::study::bury::{self, Aside, Buried};
use collection::study::by_hand::{self, AskedFrom, Forgetting};
use collection::study::places::{self, NewPlaces};
use serde_json::{Value, json};

use super::{card_ids, changes};
use crate::request::{Refusal, Request};
use crate::session::Session;

pub(super) fn perform(session: &mut Session, request: &Request) -> Option<Result<Value, Refusal>> {
    Some(match request.op() {
        "bury" | "suspend" | "bury_or_suspend_cards" => put_aside(session, request),
        "restore_buried_and_suspended_cards" => {
            let ids = card_ids(request, "cids");
            changed(session, |pen| bury::restore(pen, &ids))
        }
        "unbury_deck" => unbury_deck(session, request),
        "set_flag" => {
            let flag = u8::try_from(request.int("flag").unwrap_or_default()).unwrap_or(u8::MAX);
            let ids = card_ids(request, "card_ids");
            counted(session, |pen| by_hand::set_flag(pen, &ids, flag))
        }
        "set_due_date" => set_due_date(session, request),
        "forget" | "schedule_cards_as_new" => forget(session, request),
        "schedule_cards_as_new_defaults" => forget_defaults(session, request),
        "sort_cards" => sort_cards(session, request),
        "sort_deck" => {
            let deck = DeckId(request.int("deck_id").unwrap_or_default());
            counted(session, |pen| {
                places::sort_deck(pen, deck, request.is("randomize"))
            })
        }
        "reposition_defaults" => reposition_defaults(session),
        "grade_now" => grade_now(session, request),
        _ => return None,
    })
}

/// A verb that is answered with `OpChanges`.
pub(crate) fn changed(
    session: &Session,
    verb: impl FnOnce(&collection::Pen<'_>) -> Result<(), collection::Error>,
) -> Result<Value, Refusal> {
    let ((), touched) = session.write_and_tell(verb)?;
    Ok(changes(touched, session.action()))
}

/// A verb that is answered with `OpChangesWithCount`.
pub(crate) fn counted(
    session: &Session,
    verb: impl FnOnce(&collection::Pen<'_>) -> Result<usize, collection::Error>,
) -> Result<Value, Refusal> {
    let (count, touched) = session.write_and_tell(verb)?;
    Ok(json!({"count": count, "changes": changes(touched, session.action())}))
}

fn put_aside(session: &Session, request: &Request) -> Result<Value, Refusal> {
    let default = match request.op() {
        "bury" => "BURY_USER",
        _ => "SUSPEND",
    };
    let mode = match request.op() {
        "suspend" => default,
        _ => request.text("mode").unwrap_or(default),
    };
    let aside = match mode {
        "BURY_USER" => Aside::BuriedByHand,
        "BURY_SCHED" => Aside::BuriedAsSibling,
        _ => Aside::Suspended,
    };
    let mut ids = card_ids(request, "cards");
    ids.extend(card_ids(request, "card_ids"));
    if ids.is_empty() {
        let notes: Vec<_> = request
            .ints("note_ids")
            .into_iter()
            .map(Into::into)
            .collect();
        ids = bury::cards_of_notes(session.collection()?.connection(), &notes)?;
    }
    counted(session, |pen| bury::put_aside(pen, &ids, aside))
}

fn unbury_deck(session: &Session, request: &Request) -> Result<Value, Refusal> {
    let deck = DeckId(request.int("deck_id").unwrap_or_default());
    let which = match request.text("mode") {
        Some("SCHED_ONLY") => Buried::AsSibling,
        Some("USER_ONLY") => Buried::ByHand,
        _ => Buried::Any,
    };
    changed(session, |pen| bury::unbury_deck(pen, deck, which))
}

fn set_due_date(session: &Session, request: &Request) -> Result<Value, Refusal> {
    let text = request.text("days").unwrap_or_default();
    let days = text.parse()?;
    let ids = card_ids(request, "card_ids");
    let key = request.get("config_key").and_then(|key| key.get("key"));
    let key = key.map(|key| match key.as_str() {
        Some("SET_DUE_REVIEWER") => "setDueReviewer",
        _ => "setDueBrowser",
    });
    changed(session, |pen| {
        by_hand::set_due_date(pen, &ids, days)?;
        if let Some(key) = key {
            config::set(pen.db, key, &text, pen.usn, pen.now_secs())?;
        }
        Ok(())
    })
}

fn asked_from(request: &Request) -> Option<AskedFrom> {
    request.text("context").map(|context| match context {
        "REVIEWER" => AskedFrom::Reviewer,
        _ => AskedFrom::Browser,
    })
}

fn forget(session: &Session, request: &Request) -> Result<Value, Refusal> {
    let mut ids: Vec<CardId> = card_ids(request, "cards");
    ids.extend(card_ids(request, "card_ids"));
    let how = Forgetting {
        logs: request.flag("log", request.op() == "forget"),
        restores_position: request.is("restore_position"),
        resets_counts: request.is("reset_counts"),
    };
    let from = asked_from(request);
    changed(session, |pen| by_hand::forget(pen, &ids, how, from))
}

fn forget_defaults(session: &Session, request: &Request) -> Result<Value, Refusal> {
    let from = asked_from(request).unwrap_or(AskedFrom::Browser);
    let defaults = from.defaults(session.collection()?.connection())?;
    Ok(json!({
        "restore_position": defaults.restores_position,
        "reset_counts": defaults.resets_counts,
    }))
}

fn sort_cards(session: &Session, request: &Request) -> Result<Value, Refusal> {
    let number = |name| u32::try_from(request.int(name).unwrap_or_default()).unwrap_or_default();
    let wish = NewPlaces {
        first: number("starting_from"),
        step: number("step_size"),
        is_random: request.is("randomize"),
        shifts_others: request.is("shift_existing"),
    };
    let ids = card_ids(request, "card_ids");
    counted(session, |pen| places::sort_cards(pen, &ids, wish))
}

fn reposition_defaults(session: &Session) -> Result<Value, Refusal> {
    let db = session.collection()?.connection();
    Ok(json!({
        "random": config::is_on(db, "randomOrderReposition", false)?,
        "shift": config::is_on(db, "shiftPositionOfExistingCards", false)?,
    }))
}

fn grade_now(session: &Session, request: &Request) -> Result<Value, Refusal> {
    let button = match request.text("rating") {
        Some("HARD") => 2,
        Some("GOOD") => 3,
        Some("EASY") => 4,
        _ => request
            .int("rating")
            .map_or(1, |at| u8::try_from(at + 1).unwrap_or(0)),
    };
    let ids = card_ids(request, "card_ids");
    let touched = session.sit(|sitting| sitting.grade_now(&ids, button))?;
    Ok(changes(touched, session.action()))
}
