//! `undo`, `redo`, `get_undo_status`, `add_custom_undo_entry`, `merge_undo_entries`.

use collection::study::{Action, Undone};
use serde_json::{Value, json};

use super::changes;
use crate::request::{Refusal, Request};
use crate::session::Session;

pub(super) fn perform(session: &mut Session, request: &Request) -> Option<Result<Value, Refusal>> {
    Some(match request.op() {
        "undo" => undone(session.sit(|sitting| Ok::<_, Refusal>(sitting.undo()?))),
        "redo" => undone(session.sit(|sitting| Ok::<_, Refusal>(sitting.redo()?))),
        "get_undo_status" => {
            let desk = session.desk();
            Ok(status(&desk.status(), desk.steps()))
        }
        "add_custom_undo_entry" => {
            let now = session.moment().now.secs();
            let name = request.text("val").unwrap_or_default();
            Ok(json!({"val": session.desk().add_step(name, now)}))
        }
        "merge_undo_entries" => merge(session, request),
        _ => return None,
    })
}

fn undone(undone: Result<Undone, Refusal>) -> Result<Value, Refusal> {
    let undone = undone?;
    Ok(json!({
        "changes": changes(undone.touched, &undone.action),
        "operation": undone.action.name(),
        "reverted_to_timestamp": undone.reverted_to.0,
        "new_status": status(&undone.next, undone.steps),
        "counter": undone.number,
    }))
}

fn status((undo, redo): &(Option<Action>, Option<Action>), steps: u64) -> Value {
    let name = |action: &Option<Action>| {
        action
            .as_ref()
            .map_or_else(String::new, |action| action.name().to_owned())
    };
    json!({"undo": name(undo), "redo": name(redo), "last_step": steps})
}

fn merge(session: &mut Session, request: &Request) -> Result<Value, Refusal> {
    let number = request.need("val", request.int("val"))?;
    let mut desk = session.desk();
    let (touched, action) = desk.join_steps(u64::try_from(number).unwrap_or_default())?;
    Ok(changes(touched, &action))
}
