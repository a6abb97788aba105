//! Filtered decks and custom study.

use collection::model::{DeckId, DeckKind, FilteredDeck};
use collection::study::custom::{self, Cram, Crammed, CustomStudy};
use collection::study::filtered::{self, FilteredDraft};
use serde_json::{Value, json};

use super::by_hand::{changed, counted};
use super::{changes, deck_id};
use crate::proto;
use crate::request::{Refusal, Request};
use crate::session::Session;

pub(super) fn perform(session: &mut Session, request: &Request) -> Option<Result<Value, Refusal>> {
    let did = DeckId(request.int("did").unwrap_or_default());
    Some(match request.op() {
        "filtered_deck" => save(session, request),
        "add_or_update_filtered_deck" => save_message(session, request),
        "get_or_create_filtered_deck" => draft(session, did).and_then(|draft| to_json(&draft)),
        "rebuild_filtered_deck" => counted(session, |pen| filtered::rebuild(pen, did)),
        "empty_filtered_deck" => changed(session, |pen| filtered::empty(pen, did)),
        "custom_study" => custom_study(session, request),
        "custom_study_defaults" => defaults(session, request),
        _ => return None,
    })
}

fn draft(session: &Session, id: DeckId) -> Result<FilteredDraft, Refusal> {
    let moment = session.moment();
    Ok(filtered::draft(
        session.collection()?.connection(),
        &moment,
        id,
    )?)
}

/// `FilteredDeckForUpdate`.
fn to_json(draft: &FilteredDraft) -> Result<Value, Refusal> {
    Ok(json!({
        "id": draft.id.0,
        "name": draft.name,
        "config": config_to_json(&draft.config)?,
        "allow_empty": draft.may_be_empty,
    }))
}

fn config_to_json(config: &FilteredDeck) -> Result<Value, Refusal> {
    let blob = DeckKind::Filtered(config.clone()).to_blob();
    let mut kind = proto::to_json(&blob, proto::DECK_KIND)?;
    Ok(kind
        .get_mut("filtered")
        .map(Value::take)
        .unwrap_or_default())
}

fn config_from_json(config: &Value) -> Result<FilteredDeck, Refusal> {
    let blob = proto::from_json(&json!({"filtered": config}), proto::DECK_KIND)?;
    match DeckKind::from_blob(&blob).map_err(collection::Error::from)? {
        DeckKind::Filtered(config) => Ok(config),
        DeckKind::Normal(_) => Ok(FilteredDeck::default()),
    }
}

fn save(session: &Session, request: &Request) -> Result<Value, Refusal> {
    let id = match request.get("deck") {
        Some(deck) => deck_id(session.collection()?.connection(), deck)?,
        None => DeckId(0),
    };
    let mut draft = draft(session, id)?;
    if let Some(name) = request.text("name") {
        name.clone_into(&mut draft.name);
    }
    draft.may_be_empty = request.flag("allow_empty", draft.may_be_empty);
    let mut config = config_to_json(&draft.config)?;
    if let Some(config) = config.as_object_mut() {
        let names = [
            "preview_again_secs",
            "preview_hard_secs",
            "preview_good_secs",
            "delays",
        ];
        for name in names.into_iter().chain(["reschedule"]) {
            if let Some(value) = request.get(name) {
                config.insert(name.to_owned(), value.clone());
            }
        }
        if let Some(terms) = request.get("terms") {
            config.insert("search_terms".to_owned(), terms.clone());
        }
    }
    draft.config = config_from_json(&config)?;
    saved(session, draft)
}

fn save_message(session: &Session, request: &Request) -> Result<Value, Refusal> {
    let config = request.get("config").cloned().unwrap_or_else(|| json!({}));
    let draft = FilteredDraft {
        id: DeckId(request.int("id").unwrap_or_default()),
        name: request.text("name").unwrap_or_default().to_owned(),
        config: config_from_json(&config)?,
        may_be_empty: request.is("allow_empty"),
    };
    let saved = saved(session, draft)?;
    Ok(json!({"id": saved.get("deck_id"), "changes": saved.get("changes")}))
}

fn saved(session: &Session, draft: FilteredDraft) -> Result<Value, Refusal> {
    let (id, touched) = session.write_and_tell(|pen| filtered::save(pen, draft))?;
    Ok(json!({"deck_id": id.0, "changes": changes(touched, session.action())}))
}

fn custom_study(session: &Session, request: &Request) -> Result<Value, Refusal> {
    let deck = DeckId(request.int("deck_id").unwrap_or_default());
    let wish = request.need("value", wish_of(request))?;
    changed(session, |pen| custom::custom_study(pen, deck, wish))
}

fn wish_of(request: &Request) -> Option<CustomStudy> {
    let delta = |name| {
        request
            .int(name)
            .and_then(|delta| i32::try_from(delta).ok())
    };
    let days = |name| request.int(name).and_then(|days| u32::try_from(days).ok());
    if let Some(delta) = delta("new_limit_delta") {
        return Some(CustomStudy::MoreNew(delta));
    }
    if let Some(delta) = delta("review_limit_delta") {
        return Some(CustomStudy::MoreReviews(delta));
    }
    if let Some(days) = days("forgot_days") {
        return Some(CustomStudy::Forgotten { days });
    }
    if let Some(days) = days("review_ahead_days") {
        return Some(CustomStudy::Ahead { days });
    }
    if let Some(days) = days("preview_days") {
        return Some(CustomStudy::Preview { days });
    }
    let cram = request.get("cram")?;
    let tags = |name| -> Vec<String> {
        let tags = cram.get(name).and_then(Value::as_array);
        let tags = tags.into_iter().flatten().filter_map(Value::as_str);
        tags.map(str::to_owned).collect()
    };
    let limit = cram.get("card_limit").and_then(Value::as_u64).unwrap_or(0);
    Some(CustomStudy::Cram(Cram {
        which: match cram.get("kind").and_then(Value::as_str) {
            Some("CRAM_KIND_NEW") => Crammed::New,
            Some("CRAM_KIND_REVIEW") => Crammed::Reviews,
            Some("CRAM_KIND_ALL") => Crammed::All,
            _ => Crammed::Due,
        },
        limit: u32::try_from(limit).unwrap_or(u32::MAX),
        with_tags: tags("tags_to_include"),
        without_tags: tags("tags_to_exclude"),
    }))
}

fn defaults(session: &Session, request: &Request) -> Result<Value, Refusal> {
    let deck = DeckId(request.int("deck_id").unwrap_or_default());
    let defaults = session.sit(|sitting| sitting.custom_study_defaults(deck))?;
    let tag = |(name, include, exclude): &(String, bool, bool)| json!({"name": name, "include": include, "exclude": exclude});
    Ok(json!({
        "tags": defaults.tags.iter().map(tag).collect::<Vec<_>>(),
        "extend_new": defaults.extend_new,
        "extend_review": defaults.extend_review,
        "available_new": defaults.available_new,
        "available_review": defaults.available_review,
        "available_new_in_children": defaults.available_new_below,
        "available_review_in_children": defaults.available_review_below,
    }))
}
