//! The deck options screen: `DeckConfigsForUpdate` and `UpdateDeckConfigs` in JSON.

use collection::Today;
use collection::model::{DeckId, DeckName, Preset, PresetConfig, PresetId, Secs, Usn};
use collection::storage::decks;
use collection::study::Action;
use collection::study::presets::{self, Change, Limits, Options, Scope, Switches};
use prost::Message as _;
use serde_json::{Map, Value, json};

use crate::proto::{self, Field, short};
use crate::request::{Refusal, Request};
use crate::session::Session;
use crate::study_ops::changes;

pub(super) fn get(session: &Session, request: &Request) -> Result<Value, Refusal> {
    match request.int("config") {
        Some(id) => one(session, Some(id)),
        None => for_update(session, request),
    }
}

pub(super) fn one(session: &Session, id: Option<i64>) -> Result<Value, Refusal> {
    let db = session.collection()?.connection();
    preset_to_json(&presets::preset(db, PresetId(id.unwrap_or(1)))?)
}

pub(super) fn for_update(session: &Session, request: &Request) -> Result<Value, Refusal> {
    let options = options_of(session, deck_of(session, request)?)?;
    let mut all = Vec::new();
    for (preset, use_count) in &options.presets {
        all.push(json!({"config": preset_to_json(preset)?, "use_count": use_count}));
    }
    let parents: Vec<_> = options.parents.iter().map(|id| id.0).collect();
    Ok(json!({
        "all_config": all,
        "current_deck": {
            "name": options.deck_name,
            "config_id": options.preset.0,
            "parent_config_ids": parents,
            "limits": limits_to_json(&options.limits),
        },
        "defaults": preset_to_json(&options.defaults)?,
        "schema_modified": options.is_schema_modified,
        "card_state_customizer": options.custom_scheduling,
        "new_cards_ignore_review_limit": options.switches.new_cards_ignore_review_limit,
        "fsrs": options.switches.fsrs,
        "fsrs_health_check": options.switches.fsrs_health_check,
        "fsrs_legacy_evaluate": options.legacy_evaluate,
        "apply_all_parent_limits": options.switches.apply_all_parent_limits,
        "days_since_last_fsrs_optimize": options.days_since_optimised,
    }))
}

pub(super) fn set_fsrs(session: &Session, request: &Request) -> Result<Value, Refusal> {
    let mut config = Map::new();
    for (name, field) in [
        ("params", "fsrs_params_6"),
        ("desired_retention", "desired_retention"),
    ] {
        if let Some(value) = request.get(name) {
            config.insert(field.to_owned(), value.clone());
        }
    }
    let wish = json!({
        "deck": request.get("deck").cloned().unwrap_or_else(|| 1.into()),
        "config": config,
        "fsrs": request.is("enabled"),
        "fsrs_reschedule": request.is("reschedule"),
    });
    set(session, &Request::of(wish))
}

/// Saves what is given; all else stays.
pub(super) fn set(session: &Session, request: &Request) -> Result<Value, Refusal> {
    let deck = deck_of(session, request)?;
    let options = options_of(session, deck)?;
    let mut switches = options.switches;
    for (name, switch) in [
        (
            "new_cards_ignore_review_limit",
            &mut switches.new_cards_ignore_review_limit,
        ),
        (
            "apply_all_parent_limits",
            &mut switches.apply_all_parent_limits,
        ),
        ("fsrs", &mut switches.fsrs),
        ("fsrs_health_check", &mut switches.fsrs_health_check),
    ] {
        *switch = request.flag(name, *switch);
    }
    let customizer = request.text("card_state_customizer");
    let change = Change {
        deck,
        presets: vec![patched(&options, request)?],
        removed: removed(request),
        scope: scope(request),
        custom_scheduling: customizer.unwrap_or(&options.custom_scheduling).to_owned(),
        limits: limits_from_json(options.limits, request.get("limits")),
        switches,
        reschedules: request.is("fsrs_reschedule"),
    };
    let ((), touched) = session.write_and_tell(|pen| presets::update(pen, change))?;
    let after = options_of(session, deck)?;
    let changes = changes(touched, &Action::UpdatePreset);
    Ok(json!({"config_id": after.preset.0, "changes": changes}))
}

/// `UpdateDeckConfigsRequest`: what is not there is nothing.
pub(super) fn update(session: &Session, request: &Request) -> Result<Value, Refusal> {
    let list = request.get("configs").and_then(Value::as_array);
    let mut presets = Vec::new();
    for preset in list.into_iter().flatten() {
        presets.push(preset_from_json(preset)?);
    }
    let change = Change {
        deck: DeckId(request.int("target_deck_id").unwrap_or_default()),
        presets,
        removed: removed(request),
        scope: scope(request),
        custom_scheduling: request
            .text("card_state_customizer")
            .unwrap_or_default()
            .to_owned(),
        limits: limits_from_json(Limits::default(), request.get("limits")),
        switches: Switches {
            new_cards_ignore_review_limit: request.is("new_cards_ignore_review_limit"),
            apply_all_parent_limits: request.is("apply_all_parent_limits"),
            fsrs: request.is("fsrs"),
            fsrs_health_check: request.is("fsrs_health_check"),
        },
        reschedules: request.is("fsrs_reschedule"),
    };
    let ((), touched) = session.write_and_tell(|pen| presets::update(pen, change))?;
    Ok(changes(touched, &Action::UpdatePreset))
}

