//! POST /study/answer — a grade. A card is answered in the state in which it was shown, and once.

use axum::extract::State;
use collection::Error;
use collection::model::{CardId, NoteId};
use collection::storage::cards;
use collection::study::answer::Answer;
use scheduler::{CardState, NextStates};
use serde::Deserialize;
use serde_json::Value;
use texts::Texts;

use crate::app::App;
use crate::frame::{Member, Reply};
use crate::study::desks::Bench;
use crate::study::sent::Sent;
use crate::study::shown::version;
use crate::study::states::Changed;
use crate::study::verbs::{Outcome, card_id, count, step};

#[derive(Debug, Deserialize)]
pub(super) struct Grade {
    card: String,
    /// As the page got it with the card.
    version: String,
    rating: u8,
    taken: u32,
    /// What the learner's own script made of the states.
    #[serde(default)]
    states: Option<Value>,
}

pub(super) async fn create(
    State(app): State<App>,
    member: Member,
    Sent { deed, around }: Sent<Grade>,
) -> Reply {
    step(&app, &member, around, move |bench, t| {
        if bench.has_old_scheduler()? {
            return Ok(Outcome::Refused(t.upgrade_first()));
        }
        let Some(id) = card_id(&deed.card) else {
            return Ok(Outcome::Refused(t.study_gone()));
        };
        let Some(card) = cards::get(bench.collection.connection(), id)? else {
            return Ok(Outcome::Refused(t.study_gone()));
        };
        if version(&card) != deed.version {
            return Ok(Outcome::Refused(t.study_moved_on()));
        }
        let siblings = standing_siblings(bench, card.note)?;
        let Some(answered) = answer_with(bench, id, &deed)? else {
            return Ok(Outcome::Refused(t.study_moved_on()));
        };
        let buried = siblings.saturating_sub(standing_siblings(bench, card.note)?);
        Ok(Outcome::Done(said_of(&answered, buried, t)))
    })
    .await
}

/// What is worth saying about an answer.
struct Noticed {
    is_leech: bool,
    is_suspended: bool,
}

/// Answers the card in the state in which it was shown. A card that is not on top, because the page
/// guessed what would come next, is answered all the same; the queue is then built anew.
fn answer_with(bench: &mut Bench<'_>, id: CardId, grade: &Grade) -> Result<Option<Noticed>, Error> {
    let shown = bench.seat.offered(id);
    let states = match shown {
        Some(states) => states,
        None => bench.sit().next_states(id)?,
    };
    let sent = grade.states.as_ref();
    let changed = sent.and_then(|sent| Changed::read(sent, &states));
    let next = changed.as_ref().map_or(&states, |changed| &changed.next);
    let Some(chosen) = chosen(next, grade.rating) else {
        return Ok(None);
    };
    let answer = Answer {
        card: id,
        current: states.current,
        chosen,
        button: grade.rating,
        at: bench.moment.now,
        taken_ms: grade.taken,
        custom_data: changed.and_then(|changed| changed.kept(grade.rating)),
    };
    bench.seat.withdraw(id);
    let mut outcome = bench.sit().answer(&answer);
    if matches!(outcome, Err(Error::Invalid(_))) {
        bench.seat.desk.drop_queue();
        outcome = bench.sit().answer(&answer);
    }
    match outcome {
        Ok((answered, _)) => Ok(Some(Noticed {
            is_leech: answered.is_leech,
            is_suspended: answered.after.queue == -1,
        })),
        Err(Error::Invalid(_)) => Ok(None),
        Err(error) => Err(error),
    }
}

fn chosen(states: &NextStates, rating: u8) -> Option<CardState> {
    match rating {
        1 => Some(states.again),
        2 => Some(states.hard),
        3 => Some(states.good),
        4 => Some(states.easy),
        _ => None,
    }
}

/// How many cards of a note are not put aside.
fn standing_siblings(bench: &Bench<'_>, note: NoteId) -> Result<usize, Error> {
    let siblings = cards::of_note(bench.collection.connection(), note)?;
    Ok(siblings.iter().filter(|card| card.queue > -2).count())
}

fn said_of(noticed: &Noticed, buried: usize, t: Texts) -> Option<String> {
    match (noticed.is_leech, noticed.is_suspended) {
        (true, true) => Some(t.study_said_leech_suspended()),
        (true, false) => Some(t.study_said_leech()),
        (false, _) if buried > 0 => Some(t.study_said_siblings(count(buried))),
        (false, _) => None,
    }
}
