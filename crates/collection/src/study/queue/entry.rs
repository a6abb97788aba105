//! What stands in the queue.

use std::cmp::Ordering;

use crate::model::{CardId, Millis, Secs};

/// A card in its place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Entry {
    Learning(LearningEntry),
    Main(MainEntry),
}

/// A card in steps of seconds to hours.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct LearningEntry {
    pub(crate) id: CardId,
    pub(crate) modified: Secs,
    pub(crate) due: Secs,
    pub(crate) reviews: u32,
}

/// A card that may come at any time of the day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct MainEntry {
    pub(crate) id: CardId,
    pub(crate) modified: Secs,
    pub(crate) kind: MainKind,
}

/// Why a card is in the main queue.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum MainKind {
    New,
    Review,
    /// In a learning step of days.
    DayLearning,
}

/// Which of the three numbers counts a card.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum QueueKind {
    New,
    Learning,
    Review,
}

impl Entry {
    pub(crate) fn id(&self) -> CardId {
        match self {
            Entry::Learning(entry) => entry.id,
            Entry::Main(entry) => entry.id,
        }
    }

    pub(crate) fn modified(&self) -> Secs {
        match self {
            Entry::Learning(entry) => entry.modified,
            Entry::Main(entry) => entry.modified,
        }
    }

    pub(crate) fn kind(&self) -> QueueKind {
        match self {
            Entry::Learning(_) => QueueKind::Learning,
            Entry::Main(entry) => match entry.kind {
                MainKind::New => QueueKind::New,
                MainKind::Review => QueueKind::Review,
                MainKind::DayLearning => QueueKind::Learning,
            },
        }
    }
}

impl LearningEntry {
    /// Cards that were answered before come first, then those that are due first.
    pub(super) fn order(&self, other: &LearningEntry) -> Ordering {
        let key = |entry: &LearningEntry| (entry.reviews == 0, entry.due);
        key(self).cmp(&key(other))
    }
}

/// What an answer changed in the queue, so that it can be taken back.
#[derive(Debug, Clone, Copy)]
pub(crate) struct AnsweredEntry {
    pub(super) entry: Entry,
    pub(super) again: Option<LearningEntry>,
    pub(super) built_at: Millis,
    pub(super) learning_count: usize,
    pub(super) learning_cutoff: Secs,
}

impl AnsweredEntry {
    pub(crate) fn id(&self) -> CardId {
        self.entry.id()
    }
}
