//! The queue: which cards come today, in which order (`rslib/src/scheduler/queue/`).
//!
//! Built once, then kept in step with the answers. Begin reading at `build.rs` for where it comes
//! from; here is what happens to it.

mod build;
mod entry;
mod order;

use std::collections::VecDeque;

pub(crate) use build::{all_presets, build};
pub use entry::QueueKind;
pub(crate) use entry::{AnsweredEntry, Entry};
use entry::{LearningEntry, MainEntry, MainKind};
use jiff::tz::TimeZone;
use scheduler::LoadBalancer;

use crate::error::Error;
use crate::model::{Card, CardId, Millis, Secs};
use crate::today::Moment;

/// How many cards are left, as the three numbers below a card say.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Counts {
    pub new: usize,
    pub learning: usize,
    pub review: usize,
}

/// The cards of today.
#[derive(Debug)]
pub(crate) struct Queue {
    counts: Counts,
    main: VecDeque<MainEntry>,
    learning: VecDeque<LearningEntry>,
    pub(super) day: u32,
    learn_ahead_secs: i64,
    built_at: Millis,
    /// Learning cards due until then are shown; it moves with each answer, so that no card slips in
    /// while another is looked at.
    learning_cutoff: Secs,
    pub(super) balancer: Option<LoadBalancer>,
    /// When the day after that of the balancer starts, and where its weekdays hold.
    balanced: (Secs, TimeZone),
}

impl Queue {
    /// Weekdays are those of the learner's clock, also after a journey.
    pub(super) fn travel(&mut self, moment: &Moment) {
        let (next_day_at, zone) = &mut self.balanced;
        if let Some(balancer) = self.balancer.as_mut().filter(|_| *zone != moment.zone) {
            zone.clone_from(&moment.zone);
            balancer.set_weekdays(build::weekdays(moment, *next_day_at));
        }
    }

    /// The counts; when they have come to nothing, the learning cards that have become due since
    /// are let in.
    pub(super) fn counts(&mut self, now: Secs) -> Counts {
        if self.counts == Counts::default() {
            self.move_cutoff(now);
        }
        self.counts
    }

