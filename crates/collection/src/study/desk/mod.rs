//! What a person's studying keeps in memory between requests: the queue, the undo list, the day.
//!
//! A [`Desk`] lives as long as nobody else changes the collection; after a sync, a fresh one takes
//! its place. [`Desk::sit`] puts it beside the open collection at one moment, and all that may be
//! undone goes through [`Sitting::perform`].

mod cards;
#[cfg(test)]
mod tests;
mod turn;

use rusqlite::Connection;
use scheduler::NextStates;

use crate::card_data::CardData;
use crate::error::Error;
use crate::model::{Card, DeckId, Millis, Secs, Usn};
use crate::pen::Pen;
use crate::storage::{col, config};
use crate::study::Action;
use crate::study::bury;
use crate::study::custom::{self, CustomStudyDefaults};
use crate::study::decks;
use crate::study::history::{Changes, History, Recorder, Step, Touched};
use crate::study::queue::{Counts, Queue, QueueKind};
use crate::study::tree::{self, DeckNode};
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
    /// What stands in its `data`, and what FSRS adds before the card is answered.
    pub data: CardData,
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
    /// The day as it was known since it began.
    pub fn today(&mut self) -> Result<Today, Error> {
        let now = self.moment.now.secs();
        if let Some(today) = self.desk.today.filter(|today| now < today.next_day_at) {
            return Ok(today);
        }
        let today = self.day_anew()?;
        self.desk.today = Some(today);
        Ok(today)
    }

    /// The same, for those whom it does not matter: nothing is written down.
    fn day_unnoticed(&self) -> Result<Today, Error> {
        let now = self.moment.now.secs();
        match self.desk.today.filter(|today| now < today.next_day_at) {
            Some(today) => Ok(today),
            None => Today::at(self.db, self.moment),
        }
    }

    /// The day; cards buried on an earlier one come back.
    pub fn begin_day(&mut self) -> Result<Today, Error> {
        let pen = self.pen()?;
        bury::unbury_if_day_is_over(&pen)?;
        Ok(pen.today)
    }

    /// The day as clock and zone say now. A new zone is written down for those who
    /// come later, and from now on the day is that of the new zone.
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

    /// The tables.
    pub fn db(&self) -> &Connection {
        self.db
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
        let today = if action.asks_for_the_day() {
            self.today()?
        } else {
            self.day_unnoticed()?
        };
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
        let configures = matches!(action, Action::Final | Action::UpdatePreferences);
        if configures && changes.touched()?.config {
            // The hour at which days begin may be another one now.
            self.desk.today = None;
        }
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

    /// What the dialog about custom study of a deck starts from.
    ///
    /// # Errors
    /// [`Error::Invalid`] for a filtered deck.
    pub fn custom_study_defaults(&mut self, deck: DeckId) -> Result<CustomStudyDefaults, Error> {
        decks::deck(self.db, deck)?.normal_mut()?;
        let tree = self.deck_tree(Some(self.moment.now.secs()))?;
        custom::defaults(&self.pen()?, deck, &tree)
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
