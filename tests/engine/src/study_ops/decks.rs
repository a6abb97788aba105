//! Decks: the tree, their messages, adding, renaming, nesting, removing.

use collection::Pen;
use collection::model::{Deck, DeckCommon, DeckId, DeckKind, DeckName, Secs};
use collection::storage::decks as table;
use collection::study::current::{current_deck, select_deck};
use collection::study::decks::{self, FoldPlace};
use collection::study::tree::DeckNode;
use collection::study::{Action, Sitting};
use prost::Message as _;
use serde_json::{Value, json};

use super::by_hand::{changed, counted};
use super::{card_ids, changes, deck_id};
use crate::proto;
use crate::request::{Refusal, Request};
use crate::session::Session;

pub(super) fn perform(session: &mut Session, request: &Request) -> Option<Result<Value, Refusal>> {
    Some(match request.op() {
        "deck_tree" => tree(session, request),
        "deck_select" | "set_current_deck" => select(session, request),
        "deck_add" => add(session, request),
        "deck_get" | "get_deck" => get(session, request),
        "deck_patch" => patch(session, request),
        "get_current_deck" => current(session),
        "rename_deck" => {
            let name = request.text("new_name").unwrap_or_default();
            let deck = number(request, "deck_id");
            changed(session, |pen| decks::rename(pen, deck, name))
        }
        "reparent_decks" => reparent(session, request),
        "remove_decks" => {
            let ids: Vec<_> = request.ints("dids").into_iter().map(DeckId).collect();
            counted(session, |pen| decks::remove(pen, &ids))
        }
        "set_deck_collapsed" => fold(session, request),
        "set_deck" => {
            let (ids, deck) = (card_ids(request, "card_ids"), number(request, "deck_id"));
            counted(session, |pen| decks::set_deck(pen, &ids, deck))
        }
        "extend_limits" => extend_limits(session, request),
        "counts_for_deck_today" => counts_today(session, request),
        _ => return None,
    })
}

fn number(request: &Request, name: &str) -> DeckId {
    DeckId(request.int(name).unwrap_or_default())
}

fn tree(session: &Session, request: &Request) -> Result<Value, Refusal> {
    let now = session.moment().now.secs().0;
    let at = request.int("now").unwrap_or(now);
    let at = (at != 0).then_some(Secs(at));
    let tree = session.sit(|sitting| sitting.deck_tree(at))?;
    Ok(node(&tree))
}

