//! `queue`, `next_states`, `answer`, `card_row`, `congrats_info`.

use collection::card_data::CardData;
use collection::model::{Card, CardId, Millis};
use collection::study::answer::Answer;
use collection::study::congrats::congratulations;
use collection::study::standing::labels;
use collection::study::{Action, QueueKind, Queued, QueuedCard};
use renderer::description;
use scheduler::NextStates;
use serde_json::{Map, Value, json};

use super::changes;
use crate::dump;
use crate::proto::short;
use crate::request::{Refusal, Request};
use crate::session::Session;
use crate::states;

pub(super) fn perform(session: &mut Session, request: &Request) -> Option<Result<Value, Refusal>> {
    Some(match request.op() {
        "queue" | "get_queued_cards" => queue(session, request),
        "next_states" => next_states(session, request),
        "get_scheduling_states" => next_states(session, request)
            .map(|next| next.get("states").cloned().unwrap_or_default()),
        "describe_next_states" => described(session, request),
        "state_is_leech" => {
            let state = states::state_from_json(request.all());
            Ok(json!({"val": state.is_some_and(scheduler::CardState::is_leech)}))
        }
        "answer" => answer(session, request),
        "card_row" => card_row(session, request),
        "congrats_info" => congrats_info(session),
        "upgrade_scheduler" => session
            .write(collection::study::upgrade::upgrade)
            .map(|()| json!({})),
        _ => return None,
    })
}

fn queued(session: &Session, limit: usize, learning_only: bool) -> Result<Queued, Refusal> {
    session.sit(|sitting| {
        if learning_only {
            sitting.queued_learning()
        } else {
            sitting.queued(limit)
        }
    })
}

fn queue(session: &mut Session, request: &Request) -> Result<Value, Refusal> {
    let ours = request.op() == "queue";
    let limit = if ours { "limit" } else { "fetch_limit" };
    let limit = request.int(limit).unwrap_or(i64::from(ours));
    let limit = usize::try_from(limit).unwrap_or_default();
    let queued = queued(session, limit, request.is("intraday_learning_only"))?;
    let mut cards = Vec::new();
    for card in &queued.cards {
        let mut item = queued_card(card);
        if request.is("ids_only") {
            item = json!({"id": card.card.id.0, "queue": item.get("queue")});
        } else if request.flag("labels", ours) {
            let labels = session.sit(|sitting| labels_of(sitting, &card.states))?;
            item.as_object_mut()
                .map(|item| item.insert("labels".to_owned(), labels));
        }
        cards.push(item);
    }
    Ok(json!({
        "cards": cards,
        "new_count": queued.counts.new,
        "learning_count": queued.counts.learning,
        "review_count": queued.counts.review,
    }))
}

fn labels_of(
    sitting: &mut collection::study::Sitting<'_>,
    states: &NextStates,
) -> Result<Value, Refusal> {
    sitting.day_anew()?;
    let pen = sitting.pen()?;
    Ok(json!(labels(pen.db, pen.moment, states)?))
}

fn queued_card(queued: &QueuedCard) -> Value {
    let data = &queued.data;
    let seed = queued.card.id.0.cast_unsigned().rotate_left(8);
    let mut context = Map::new();
    context.insert("deck_name".to_owned(), queued.deck_name.as_str().into());
    let seed = seed.wrapping_add(u64::from(queued.card.reviews));
    context.insert("seed".to_owned(), seed.into());
    put_float(&mut context, "decay", data.decay);
    put_float(&mut context, "desired_retention", data.desired_retention);
    json!({
        "card": card_to_json(&queued.card, data),
        "queue": match queued.kind {
            QueueKind::New => "NEW",
            QueueKind::Learning => "LEARNING",
            QueueKind::Review => "REVIEW",
        },
        "states": states::to_json(&queued.states),
        "context": context,
    })
}

fn put_float(object: &mut Map<String, Value>, name: &str, value: Option<f32>) {
    if let Some(value) = value {
        object.insert(name.to_owned(), short(value));
    }
}

/// `cards.Card`.
pub(super) fn card_to_json(card: &Card, data: &CardData) -> Value {
    let mut json = json!({
        "id": card.id.0, "note_id": card.note.0, "deck_id": card.deck.0,
        "template_idx": card.ord, "mtime_secs": card.modified.0, "usn": card.usn.0,
        "ctype": card.kind, "queue": card.queue, "due": card.due, "interval": card.interval,
        "ease_factor": card.ease, "reps": card.reviews, "lapses": card.lapses,
        "remaining_steps": card.remaining, "original_due": card.original_due,
        "original_deck_id": card.original_deck.0, "flags": card.flags,
        "custom_data": data.custom,
    });
    if let Some(object) = json.as_object_mut() {
        if let Some(position) = data.position {
            object.insert("original_position".to_owned(), position.into());
        }
        if let (Some(stability), Some(difficulty)) = (data.stability, data.difficulty) {
            let memory = json!({"stability": short(stability), "difficulty": short(difficulty)});
            object.insert("memory_state".to_owned(), memory);
        }
        put_float(object, "desired_retention", data.desired_retention);
        put_float(object, "decay", data.decay);
        if let Some(secs) = data.last_review_secs {
            object.insert("last_review_time_secs".to_owned(), secs.into());
        }
    }
    json
}

