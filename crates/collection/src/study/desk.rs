//! What a person's studying keeps in memory between requests: the queue, the undo list, the day.
//!
//! A [`Desk`] lives as long as nobody else changes the collection; after a sync, a fresh one takes
//! its place. [`Desk::sit`] puts it beside the open collection at one moment, and all that may be
//! undone goes through [`Sitting::perform`].

use rusqlite::Connection;
use scheduler::{LoadBalancer, NextStates};

use super::answer::{self, Answer, Answered};
use super::bury::{self, SiblingBurying};
use super::current::current_deck;
use super::history::{Changes, History, Recorder, Step, Touched};
use super::queue::{self, Counts, Entry, Queue, QueueKind};
use super::standing::Standing;
use super::tree::{self, DeckNode};
use super::{Action, refuse_old_scheduler};
use crate::error::Error;
use crate::model::{Card, CardId, Millis, Secs, Usn};
use crate::pen::Pen;
use crate::storage::{cards, col, config, decks};
use crate::today::{Moment, Today};

/// Two edits of one note within this time are one step.
const SAME_EDIT_SECS: i64 = 60;

/// The memory of one open collection.
#[derive(Debug, Default)]
pub struct Desk {
    today: Option<Today>,
    queue: Option<Queue>,
    history: History,
}

/// A desk beside its collection, at one moment. The caller has a transaction open.
#[derive(Debug)]
pub struct Sitting<'a> {
    desk: &'a mut Desk,
    db: &'a Connection,
    moment: &'a Moment,
    usn: Usn,
}

/// The next cards, and how many there are.
#[derive(Debug, Clone)]
pub struct Queued {
    pub cards: Vec<QueuedCard>,
    pub counts: Counts,
}

/// A card that waits for its answer.
#[derive(Debug, Clone)]
pub struct QueuedCard {
    pub card: Card,
    pub kind: QueueKind,
    pub states: NextStates,
    /// The name of its home deck.
    pub deck_name: String,
}

/// What undo or redo did.
#[derive(Debug, Clone)]
pub struct Undone {
    pub action: Action,
    /// When the operation had been done.
    pub reverted_to: Secs,
    /// What undo and redo would have done next, as it was while this was under way.
    pub next: (Option<Action>, Option<Action>),
    pub steps: u64,
    /// The number of the step.
    pub number: u64,
    pub touched: Touched,
}

impl Desk {
    /// The desk beside its collection.
    pub fn sit<'a>(&'a mut self, db: &'a Connection, moment: &'a Moment, usn: Usn) -> Sitting<'a> {
        Sitting {
            desk: self,
            db,
            moment,
            usn,
        }
    }

    /// What undo and redo would do.
    pub fn status(&self) -> (Option<Action>, Option<Action>) {
        self.history.status()
    }

    /// The number of the latest operation.
    pub fn steps(&self) -> u64 {
        self.history.count
    }

    /// Forgets queue and undo list: someone else has changed the collection.
    pub fn clear(&mut self) {
        self.queue = None;
        self.history.clear();
    }

    /// Forgets the queue; it is built anew when cards are asked for.
    pub fn drop_queue(&mut self) {
        self.queue = None;
    }

    /// Makes an entry with a name in the undo list, into which later operations can be joined.
    pub fn add_step(&mut self, name: &str, at: Secs) -> u64 {
        let number = self.history.begin();
        self.history.push_undo(Step {
            action: Action::Custom(name.to_owned()),
            at,
            number,
            changes: Vec::new(),
        });
        number
    }

    /// Joins all later operations into the one with this number.
    pub fn join_steps(&mut self, number: u64) -> Result<(Touched, Action), Error> {
        self.history.join(number)
    }
}

