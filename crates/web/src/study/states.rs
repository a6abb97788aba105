//! Scheduling states on their way to the learner's own script and back: `SchedulingStates` of
//! `proto/anki/scheduler.proto` in JSON, with defaults written out, as Anki hands them to such scripts
//! (`ts/reviewer/answering.ts`).

use collection::study::QueuedCard;
use scheduler::{CardState, Learning, Memory, NextStates, Relearning, Review, State};
use serde::Serialize;
use serde_json::{Map, Value, json};

/// What a script gets with a card.
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Matter {
    states: Value,
    /// What scripts have kept with the card: a JSON object as text.
    custom_data: String,
    context: Context,
}

#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
struct Context {
    deck_name: String,
    /// As text: it is longer than numbers there can be.
    seed: String,
    decay: Option<f32>,
    desired_retention: Option<f32>,
}

/// What a script made of the states: one for each button, with what it keeps.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Changed {
    pub(super) next: NextStates,
    custom: [String; 4],
}

const DAYS_MAX: u32 = 36_500;
/// A year: steps are shorter.
const SECS_MAX: u32 = 31_622_400;

impl Matter {
    pub(super) fn of(queued: &QueuedCard) -> Matter {
        let card = &queued.card;
        let seed = card.id.0.cast_unsigned().wrapping_add(card.reviews.into());
        Matter {
            states: to_json(&queued.states),
            custom_data: queued.data.custom.clone(),
            context: Context {
                deck_name: queued.deck_name.clone(),
                seed: seed.to_string(),
                decay: queued.data.decay,
                desired_retention: queued.data.desired_retention,
            },
        }
    }
}

impl Changed {
    /// What came back from a script; nothing if it is no set of states for this card.
    pub(super) fn read(sent: &Value, own: &NextStates) -> Option<Changed> {
        let (states, custom) = (sent.get("states")?, sent.get("customData")?);
        let state = |name: &str, own: CardState| {
            let state = state_of(states.get(name)?)?;
            is_alike(state, own).then_some(state)
        };
        let kept = |name: &str| {
            let kept = custom.get(name).filter(|kept| kept.is_object())?;
            Some(kept.to_string())
        };
        Some(Changed {
            next: NextStates {
                current: own.current,
                again: state("again", own.again)?,
                hard: state("hard", own.hard)?,
                good: state("good", own.good)?,
                easy: state("easy", own.easy)?,
            },
            custom: [kept("again")?, kept("hard")?, kept("good")?, kept("easy")?],
        })
    }

    /// What the script keeps with a button, 1 again to 4 easy.
    pub(super) fn kept(&self, button: u8) -> Option<String> {
        let place = usize::from(button).checked_sub(1)?;
        self.custom.get(place).cloned()
    }
}

/// A card stays in its filtered deck, or out of it.
fn is_alike(state: CardState, own: CardState) -> bool {
    std::mem::discriminant(&state) == std::mem::discriminant(&own)
}

fn to_json(states: &NextStates) -> Value {
    let state = |state| {
        let mut json = state_json(state);
        if let Some(fields) = json.as_object_mut() {
            fields.insert("customData".to_owned(), "".into());
        }
        json
    };
    json!({
        "current": state(states.current),
        "again": state(states.again),
        "hard": state(states.hard),
        "good": state(states.good),
        "easy": state(states.easy),
    })
}

fn state_json(state: CardState) -> Value {
    match state {
        CardState::Normal(state) => json!({"normal": normal_json(state)}),
        CardState::Preview {
            scheduled_secs,
            is_finished,
        } => json!({"filtered": {"preview": {
            "scheduledSecs": scheduled_secs,
            "finished": is_finished,
        }}}),
        CardState::Rescheduling(state) => json!({"filtered": {"rescheduling": {
            "originalState": normal_json(state),
        }}}),
    }
}

fn normal_json(state: State) -> Value {
    match state {
        State::New { position } => json!({"new": {"position": position}}),
        State::Learning(learning) => json!({"learning": learning_json(learning)}),
        State::Review(review) => json!({"review": review_json(review)}),
        State::Relearning(Relearning { review, learning }) => json!({"relearning": {
            "review": review_json(review),
            "learning": learning_json(learning),
        }}),
    }
}

fn learning_json(learning: Learning) -> Value {
    let json = json!({
        "remainingSteps": learning.remaining_steps,
        "scheduledSecs": learning.scheduled_secs,
        "elapsedSecs": learning.elapsed_secs,
    });
    with_memory(json, learning.memory)
}

fn review_json(review: Review) -> Value {
    let json = json!({
        "scheduledDays": review.scheduled_days,
        "elapsedDays": review.elapsed_days,
        "easeFactor": review.ease,
        "lapses": review.lapses,
        "leeched": review.is_leech,
    });
    with_memory(json, review.memory)
}

fn with_memory(mut state: Value, memory: Option<Memory>) -> Value {
    if let (Some(memory), Some(fields)) = (memory, state.as_object_mut()) {
        let mut both = Map::new();
        both.insert("stability".to_owned(), memory.stability.into());
        both.insert("difficulty".to_owned(), memory.difficulty.into());
        fields.insert("memoryState".to_owned(), both.into());
    }
    state
}

fn state_of(state: &Value) -> Option<CardState> {
    if let Some(normal) = state.get("normal") {
        return Some(CardState::Normal(normal_of(normal)?));
    }
    let filtered = state.get("filtered")?;
    if let Some(preview) = filtered.get("preview") {
        return Some(CardState::Preview {
            scheduled_secs: whole(preview, "scheduledSecs", SECS_MAX)?,
            is_finished: is(preview, "finished")?,
        });
    }
    let inner = filtered.get("rescheduling")?.get("originalState")?;
    Some(CardState::Rescheduling(normal_of(inner)?))
}

