//! Custom study: more of a deck today, or a session of its own in a filtered deck
//! (`rslib/src/scheduler/filtered/custom_study.rs`).

use std::collections::{BTreeSet, HashSet};

use super::decks::{deck, extend_limits, update};
use super::filtered::{FilteredDraft, save};
use super::tree::DeckNode;
use crate::error::Error;
use crate::model::{DeckId, DeckKind, DeckName, FilteredDeck, SearchTerm};
use crate::pen::Pen;
use crate::search::{Answer, Comparison, Node, Property, Search, State, Term};
use crate::storage::{config, decks, standing};

/// The name of the deck that sessions share.
const SESSION: &str = "Custom Study Session";

/// What a person wants to study beside what is due.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum CustomStudy {
    /// So many more new cards today.
    MoreNew(i32),
    MoreReviews(i32),
    /// Cards failed in the last days.
    Forgotten {
        days: u32,
    },
    /// Reviews due in the coming days.
    Ahead {
        days: u32,
    },
    /// New cards added in the last days.
    Preview {
        days: u32,
    },
    Cram(Cram),
}

/// A session of cards with some tags.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cram {
    pub which: Crammed,
    pub limit: u32,
    pub with_tags: Vec<String>,
    pub without_tags: Vec<String>,
}

/// Which cards of a deck.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Crammed {
    Due,
    New,
    /// All but new ones, at random.
    Reviews,
    /// All, at random, without rescheduling.
    All,
}

/// What the dialog starts from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CustomStudyDefaults {
    /// The tags in the deck: with it, without it.
    pub tags: Vec<(String, bool, bool)>,
    pub extend_new: u32,
    pub extend_review: u32,
    pub available_new: u32,
    pub available_review: u32,
    pub available_new_below: u32,
    pub available_review_below: u32,
}

/// What the dialog about a deck starts from; `tree` is the tree with counts.
///
/// # Errors
/// [`Error::Invalid`] for a filtered deck.
pub fn defaults(pen: &Pen<'_>, id: DeckId, tree: &DeckNode) -> Result<CustomStudyDefaults, Error> {
    let deck = deck(pen.db, id)?;
    let DeckKind::Normal(normal) = &deck.kind else {
        return Err(Error::invalid("deck not normal"));
    };
    let node = tree.find(id).ok_or_else(|| Error::no_deck(id))?;
    let with: HashSet<String> = tags_of(pen, id, WITH)?;
    let without: HashSet<String> = tags_of(pen, id, WITHOUT)?;
    let below = decks::ids_with_below(pen.db, &deck)?;
    let mut tags = BTreeSet::new();
    for note_tags in standing::tags_in(pen.db, &below)? {
        for tag in note_tags.split_whitespace() {
            tags.insert(unicase::UniCase::new(tag.to_owned()));
        }
    }
    let tags = tags.into_iter().map(|tag| {
        let tag = tag.into_inner();
        let (with, without) = (with.contains(&tag), without.contains(&tag));
        (tag, with, without)
    });
    let (all_new, all_reviews) = available(node);
    Ok(CustomStudyDefaults {
        tags: tags.collect(),
        extend_new: normal.extend_new,
        extend_review: normal.extend_review,
        available_new: node.own.new,
        available_review: node.own.reviews,
        available_new_below: all_new - node.own.new,
        available_review_below: all_reviews - node.own.reviews,
    })
}

const WITH: &str = "customStudyIncludeTags";
const WITHOUT: &str = "customStudyExcludeTags";

fn key(id: DeckId, name: &str) -> String {
    format!("_deck_{id}_{name}")
}

fn tags_of(pen: &Pen<'_>, id: DeckId, name: &str) -> Result<HashSet<String>, Error> {
    Ok(config::lookup(pen.db, &key(id, name))?.unwrap_or_default())
}

fn available(node: &DeckNode) -> (u32, u32) {
    let own = (node.own.new, node.own.reviews);
    node.below
        .iter()
        .map(available)
        .fold(own, |sum, below| (sum.0 + below.0, sum.1 + below.1))
}