    /// The cards in the order in which they come.
    pub(super) fn entries(&self) -> impl Iterator<Item = Entry> + '_ {
        let main = self.main.iter().copied().map(Entry::Main);
        self.learning_now().chain(main).chain(self.learning_ahead())
    }

    /// Only the cards in steps of seconds to hours.
    pub(super) fn learning_entries(&self) -> impl Iterator<Item = Entry> + '_ {
        self.learning_now().chain(self.learning_ahead())
    }

    fn learning_now(&self) -> impl Iterator<Item = Entry> + '_ {
        let due = |entry: &&LearningEntry| entry.due <= self.learning_cutoff;
        self.learning
            .iter()
            .filter(due)
            .copied()
            .map(Entry::Learning)
    }

    /// Those that may come early, when nothing else is left.
    fn learning_ahead(&self) -> impl Iterator<Item = Entry> + '_ {
        let ahead = self.ahead_cutoff();
        let soon =
            move |entry: &&LearningEntry| entry.due > self.learning_cutoff && entry.due <= ahead;
        self.learning
            .iter()
            .filter(soon)
            .copied()
            .map(Entry::Learning)
    }

    fn ahead_cutoff(&self) -> Secs {
        Secs(self.learning_cutoff.0 + self.learn_ahead_secs)
    }

    /// Lets in the learning cards that have become due.
    fn move_cutoff(&mut self, now: Secs) {
        let before = self.ahead_cutoff();
        self.learning_cutoff = now;
        let after = self.ahead_cutoff();
        let is_news = |entry: &&LearningEntry| entry.due > before && entry.due <= after;
        self.counts.learning += self.learning.iter().filter(is_news).count();
    }

    /// After an answer: the card leaves its place, and comes again if it is due again today.
    ///
    /// # Errors
    /// If another card of the main queue was to be answered before it.
    pub(super) fn answered(
        &mut self,
        card: &Card,
        comes_again: bool,
        (now, next_day_at): (Secs, Secs),
    ) -> Result<AnsweredEntry, Error> {
        let entry = self.pop(card.id)?;
        let is_learning = matches!(card.queue, 1 | 4);
        let is_today = is_learning && i64::from(card.due) < next_day_at.0;
        let again = (comes_again && is_today).then(|| {
            self.put_back(LearningEntry {
                id: card.id,
                modified: card.modified,
                due: Secs(i64::from(card.due)),
                reviews: card.reviews,
            })
        });
        let change = AnsweredEntry {
            entry,
            again,
            built_at: self.built_at,
            learning_count: self.counts.learning,
            learning_cutoff: self.learning_cutoff,
        };
        self.move_cutoff(now);
        Ok(change)
    }

    fn pop(&mut self, id: CardId) -> Result<Entry, Error> {
        let at = self.learning.iter().position(|entry| entry.id == id);
        if let Some(entry) = at.and_then(|at| self.learning.remove(at)) {
            self.counts.learning = self.counts.learning.saturating_sub(1);
            return Ok(Entry::Learning(entry));
        }
        let is_head = self.main.front().is_some_and(|entry| entry.id == id);
        match self.main.pop_front().filter(|_| is_head) {
            Some(entry) => {
                let count = self.count_of(entry.kind);
                *count = count.saturating_sub(1);
                Ok(Entry::Main(entry))
            }
            None => Err(Error::invalid("not at top of queue")),
        }
    }

    fn count_of(&mut self, kind: MainKind) -> &mut usize {
        match kind {
            MainKind::New => &mut self.counts.new,
            MainKind::Review => &mut self.counts.review,
            MainKind::DayLearning => &mut self.counts.learning,
        }
    }

    /// Not at once again, if another card can come in between.
    fn put_back(&mut self, mut entry: LearningEntry) -> LearningEntry {
        let ahead = self.ahead_cutoff();
        if entry.due <= ahead && self.main.is_empty() {
            let next = self.learning.front().map(|next| next.due);
            let after = next.filter(|next| *next >= entry.due && next.0 + 1 < ahead.0);
            if let Some(next) = after {
                entry.due = Secs(next.0 + 1);
            }
        }
        self.insert(entry);
        entry
    }

    fn insert(&mut self, entry: LearningEntry) {
        if entry.due <= self.ahead_cutoff() {
            self.counts.learning += 1;
        }
        let at = self.learning.binary_search_by(|other| other.order(&entry));
        self.learning.insert(at.unwrap_or_else(|at| at), entry);
    }

    /// Takes an answer back, if the queue is still the one it was given in.
    pub(super) fn take_back(&mut self, change: &AnsweredEntry) {
        self.restore_cutoff(change);
        if let Some(again) = change.again {
            self.remove_learning(again.id);
        }
        match change.entry {
            Entry::Learning(entry) => {
                self.learning.push_front(entry);
                self.counts.learning += 1;
            }
            Entry::Main(entry) => {
                *self.count_of(entry.kind) += 1;
                self.main.push_front(entry);
            }
        }
    }

    fn remove_learning(&mut self, id: CardId) {
        let at = self.learning.iter().position(|entry| entry.id == id);
        let entry = at.and_then(|at| self.learning.remove(at));
        if entry.is_some_and(|entry| entry.due <= self.ahead_cutoff()) {
            self.counts.learning = self.counts.learning.saturating_sub(1);
        }
    }

    /// Gives an answer again that was taken back.
    pub(super) fn bring_back(&mut self, change: &AnsweredEntry) -> Result<(), Error> {
        self.pop(change.entry.id())?;
        if let Some(again) = change.again {
            self.insert(again);
        }
        self.restore_cutoff(change);
        Ok(())
    }

    fn restore_cutoff(&mut self, change: &AnsweredEntry) {
        self.counts.learning = change.learning_count;
        self.learning_cutoff = change.learning_cutoff;
    }

    pub(super) fn is_of(&self, change: &AnsweredEntry) -> bool {
        self.built_at == change.built_at
    }
}
