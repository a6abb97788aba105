//! The decks as a tree, with what is due in them (`rslib/src/decks/tree.rs`).

use std::collections::HashMap;

use rusqlite::Connection;

use super::limits::{LimitRules, Remaining};
use super::queue::all_presets;
use crate::error::Error;
use crate::model::{DEFAULT_DECK, Deck, DeckId, DeckKind, LEVEL_SEPARATOR, Secs};
use crate::storage::standing::{self, DueCards};
use crate::storage::{config, decks};
use crate::today::Today;

/// Deeper levels are shown at this one.
const LEVELS_MAX: u32 = 99;

/// A deck with those below it; the root has no name and the id 0.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct DeckNode {
    pub id: DeckId,
    /// The last level of the name.
    pub name: String,
    pub level: u32,
    pub is_collapsed: bool,
    pub is_filtered: bool,
    /// With the decks below, within the limits.
    pub new: u32,
    pub learning: u32,
    pub review: u32,
    /// Of this deck alone, without limits.
    pub own: DueCards,
    /// Cards with those of the decks below.
    pub all_with_below: u32,
    pub below: Vec<DeckNode>,
}

/// The tree, folded as in the browser.
pub fn without_counts(db: &Connection) -> Result<DeckNode, Error> {
    shape(db, &decks::all(db)?, true)
}

/// The tree with what is due at a moment, which is on this day.
pub fn with_counts(db: &Connection, at: Secs, day: Today) -> Result<DeckNode, Error> {
    let all = decks::all(db)?;
    let mut tree = shape(db, &all, false)?;
    let ahead = config::lookup::<u32>(db, "collapseTime")?.unwrap_or(1200);
    let until = u32::try_from(at.0)
        .unwrap_or(u32::MAX)
        .saturating_add(ahead);
    let due = standing::due_by_deck(db, day.number, until)?;
    let presets = all_presets(db)?;
    let rules = LimitRules {
        today: day.number,
        new_ignore_reviews: config::is_on(db, "newCardsIgnoreReviewLimit", false)?,
    };
    let limits = all
        .iter()
        .map(|deck| (deck.id, Remaining::of(deck, &presets, rules)));
    let limits: HashMap<_, _> = limits.collect();
    let from_above = config::is_on(db, "applyAllParentLimits", false)?.then(Remaining::default);
    sum(&mut tree, &due, &limits, from_above);
    Ok(tree)
}

impl DeckNode {
    /// The node of a deck.
    pub fn find(&self, deck: DeckId) -> Option<&DeckNode> {
        if self.id == deck {
            return Some(self);
        }
        self.below.iter().find_map(|node| node.find(deck))
    }
}

fn shape(db: &Connection, decks: &[Deck], in_browser: bool) -> Result<DeckNode, Error> {
    let mut nodes = decks
        .iter()
        .map(|deck| node_of(deck, in_browser))
        .peekable();
    let mut root = DeckNode::default();
    add_below(&mut nodes, &mut root);
    if standing::is_empty(db, DEFAULT_DECK)? {
        hide_default(&mut root);
    }
    Ok(root)
}

fn node_of(deck: &Deck, in_browser: bool) -> DeckNode {
    let name = deck.name.stored();
    let levels = u32::try_from(name.split(LEVEL_SEPARATOR).count()).unwrap_or(u32::MAX);
    DeckNode {
        id: deck.id,
        name: name
            .rsplit(LEVEL_SEPARATOR)
            .next()
            .unwrap_or(name)
            .to_owned(),
        level: levels.min(LEVELS_MAX),
        is_collapsed: if in_browser {
            deck.common.browser_collapsed
        } else {
            deck.common.study_collapsed
        },
        is_filtered: matches!(deck.kind, DeckKind::Filtered(_)),
        ..DeckNode::default()
    }
}

/// Takes what lies below the parent; a deck whose own parent is missing is left out.
fn add_below(
    nodes: &mut std::iter::Peekable<impl Iterator<Item = DeckNode>>,
    parent: &mut DeckNode,
) {
    while let Some(next) = nodes.peek() {
        if next.level <= parent.level {
            return;
        }
        if next.level == parent.level + 1 {
            parent.below.extend(nodes.next());
        } else if let Some(last) = parent.below.last_mut() {
            add_below(nodes, last);
        } else {
            nodes.next();
        }
    }
}

/// The default deck is not shown while it is empty and there are others.
fn hide_default(root: &mut DeckNode) {
    let is_default = |node: &DeckNode| node.id == DEFAULT_DECK && node.below.is_empty();
    let at = root.below.iter().position(is_default);
    if let Some(at) = at.filter(|_| root.below.len() > 1) {
        root.below.remove(at);
    }
}

/// Sums what is due from below upwards, each deck within its limits.
fn sum(
    node: &mut DeckNode,
    due: &HashMap<DeckId, DueCards>,
    limits: &HashMap<DeckId, Remaining>,
    from_above: Option<Remaining>,
) -> DueCards {
    let mut remaining = limits.get(&node.id).copied().unwrap_or_default();
    let for_below = from_above.map(|above| {
        remaining.cap_to(above);
        remaining
    });
    node.own = due.get(&node.id).copied().unwrap_or_default();
    let mut all = node.own;
    node.all_with_below = node.own.all;
    for child in &mut node.below {
        let of_child = sum(child, due, limits, for_below);
        all.new += of_child.new;
        all.reviews += of_child.reviews;
        all.day_learning += of_child.day_learning;
        all.learning += of_child.learning;
        node.all_with_below += child.all_with_below;
    }
    let capped = within(all, remaining);
    node.new = capped.new;
    node.review = capped.reviews;
    node.learning = capped.learning + capped.day_learning;
    capped
}

/// Learning in days comes first, then reviews, then new cards.
fn within(mut due: DueCards, remaining: Remaining) -> DueCards {
    due.day_learning = due.day_learning.min(remaining.review);
    let mut reviews_left = remaining.review - due.day_learning;
    due.reviews = due.reviews.min(reviews_left);
    due.new = due.new.min(remaining.new);
    if remaining.caps_new {
        reviews_left -= due.reviews;
        due.new = due.new.min(reviews_left);
    }
    due
}
