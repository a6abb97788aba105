//! Switches of the collection, and the preferences screen (`rslib/src/preferences.rs`).

use collection::storage::{col, config};
use collection::study::{Action, settings};
use collection::{Moment, Pen};
use rusqlite::Connection;
use serde_json::{Value, json};

use crate::action;
use crate::request::{Refusal, Request};
use crate::session::Session;
use crate::study_ops::changes;

/// Names of the switches in requests (`proto/anki/config.proto`), with their keys, and how they
/// stand before anybody touches them.
const SWITCHES: [(&str, &str, bool); 27] = [
    (
        "BROWSER_TABLE_SHOW_NOTES_MODE",
        "browserTableShowNotesMode",
        false,
    ),
    ("PREVIEW_BOTH_SIDES", "previewBothSides", false),
    ("COLLAPSE_TAGS", "collapseTags", false),
    ("COLLAPSE_NOTETYPES", "collapseNotetypes", false),
    ("COLLAPSE_DECKS", "collapseDecks", false),
    ("COLLAPSE_SAVED_SEARCHES", "collapseSavedSearches", false),
    ("COLLAPSE_TODAY", "collapseToday", false),
    ("COLLAPSE_CARD_STATE", "collapseCardState", false),
    ("COLLAPSE_FLAGS", "collapseFlags", false),
    ("SCHED_2021", "sched2021", false),
    ("ADDING_DEFAULTS_TO_CURRENT_DECK", "addToCur", true),
    ("HIDE_AUDIO_PLAY_BUTTONS", "hideAudioPlayButtons", false),
    (
        "INTERRUPT_AUDIO_WHEN_ANSWERING",
        "interruptAudioWhenAnswering",
        true,
    ),
    ("PASTE_IMAGES_AS_PNG", "pasteImagesAsPng", false),
    ("PASTE_STRIPS_FORMATTING", "pasteStripsFormatting", false),
    ("NORMALIZE_NOTE_TEXT", "normalize_note_text", true),
    ("IGNORE_ACCENTS_IN_SEARCH", "ignoreAccentsInSearch", false),
    ("RESTORE_POSITION_BROWSER", "restorePositionBrowser", true),
    ("RESTORE_POSITION_REVIEWER", "restorePositionReviewer", true),
    ("RESET_COUNTS_BROWSER", "resetCountsBrowser", false),
    ("RESET_COUNTS_REVIEWER", "resetCountsReviewer", false),
    ("RANDOM_ORDER_REPOSITION", "randomOrderReposition", false),
    (
        "SHIFT_POSITION_OF_EXISTING_CARDS",
        "shiftPositionOfExistingCards",
        false,
    ),
    ("RENDER_LATEX", "renderLatex", false),
    ("LOAD_BALANCER_ENABLED", "loadBalancerEnabled", true),
    (
        "FSRS_SHORT_TERM_WITH_STEPS_ENABLED",
        "fsrsShortTermWithStepsEnabled",
        false,
    ),
    ("FSRS_LEGACY_EVALUATE", "fsrsLegacyEvaluate", false),
];

fn known(request: &Request) -> Result<(&'static str, bool), Refusal> {
    let name = request.need("key", request.text("key"))?;
    let found = SWITCHES.iter().find(|(known, _, _)| *known == name);
    let (_, key, default) =
        found.ok_or_else(|| Refusal::new("BAD_REQUEST", format!("no switch {name}")))?;
    Ok((key, *default))
}

pub(super) fn set_switch(session: &Session, request: &Request) -> Result<Value, Refusal> {
    let (key, _) = known(request)?;
    let value = Value::Bool(request.is("value"));
    let (_, touched) = session.write_and_tell(|pen| settings::set(pen, key, &value))?;
    Ok(changes(touched, &action::of(request)))
}

pub(super) fn switch(session: &Session, request: &Request) -> Result<Value, Refusal> {
    let (key, default) = known(request)?;
    let is_on = config::is_on(session.collection()?.connection(), key, default)?;
    Ok(json!({"val": is_on}))
}

pub(super) fn set_load_balancer(session: &Session, request: &Request) -> Result<Value, Refusal> {
    let is_on = request.flag("val", request.is("enabled"));
    let (_, touched) = session.write_and_tell(|pen| settings::LOAD_BALANCER.turn(pen, is_on))?;
    Ok(changes(touched, &Action::ToggleLoadBalancer))
}

/// Sections of the preferences, their names in messages, their keys, and their defaults. A message
/// has them in this order.
const SCHEDULING: [(&str, &str, Kept); 4] = [
    ("rollover", "rollover", Kept::Number(4)),
    ("learn_ahead_secs", "collapseTime", Kept::Number(1200)),
    ("new_review_mix", "newSpread", Kept::Mix),
    ("day_learn_first", "dayLearnFirst", Kept::Switch(false)),
];
const REVIEWING: [(&str, &str, Kept); 7] = [
    (
        "hide_audio_play_buttons",
        "hideAudioPlayButtons",
        Kept::Switch(false),
    ),
    (
        "interrupt_audio_when_answering",
        "interruptAudioWhenAnswering",
        Kept::Switch(true),
    ),
    ("show_remaining_due_counts", "dueCounts", Kept::Switch(true)),
    ("show_intervals_on_buttons", "estTimes", Kept::Switch(true)),
    ("time_limit_secs", "timeLim", Kept::Number(0)),
    (
        "load_balancer_enabled",
        "loadBalancerEnabled",
        Kept::Switch(true),
    ),
    (
        "fsrs_short_term_with_steps_enabled",
        "fsrsShortTermWithStepsEnabled",
        Kept::Switch(false),
    ),
];
const EDITING: [(&str, &str, Kept); 6] = [
    (
        "adding_defaults_to_current_deck",
        "addToCur",
        Kept::Switch(true),
    ),
    (
        "paste_images_as_png",
        "pasteImagesAsPng",
        Kept::Switch(false),
    ),
    (
        "paste_strips_formatting",
        "pasteStripsFormatting",
        Kept::Switch(false),
    ),
    ("default_search_text", "defaultSearchText", Kept::Text),
    (
        "ignore_accents_in_search",
        "ignoreAccentsInSearch",
        Kept::Switch(false),
    ),
    ("render_latex", "renderLatex", Kept::Switch(false)),
];
const MIXES: [&str; 3] = ["DISTRIBUTE", "REVIEWS_FIRST", "NEW_FIRST"];

