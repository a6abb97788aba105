//! GET /decks/{id} — one deck: what there is to do, or that it is done. POST /decks/{id}/study.

use askama::Template;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use collection::Error;
use collection::model::{Deck, DeckId, DeckKind};
use collection::storage::decks;
use collection::study::Action;
use collection::study::congrats::{Congratulations, congratulations};
use collection::study::current::{current_deck, select_deck};
use texts::Texts;

use crate::app::App;
use crate::decks::trouble::in_use;
use crate::frame::{Frame, Member, Reply, Stopped, page, see_other};
use crate::study::desks::{Bench, Whereabouts};
use crate::study::steps;

#[derive(Debug, Template)]
#[template(path = "decks/deck.html")]
struct DeckPage {
    t: Texts,
    frame: Frame,
    id: i64,
    name: String,
    above: Option<String>,
    is_filtered: bool,
    is_old: bool,
    description: Option<String>,
    new: u32,
    learning: u32,
    review: u32,
    /// Sentences about what is done, if nothing is left to do.
    done: Option<Vec<String>>,
    has_buried: bool,
    undo: Option<String>,
}

/// What the page shows of a deck.
struct Seen {
    deck: Deck,
    due: (u32, u32, u32),
    done: Option<Congratulations>,
    has_buried: bool,
    is_old: bool,
    undo: Option<String>,
}

pub(super) async fn show(State(app): State<App>, member: Member, Path(id): Path<i64>) -> Reply {
    let (account, t) = (member.who.account.id, member.reader.t);
    let visit = app
        .desks
        .visit(account, Whereabouts::default(), None, move |bench| {
            Seen::of(bench, DeckId(id), t)
        });
    let seen = match visit.await {
        Ok(Some(seen)) => seen,
        Ok(None) => return Err(Stopped::NotFound),
        Err(trouble) => return in_use(&member.reader, trouble),
    };
    let full = seen.deck.name.human();
    let (above, name) = match full.rsplit_once("::") {
        Some((above, name)) => (Some(above.replace("::", " · ")), name.to_owned()),
        None => (None, full),
    };
    let (new, learning, review) = seen.due;
    let nothing = new == 0 && learning == 0 && review == 0;
    page(
        StatusCode::OK,
        &DeckPage {
            t,
            frame: member.reader.frame(),
            id,
            name,
            above,
            is_filtered: matches!(seen.deck.kind, DeckKind::Filtered(_)),
            is_old: seen.is_old,
            description: description(&seen.deck),
            new,
            learning,
            review,
            done: nothing.then(|| sentences(seen.done.as_ref(), t)),
            has_buried: seen.has_buried,
            undo: seen.undo,
        },
    )
}

impl Seen {
    fn of(bench: &mut Bench<'_>, id: DeckId, t: Texts) -> Result<Option<Seen>, Error> {
        let Some(deck) = decks::get(bench.collection.connection(), id)? else {
            return Ok(None);
        };
        let now = bench.moment.now.secs();
        let tree = bench.sit().deck_tree(Some(now))?;
        let due = tree
            .find(id)
            .map_or((0, 0, 0), |node| (node.new, node.learning, node.review));
        let is_current = current_deck(bench.collection.connection())?.id == id;
        let done = congratulations(&bench.sit().pen()?)?;
        let (undo, _) = bench.seat.desk.status();
        let buried = done.left.buried_as_sibling || done.left.buried_by_hand;
        Ok(Some(Seen {
            deck,
            due,
            has_buried: is_current && buried,
            is_old: bench.has_old_scheduler()?,
            done: is_current.then_some(done),
            undo: undo.map(|action| t.study_undo_step(steps::name(&action, t))),
        }))
    }
}

/// The description, with what could do harm taken out: it is a stranger's.
fn description(deck: &Deck) -> Option<String> {
    let DeckKind::Normal(normal) = &deck.kind else {
        return None;
    };
    let html = if normal.markdown_description {
        renderer::description::from_markdown(&normal.description)
    } else {
        renderer::description::safe(&normal.description)
    };
    (!html.trim().is_empty()).then_some(html)
}

fn sentences(done: Option<&Congratulations>, t: Texts) -> Vec<String> {
    let Some(done) = done else {
        return vec![t.deck_nothing_due()];
    };
    let mut sentences = vec![t.deck_done()];
    if done.left.learning > 0 {
        sentences.push(match done.secs_until_next_learning {
            secs @ 0..3_600 => t.deck_done_learning_soon((secs / 60).max(1)),
            secs => t.deck_done_learning_hours(secs / 3_600),
        });
    }
    if done.left.reviews {
        sentences.push(t.deck_done_reviews_left());
    }
    if done.left.new {
        sentences.push(t.deck_done_new_left());
    }
    if done.left.buried_as_sibling || done.left.buried_by_hand {
        sentences.push(t.deck_done_buried());
    }
    sentences
}

/// Chooses the deck and begins.
pub(super) async fn study(State(app): State<App>, member: Member, Path(id): Path<i64>) -> Reply {
    let account = member.who.account.id;
    let visit = app
        .desks
        .visit(account, Whereabouts::default(), None, move |bench| {
            let id = DeckId(id);
            if decks::get(bench.collection.connection(), id)?.is_none() {
                return Ok(false);
            }
            if current_deck(bench.collection.connection())?.id != id {
                // Not a step to be taken back: who undoes next means the last card.
                bench
                    .sit()
                    .perform(Action::Unlisted, |pen| select_deck(pen, id))?;
                bench.seat.desk.drop_queue();
            }
            Ok(true)
        });
    match visit.await {
        Ok(true) => Ok(see_other("/study", None)),
        Ok(false) => Err(Stopped::NotFound),
        Err(trouble) => in_use(&member.reader, trouble),
    }
}
