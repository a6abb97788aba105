//! Undo and redo: what the last operations changed, kept in memory.
//!
//! A step is a change set, so that taking it back restores rows to the letter, modification times
//! and numbers included (`rslib/src/undo/mod.rs` restores them row by row).

use std::collections::VecDeque;
use std::ffi::CStr;

use rusqlite::Connection;

use super::Action;
use super::queue::AnsweredEntry;
use crate::changeset::tags::{self, TagRow, TouchedTag};
use crate::changeset::{self, Session, Watch};
use crate::error::Error;
use crate::model::Secs;
use crate::storage::{Stamp, col};

/// Older steps are forgotten.
const STEPS_MAX: usize = 30;
/// What all steps may take together; beyond it the oldest are forgotten before their time.
const STEPS_BYTES_MAX: usize = 32_000_000;

/// The steps that may be taken back, and those that were.
#[derive(Debug, Default)]
pub(super) struct History {
    /// Youngest first.
    undo: VecDeque<Step>,
    /// Youngest last.
    redo: Vec<Step>,
    /// How many operations there were; a step is known by its number.
    pub(super) count: u64,
}

/// An operation that can be taken back.
#[derive(Debug)]
pub(super) struct Step {
    pub(super) action: Action,
    pub(super) at: Secs,
    pub(super) number: u64,
    /// What the joined operations changed, oldest first.
    pub(super) changes: Vec<Changes>,
}

/// What one operation changed.
#[derive(Debug)]
pub(super) struct Changes {
    rows: Vec<u8>,
    tags: Vec<TouchedTag>,
    tags_before: Vec<TouchedTag>,
    times: (Stamp, Stamp),
    pub(super) answered: Option<AnsweredEntry>,
}

/// Which tables an operation changed, as far as someone cares.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
#[expect(clippy::struct_excessive_bools, reason = "one for each table")]
pub struct Touched {
    pub cards: bool,
    pub notes: bool,
    pub decks: bool,
    pub tags: bool,
    pub notetypes: bool,
    pub config: bool,
    pub presets: bool,
    /// Anything at all.
    pub any: bool,
}

impl Touched {
    /// Whether the queue must be built anew after this (`rslib/src/ops.rs`).
    pub fn spoils_queue(self, action: &Action) -> bool {
        let cards = self.cards && *action != Action::SetFlag;
        cards || self.decks || self.presets || (self.config && action.sets_up_queue())
    }
}

impl History {
    /// A new operation: what was taken back cannot be done again any more. Gives its number.
    pub(super) fn begin(&mut self) -> u64 {
        self.redo.clear();
        self.count += 1;
        self.count
    }

    pub(super) fn clear(&mut self) {
        self.undo.clear();
        self.redo.clear();
    }

    pub(super) fn push_undo(&mut self, step: Step) {
        self.undo.truncate(STEPS_MAX - 1);
        self.undo.push_front(step);
        self.forget_the_bulky();
    }

    /// The last step is kept, however large.
    fn forget_the_bulky(&mut self) {
        let mut bytes = 0;
        let fit = self.undo.iter().take_while(|step| {
            bytes += step
                .changes
                .iter()
                .map(|changes| changes.rows.len())
                .sum::<usize>();
            bytes <= STEPS_BYTES_MAX
        });
        let fit = fit.count().max(1);
        self.undo.truncate(fit);
    }

    pub(super) fn push_redo(&mut self, step: Step) {
        self.redo.push(step);
    }

    pub(super) fn pop_undo(&mut self) -> Option<Step> {
        self.undo.pop_front()
    }

    pub(super) fn pop_redo(&mut self) -> Option<Step> {
        self.redo.pop()
    }

    pub(super) fn last(&self) -> Option<&Step> {
        self.undo.front()
    }

    /// Puts more changes into the last operation: they are taken back with it.
    pub(super) fn extend_last(&mut self, changes: Changes) {
        if let Some(step) = self.undo.front_mut() {
            step.changes.push(changes);
        }
    }

    /// What undo and redo would do.
    pub(super) fn status(&self) -> (Option<Action>, Option<Action>) {
        let of = |step: Option<&Step>| step.map(|step| step.action.clone());
        (of(self.undo.front()), of(self.redo.last()))
    }

    /// Joins all steps younger than the one with this number into it.
    pub(super) fn join(&mut self, number: u64) -> Result<(Touched, Action), Error> {
        let at = self.undo.iter().position(|step| step.number == number);
        let at = at.ok_or_else(|| Error::invalid("target undo op not found"))?;
        let younger: Vec<_> = self.undo.drain(..at).collect();
        self.count = number;
        let mut touched = Touched::default();
        let Some(target) = self.undo.front_mut() else {
            return Ok((touched, Action::Unlisted));
        };
        let changes = younger.into_iter().rev().flat_map(|step| step.changes);
        target.changes.extend(changes);
        for changes in &target.changes {
            touched = touched.and_also(changes.touched()?);
        }
        Ok((touched, target.action.clone()))
    }
}