/// Does what was wished.
///
/// # Errors
/// [`Error::NothingToStudy`] if no card fits, [`Error::CustomStudyDeckIsTaken`].
pub fn custom_study(pen: &Pen<'_>, id: DeckId, wish: CustomStudy) -> Result<(), Error> {
    let mut deck = deck(pen.db, id)?;
    let name = deck.name.human();
    match wish {
        CustomStudy::MoreNew(delta) => {
            extend_limits(pen, id, delta, 0)?;
            if let Some(delta) = u32::try_from(delta).ok().filter(|delta| *delta > 0) {
                deck = super::decks::deck(pen.db, id)?;
                deck.normal_mut()?.extend_new = delta;
                update(pen, deck)?;
            }
            Ok(())
        }
        CustomStudy::MoreReviews(delta) => {
            extend_limits(pen, id, 0, delta)?;
            if let Some(delta) = u32::try_from(delta).ok().filter(|delta| *delta > 0) {
                deck = super::decks::deck(pen.db, id)?;
                deck.normal_mut()?.extend_review = delta;
                update(pen, deck)?;
            }
            Ok(())
        }
        CustomStudy::Forgotten { days } => start(pen, forgotten(&name, days)),
        CustomStudy::Ahead { days } => start(pen, ahead(&name, days)),
        CustomStudy::Preview { days } => start(pen, preview(&name, days)),
        CustomStudy::Cram(cram) => {
            start(pen, crammed(&name, &cram))?;
            let (usn, now) = (pen.usn, pen.now_secs());
            config::set(pen.db, &key(id, WITH), &cram.with_tags, usn, now)?;
            config::set(pen.db, &key(id, WITHOUT), &cram.without_tags, usn, now)?;
            Ok(())
        }
    }
}

/// Makes the session, in the deck of the last one if that is still there.
fn start(pen: &Pen<'_>, config: FilteredDeck) -> Result<(), Error> {
    let mut id = DeckId(0);
    if let Some(taken) = decks::id_of_name(pen.db, &DeckName::from_human(SESSION))? {
        if !deck(pen.db, taken)?.is_filtered() {
            return Err(Error::CustomStudyDeckIsTaken);
        }
        id = taken;
    }
    let draft = FilteredDraft {
        id,
        name: SESSION.to_owned(),
        config,
        may_be_empty: false,
    };
    match save(pen, draft) {
        Err(Error::FilteredDeckIsEmpty) => Err(Error::NothingToStudy),
        saved => saved.map(|_| ()),
    }
}

/// Orders of filtered decks, by their numbers.
const RANDOM: i32 = 1;
const ADDED: i32 = 5;
const DUE: i32 = 6;
const ALL: u32 = 99_999;

fn session(reschedule: bool, search: &Search, order: i32, limit: u32) -> FilteredDeck {
    FilteredDeck {
        reschedule,
        search_terms: vec![SearchTerm {
            search: search.to_string(),
            limit,
            order,
        }],
        preview_delay: 10,
        preview_again_secs: 60,
        preview_hard_secs: 600,
        preview_good_secs: 0,
        delays: Vec::new(),
    }
}

fn forgotten(name: &str, days: u32) -> FilteredDeck {
    let failed = Term::Answered {
        days,
        with: Answer::Button(1),
    };
    let search = Search::all([failed]).and(Search::all([Term::deck_named(name)]));
    session(false, &search, RANDOM, ALL)
}

fn ahead(name: &str, days: u32) -> FilteredDeck {
    let soon = Term::Property {
        compare: Comparison::LessOrEqual,
        property: Property::Due(days.cast_signed()),
    };
    let search = Search::all([soon]).and(Search::all([Term::deck_named(name)]));
    session(true, &search, DUE, ALL)
}

fn preview(name: &str, days: u32) -> FilteredDeck {
    let search = Search::all([
        Term::State(State::New),
        Term::AddedInDays(days),
        Term::deck_named(name),
    ]);
    session(false, &search, ADDED, ALL)
}

fn crammed(name: &str, cram: &Cram) -> FilteredDeck {
    let (reschedules, which, order) = match cram.which {
        Crammed::New => (true, Some(Node::from(Term::State(State::New))), ADDED),
        Crammed::Due => (true, Some(Node::from(Term::State(State::Due))), DUE),
        Crammed::Reviews => (true, Some(Term::State(State::New).negated()), RANDOM),
        Crammed::All => (false, None, RANDOM),
    };
    let with = Search::any(cram.with_tags.iter().map(|tag| Term::tag_named(tag)));
    let without = cram
        .without_tags
        .iter()
        .map(|tag| Term::tag_named(tag).negated());
    let tags = with.and(Search::all(without));
    let search = Search::all(which)
        .and(Search::all([Term::deck_named(name)]))
        .and_flat(tags);
    session(reschedules, &search, order, cram.limit)
}
