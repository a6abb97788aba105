//! States of cards, options of decks, FSRS, preferences.

mod fsrs;
mod preferences;
mod presets;

use collection::model::{CardId, Millis};
use collection::study::answer::{self, Answer};
use collection::study::standing::{self, Standing};
use collection::{Today, study};
use serde_json::{Value, json};

use crate::dump;
use crate::request::{Refusal, Request};
use crate::session::Session;
use crate::states;

pub(crate) fn perform(session: &mut Session, request: &Request) -> Option<Result<Value, Refusal>> {
    Some(match request.op() {
        "next_states" => next_states(session, request),
        "answer" if request.text("via") == Some("direct") => answer_direct(session, request),
        "fuzz_delta" => fuzz_delta(session, request),
        "deck_config_get" => presets::get(session, request),
        "get_deck_config" => presets::one(session, request.int("dcid")),
        "get_deck_configs_for_update" => presets::for_update(session, request),
        "deck_config_set" => presets::set(session, request),
        "set_fsrs" => presets::set_fsrs(session, request),
        "compute_params" | "compute_fsrs_params" => fsrs::compute_params(session, request),
        "evaluate_params" | "evaluate_params_legacy" => fsrs::evaluate(session, request),
        "compute_memory_state" => fsrs::compute_memory_state(session, request),
        "set_config_bool" => preferences::set_switch(session, request),
        "get_config_bool" => preferences::switch(session, request),
        "set_load_balancer_enabled" => preferences::set_load_balancer(session, request),
        "get_preferences" => preferences::get(session),
        "set_preferences" => preferences::set(session, request),
        _ => return None,
    })
}

fn card_of(request: &Request, name: &str) -> Result<CardId, Refusal> {
    Ok(CardId(request.need(name, request.int(name))?))
}

fn next_states(session: &mut Session, request: &Request) -> Result<Value, Refusal> {
    let (collection, moment) = (session.collection()?, session.moment());
    let db = collection.connection();
    let today = Today::at(db, &moment)?;
    let standing = Standing::of(db, card_of(request, "card")?, today, moment.now.secs())?;
    let next = standing.next_states(None);
    let labels = standing::labels(db, &moment, &next)?;
    Ok(json!({"states": states::to_json(&next), "labels": labels}))
}

fn fuzz_delta(session: &mut Session, request: &Request) -> Result<Value, Refusal> {
    let db = session.collection()?.connection();
    let interval = request.need("interval", request.int("interval"))?;
    let interval = u32::try_from(interval).unwrap_or_default();
    let days = study::standing::fuzz_delta(db, card_of(request, "card_id")?, interval)?;
    Ok(json!({"delta_days": days}))
}

/// Answers a card without a queue.
fn answer_direct(session: &mut Session, request: &Request) -> Result<Value, Refusal> {
    let card = card_of(request, "card")?;
    let rating = request.need("rating", request.int("rating"))?;
    let taken_ms = request.int("ms_taken").unwrap_or_default();
    let next = next_states(session, request)?;
    let now = session.moment().now.0;
    let written = session.write(|pen| {
        let standing = Standing::of(pen.db, card, pen.today, pen.now_secs())?;
        let next = standing.next_states(None);
        let chosen = match rating {
            1 => next.again,
            2 => next.hard,
            3 => next.good,
            _ => next.easy,
        };
        let wish = Answer {
            card,
            current: next.current,
            chosen,
            button: u8::try_from(rating).unwrap_or(4),
            at: Millis(request.int("answered_at_ms").unwrap_or(now)),
            taken_ms: u32::try_from(taken_ms).unwrap_or_default(),
            custom_data: request.text("custom_data").map(str::to_owned),
        };
        answer::answer(pen, &wish)
    })?;
    let db = session.collection()?.connection();
    let row = |table, id, raw| dump::table(db, table, &format!("where id = {id}"), raw);
    Ok(json!({
        "card_id": card.0,
        "labels": next.get("labels"),
        "states": next.get("states"),
        "leech": written.is_leech,
        "card": row("cards", card.0, true)?.first(),
        "revlog": row("revlog", written.entry.0, false)?,
    }))
}
