//! Filtered decks: they borrow cards that a search finds, and give them back
//! (`rslib/src/scheduler/filtered/`).

use rusqlite::Connection;

use super::current::{current_deck_id, select_deck};
use super::decks::{add, deck, send_home, update};
use super::{refuse_old_scheduler, rewrite};
use crate::error::Error;
use crate::model::{Card, Deck, DeckId, DeckKind, DeckName, FilteredDeck, SearchTerm};
use crate::pen::Pen;
use crate::search::{self, Order, Search, Term, View};
use crate::storage::{cards, config, decks, standing};
use crate::today::Moment;

/// Cards in a filtered deck are numbered from here, in the order in which they were found.
const FIRST_PLACE: i32 = -100_000;
/// Further searches of a deck are not asked.
const TERMS_MAX: usize = 2;

/// What a person may change about a filtered deck.
#[derive(Debug, Clone, PartialEq)]
pub struct FilteredDraft {
    /// 0 for a deck that is not there yet.
    pub id: DeckId,
    pub name: String,
    pub config: FilteredDeck,
    /// Keep it even if nothing is found.
    pub may_be_empty: bool,
}

/// An existing deck to change, or with the id 0 a new one about the selected deck.
///
/// # Errors
/// [`Error::Invalid`] for a normal deck.
pub fn draft(db: &Connection, moment: &Moment, id: DeckId) -> Result<FilteredDraft, Error> {
    if id != DeckId(0) {
        let deck = deck(db, id)?;
        let DeckKind::Filtered(config) = deck.kind else {
            return Err(Error::invalid("not filtered"));
        };
        return Ok(FilteredDraft {
            id,
            name: deck.name.human(),
            config,
            may_be_empty: false,
        });
    }
    let mut config = new_config();
    if let Some(selected) = decks::get(db, current_deck_id(db)?)?.filter(|deck| !deck.is_filtered())
    {
        let name = selected.name.human();
        let about = Search::all([Term::deck_named(&name)]).to_string();
        for (term, state) in config.search_terms.iter_mut().zip(["is:due", "is:new"]) {
            term.search = format!("{about} {state}");
        }
    }
    let (hour, minute) = moment.hour_and_minute();
    Ok(FilteredDraft {
        id,
        name: format!("Filtered Deck {hour:02}:{minute:02}"),
        config,
        may_be_empty: false,
    })
}

fn new_config() -> FilteredDeck {
    let term = |limit, order| SearchTerm {
        search: String::new(),
        limit,
        order,
    };
    FilteredDeck {
        reschedule: true,
        search_terms: vec![term(100, 1), term(20, 6)],
        preview_again_secs: 60,
        preview_hard_secs: 600,
        ..FilteredDeck::default()
    }
}

/// Makes or changes a filtered deck, fetches its cards and selects it.
///
/// # Errors
/// [`Error::Search`]; [`Error::FilteredDeckIsEmpty`] if nothing was found and that is not wanted.
pub fn save(pen: &Pen<'_>, mut draft: FilteredDraft) -> Result<DeckId, Error> {
    for term in &mut draft.config.search_terms {
        let search: Search = term.search.as_str().try_into()?;
        term.search = search.to_string();
    }
    let mut saved = match draft.id {
        DeckId(0) => Deck::new_of(DeckKind::Filtered(FilteredDeck::default())),
        id => deck(pen.db, id)?,
    };
    saved.name = DeckName::from_human(&draft.name);
    saved.kind = DeckKind::Filtered(draft.config);
    if saved.id == DeckId(0) {
        add(pen, &mut saved)?;
    } else {
        saved = update(pen, saved)?;
    }
    let count = refill(pen, &saved)?;
    if count == 0 && !draft.may_be_empty {
        return Err(Error::FilteredDeckIsEmpty);
    }
    select_deck(pen, saved.id)?;
    Ok(saved.id)
}

/// Gives all cards back.
///
/// # Errors
/// [`Error::NotFiltered`].
pub fn empty(pen: &Pen<'_>, id: DeckId) -> Result<(), Error> {
    give_back(pen, &deck(pen.db, id)?)
}

/// Gives all cards back and fetches those that the searches find now; says how many.
///
/// # Errors
/// [`Error::Invalid`] for a normal deck.
pub fn rebuild(pen: &Pen<'_>, id: DeckId) -> Result<usize, Error> {
    refill(pen, &deck(pen.db, id)?)
}

fn give_back(pen: &Pen<'_>, deck: &Deck) -> Result<(), Error> {
    if !deck.is_filtered() {
        return Err(Error::NotFiltered);
    }
    send_home(pen, &standing::of_deck(pen.db, deck.id)?)
}

fn refill(pen: &Pen<'_>, deck: &Deck) -> Result<usize, Error> {
    refuse_old_scheduler(pen.db)?;
    let config = deck.filtered()?;
    give_back(pen, deck)?;
    let fsrs = config::is_on(pen.db, "fsrs", false)?;
    let mut place = FIRST_PLACE;
    for term in config.search_terms.iter().take(TERMS_MAX) {
        let view = View::from(pen);
        let order = Order::Sql(order_of(term, pen, fsrs));
        for id in search::cards(&view, search_of(term).as_str(), &order)? {
            if let Some(card) = cards::get(pen.db, id)? {
                rewrite(pen, borrowed(card, deck.id, config, place))?;
            }
            place += 1;
        }
    }
    Ok(usize::try_from(place - FIRST_PLACE).unwrap_or(0))
}

fn search_of(term: &SearchTerm) -> String {
    let own = match term.search.trim() {
        "" => String::new(),
        _ => format!("({})", term.search),
    };
    format!("{own} -is:suspended -is:buried -deck:filtered")
}

/// A card moves in.
fn borrowed(mut card: Card, deck: DeckId, config: &FilteredDeck, place: i32) -> Card {
    if card.original_due != 0 {
        return card;
    }
    card.original_deck = card.deck;
    card.deck = deck;
    card.original_due = card.due;
    // A deck that only shows has nothing to do with learning steps.
    if !config.reschedule {
        card.queue = 2;
    }
    if card.due > 0 {
        card.due = place;
    }
    card
}

/// `order by` and `limit` of a search (`rslib/src/storage/card/filtered.rs`).
fn order_of(term: &SearchTerm, pen: &Pen<'_>, fsrs: bool) -> String {
    let (day, next_day_at) = (pen.today.number, pen.today.next_day_at.0);
    let now = pen.now_secs().0;
    let due_at_home = "case when c.odue != 0 then c.odue else c.due end";
    let arguments = format!("c.data, {due_at_home}, c.ivl, {day}, {next_day_at}, {now}");
    let first = match term.order {
        1 => "random(), ".to_owned(),
        2 => "c.ivl, ".to_owned(),
        3 => "c.ivl desc, ".to_owned(),
        4 => "c.lapses desc, ".to_owned(),
        5 => "n.id, c.ord, ".to_owned(),
        6 => format!(
            "case when c.due > 1000000000 then c.due else (c.due - {day}) * 86400 + {now} end, \
             c.ord, "
        ),
        7 => "n.id desc, c.ord, ".to_owned(),
        8 if fsrs => format!("extract_fsrs_retrievability({arguments}), "),
        9 if fsrs => format!("extract_fsrs_retrievability({arguments}) desc, "),
        8 | 9 => String::new(),
        10 => format!("extract_fsrs_relative_retrievability({arguments}), "),
        _ => "(select max(id) from revlog where cid = c.id), ".to_owned(),
    };
    format!("{first}fnvhash(c.id, c.mod) limit {}", term.limit)
}
