//! The simulator and the workload of desired retentions.

use collection::model::{Millis, PresetConfig};
use collection::search::View;
use collection::study::memory::simulation::{self, Question};
use scheduler::{Outline, Priority, Simulation};
use serde_json::{Map, Value, json};

use super::fsrs::floats;
use crate::proto::short;
use crate::request::{Refusal, Request};
use crate::session::Session;

pub(super) fn review(session: &Session, request: &Request) -> Result<Value, Refusal> {
    let days = simulation(session, request)?
        .days()
        .map_err(collection::Error::from)?;
    let floats = |list: &[f32]| list.iter().map(|one| short(*one)).collect::<Vec<_>>();
    Ok(json!({
        "accumulated_knowledge_acquisition": floats(&days.remembered),
        "daily_review_count": days.reviews,
        "daily_new_count": days.new,
        "daily_time_cost": floats(&days.secs),
    }))
}

pub(super) fn workload(session: &Session, request: &Request) -> Result<Value, Refusal> {
    let simulation = simulation(session, request)?;
    let tolls = simulation.tolls().map_err(collection::Error::from)?;
    let (mut cost, mut remembered, mut answers) = (Map::new(), Map::new(), Map::new());
    for (hundredths, toll) in tolls {
        let key = hundredths.to_string();
        cost.insert(key.clone(), short(toll.secs));
        remembered.insert(key.clone(), short(toll.remembered));
        answers.insert(key, toll.answers.into());
    }
    Ok(json!({
        "cost": cost,
        "reviewless_end_memorized": short(simulation.remembered_without_reviews()),
        "memorized": remembered,
        "review_count": answers,
    }))
}

pub(super) fn best_retention(session: &Session, request: &Request) -> Result<Value, Refusal> {
    if request.int("days_to_simulate").unwrap_or(0) == 0 {
        return Err(Refusal::new("INVALID_INPUT", "no days to simulate"));
    }
    let best = simulation(session, request)?
        .best_retention()
        .map_err(collection::Error::from)?;
    Ok(json!({"optimal_retention": short(best)}))
}

pub(super) fn habits(session: &Session, request: &Request) -> Result<Value, Refusal> {
    let (collection, moment) = (session.collection()?, session.moment());
    let view = View::at(collection.connection(), &moment)?;
    let search = request.text("search").unwrap_or_default();
    let found = simulation::habits(&view, search)?.figures();
    let floats = |list: &[f32]| list.iter().map(|one| short(*one)).collect::<Vec<_>>();
    Ok(json!({
        "deck_size": found.deck_size,
        "learn_span": found.days,
        "max_cost_perday": short(found.secs_per_day_max),
        "max_ivl": short(found.interval_days_max),
        "first_rating_prob": floats(&found.first_buttons),
        "review_rating_prob": floats(&found.passing_buttons),
        "loss_aversion": 1.0,
        "learn_limit": u32::MAX,
        "review_limit": u32::MAX,
        "learning_step_transitions": floats(found.learning.as_flattened()),
        "relearning_step_transitions": floats(found.relearning.as_flattened()),
        "state_rating_costs": floats(found.secs.as_flattened()),
        "learning_step_count": found.learning_steps,
        "relearning_step_count": found.relearning_steps,
    }))
}

pub(super) fn retention_workload(session: &Session, request: &Request) -> Result<Value, Refusal> {
    let (collection, moment) = (session.collection()?, session.moment());
    let view = View::at(collection.connection(), &moment)?;
    let search = request.text("search").unwrap_or_default();
    let costs = simulation::workloads(&view, search, &floats(request, "w"))?;
    let costs = costs
        .into_iter()
        .map(|(hundredths, secs)| (hundredths.to_string(), short(secs)));
    Ok(json!({"costs": costs.collect::<Map<_, _>>()}))
}

pub(super) fn ignored_before(session: &Session, request: &Request) -> Result<Value, Refusal> {
    let (collection, moment) = (session.collection()?, session.moment());
    let view = View::at(collection.connection(), &moment)?;
    let preset = PresetConfig {
        ignore_revlogs_before_date: request
            .text("ignore_revlogs_before_date")
            .unwrap_or_default()
            .to_owned(),
        ..PresetConfig::default()
    };
    let after = Millis(preset.ignored_before_ms()?);
    let search = request.text("search").unwrap_or_default();
    let (total, included) = simulation::learned_after(&view, search, after)?;
    Ok(json!({"included": included, "total": total}))
}

fn simulation(session: &Session, request: &Request) -> Result<Simulation, Refusal> {
    let (collection, moment) = (session.collection()?, session.moment());
    let view = View::at(collection.connection(), &moment)?;
    let whole = |name: &str| {
        let number = request
            .int(name)
            .and_then(|number| u32::try_from(number).ok());
        number.unwrap_or_default()
    };
    let float = |name: &str| {
        let number = request
            .get(name)
            .and_then(Value::as_f64)
            .unwrap_or_default();
        #[expect(
            clippy::cast_possible_truncation,
            reason = "an f32 on its way through JSON"
        )]
        let number = number as f32;
        number
    };
    let size = |name: &str| usize::try_from(whole(name)).unwrap_or_default();
    let outline = Outline {
        parameters: floats(request, "params"),
        retention: float("desired_retention"),
        days: whole("days_to_simulate"),
        new_cards: size("deck_size"),
        new_per_day: whole("new_limit"),
        new_today: 0,
        reviews_per_day: whole("review_limit"),
        new_cards_ignore_review_limit: request.is("new_cards_ignore_review_limit"),
        interval_days_max: whole("max_interval"),
        priority: priority(request),
        suspended_after_lapses: request
            .get("suspend_after_lapse_count")
            .map(|_| whole("suspend_after_lapse_count")),
        learning_steps: size("learning_step_count"),
        relearning_steps: size("relearning_step_count"),
        balance: None,
    };
    let question = Question {
        search: request.text("search").unwrap_or_default(),
        outline,
        easy_days: floats(request, "easy_days_percentages"),
        historical_retention: float("historical_retention"),
    };
    Ok(simulation::simulation(&view, &moment.zone, question)?)
}

/// By number or by name.
fn priority(request: &Request) -> Priority {
    const NAMES: [&str; 13] = [
        "DAY",
        "DAY_THEN_DECK",
        "DECK_THEN_DAY",
        "INTERVALS_ASCENDING",
        "INTERVALS_DESCENDING",
        "EASE_ASCENDING",
        "EASE_DESCENDING",
        "RETRIEVABILITY_ASCENDING",
        "RANDOM",
        "ADDED",
        "REVERSE_ADDED",
        "RETRIEVABILITY_DESCENDING",
        "RELATIVE_OVERDUENESS",
    ];
    let named = request.text("review_order").and_then(|name| {
        let name = name.strip_prefix("REVIEW_CARD_ORDER_")?;
        NAMES.iter().position(|known| *known == name)
    });
    let numbered = request
        .int("review_order")
        .and_then(|order| usize::try_from(order).ok());
    let order = named.or(numbered).unwrap_or(0);
    simulation::priority(i32::try_from(order).unwrap_or_default())
}