impl Sitting<'_> {
    /// The day as it was known since it began: a journey to another zone is noticed when it is over.
    pub fn today(&mut self) -> Result<Today, Error> {
        let now = self.moment.now.secs();
        match self.desk.today.filter(|today| now < today.next_day_at) {
            Some(today) => Ok(today),
            None => {
                let today = self.day_anew()?;
                self.desk.today = Some(today);
                Ok(today)
            }
        }
    }

    /// The day; cards buried on an earlier one come back.
    pub fn begin_day(&mut self) -> Result<Today, Error> {
        let pen = self.pen()?;
        bury::unbury_if_day_is_over(&pen)?;
        Ok(pen.today)
    }

    /// The day as clock and zone say now. A new zone is written down for those who come later.
    pub fn day_anew(&mut self) -> Result<Today, Error> {
        let west = self.moment.minutes_west();
        let known = config::lookup::<i32>(self.db, "localOffset")?.unwrap_or(0);
        if known != west {
            let now = self.moment.now.secs();
            config::set(self.db, "localOffset", &west, self.usn, now)?;
            self.desk.today = None;
        }
        Today::at(self.db, self.moment)
    }

    /// What writing verbs need.
    pub fn pen(&mut self) -> Result<Pen<'_>, Error> {
        let today = self.today()?;
        Ok(self.pen_of(today))
    }

    fn pen_of(&self, today: Today) -> Pen<'_> {
        Pen {
            db: self.db,
            moment: self.moment,
            today,
            usn: self.usn,
        }
    }

    /// Does something that can be undone: if it is refused, nothing has happened.
    pub fn perform<T, E: From<Error>>(
        &mut self,
        action: Action,
        verb: impl FnOnce(&Pen<'_>) -> Result<T, E>,
    ) -> Result<T, E> {
        self.perform_and_tell(action, verb).map(|(done, _)| done)
    }

    /// As [`Sitting::perform`], and tells which tables were changed.
    pub fn perform_and_tell<T, E: From<Error>>(
        &mut self,
        action: Action,
        verb: impl FnOnce(&Pen<'_>) -> Result<T, E>,
    ) -> Result<(T, Touched), E> {
        let (done, changes) = self.recorded(&action, verb)?;
        if action == Action::UpdatePreferences {
            // Days may start at another hour now.
            self.desk.today = None;
        }
        let touched = changes.touched()?;
        self.remember(action, changes)?;
        Ok((done, touched))
    }

    /// Runs a verb in a savepoint and writes down what it changes.
    fn recorded<T, E: From<Error>>(
        &mut self,
        action: &Action,
        verb: impl FnOnce(&Pen<'_>) -> Result<T, E>,
    ) -> Result<(T, Changes), E> {
        let today = self.today()?;
        self.run("savepoint desk")?;
        let outcome = self.record(action, today, verb);
        if outcome.is_err() {
            self.desk.clear();
            self.desk.history.count += 1;
            self.run("rollback to desk")?;
        }
        self.run("release desk")?;
        outcome
    }

    fn run(&self, statement: &str) -> Result<(), Error> {
        self.db.prepare_cached(statement)?.execute([])?;
        Ok(())
    }

    fn record<T, E: From<Error>>(
        &self,
        action: &Action,
        today: Today,
        verb: impl FnOnce(&Pen<'_>) -> Result<T, E>,
    ) -> Result<(T, Changes), E> {
        let recorder = Recorder::start(self.db, action)?;
        let done = verb(&self.pen_of(today))?;
        let mut changes = recorder.finish(self.db)?;
        if !changes.is_nothing() || *action == Action::Final {
            let mut stamp = col::stamp(self.db)?;
            stamp.modified_ms = self.moment.now.0;
            col::set_stamp(self.db, &stamp)?;
            changes.set_times_after(stamp);
        }
        Ok((done, changes))
    }

    fn remember(&mut self, action: Action, changes: Changes) -> Result<(), Error> {
        let now = self.moment.now.secs();
        if action == Action::Final {
            self.desk.clear();
            return Ok(());
        }
        let number = self.desk.history.begin();
        if changes.is_nothing() {
            return Ok(());
        }
        let is_answer = changes.answered.is_some() || action == Action::AnswerCard;
        if !is_answer && changes.touched()?.spoils_queue(&action) {
            self.desk.queue = None;
        }
        if action == Action::Unlisted {
            return Ok(());
        }
        if self.continues_edit(&action, &changes)? {
            self.desk.history.extend_last(changes);
            return Ok(());
        }
        self.desk.history.push_undo(Step {
            action,
            at: now,
            number,
            changes: vec![changes],
        });
        Ok(())
    }

    /// Whether the same note was edited a moment ago (`rslib/src/notes/undo.rs`).
    fn continues_edit(&self, action: &Action, changes: &Changes) -> Result<bool, Error> {
        let Some(last) = self.desk.history.last() else {
            return Ok(false);
        };
        let now = self.moment.now.secs();
        let is_soon = now.0 - last.at.0 < SAME_EDIT_SECS;
        let Some(before) = last.changes.first() else {
            return Ok(false);
        };
        if *action != Action::UpdateNote || last.action != Action::UpdateNote || !is_soon {
            return Ok(false);
        }
        let note = changes.only_note()?;
        Ok(note.is_some() && note == before.only_note()?)
    }

    /// Takes the last operation back.
    ///
    /// # Errors
    /// [`Error::NothingToUndo`].
    pub fn undo(&mut self) -> Result<Undone, Error> {
        let step = self.desk.history.pop_undo().ok_or(Error::NothingToUndo)?;
        self.turn(step, false)
    }

    /// Does again what was taken back last.
    ///
    /// # Errors
    /// [`Error::NothingToUndo`].
    pub fn redo(&mut self) -> Result<Undone, Error> {
        let step = self.desk.history.pop_redo().ok_or(Error::NothingToUndo)?;
        self.turn(step, true)
    }

    fn turn(&mut self, mut step: Step, forward: bool) -> Result<Undone, Error> {
        let (number, reverted_to) = (step.number, step.at);
        self.desk.history.count += 1;
        let next = self.desk.history.status();
        self.run("savepoint desk")?;
        let outcome = self.turn_changes(&step, forward);
        if outcome.is_err() {
            self.desk.clear();
            self.run("rollback to desk")?;
        }
        self.run("release desk")?;
        let touched = outcome?;
        if step.action != Action::AnswerCard && touched.spoils_queue(&step.action) {
            self.desk.queue = None;
        }
        step.at = self.moment.now.secs();
        step.number = self.desk.history.count;
        let action = step.action.clone();
        if forward {
            self.desk.history.push_undo(step);
        } else {
            self.desk.history.push_redo(step);
        }
        Ok(Undone {
            action,
            reverted_to,
            next,
            steps: self.desk.history.count,
            number,
            touched,
        })
    }

    fn turn_changes(&mut self, step: &Step, forward: bool) -> Result<Touched, Error> {
        let mut touched = Touched::default();
        if forward {
            for changes in &step.changes {
                changes.bring_back(self.db)?;
                self.turn_queue(changes, forward)?;
                touched = touched.and_also(changes.touched()?);
            }
        } else {
            for changes in step.changes.iter().rev() {
                self.turn_queue(changes, forward)?;
                changes.take_back(self.db)?;
                touched = touched.and_also(changes.touched()?);
            }
        }
        Ok(touched)
    }

    /// Puts an answered card back on top of the queue, or takes it off again; another queue than the
    /// one it was answered in is dropped (`rslib/src/scheduler/queue/undo.rs`).
    fn turn_queue(&mut self, changes: &Changes, forward: bool) -> Result<(), Error> {
        let Some(answered) = changes.answered else {
            return Ok(());
        };
        self.turn_the_day()?;
        let Some(queue) = self
            .desk
            .queue
            .as_mut()
            .filter(|queue| queue.is_of(&answered))
        else {
            self.desk.queue = None;
            return Ok(());
        };
        if forward {
            return queue.bring_back(&answered);
        }
        queue.take_back(&answered);
        if let Some(balancer) = queue.balancer.as_mut() {
            balancer.remove(answered.id().0);
        }
        Ok(())
    }

    /// When a day is over, the queue and the undo list are, too, and buried cards come back.
    fn turn_the_day(&mut self) -> Result<(), Error> {
        let today = self.today()?;
        let is_stale = |queue: &Queue| queue.day != today.number;
        if self.desk.queue.as_ref().is_some_and(is_stale) {
            self.desk.clear();
            bury::unbury_at_turn_of_day(&self.pen_of(today))?;
        }
        Ok(())
    }

    /// The queue of the selected deck.
    fn queue(&mut self) -> Result<&mut Queue, Error> {
        refuse_old_scheduler(self.db)?;
        let deck = current_deck(self.db)?;
        self.turn_the_day()?;
        let queue = match self.desk.queue.take() {
            Some(queue) => queue,
            None => {
                let days = (self.day_anew()?, self.today()?);
                queue::build(self.db, self.moment, &deck, days)?
            }
        };
        Ok(self.desk.queue.insert(queue))
    }

    /// The next cards.
    ///
    /// # Errors
    /// [`Error::QueueIsStale`] if a card was changed behind the queue's back: drop the queue
    /// ([`Desk::drop_queue`]) and ask again.
    pub fn queued(&mut self, limit: usize) -> Result<Queued, Error> {
        let now = self.moment.now.secs();
        let queue = self.queue()?;
        let counts = queue.counts(now);
        let entries: Vec<_> = queue.entries().take(limit).collect();
        self.described(&entries, counts)
    }

    /// The cards in steps of seconds to hours only.
    pub fn queued_learning(&mut self) -> Result<Queued, Error> {
        let now = self.moment.now.secs();
        let queue = self.queue()?;
        let counts = queue.counts(now);
        let entries: Vec<_> = queue.learning_entries().collect();
        self.described(&entries, counts)
    }

    fn described(&mut self, entries: &[Entry], counts: Counts) -> Result<Queued, Error> {
        let cards = entries.iter().map(|entry| self.describe(entry));
        Ok(Queued {
            cards: cards.collect::<Result<_, _>>()?,
            counts,
        })
    }

    fn describe(&mut self, entry: &Entry) -> Result<QueuedCard, Error> {
        let id = entry.id();
        let card = cards::get(self.db, id)?.ok_or_else(|| Error::no_card(id))?;
        if card.modified != entry.modified() {
            return Err(Error::QueueIsStale(id));
        }
        let home = card.home();
        let deck = decks::get(self.db, home)?.ok_or_else(|| Error::no_deck(home))?;
        Ok(QueuedCard {
            states: self.next_states(id)?,
            kind: entry.kind(),
            deck_name: deck.name.human(),
            card,
        })
    }

    /// A card's states after each button.
    pub fn next_states(&mut self, card: CardId) -> Result<NextStates, Error> {
        let today = self.today()?;
        let standing = Standing::of(self.db, card, today, self.moment.now.secs())?;
        let balancer = self
            .desk
            .queue
            .as_ref()
            .and_then(|queue| queue.balancer.as_ref());
        Ok(standing.next_states(balancer))
    }

    /// Gives an answer to the card on top of the queue, or to any card if there is no queue.
    ///
    /// # Errors
    /// [`Error::Invalid`] if the card is not on top of the queue, or not in the state in which it
    /// was shown.
    pub fn answer(&mut self, answer: &Answer) -> Result<(Answered, Touched), Error> {
        let action = Action::AnswerCard;
        let mut queue = self.desk.queue.take();
        let now = self.moment.now.secs();
        let ((answered, entry), mut changes) = self.recorded(&action, |pen| {
            let answered = answer_one(pen, answer)?;
            let comes_again = !answered.is_preview_finished;
            let times = (now, pen.today.next_day_at);
            let entry = queue
                .as_mut()
                .map(|queue| queue.answered(&answered.after, comes_again, times));
            Ok::<_, Error>((answered, entry.transpose()?))
        })?;
        changes.answered = entry;
        let balancer = queue.as_mut().and_then(|queue| queue.balancer.as_mut());
        note_load(balancer, &answered);
        self.desk.queue = queue;
        let touched = changes.touched()?;
        self.remember(action, changes)?;
        Ok((answered, touched))
    }

    /// Answers cards with one button, whatever the queue says: 1 again to 4 easy.
    pub fn grade_now(&mut self, ids: &[CardId], button: u8) -> Result<Touched, Error> {
        let mut balancer = self
            .desk
            .queue
            .as_mut()
            .and_then(|queue| queue.balancer.take());
        let (_, touched) = self.perform_and_tell(Action::GradeNow, |pen| {
            for id in ids {
                let answered = grade(pen, *id, button, balancer.as_ref())?;
                note_load(balancer.as_mut(), &answered);
            }
            Ok::<_, Error>(())
        })?;
        Ok(touched)
    }

    /// The decks with what is due in them at a moment, or without counts. Cards buried on an earlier
    /// day come back first.
    pub fn deck_tree(&mut self, at: Option<Secs>) -> Result<DeckNode, Error> {
        let Some(at) = at else {
            return tree::without_counts(self.db);
        };
        self.begin_day()?;
        self.day_anew()?;
        let then = Moment {
            now: Millis(at.0 * 1000),
            zone: self.moment.zone.clone(),
        };
        // The offset is that of now, whatever the moment asked for.
        let day = Today::with_offset(self.db, then.now.secs(), self.moment.minutes_west())?;
        tree::with_counts(self.db, at, day)
    }
}

/// An answer, and what it means for the siblings; also without any queue.
pub(super) fn answer_one(pen: &Pen<'_>, answer: &Answer) -> Result<Answered, Error> {
    let answered = answer::answer(pen, answer)?;
    let burying = SiblingBurying::of(&answered.preset.config);
    bury::bury_siblings(pen, &answered.before, burying)?;
    Ok(answered)
}

fn grade(
    pen: &Pen<'_>,
    id: CardId,
    button: u8,
    balancer: Option<&LoadBalancer>,
) -> Result<Answered, Error> {
    let standing = Standing::of(pen.db, id, pen.today, pen.now_secs())?;
    let next = standing.next_states(balancer);
    let chosen = match button {
        1 => next.again,
        2 => next.hard,
        3 => next.good,
        4 => next.easy,
        _ => return Err(Error::invalid("invalid rating")),
    };
    let answer = Answer {
        card: id,
        current: next.current,
        chosen,
        button,
        at: pen.now(),
        taken_ms: 0,
        custom_data: None,
    };
    answer_one(pen, &answer)
}

/// A card that has become a review makes its day fuller.
fn note_load(balancer: Option<&mut LoadBalancer>, answered: &Answered) {
    let (card, preset) = (&answered.after, &answered.preset);
    if let Some(balancer) = balancer.filter(|_| card.queue == 2) {
        balancer.add(card.id.0, card.note.0, preset.id.0, card.interval);
    }
}
