//! The optimiser, and memories computed from the log.

use collection::Today;
use collection::search::{Search, View};
use collection::study::memory::{self, training};
use serde_json::{Value, json};

use super::card_of;
use crate::proto::short;
use crate::request::{Refusal, Request};
use crate::session::Session;
use crate::states;

pub(super) fn compute_params(session: &Session, request: &Request) -> Result<Value, Refusal> {
    let (collection, moment) = (session.collection()?, session.moment());
    let view = View::at(collection.connection(), &moment)?;
    let present = floats(request, "current_params");
    let wish = wish(request, &present)?;
    let (found, examples) = training::optimise(&view, wish, None)?;
    let parameters: Vec<_> = found.parameters.iter().map(|one| short(*one)).collect();
    let mut answer = json!({"params": parameters, "fsrs_items": examples});
    if let (Some(is_healthy), Some(answer)) = (found.is_healthy, answer.as_object_mut()) {
        answer.insert("health_check_passed".to_owned(), is_healthy.into());
    }
    Ok(answer)
}

pub(super) fn evaluate(session: &Session, request: &Request) -> Result<Value, Refusal> {
    let (collection, moment) = (session.collection()?, session.moment());
    let view = View::at(collection.connection(), &moment)?;
    let present = floats(request, "params");
    let wish = wish(request, &present)?;
    let fit = if request.op() == "evaluate_params" {
        training::evaluate(&view, wish)?
    } else {
        training::evaluate_present(&view, wish)?
    };
    Ok(json!({"log_loss": short(fit.log_loss), "rmse_bins": short(fit.rmse_bins)}))
}

fn wish<'a>(request: &Request, present: &'a [f32]) -> Result<training::Wish<'a>, Refusal> {
    let search = request.text("search").unwrap_or_default();
    let count = |name: &str| {
        request
            .int(name)
            .and_then(|count| usize::try_from(count).ok())
    };
    let ignored = ["ignore_before_ms", "ignore_revlogs_before_ms"];
    // The judge's own operation counts one step if none is named, the backend's none.
    let steps = match request.op() {
        "compute_params" => count("relearning_steps").unwrap_or(1),
        _ => count("num_of_relearning_steps").unwrap_or(0),
    };
    Ok(training::Wish {
        search: Search::try_from(search).map_err(collection::Error::from)?,
        ignored_before_ms: ignored
            .iter()
            .find_map(|name| request.int(name))
            .unwrap_or(0),
        present,
        relearn_steps: steps,
        checks_health: request.is("health_check"),
    })
}

pub(super) fn compute_memory_state(session: &Session, request: &Request) -> Result<Value, Refusal> {
    let (collection, moment) = (session.collection()?, session.moment());
    let db = collection.connection();
    let today = Today::at(db, &moment)?;
    let card = card_of(
        request,
        if request.get("cid").is_some() {
            "cid"
        } else {
            "card"
        },
    )?;
    let computed = memory::computed(db, card, today)?;
    let mut answer = json!({
        "desired_retention": short(computed.desired_retention),
        "decay": short(computed.decay),
    });
    if let (Some(memory), Some(answer)) = (computed.memory, answer.as_object_mut()) {
        answer.insert("state".to_owned(), states::memory_to_json(memory));
    }
    Ok(answer)
}

#[expect(
    clippy::cast_possible_truncation,
    reason = "f32 on their way through JSON"
)]
pub(super) fn floats(request: &Request, name: &str) -> Vec<f32> {
    let list = request.get(name).and_then(Value::as_array);
    let numbers = list.into_iter().flatten().filter_map(Value::as_f64);
    numbers.map(|number| number as f32).collect()
}