impl Changes {
    /// Puts everything back as it was.
    pub(super) fn take_back(&mut self, db: &Connection) -> Result<(), Error> {
        if !self.rows.is_empty() {
            changeset::apply_over(db, &changeset::inverted(&self.rows)?)?;
        }
        tags::put(db, &self.tags_before)?;
        // Operations without an entry may have come since; redo brings back what is now.
        self.times.1 = exchange_times(db, self.times.0, self.times.1)?;
        Ok(())
    }

    /// Brings it about again.
    pub(super) fn bring_back(&mut self, db: &Connection) -> Result<(), Error> {
        if !self.rows.is_empty() {
            changeset::apply_over(db, &self.rows)?;
        }
        tags::put(db, &self.tags)?;
        self.times.0 = exchange_times(db, self.times.1, self.times.0)?;
        Ok(())
    }

    pub(super) fn touched(&self) -> Result<Touched, Error> {
        let mut touched = Touched {
            tags: !self.tags.is_empty(),
            any: !self.is_nothing(),
            ..Touched::default()
        };
        changeset::for_each_change(&self.rows, |table, _| touched.table(table))?;
        Ok(touched)
    }

    pub(super) fn is_nothing(&self) -> bool {
        let (before, after) = self.times;
        self.rows.is_empty() && self.tags.is_empty() && before == after && self.answered.is_none()
    }

    /// Whether exactly one note was changed and nothing else; and which.
    pub(super) fn only_note(&self) -> Result<Option<Vec<u8>>, Error> {
        let mut tables = 0;
        let mut is_note = false;
        changeset::for_each_change(&self.rows, |table, op| {
            tables += 1;
            is_note = table.to_bytes() == b"notes" && op == changeset::Op::Update;
        })?;
        if tables != 1 || !is_note || !self.tags.is_empty() {
            return Ok(None);
        }
        Ok(changeset::touched_keys(&self.rows)?.into_iter().next())
    }

    /// The collection's own times after the operation.
    pub(super) fn set_times_after(&mut self, after: Stamp) {
        self.times.1 = after;
    }
}

impl Touched {
    #[must_use]
    pub(super) fn and_also(self, other: Touched) -> Touched {
        Touched {
            cards: self.cards || other.cards,
            notes: self.notes || other.notes,
            decks: self.decks || other.decks,
            tags: self.tags || other.tags,
            notetypes: self.notetypes || other.notetypes,
            config: self.config || other.config,
            presets: self.presets || other.presets,
            any: self.any || other.any,
        }
    }

    fn table(&mut self, table: &CStr) {
        match table.to_bytes() {
            b"cards" => self.cards = true,
            b"notes" => self.notes = true,
            b"decks" => self.decks = true,
            b"notetypes" | b"fields" | b"templates" => self.notetypes = true,
            b"config" => self.config = true,
            b"deck_config" => self.presets = true,
            _ => {}
        }
    }
}

/// Sets modification and, if the operation changed it, schema change; gives what they were. Whatever
/// else stands in `col` is none of an operation's business.
fn exchange_times(db: &Connection, to: Stamp, from: Stamp) -> Result<Stamp, Error> {
    let now = col::stamp(db)?;
    let mut new = Stamp {
        modified_ms: to.modified_ms,
        ..now
    };
    if to.schema_ms != from.schema_ms {
        new.schema_ms = to.schema_ms;
    }
    col::set_stamp(db, &new)?;
    Ok(now)
}

/// Writes down what happens on a connection.
pub(super) struct Recorder {
    session: Session,
    /// All tags before, if existing ones may change.
    tags_before: Vec<TagRow>,
    before: Stamp,
}

impl Recorder {
    pub(super) fn start(db: &Connection, action: &Action) -> Result<Recorder, Error> {
        Ok(Recorder {
            session: Session::start(db, Watch::AllButCol)?,
            tags_before: if action.rewrites_tags() {
                tags::all(db)?
            } else {
                Vec::new()
            },
            before: col::stamp(db)?,
        })
    }

    pub(super) fn finish(&self, db: &Connection) -> Result<Changes, Error> {
        let changed = self.session.changed(db)?;
        let tags = tags::touched(db, &changed.tags)?;
        let tags_before = tags.iter().map(|touched| TouchedTag {
            key: touched.key.clone(),
            row: self.tag_before(&touched.key),
        });
        Ok(Changes {
            rows: changed.rows,
            tags_before: tags_before.collect(),
            tags,
            times: (self.before, col::stamp(db)?),
            answered: None,
        })
    }

    fn tag_before(&self, key: &str) -> Option<TagRow> {
        let same = |row: &&TagRow| unicase::eq(row.tag.as_str(), key);
        self.tags_before.iter().find(same).cloned()
    }
}
