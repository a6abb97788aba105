//! How many cards of each deck may still come today (`rslib/src/decks/limits.rs`).

#![expect(
    clippy::cast_possible_wrap,
    clippy::cast_sign_loss,
    reason = "limits are small; sums that Anki lets wrap may wrap"
)]

use std::collections::HashMap;

use crate::error::Error;
use crate::model::{
    DayLimit, Deck, DeckId, DeckKind, LEVEL_SEPARATOR, NormalDeck, Preset, PresetId,
};

/// What a deck without a preset may show.
const ALL: u32 = 9_999;

/// All presets by id, with mended values.
pub type Presets = HashMap<PresetId, Preset>;

/// What counts towards limits, and when.
#[derive(Debug, Clone, Copy)]
pub struct LimitRules {
    pub today: u32,
    /// `newCardsIgnoreReviewLimit`.
    pub new_ignore_reviews: bool,
}

/// Which limit.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LimitKind {
    Review,
    New,
}

/// What is left of a deck's limits.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Remaining {
    pub review: u32,
    pub new: u32,
    /// New cards use up reviews, too.
    pub caps_new: bool,
}

impl Default for Remaining {
    fn default() -> Remaining {
        Remaining {
            review: ALL,
            new: ALL,
            caps_new: false,
        }
    }
}

/// The preset of a deck; filtered decks have none.
pub fn preset_id(deck: &Deck) -> Option<PresetId> {
    match &deck.kind {
        DeckKind::Normal(normal) => Some(PresetId(normal.preset)),
        DeckKind::Filtered(_) => None,
    }
}

/// How many new cards and reviews of a deck were seen today; less than none if limits were extended.
pub fn seen_today(deck: &Deck, today: u32) -> (i32, i32) {
    if deck.common.last_day_studied == today {
        (deck.common.new_studied, deck.common.review_studied)
    } else {
        (0, 0)
    }
}

fn on(limit: Option<DayLimit>, today: u32) -> Option<u32> {
    limit
        .filter(|limit| limit.today == today)
        .map(|limit| limit.limit)
}

impl Remaining {
    /// What is left of a deck's own limits.
    pub fn of(deck: &Deck, presets: &Presets, rules: LimitRules) -> Remaining {
        let preset = preset_id(deck).and_then(|id| presets.get(&id));
        match (&deck.kind, preset) {
            (DeckKind::Normal(normal), Some(preset)) => {
                Remaining::of_normal(deck, normal, preset, rules)
            }
            (DeckKind::Normal(_) | DeckKind::Filtered(_), _) => Remaining::default(),
        }
    }

    fn of_normal(
        deck: &Deck,
        normal: &NormalDeck,
        preset: &Preset,
        rules: LimitRules,
    ) -> Remaining {
        let today = rules.today;
        let review = on(normal.review_limit_today, today).or(normal.review_limit);
        let new = on(normal.new_limit_today, today).or(normal.new_limit);
        let mut review = review.unwrap_or(preset.config.reviews_per_day) as i32;
        let mut new = new.unwrap_or(preset.config.new_per_day) as i32;
        let (new_seen, reviews_seen) = seen_today(deck, today);
        review = review.wrapping_sub(reviews_seen);
        new = new.wrapping_sub(new_seen);
        if !rules.new_ignore_reviews {
            review = review.wrapping_sub(new_seen);
            new = new.min(review);
        }
        Remaining {
            review: review.max(0) as u32,
            new: new.max(0) as u32,
            caps_new: !rules.new_ignore_reviews,
        }
    }

    /// No more than this.
    pub fn cap_to(&mut self, other: Remaining) {
        self.review = self.review.min(other.review);
        self.new = self.new.min(other.new);
    }

    fn get(self, kind: LimitKind) -> u32 {
        match kind {
            LimitKind::Review => self.review,
            LimitKind::New => self.new,
        }
    }

    /// One card less; says whether a limit was used up by it.
    fn take(&mut self, kind: LimitKind) -> bool {
        let before = *self;
        match kind {
            LimitKind::Review => {
                self.review = self.review.saturating_sub(1);
                if self.caps_new {
                    self.new = self.new.min(self.review);
                }
            }
            LimitKind::New => self.new = self.new.saturating_sub(1),
        }
        (before.review > 0 && self.review == 0) || (before.new > 0 && self.new == 0)
    }
}

/// The limits of the decks that are studied together; a child has no more than its parent.
#[derive(Debug)]
pub(super) struct LimitTree {
    /// Parents before children; the root is the first.
    nodes: Vec<Node>,
    places: HashMap<DeckId, usize>,
}

#[derive(Debug)]
struct Node {
    level: usize,
    parent: Option<usize>,
    remaining: Remaining,
}

impl LimitTree {
    /// Of decks in the order of their names, the root first. A deck whose parent is missing is left
    /// out, until the collection is mended.
    pub(super) fn of(decks: &[Deck], presets: &Presets, rules: LimitRules) -> LimitTree {
        let mut tree = LimitTree {
            nodes: Vec::new(),
            places: HashMap::new(),
        };
        for deck in decks {
            let level = deck.name.stored().split(LEVEL_SEPARATOR).count();
            let mut node = Node {
                level,
                parent: None,
                remaining: Remaining::of(deck, presets, rules),
            };
            if !tree.nodes.is_empty() {
                let Some((at, parent)) = tree.parent_of(level) else {
                    continue;
                };
                node.parent = Some(at);
                node.remaining.cap_to(parent);
            }
            tree.places.insert(deck.id, tree.nodes.len());
            tree.nodes.push(node);
        }
        tree
    }

    /// The node under which the next deck of this level belongs.
    fn parent_of(&self, level: usize) -> Option<(usize, Remaining)> {
        let mut at = self.nodes.len().checked_sub(1);
        while let Some(node) = at.and_then(|at| self.nodes.get(at)) {
            if node.level + 1 == level {
                return Some((at?, node.remaining));
            }
            if node.level + 1 < level {
                return None;
            }
            at = node.parent;
        }
        None
    }

    pub(super) fn is_used_up(&self, kind: LimitKind) -> bool {
        self.nodes
            .first()
            .is_none_or(|root| root.remaining.get(kind) == 0)
    }

    pub(super) fn is_used_up_in(&self, deck: DeckId, kind: LimitKind) -> Result<bool, Error> {
        let node = self.places.get(&deck).and_then(|at| self.nodes.get(*at));
        let node = node.ok_or_else(|| Error::invalid("deck not found in limits map"))?;
        Ok(node.remaining.get(kind) == 0)
    }

    /// One card of this deck less, for it and all above it.
    pub(super) fn take(&mut self, deck: DeckId, kind: LimitKind) {
        let mut at = self.places.get(&deck).copied();
        while let Some(place) = at {
            let Some(node) = self.nodes.get_mut(place) else {
                return;
            };
            at = node.parent;
            if node.remaining.take(kind) {
                let remaining = node.remaining;
                self.cap_below(place, remaining);
            }
        }
    }

    fn cap_below(&mut self, place: usize, remaining: Remaining) {
        let mut below = vec![place];
        for at in place + 1..self.nodes.len() {
            let Some(node) = self.nodes.get_mut(at) else {
                return;
            };
            if node.parent.is_some_and(|parent| below.contains(&parent)) {
                node.remaining.cap_to(remaining);
                below.push(at);
            }
        }
    }
}
