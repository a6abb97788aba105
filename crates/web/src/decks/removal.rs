//! GET, POST /decks/{id}/removal — deleting a deck; POST /decks/undo takes it back, as any other step.

use axum::extract::{Path, State};
use axum::http::StatusCode;
use collection::Error;
use collection::model::{DEFAULT_DECK, DeckId};
use collection::study::{Action, decks};

use crate::app::App;
use crate::decks::shape::{Entry, FormPage};
use crate::decks::trouble::in_use;
use crate::frame::{Member, Reply, Said, Stopped, page, see_other};
use crate::study::desks::Whereabouts;

/// What would go.
struct Stake {
    name: String,
    cards: u32,
    below: usize,
    is_filtered: bool,
}

pub(super) async fn form(State(app): State<App>, member: Member, Path(id): Path<i64>) -> Reply {
    let (account, t) = (member.who.account.id, member.reader.t);
    let visit = app
        .desks
        .visit(account, Whereabouts::default(), None, move |bench| {
            let id = DeckId(id);
            let now = bench.moment.now.secs();
            let tree = bench.sit().deck_tree(Some(now))?;
            let deck = collection::storage::decks::get(bench.collection.connection(), id)?;
            Ok(deck.map(|deck| {
                let node = tree.find(id);
                Stake {
                    name: deck.name.human(),
                    cards: node.map_or(0, |node| node.all_with_below),
                    below: node.map_or(0, below),
                    is_filtered: deck.is_filtered(),
                }
            }))
        });
    let stake = match visit.await {
        Ok(Some(stake)) => stake,
        Ok(None) => return Err(Stopped::NotFound),
        Err(trouble) => return in_use(&member.reader, trouble),
    };
    let mut lead = Vec::new();
    if id == DEFAULT_DECK.0 {
        lead.push(t.decks_default_stays());
    } else if stake.is_filtered {
        lead.push(t.decks_delete_filtered());
    } else {
        lead.push(t.decks_delete_cards(stake.cards));
        if stake.below > 0 {
            lead.push(t.decks_delete_below(u64::try_from(stake.below).unwrap_or(u64::MAX)));
        }
        lead.push(t.decks_delete_undo());
    }
    page(
        StatusCode::OK,
        &FormPage {
            t,
            frame: member.reader.frame(),
            title: t.decks_delete_title(stake.name),
            action: format!("/decks/{id}/removal"),
            lead,
            entry: Entry::Nothing,
            submit: t.decks_delete_submit(),
            is_danger: true,
            fault: None,
        },
    )
}

fn below(node: &collection::study::tree::DeckNode) -> usize {
    node.below.iter().map(|deck| 1 + below(deck)).sum()
}

pub(super) async fn remove(State(app): State<App>, member: Member, Path(id): Path<i64>) -> Reply {
    let account = member.who.account.id;
    let visit = app
        .desks
        .visit(account, Whereabouts::default(), None, move |bench| {
            bench
                .sit()
                .perform(Action::RemoveDeck, |pen| decks::remove(pen, &[DeckId(id)]))
        });
    match visit.await {
        // Pressed twice: it is as wished.
        Ok(_cards) => Ok(see_other("/decks", Some(Said::DeckDeleted))),
        Err(trouble) => in_use(&member.reader, trouble),
    }
}

pub(super) async fn undo(State(app): State<App>, member: Member) -> Reply {
    let account = member.who.account.id;
    let visit = app.desks.visit(
        account,
        Whereabouts::default(),
        None,
        move |bench| match bench.sit().undo() {
            Ok(_undone) => Ok(true),
            Err(Error::NothingToUndo) => Ok(false),
            Err(error) => Err(error),
        },
    );
    match visit.await {
        Ok(true) => Ok(see_other("/decks", Some(Said::Undone))),
        Ok(false) => Ok(see_other("/decks", None)),
        Err(trouble) => in_use(&member.reader, trouble),
    }
}
