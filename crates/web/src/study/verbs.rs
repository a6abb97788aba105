//! POST /study/… — what a learner does with a card. Each step comes with a key and is done once,
//! however often it is sent; each answer says how things are afterwards.

use axum::extract::State;
use axum::http::StatusCode;
use collection::model::{CardId, NoteId};
use collection::storage::{cards, notes};
use collection::study::Action;
use collection::study::bury::{self, Aside};
use collection::study::by_hand::{self, AskedFrom, DueDays, Forgetting};
use collection::{Error, edit};
use serde::{Deserialize, Serialize};
use texts::Texts;

use crate::app::App;
use crate::frame::{Member, Reply};
use crate::study::desks::Bench;
use crate::study::review::flag_names;
use crate::study::sent::{Around, Sent, told, waits};
use crate::study::steps;
use crate::study::turn::{Telling, Turn};

/// What became of a step: done, with a sentence about it perhaps, or refused with one.
pub(super) enum Outcome {
    Done(Option<String>),
    Refused(String),
}

#[derive(Debug, Serialize)]
struct Refusal {
    refused: String,
    state: Turn,
}

/// Does a step at the learner's desk and says how things are then.
pub(super) async fn step(
    app: &App,
    member: &Member,
    around: Around,
    deed: impl FnOnce(&mut Bench<'_>, Texts) -> Result<Outcome, Error> + Send + 'static,
) -> Reply {
    let account = member.who.account.id;
    let media = app.shelf.media_of(account);
    let pass = app.passes.grant(account.0, media, around.base());
    let telling = Telling {
        t: member.reader.t,
        passes: app.passes.clone(),
        pass: pass.await?,
        known: around.known.clone(),
    };
    let visit = app
        .desks
        .visit(account, around.whereabouts(), around.key(), {
            move |bench| {
                let outcome = if bench.is_repeated {
                    Outcome::Done(None)
                } else {
                    deed(bench, telling.t)?
                };
                Ok((outcome, telling.tell(bench)?))
            }
        });
    match visit.await {
        Ok((Outcome::Done(said), state)) => told(StatusCode::OK, &state.saying(said)),
        Ok((Outcome::Refused(refused), state)) => {
            told(StatusCode::CONFLICT, &Refusal { refused, state })
        }
        Err(trouble) => waits(trouble),
    }
}

#[derive(Debug, Deserialize)]
pub(super) struct Nothing {}

pub(super) async fn state(
    State(app): State<App>,
    member: Member,
    Sent { around, .. }: Sent<Nothing>,
) -> Reply {
    step(&app, &member, around, |_, _| Ok(Outcome::Done(None))).await
}

/// Amounts in sentences.
pub(super) fn count(amount: usize) -> u64 {
    u64::try_from(amount).unwrap_or(u64::MAX)
}

pub(super) async fn undo(
    State(app): State<App>,
    member: Member,
    Sent { around, .. }: Sent<Nothing>,
) -> Reply {
    step(&app, &member, around, |bench, t| match bench.sit().undo() {
        Ok(undone) => Ok(Outcome::Done(Some(
            t.study_said_undone(steps::name(&undone.action, t)),
        ))),
        Err(Error::NothingToUndo) => Ok(Outcome::Refused(t.study_nothing_to_undo())),
        Err(error) => Err(error),
    })
    .await
}

pub(super) async fn redo(
    State(app): State<App>,
    member: Member,
    Sent { around, .. }: Sent<Nothing>,
) -> Reply {
    step(&app, &member, around, |bench, t| match bench.sit().redo() {
        Ok(redone) => Ok(Outcome::Done(Some(
            t.study_said_redone(steps::name(&redone.action, t)),
        ))),
        Err(Error::NothingToUndo) => Ok(Outcome::Refused(t.study_nothing_to_redo())),
        Err(error) => Err(error),
    })
    .await
}

/// A card, or its note with all its cards.
#[derive(Debug, Deserialize)]
pub(super) struct Which {
    card: String,
    #[serde(default)]
    what: String,
}

impl Which {
    /// The cards that are meant; none if they are gone.
    fn cards(&self, bench: &Bench<'_>) -> Result<Vec<CardId>, Error> {
        let db = bench.collection.connection();
        let Some(card) = card_id(&self.card).map(|id| cards::get(db, id)) else {
            return Ok(Vec::new());
        };
        match card? {
            Some(card) if self.what == "note" => cards::ids_of_note(db, card.note),
            Some(card) => Ok(vec![card.id]),
            None => Ok(Vec::new()),
        }
    }
}

pub(super) async fn bury(
    State(app): State<App>,
    member: Member,
    Sent { deed, around }: Sent<Which>,
) -> Reply {
    step(&app, &member, around, move |bench, t| {
        let ids = deed.cards(bench)?;
        let buried = bench.sit().perform(Action::Bury, |pen| {
            bury::put_aside(pen, &ids, Aside::BuriedByHand)
        })?;
        Ok(Outcome::Done(Some(t.study_said_buried(count(buried)))))
    })
    .await
}

pub(super) async fn suspend(
    State(app): State<App>,
    member: Member,
    Sent { deed, around }: Sent<Which>,
) -> Reply {
    step(&app, &member, around, move |bench, t| {
        let ids = deed.cards(bench)?;
        let suspended = bench.sit().perform(Action::Suspend, |pen| {
            bury::put_aside(pen, &ids, Aside::Suspended)
        })?;
        Ok(Outcome::Done(Some(
            t.study_said_suspended(count(suspended)),
        )))
    })
    .await
}

#[derive(Debug, Deserialize)]
pub(super) struct Flagging {
    card: String,
    flag: u8,
}

pub(super) async fn flag(
    State(app): State<App>,
    member: Member,
    Sent { deed, around }: Sent<Flagging>,
) -> Reply {
    step(&app, &member, around, move |bench, t| {
        let Some(id) = card_id(&deed.card).filter(|_| deed.flag <= 7) else {
            return Ok(Outcome::Refused(t.study_gone()));
        };
        bench.sit().perform(Action::SetFlag, |pen| {
            by_hand::set_flag(pen, &[id], deed.flag)
        })?;
        let name = usize::from(deed.flag)
            .checked_sub(1)
            .and_then(|place| flag_names(t).into_iter().nth(place));
        Ok(Outcome::Done(Some(match name {
            Some(name) => t.study_said_flagged(name),
            None => t.study_said_unflagged(),
        })))
    })
    .await
}

pub(super) async fn mark(
    State(app): State<App>,
    member: Member,
    Sent { deed, around }: Sent<Which>,
) -> Reply {
    step(&app, &member, around, move |bench, t| {
        let Some(note) = note_of(bench, &deed.card)? else {
            return Ok(Outcome::Refused(t.study_gone()));
        };
        let db = bench.collection.connection();
        let tags = notes::get(db, note)?.map(|note| note.tags);
        let is_marked = tags.is_some_and(|tags| edit::tags::has(&tags, "marked"));
        bench.sit().perform(Action::UpdateTag, |pen| {
            if is_marked {
                edit::tags::remove(pen, &[note], "marked")
            } else {
                edit::tags::add(pen, &[note], "marked")
            }
        })?;
        Ok(Outcome::Done(Some(if is_marked {
            t.study_said_unmarked()
        } else {
            t.study_said_marked()
        })))
    })
    .await
}

pub(super) async fn remove(
    State(app): State<App>,
    member: Member,
    Sent { deed, around }: Sent<Which>,
) -> Reply {
    step(&app, &member, around, move |bench, t| {
        let Some(note) = note_of(bench, &deed.card)? else {
            return Ok(Outcome::Refused(t.study_gone()));
        };
        let removed = bench
            .sit()
            .perform(Action::RemoveNote, |pen| edit::notes::remove(pen, &[note]))?;
        Ok(Outcome::Done(Some(t.study_said_deleted(count(removed)))))
    })
    .await
}

#[derive(Debug, Deserialize)]
pub(super) struct Reset {
    card: String,
    position: bool,
    counts: bool,
}

pub(super) async fn reset(
    State(app): State<App>,
    member: Member,
    Sent { deed, around }: Sent<Reset>,
) -> Reply {
    step(&app, &member, around, move |bench, t| {
        let Some(id) = card_id(&deed.card) else {
            return Ok(Outcome::Refused(t.study_gone()));
        };
        let how = Forgetting {
            logs: true,
            restores_position: deed.position,
            resets_counts: deed.counts,
        };
        bench.sit().perform(Action::ScheduleAsNew, |pen| {
            by_hand::forget(pen, &[id], how, Some(AskedFrom::Reviewer))
        })?;
        Ok(Outcome::Done(Some(t.study_said_reset())))
    })
    .await
}

#[derive(Debug, Deserialize)]
pub(super) struct Due {
    card: String,
    days: String,
}

pub(super) async fn set_due(
    State(app): State<App>,
    member: Member,
    Sent { deed, around }: Sent<Due>,
) -> Reply {
    step(&app, &member, around, move |bench, t| {
        let Some(id) = card_id(&deed.card) else {
            return Ok(Outcome::Refused(t.study_gone()));
        };
        let Ok(days) = deed.days.trim().parse::<DueDays>() else {
            return Ok(Outcome::Refused(t.study_due_hint()));
        };
        bench.sit().perform(Action::SetDueDate, |pen| {
            by_hand::set_due_date(pen, &[id], days)
        })?;
        Ok(Outcome::Done(Some(t.study_said_due())))
    })
    .await
}

pub(super) fn card_id(text: &str) -> Option<CardId> {
    text.parse().ok().map(CardId)
}

fn note_of(bench: &Bench<'_>, card: &str) -> Result<Option<NoteId>, Error> {
    let db = bench.collection.connection();
    let Some(id) = card_id(card) else {
        return Ok(None);
    };
    Ok(cards::get(db, id)?.map(|card| card.note))
}