fn node(deck: &DeckNode) -> Value {
    let below: Vec<_> = deck.below.iter().map(node).collect();
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

/// The deck of a request for one of ours or of the backend's.
fn wanted(session: &Session, request: &Request) -> Result<DeckId, Refusal> {
    let deck = request.get("deck").or_else(|| request.get("did"));
    let deck = request.need("deck", deck)?;
    deck_id(session.collection()?.connection(), deck)
}

fn select(session: &Session, request: &Request) -> Result<Value, Refusal> {
    let id = wanted(session, request)?;
    changed(session, |pen| select_deck(pen, id).map(|_| ()))
}

fn get(session: &Session, request: &Request) -> Result<Value, Refusal> {
    let id = wanted(session, request)?;
    to_json(&decks::deck(session.collection()?.connection(), id)?)
}

fn current(session: &Session) -> Result<Value, Refusal> {
    to_json(&current_deck(session.collection()?.connection())?)
}

/// `Deck`.
fn to_json(deck: &Deck) -> Result<Value, Refusal> {
    let mut json = json!({
        "id": deck.id.0,
        "name": deck.name.human(),
        "mtime_secs": deck.modified.0,
        "usn": deck.usn.0,
        "common": proto::to_json(&deck.common.encode_to_vec(), proto::DECK_COMMON)?,
    });
    let kind = proto::to_json(&deck.kind.to_blob(), proto::DECK_KIND)?;
    if let (Some(json), Value::Object(kind)) = (json.as_object_mut(), kind) {
        json.extend(kind);
    }
    Ok(json)
}

fn add(session: &Session, request: &Request) -> Result<Value, Refusal> {
    let name = request.need("name", request.text("name"))?;
    let id = session.sit(|sitting| {
        let id = get_or_add(sitting, name)?;
        if ["common", "normal"]
            .iter()
            .any(|part| is_given(request, part))
        {
            sitting.perform(Action::UpdateDeck, |pen| patched(pen, request, id))?;
        }
        Ok::<_, Refusal>(id)
    })?;
    Ok(json!({"deck_id": id.0}))
}

fn is_given(request: &Request, part: &str) -> bool {
    let part = request.get(part).and_then(Value::as_object);
    part.is_some_and(|part| !part.is_empty())
}

/// The deck of this name, made if there is none.
pub(crate) fn get_or_add(sitting: &mut Sitting<'_>, name: &str) -> Result<DeckId, Refusal> {
    let stored = DeckName::from_human(name);
    if let Some(id) = table::id_of_name(sitting.db(), &stored)? {
        return Ok(id);
    }
    let deck = sitting.perform(Action::AddDeck, |pen| decks::get_or_add(pen, name))?;
    Ok(deck.id)
}

fn patch(session: &Session, request: &Request) -> Result<Value, Refusal> {
    let id = wanted(session, request)?;
    decks::deck(session.collection()?.connection(), id)?;
    let ((), touched) = session.write_and_tell(|pen| patched(pen, request, id))?;
    Ok(changes(touched, session.action()))
}

fn patched(pen: &Pen<'_>, request: &Request, id: DeckId) -> Result<(), Refusal> {
    let mut deck = decks::deck(pen.db, id)?;
    if let Some(name) = request
        .text("name")
        .filter(|_| request.op() == "deck_patch")
    {
        deck.name = DeckName::from_human(name);
    }
    if let Some(common) = request.get("common") {
        let now = proto::to_json(&deck.common.encode_to_vec(), proto::DECK_COMMON)?;
        let bytes = proto::from_json(&merged(&now, common), proto::DECK_COMMON)?;
        deck.common = DeckCommon::decode(bytes.as_slice()).map_err(collection::Error::from)?;
    }
    for part in ["normal", "filtered"] {
        if let Some(wish) = request.get(part) {
            let mut now = proto::to_json(&deck.kind.to_blob(), proto::DECK_KIND)?;
            let old = now.get_mut(part).map(Value::take).unwrap_or_default();
            let kind = json!({part: merged(&old, wish)});
            let bytes = proto::from_json(&kind, proto::DECK_KIND)?;
            deck.kind = DeckKind::from_blob(&bytes).map_err(collection::Error::from)?;
        }
    }
    decks::update(pen, deck)?;
    Ok(())
}

fn merged(old: &Value, wish: &Value) -> Value {
    let mut all = old.as_object().cloned().unwrap_or_default();
    for (name, value) in wish.as_object().into_iter().flatten() {
        all.insert(name.clone(), value.clone());
    }
    Value::Object(all)
}

fn reparent(session: &Session, request: &Request) -> Result<Value, Refusal> {
    let ids: Vec<_> = request.ints("deck_ids").into_iter().map(DeckId).collect();
    let parent = number(request, "new_parent");
    let parent = (parent != DeckId(0)).then_some(parent);
    counted(session, |pen| decks::reparent(pen, &ids, parent))
}

fn fold(session: &Session, request: &Request) -> Result<Value, Refusal> {
    let place = match request.text("scope") {
        Some("BROWSER") => FoldPlace::Browser,
        _ => FoldPlace::DeckList,
    };
    let deck = number(request, "deck_id");
    let is_folded = request.is("collapsed");
    changed(session, |pen| decks::fold(pen, deck, is_folded, place))
}

fn extend_limits(session: &Session, request: &Request) -> Result<Value, Refusal> {
    let delta = |name| i32::try_from(request.int(name).unwrap_or_default()).unwrap_or_default();
    let (new, review) = (delta("new_delta"), delta("review_delta"));
    let deck = number(request, "deck_id");
    session.write(|pen| decks::extend_limits(pen, deck, new, review))?;
    Ok(json!({}))
}

fn counts_today(session: &Session, request: &Request) -> Result<Value, Refusal> {
    let deck = number(request, "did");
    let (new, review) = session.sit(|sitting| decks::seen_today(&sitting.pen()?, deck))?;
    Ok(json!({"new": new, "review": review}))
}