fn described(session: &Session, request: &Request) -> Result<Value, Refusal> {
    let next = request.need("current", states::from_json(request.all()))?;
    let labels = session.sit(|sitting| labels_of(sitting, &next))?;
    Ok(json!({"vals": labels}))
}

fn next_states(session: &mut Session, request: &Request) -> Result<Value, Refusal> {
    let card = request.int("card").or_else(|| request.int("cid"));
    let card = CardId(request.need("card", card)?);
    let next = session.sit(|sitting| sitting.next_states(card))?;
    let labels = session.sit(|sitting| labels_of(sitting, &next))?;
    Ok(json!({"states": states::to_json(&next), "labels": labels}))
}

fn answer(session: &mut Session, request: &Request) -> Result<Value, Refusal> {
    let rating = request.need("rating", request.int("rating"))?;
    if !(1..=4).contains(&rating) {
        return Err(Refusal::new("BAD_REQUEST", "rating must be 1-4"));
    }
    let (card, next) = shown(session, request)?;
    let labels = session.sit(|sitting| labels_of(sitting, &next))?;
    let chosen = match rating {
        1 => next.again,
        2 => next.hard,
        3 => next.good,
        _ => next.easy,
    };
    let now = session.moment().now.0;
    let taken_ms = request.int("ms_taken").unwrap_or_default();
    let wish = Answer {
        card,
        current: next.current,
        chosen,
        button: u8::try_from(rating).unwrap_or(4),
        at: Millis(request.int("answered_at_ms").unwrap_or(now)),
        taken_ms: u32::try_from(taken_ms).unwrap_or_default(),
        custom_data: request.text("custom_data").map(str::to_owned),
    };
    let (answered, touched) = session.sit(|sitting| sitting.answer(&wish))?;
    let db = session.collection()?.connection();
    let entry = format!("where id = {}", answered.entry.0);
    Ok(json!({
        "card_id": card.0,
        "labels": labels,
        "states": states::to_json(&next),
        "leech": chosen.is_leech(),
        "card": card_json(session, card)?,
        "revlog": dump::table(db, "revlog", &entry, false)?,
        "changes": changes(touched, &Action::AnswerCard),
    }))
}

/// The card that is to be answered, and its states.
fn shown(session: &Session, request: &Request) -> Result<(CardId, NextStates), Refusal> {
    let card = request.int("card").map(CardId);
    if request.text("via").unwrap_or("queue") != "queue" {
        let card = request.need("card", card)?;
        let next = session.sit(|sitting| sitting.next_states(card))?;
        return Ok((card, next));
    }
    let queued = queued(session, 1, false)?;
    let Some(head) = queued.cards.into_iter().next() else {
        return Err(Refusal::new("QUEUE_EMPTY", "no card is due"));
    };
    let top = head.card.id;
    match card {
        Some(card) if card != top => {
            let message = format!("card {top} is at the top, not {card}");
            Err(Refusal::new("NOT_AT_TOP", message))
        }
        _ => Ok((top, head.states)),
    }
}

fn card_row(session: &mut Session, request: &Request) -> Result<Value, Refusal> {
    card_json(session, CardId(request.need("card", request.int("card"))?))
}

fn card_json(session: &Session, card: CardId) -> Result<Value, Refusal> {
    let db = session.collection()?.connection();
    let rows = dump::table(db, "cards", &format!("where id = {card}"), true)?;
    Ok(rows.into_iter().next().unwrap_or(Value::Null))
}

fn congrats_info(session: &mut Session) -> Result<Value, Refusal> {
    let info = session.sit(|sitting| congratulations(&sitting.pen()?))?;
    let description = info.description.unwrap_or_default();
    Ok(json!({
        "learn_remaining": info.left.learning,
        "secs_until_next_learn": info.secs_until_next_learning,
        "review_remaining": info.left.reviews,
        "new_remaining": info.left.new,
        "have_sched_buried": info.left.buried_as_sibling,
        "have_user_buried": info.left.buried_by_hand,
        "is_filtered_deck": info.is_filtered,
        "bridge_commands_supported": true,
        "deck_description": description::safe(&description::from_markdown(&description)),
    }))
}