fn removed(request: &Request) -> Vec<PresetId> {
    let ids = request.ints("removed_config_ids");
    ids.into_iter().map(PresetId).collect()
}

fn scope(request: &Request) -> Scope {
    match request.text("mode") {
        Some("UPDATE_DECK_CONFIGS_MODE_APPLY_TO_CHILDREN") => Scope::Children,
        Some("UPDATE_DECK_CONFIGS_MODE_COMPUTE_ALL_PARAMS") => Scope::EveryPresetOptimised,
        _ => Scope::Deck,
    }
}

fn preset_from_json(preset: &Value) -> Result<Preset, Refusal> {
    let whole = |name: &str| preset.get(name).and_then(Value::as_i64).unwrap_or_default();
    let name = preset.get("name").and_then(Value::as_str);
    let nothing = json!({});
    let config = preset.get("config").unwrap_or(&nothing);
    Ok(Preset {
        id: PresetId(whole("id")),
        name: name.unwrap_or_default().to_owned(),
        modified: Secs(whole("mtime_secs")),
        usn: Usn(i32::try_from(whole("usn")).unwrap_or_default()),
        config: config_from_json(config)?,
    })
}

fn config_from_json(config: &Value) -> Result<PresetConfig, Refusal> {
    let bytes = proto::from_json(config, proto::PRESET_CONFIG)?;
    Ok(PresetConfig::decode(bytes.as_slice()).map_err(collection::Error::from)?)
}

/// The preset that the deck has, or the one named, or a new one of that name; with the fields
/// that are given.
fn patched(options: &Options, request: &Request) -> Result<Preset, Refusal> {
    let presets = options.presets.iter().map(|(preset, _)| preset);
    let mut preset = match request.text("preset") {
        None => presets.clone().find(|preset| preset.id == options.preset),
        Some(name) => presets.clone().rfind(|preset| preset.name == name),
    }
    .unwrap_or(&options.defaults)
    .clone();
    if preset.id == PresetId(0) {
        request
            .text("preset")
            .unwrap_or_default()
            .clone_into(&mut preset.name);
    }
    let mut config = config_to_json(&preset.config)?;
    let patch = request.get("config").and_then(Value::as_object);
    if let Some(config) = config.as_object_mut() {
        for (name, value) in patch.into_iter().flatten() {
            if !config.contains_key(name) {
                let message = format!("no option {name:?}");
                return Err(Refusal::new("BAD_REQUEST", message));
            }
            config.insert(name.clone(), value.clone());
        }
    }
    preset.config = config_from_json(&config)?;
    Ok(preset)
}

fn config_to_json(config: &PresetConfig) -> Result<Value, Refusal> {
    let fields: &[Field] = proto::PRESET_CONFIG;
    Ok(proto::to_json(&config.encode_to_vec(), fields)?)
}

fn preset_to_json(preset: &Preset) -> Result<Value, Refusal> {
    Ok(json!({
        "id": preset.id.0,
        "name": preset.name,
        "mtime_secs": preset.modified.0,
        "usn": preset.usn.0,
        "config": config_to_json(&preset.config)?,
    }))
}

fn limits_to_json(limits: &Limits) -> Value {
    let mut out = Map::new();
    for (name, amount) in [
        ("review", limits.review),
        ("new", limits.new),
        ("review_today", limits.review_today),
        ("new_today", limits.new_today),
    ] {
        if let Some(amount) = amount {
            out.insert(name.to_owned(), amount.into());
        }
    }
    for (name, is_active) in [
        ("review_today_active", limits.is_review_today_active),
        ("new_today_active", limits.is_new_today_active),
    ] {
        out.insert(name.to_owned(), is_active.into());
    }
    if let Some(retention) = limits.desired_retention {
        out.insert("desired_retention".to_owned(), short(retention));
    }
    out.into()
}

/// A limit that is named without a value is taken away.
fn limits_from_json(mut limits: Limits, patch: Option<&Value>) -> Limits {
    let Some(patch) = patch.and_then(Value::as_object) else {
        return limits;
    };
    for (name, amount) in [
        ("review", &mut limits.review),
        ("new", &mut limits.new),
        ("review_today", &mut limits.review_today),
        ("new_today", &mut limits.new_today),
    ] {
        if let Some(value) = patch.get(name) {
            *amount = value.as_u64().and_then(|amount| u32::try_from(amount).ok());
        }
    }
    if let Some(value) = patch.get("desired_retention") {
        #[expect(
            clippy::cast_possible_truncation,
            reason = "an f32 on its way through JSON"
        )]
        let retention = value.as_f64().map(|retention| retention as f32);
        limits.desired_retention = retention;
    }
    limits
}

fn options_of(session: &Session, deck: DeckId) -> Result<Options, Refusal> {
    let (collection, moment) = (session.collection()?, session.moment());
    let db = collection.connection();
    Ok(presets::options(db, deck, Today::at(db, &moment)?)?)
}

fn deck_of(session: &Session, request: &Request) -> Result<DeckId, Refusal> {
    let deck = request.get("deck").or_else(|| request.get("did"));
    let Some(name) = deck.and_then(Value::as_str) else {
        return Ok(DeckId(deck.and_then(Value::as_i64).unwrap_or(1)));
    };
    let db = session.collection()?.connection();
    let id = decks::id_of_name(db, &DeckName::from_human(name))?;
    id.ok_or_else(|| Refusal::new("NOT_FOUND_ERROR", format!("no deck {name:?}")))
}
