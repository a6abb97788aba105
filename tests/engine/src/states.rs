//! Scheduling states as the judge writes them: `proto/anki/scheduler.proto` in JSON.

use scheduler::{CardState, Learning, Memory, NextStates, Relearning, Review, State};
use serde_json::{Map, Value, json};

use crate::proto::short;

/// `SchedulingStates`.
pub(crate) fn to_json(states: &NextStates) -> Value {
    json!({
        "current": state_to_json(states.current),
        "again": state_to_json(states.again),
        "hard": state_to_json(states.hard),
        "good": state_to_json(states.good),
        "easy": state_to_json(states.easy),
    })
}

/// `SchedulingStates`, as a request names them.
pub(crate) fn from_json(states: &Value) -> Option<NextStates> {
    let state = |name: &str| state_from_json(states.get(name)?);
    Some(NextStates {
        current: state("current")?,
        again: state("again")?,
        hard: state("hard")?,
        good: state("good")?,
        easy: state("easy")?,
    })
}

/// `SchedulingState`.
pub(crate) fn state_to_json(state: CardState) -> Value {
    match state {
        CardState::Normal(state) => json!({"normal": normal_to_json(state)}),
        CardState::Preview {
            scheduled_secs,
            is_finished,
        } => json!({"filtered": {"preview": {
            "scheduled_secs": scheduled_secs,
            "finished": is_finished,
        }}}),
        CardState::Rescheduling(state) => json!({"filtered": {"rescheduling": {
            "original_state": normal_to_json(state),
        }}}),
    }
}

/// `SchedulingState`, as a request names it; fields that are not there are 0.
pub(crate) fn state_from_json(state: &Value) -> Option<CardState> {
    if let Some(normal) = state.get("normal") {
        return Some(CardState::Normal(normal_from_json(normal)?));
    }
    let filtered = state.get("filtered")?;
    if let Some(preview) = filtered.get("preview") {
        return Some(CardState::Preview {
            scheduled_secs: whole(preview, "scheduled_secs"),
            is_finished: is(preview, "finished"),
        });
    }
    let inner = filtered.get("rescheduling")?.get("original_state")?;
    Some(CardState::Rescheduling(normal_from_json(inner)?))
}

fn normal_to_json(state: State) -> Value {
    match state {
        State::New { position } => json!({"new": {"position": position}}),
        State::Learning(learning) => json!({"learning": learning_to_json(learning)}),
        State::Review(review) => json!({"review": review_to_json(review)}),
        State::Relearning(Relearning { review, learning }) => json!({"relearning": {
            "review": review_to_json(review),
            "learning": learning_to_json(learning),
        }}),
    }
}

fn normal_from_json(state: &Value) -> Option<State> {
    if let Some(new) = state.get("new") {
        let position = whole(new, "position");
        return Some(State::New { position });
    }
    if let Some(learning) = state.get("learning") {
        return Some(State::Learning(learning_from_json(learning)));
    }
    if let Some(review) = state.get("review") {
        return Some(State::Review(review_from_json(review)));
    }
    let relearning = state.get("relearning")?;
    Some(State::Relearning(Relearning {
        review: review_from_json(relearning.get("review")?),
        learning: learning_from_json(relearning.get("learning")?),
    }))
}

fn learning_to_json(learning: Learning) -> Value {
    with_memory(
        json!({
            "remaining_steps": learning.remaining_steps,
            "scheduled_secs": learning.scheduled_secs,
            "elapsed_secs": learning.elapsed_secs,
        }),
        learning.memory,
    )
}

fn learning_from_json(learning: &Value) -> Learning {
    Learning {
        remaining_steps: whole(learning, "remaining_steps"),
        scheduled_secs: whole(learning, "scheduled_secs"),
        elapsed_secs: whole(learning, "elapsed_secs"),
        memory: memory(learning),
    }
}

fn review_to_json(review: Review) -> Value {
    with_memory(
        json!({
            "scheduled_days": review.scheduled_days,
            "elapsed_days": review.elapsed_days,
            "ease_factor": short(review.ease),
            "lapses": review.lapses,
            "leeched": review.is_leech,
        }),
        review.memory,
    )
}

fn review_from_json(review: &Value) -> Review {
    Review {
        scheduled_days: whole(review, "scheduled_days"),
        elapsed_days: whole(review, "elapsed_days"),
        ease: float(review, "ease_factor"),
        lapses: whole(review, "lapses"),
        is_leech: is(review, "leeched"),
        memory: memory(review),
    }
}

fn with_memory(mut state: Value, memory: Option<Memory>) -> Value {
    if let (Some(memory), Some(state)) = (memory, state.as_object_mut()) {
        state.insert("memory_state".to_owned(), memory_to_json(memory));
    }
    state
}

/// `FsrsMemoryState`.
pub(crate) fn memory_to_json(memory: Memory) -> Value {
    let mut fields = Map::new();
    fields.insert("stability".to_owned(), short(memory.stability));
    fields.insert("difficulty".to_owned(), short(memory.difficulty));
    Value::Object(fields)
}

fn memory(state: &Value) -> Option<Memory> {
    let memory = state
        .get("memory_state")
        .filter(|memory| !memory.is_null())?;
    Some(Memory {
        stability: float(memory, "stability"),
        difficulty: float(memory, "difficulty"),
    })
}

fn whole(object: &Value, name: &str) -> u32 {
    let number = object.get(name).and_then(Value::as_u64);
    number
        .and_then(|number| u32::try_from(number).ok())
        .unwrap_or_default()
}

fn is(object: &Value, name: &str) -> bool {
    object
        .get(name)
        .and_then(Value::as_bool)
        .unwrap_or_default()
}

fn float(object: &Value, name: &str) -> f32 {
    let number = object.get(name).and_then(Value::as_f64).unwrap_or_default();
    #[expect(
        clippy::cast_possible_truncation,
        reason = "an f32 on its way through JSON"
    )]
    let number = number as f32;
    number
}
