//! Decks.

use collection::model::Secs;
use collection::study::current::select_deck;
use collection::study::tree::DeckNode;
use serde_json::{Value, json};

use super::{changes, deck_id};
use crate::request::{Refusal, Request};
use crate::session::Session;

pub(super) fn perform(session: &mut Session, request: &Request) -> Option<Result<Value, Refusal>> {
    Some(match request.op() {
        "deck_tree" => tree(session, request),
        "deck_select" => select(session, request),
        _ => return None,
    })
}

fn tree(session: &mut Session, request: &Request) -> Result<Value, Refusal> {
    let now = session.moment().now.secs().0;
    let at = request.int("now").unwrap_or(now);
    let at = (at != 0).then_some(Secs(at));
    let tree = session.sit(|sitting| sitting.deck_tree(at))?;
    Ok(node(&tree, at.is_some()))
}

fn node(deck: &DeckNode, counted: bool) -> Value {
    let below: Vec<_> = deck.below.iter().map(|deck| node(deck, counted)).collect();
    json!({
        "deck_id": deck.id.0,
        "name": deck.name,
        "level": deck.level,
        "collapsed": deck.is_collapsed,
        "review_count": deck.review,
        "learn_count": deck.learning,
        "new_count": deck.new,
        "intraday_learning": deck.own.learning,
        "interday_learning_uncapped": deck.own.day_learning,
        "new_uncapped": deck.own.new,
        "review_uncapped": deck.own.reviews,
        "total_in_deck": deck.own.all,
        "total_including_children": deck.all_with_below,
        "filtered": deck.is_filtered,
        "children": below,
    })
}

fn select(session: &mut Session, request: &Request) -> Result<Value, Refusal> {
    let deck = request.need("deck", request.get("deck"))?.clone();
    let id = deck_id(session.collection()?.connection(), &deck)?;
    let (_, touched) = session.write_and_tell(|pen| select_deck(pen, id))?;
    Ok(changes(touched, &collection::study::Action::SetCurrentDeck))
}