/// How a preference is kept.
#[derive(Debug, Clone, Copy)]
enum Kept {
    Switch(bool),
    Number(i64),
    Text,
    Mix,
}

type Section = [(&'static str, &'static str, Kept)];

pub(super) fn get(session: &Session) -> Result<Value, Refusal> {
    let db = session.collection()?.connection();
    let mut scheduling = section(db, &SCHEDULING)?;
    if let Some(scheduling) = scheduling.as_object_mut() {
        let is_new = config::get(db, "creationOffset")?.is_some();
        scheduling.insert("new_timezone".to_owned(), is_new.into());
    }
    let backups = config::get(db, "backups")?;
    let backups = backups.unwrap_or_else(
        || json!({"daily": 12, "weekly": 10, "monthly": 9, "minimum_interval_mins": 30}),
    );
    Ok(json!({
        "scheduling": scheduling,
        "reviewing": section(db, &REVIEWING)?,
        "editing": section(db, &EDITING)?,
        "backups": backups,
    }))
}

fn section(db: &Connection, section: &Section) -> Result<Value, Refusal> {
    let mut out = serde_json::Map::new();
    for (name, key, kept) in section {
        let value = config::get(db, key)?;
        let value = match kept {
            Kept::Switch(default) => value
                .and_then(|value| value.as_bool())
                .unwrap_or(*default)
                .into(),
            Kept::Number(default) => value
                .and_then(|value| value.as_i64())
                .unwrap_or(*default)
                .into(),
            Kept::Text => value.unwrap_or_else(|| "".into()),
            Kept::Mix => {
                let at = value.and_then(|value| value.as_u64()).unwrap_or(0);
                let at = usize::try_from(at).unwrap_or_default();
                MIXES.get(at).copied().unwrap_or("DISTRIBUTE").into()
            }
        };
        out.insert((*name).to_owned(), value);
    }
    Ok(out.into())
}

pub(super) fn set(session: &Session, request: &Request) -> Result<Value, Refusal> {
    let ((), touched) = session.write_and_tell(|pen| -> Result<(), collection::Error> {
        for (name, section) in [
            ("scheduling", SCHEDULING.as_slice()),
            ("reviewing", REVIEWING.as_slice()),
            ("editing", EDITING.as_slice()),
        ] {
            if let Some(wanted) = request.get(name) {
                set_section(pen, wanted, section)?;
            }
        }
        if let Some(scheduling) = request.get("scheduling") {
            set_zone(pen, scheduling)?;
        }
        if let Some(backups) = request.get("backups") {
            settings::set(pen, "backups", backups)?;
        }
        Ok(())
    })?;
    Ok(changes(touched, &Action::UpdatePreferences))
}

fn set_section(pen: &Pen<'_>, wanted: &Value, section: &Section) -> Result<(), collection::Error> {
    for (name, key, kept) in section {
        let value = wanted.get(*name);
        let value = match kept {
            Kept::Switch(_) => value.and_then(Value::as_bool).unwrap_or_default().into(),
            Kept::Number(_) => value.and_then(Value::as_i64).unwrap_or_default().into(),
            Kept::Text => value.cloned().unwrap_or_else(|| "".into()),
            Kept::Mix => {
                let mix = value.and_then(Value::as_str);
                let at = MIXES.iter().position(|known| Some(*known) == mix);
                at.unwrap_or(0).into()
            }
        };
        // The hour is written only if it differs from the one in force.
        let present = config::get(pen.db, key)?;
        let in_force = present.and_then(|value| value.as_i64()).unwrap_or(4);
        if *key != "rollover" || Some(in_force) != value.as_i64() {
            settings::set(pen, key, &value)?;
        }
    }
    Ok(())
}

/// Days are counted from the offset at the creation, or by the older rule without it.
fn set_zone(pen: &Pen<'_>, scheduling: &Value) -> Result<(), collection::Error> {
    let is_new = scheduling.get("new_timezone").and_then(Value::as_bool);
    let is_known = config::get(pen.db, "creationOffset")?.is_some();
    if is_new.unwrap_or_default() && !is_known {
        let moment: &Moment = pen.moment;
        let west = moment.minutes_west_at(col::created(pen.db)?);
        settings::set(pen, "creationOffset", &west.into())?;
    } else if !is_new.unwrap_or_default() && is_known {
        pen.db
            .execute("delete from config where key = 'creationOffset'", [])?;
    }
    Ok(())
}
