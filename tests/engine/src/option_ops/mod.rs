//! States of cards, options of decks, FSRS, preferences.

mod fsrs;
mod preferences;
mod presets;
mod simulation;

use collection::model::CardId;
use collection::study::{self, standing};
use serde_json::{Value, json};

use crate::request::{Refusal, Request};
use crate::session::Session;
use crate::states;

pub(crate) fn perform(session: &mut Session, request: &Request) -> Option<Result<Value, Refusal>> {
    Some(match request.op() {
        "fuzz_delta" => fuzz_delta(session, request),
        "deck_config_get" => presets::get(session, request),
        "get_deck_config" => presets::one(session, request.int("dcid")),
        "get_deck_configs_for_update" => presets::for_update(session, request),
        "deck_config_set" => presets::set(session, request),
        "update_deck_configs" => presets::update(session, request),
        "set_fsrs" => presets::set_fsrs(session, request),
        "compute_params" | "compute_fsrs_params" => fsrs::compute_params(session, request),
        "evaluate_params" | "evaluate_params_legacy" => fsrs::evaluate(session, request),
        "compute_memory_state" => fsrs::compute_memory_state(session, request),
        "simulate_fsrs_review" => simulation::review(session, request),
        "simulate_fsrs_workload" => simulation::workload(session, request),
        "compute_optimal_retention" => simulation::best_retention(session, request),
        "get_optimal_retention_parameters" => simulation::habits(session, request),
        "get_retention_workload" => simulation::retention_workload(session, request),
        "get_ignored_before_count" => simulation::ignored_before(session, request),
        "describe_next_states" => describe(session, request),
        "state_is_leech" => is_leech(request),
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

fn describe(session: &Session, request: &Request) -> Result<Value, Refusal> {
    let (collection, moment) = (session.collection()?, session.moment());
    let next = request.need("states", states::from_json(request.whole()))?;
    let labels = standing::labels(collection.connection(), &moment, &next)?;
    Ok(json!({"vals": labels}))
}

fn is_leech(request: &Request) -> Result<Value, Refusal> {
    let state = request.need("state", states::state_from_json(request.whole()))?;
    Ok(json!({"val": state.is_leech()}))
}

fn fuzz_delta(session: &mut Session, request: &Request) -> Result<Value, Refusal> {
    let db = session.collection()?.connection();
    let interval = request.need("interval", request.int("interval"))?;
    let interval = u32::try_from(interval).unwrap_or_default();
    let days = study::standing::fuzz_delta(db, card_of(request, "card_id")?, interval)?;
    Ok(json!({"delta_days": days}))
}