fn normal_of(state: &Value) -> Option<State> {
    if let Some(new) = state.get("new") {
        let position = whole(new, "position", u32::MAX)?;
        return Some(State::New { position });
    }
    if let Some(learning) = state.get("learning") {
        return Some(State::Learning(learning_of(learning)?));
    }
    if let Some(review) = state.get("review") {
        return Some(State::Review(review_of(review)?));
    }
    let relearning = state.get("relearning")?;
    Some(State::Relearning(Relearning {
        review: review_of(relearning.get("review")?)?,
        learning: learning_of(relearning.get("learning")?)?,
    }))
}

fn learning_of(learning: &Value) -> Option<Learning> {
    Some(Learning {
        remaining_steps: whole(learning, "remainingSteps", 1_000)?,
        scheduled_secs: whole(learning, "scheduledSecs", SECS_MAX)?,
        elapsed_secs: whole(learning, "elapsedSecs", u32::MAX)?,
        memory: memory_of(learning)?,
    })
}

fn review_of(review: &Value) -> Option<Review> {
    Some(Review {
        scheduled_days: whole(review, "scheduledDays", DAYS_MAX)?,
        elapsed_days: whole(review, "elapsedDays", u32::MAX)?,
        ease: float(review, "easeFactor", 0.0, 10.0)?,
        lapses: whole(review, "lapses", 100_000)?,
        is_leech: is(review, "leeched")?,
        memory: memory_of(review)?,
    })
}

/// Nothing at all if what is there is no memory.
#[expect(
    clippy::option_option,
    reason = "a memory may be absent, and it may be none that can be used"
)]
fn memory_of(state: &Value) -> Option<Option<Memory>> {
    match state.get("memoryState") {
        None | Some(Value::Null) => Some(None),
        Some(memory) => Some(Some(Memory {
            stability: float(memory, "stability", 0.0, 100_000.0)?,
            difficulty: float(memory, "difficulty", 0.0, 10.0)?,
        })),
    }
}

/// Fields that a script took away have their default, as in protobuf.
fn whole(object: &Value, name: &str, most: u32) -> Option<u32> {
    let Some(value) = object.get(name) else {
        return Some(0);
    };
    let number = value.as_u64().and_then(|value| u32::try_from(value).ok())?;
    (number <= most).then_some(number)
}

fn is(object: &Value, name: &str) -> Option<bool> {
    object.get(name).map_or(Some(false), Value::as_bool)
}

fn float(object: &Value, name: &str, least: f64, most: f64) -> Option<f32> {
    let Some(value) = object.get(name) else {
        return Some(0.0);
    };
    let value = value.as_f64()?;
    #[expect(clippy::cast_possible_truncation, reason = "states are in f32")]
    (least..=most).contains(&value).then_some(value as f32)
}

#[cfg(test)]
mod tests {
    use scheduler::{CardState, Learning, Memory, NextStates, Review, State};
    use serde_json::{Value, json};

    use super::{Changed, to_json};

    fn states() -> NextStates {
        let review = |days| {
            CardState::Normal(State::Review(Review {
                scheduled_days: days,
                elapsed_days: 3,
                ease: 2.5,
                lapses: 1,
                is_leech: false,
                memory: Some(Memory {
                    stability: 12.5,
                    difficulty: 4.25,
                }),
            }))
        };
        NextStates {
            current: review(3),
            again: CardState::Normal(State::Learning(Learning {
                remaining_steps: 1,
                scheduled_secs: 600,
                elapsed_secs: 0,
                memory: None,
            })),
            hard: review(4),
            good: review(9),
            easy: review(20),
        }
    }

    fn sent(states: &Value) -> Value {
        let nothing = json!({});
        json!({"states": states, "customData": {
            "again": nothing, "hard": nothing, "good": {"v": 1}, "easy": nothing,
        }})
    }

    #[test]
    fn states_come_back_as_they_were_and_as_a_script_changed_them() {
        let (own, mut json) = (states(), to_json(&states()));
        assert_eq!(Changed::read(&sent(&json), &own).unwrap().next, own);

        json["good"]["normal"]["review"]["scheduledDays"] = json!(11);

        let changed = Changed::read(&sent(&json), &own).unwrap();
        let CardState::Normal(State::Review(good)) = changed.next.good else {
            panic!("{:?}", changed.next.good);
        };
        assert_eq!(good.scheduled_days, 11);
        assert_eq!(changed.kept(3).as_deref(), Some(r#"{"v":1}"#));
    }

    #[test]
    fn what_is_no_state_of_this_card_is_not_taken() {
        for (place, wrong) in [
            ("/good/normal/review/scheduledDays", json!(9.5)),
            ("/good/normal/review/scheduledDays", json!(40_000)),
            ("/good/normal/review/easeFactor", json!("2.5")),
            ("/again/normal/learning/scheduledSecs", json!(-1)),
            ("/easy", json!({"filtered": {"preview": {}}})),
            ("/hard", json!({"normal": {}})),
        ] {
            let mut json = to_json(&states());
            *json.pointer_mut(place).unwrap() = wrong;

            assert_eq!(Changed::read(&sent(&json), &states()), None, "{place}");
        }
        let mut other = sent(&to_json(&states()));
        other["customData"]["easy"] = json!("x");
        assert_eq!(Changed::read(&other, &states()), None);
    }
}
