use serde_json::{Map, Value};

use super::keys::{Keys, float, floats, other_from_blob, other_to_blob};
use crate::error::Error;
use crate::model::{Preset, PresetConfig, PresetId, Secs, Usn};

const PRESET_KEYS: &[&str] = &[
    "id",
    "mod",
    "name",
    "usn",
    "maxTaken",
    "autoplay",
    "timer",
    "replayq",
    "dyn",
    "newMix",
    "newPerDayMinimum",
    "interdayLearningMix",
    "reviewOrder",
    "newSortOrder",
    "newGatherPriority",
    "buryInterdayLearning",
    "fsrsWeights",
    "fsrsParams5",
    "fsrsParams6",
    "desiredRetention",
    "ignoreRevlogsBeforeDate",
    "easyDaysPercentages",
    "stopTimerOnAnswer",
    "secondsToShowQuestion",
    "secondsToShowAnswer",
    "questionAction",
    "answerAction",
    "waitForAudio",
    "sm2Retention",
    "weightSearch",
];
const NEW_KEYS: &[&str] = &["bury", "delays", "initialFactor", "ints", "order", "perDay"];
const REVIEW_KEYS: &[&str] = &["bury", "ease4", "ivlFct", "maxIvl", "perDay", "hardFactor"];
const LAPSE_KEYS: &[&str] = &["delays", "leechAction", "leechFails", "minInt", "mult"];

/// A preset from the JSON that clients exchange.
///
/// # Errors
/// [`Error::Invalid`] if a needed key is missing or has a type no client writes.
pub fn preset_from_json(json: Value) -> Result<Preset, Error> {
    let mut keys = Keys::of("preset", json)?;
    let mut config = PresetConfig::stock();
    let new = readable(&mut config, new_cards, keys.required("new")?);
    let reviews = readable(&mut config, reviews, keys.required("rev")?);
    let lapses = readable(&mut config, lapses, keys.required("lapse")?);
    answering(&mut config, &mut keys)?;
    ordering(&mut config, &mut keys)?;
    memory(&mut config, &mut keys)?;
    let id = PresetId(keys.whole_number("id")?);
    let modified = Secs(keys.whole_number("mod")?);
    let name = keys.required("name")?;
    let usn = Usn(keys.required("usn")?);
    let mut other = keys.rest();
    for (key, unknown) in [("new", new), ("rev", reviews), ("lapse", lapses)] {
        if !unknown.is_empty() {
            other.insert(key.to_owned(), Value::Object(unknown));
        }
    }
    config.other = other_to_blob(&other)?;
    Ok(Preset {
        id,
        name,
        modified,
        usn,
        config,
    })
}

type Unknown = Map<String, Value>;

/// Reads one part of a preset and gives back the keys nobody knows. A part with one unreadable
/// value counts as that of a new preset, as a whole.
fn readable(
    config: &mut PresetConfig,
    read: fn(&mut PresetConfig, Value) -> Result<Unknown, Error>,
    json: Value,
) -> Unknown {
    let mut changed = config.clone();
    match read(&mut changed, json) {
        Ok(unknown) => {
            *config = changed;
            unknown
        }
        Err(_) => Unknown::new(),
    }
}

fn new_cards(config: &mut PresetConfig, json: Value) -> Result<Unknown, Error> {
    let mut keys = Keys::of("new", json)?;
    config.bury_new = keys.optional("bury")?;
    config.learn_steps = keys.lenient("delays")?;
    config.initial_ease = f32::from(keys.required::<u16>("initialFactor")?) / 1000.0;
    // The third number, if there is one, means nothing.
    if let [good, easy, ..] = keys.lenient::<Vec<u16>>("ints")?.as_slice() {
        config.graduating_interval_good = u32::from(*good);
        config.graduating_interval_easy = u32::from(*easy);
    }
    config.new_card_insert_order = i32::from(keys.lenient::<Value>("order")? == RANDOM);
    config.new_per_day = keys.lenient("perDay")?;
    Ok(keys.rest())
}

/// Of the JSON key `order`.
const RANDOM: u64 = 0;

fn reviews(config: &mut PresetConfig, json: Value) -> Result<Unknown, Error> {
    let mut keys = Keys::of("rev", json)?;
    config.bury_reviews = keys.optional("bury")?;
    config.easy_multiplier = keys.required("ease4")?;
    config.interval_multiplier = keys.required("ivlFct")?;
    config.maximum_review_interval = keys.required("maxIvl")?;
    config.reviews_per_day = keys.lenient("perDay")?;
    config.hard_multiplier = keys.optional_or("hardFactor", config.hard_multiplier)?;
    Ok(keys.rest())
}

fn lapses(config: &mut PresetConfig, json: Value) -> Result<Unknown, Error> {
    let mut keys = Keys::of("lapse", json)?;
    config.relearn_steps = keys.lenient("delays")?;
    config.leech_action = i32::from(keys.lenient::<Value>("leechAction")? != SUSPEND);
    config.leech_threshold = keys.required("leechFails")?;
    config.minimum_lapse_interval = keys.required("minInt")?;
    config.lapse_multiplier = keys.required("mult")?;
    Ok(keys.rest())
}

/// Of the JSON key `leechAction`.
const SUSPEND: u64 = 0;

fn answering(config: &mut PresetConfig, keys: &mut Keys) -> Result<(), Error> {
    config.answer_secs_max = keys.required::<i32>("maxTaken")?.max(0).cast_unsigned();
    config.disable_autoplay = !keys.required::<bool>("autoplay")?;
    config.show_timer = keys.lenient::<u8>("timer")? != 0;
    config.skip_question_when_replaying_answer = !keys.optional::<bool>("replayq")?;
    config.stop_timer_on_answer = keys.optional("stopTimerOnAnswer")?;
    config.question_secs = keys.optional("secondsToShowQuestion")?;
    config.answer_secs = keys.optional("secondsToShowAnswer")?;
    config.question_action = one_of(keys, "questionAction", 1)?;
    config.answer_action = one_of(keys, "answerAction", 4)?;
    config.wait_for_audio = keys.optional_or("waitForAudio", true)?;
    // Presets of filtered decks had this in very old programs.
    let _: bool = keys.lenient_optional("dyn");
    Ok(())
}

/// A number from 0 to `last`.
fn one_of(keys: &mut Keys, key: &str, last: u8) -> Result<i32, Error> {
    let number: u8 = keys.optional(key)?;
    if number > last {
        Err(keys.wrong(key))
    } else {
        Ok(number.into())
    }
}

fn ordering(config: &mut PresetConfig, keys: &mut Keys) -> Result<(), Error> {
    config.new_mix = keys.optional("newMix")?;
    config.new_per_day_minimum = keys.optional("newPerDayMinimum")?;
    config.interday_learning_mix = keys.optional("interdayLearningMix")?;
    config.review_order = keys.optional("reviewOrder")?;
    config.new_card_sort_order = keys.optional("newSortOrder")?;
    config.new_card_gather_priority = keys.optional("newGatherPriority")?;
    config.bury_interday_learning = keys.optional("buryInterdayLearning")?;
    Ok(())
}

fn memory(config: &mut PresetConfig, keys: &mut Keys) -> Result<(), Error> {
    config.fsrs_params_4 = keys.optional("fsrsWeights")?;
    config.fsrs_params_5 = keys.optional("fsrsParams5")?;
    config.fsrs_params_6 = keys.optional("fsrsParams6")?;
    config.desired_retention = keys.optional("desiredRetention")?;
    config.historical_retention = keys.optional("sm2Retention")?;
    config.param_search = keys.optional("weightSearch")?;
    config.ignore_revlogs_before_date = keys.optional("ignoreRevlogsBeforeDate")?;
    config.easy_days_percentages = keys.optional("easyDaysPercentages")?;
    Ok(())
}

/// The JSON that clients exchange, with the values that stand in the preset; see
/// [`PresetConfig::mend`] for what to do first if it goes to a client.
pub fn preset_to_json(preset: &Preset) -> Value {
    let config = &preset.config;
    let mut json = other_from_blob(&config.other, PRESET_KEYS);
    let new = unknown_part(json.shift_remove("new"), NEW_KEYS);
    let reviews = unknown_part(json.shift_remove("rev"), REVIEW_KEYS);
    let lapses = unknown_part(json.shift_remove("lapse"), LAPSE_KEYS);
    let mut set = |key: &str, value: Value| {
        json.insert(key.to_owned(), value);
    };
    set("id", preset.id.0.into());
    set("mod", preset.modified.0.into());
    set("name", preset.name.clone().into());
    set("usn", preset.usn.0.into());
    set_answering(config, &mut set);
    set("new", new_cards_to_json(config, new));
    set("rev", reviews_to_json(config, reviews));
    set("lapse", lapses_to_json(config, lapses));
    set_ordering(config, &mut set);
    set_memory(config, &mut set);
    Value::Object(json)
}

/// The keys nobody knows of one part.
fn unknown_part(part: Option<Value>, known: &[&str]) -> Unknown {
    let mut unknown: Unknown = part
        .and_then(|part| serde_json::from_value(part).ok())
        .unwrap_or_default();
    unknown.retain(|key, _| !known.contains(&key.as_str()));
    unknown
}

fn set_answering(config: &PresetConfig, set: &mut impl FnMut(&str, Value)) {
    set("maxTaken", config.answer_secs_max.cast_signed().into());
    set("autoplay", (!config.disable_autoplay).into());
    set("timer", u8::from(config.show_timer).into());
    set(
        "replayq",
        (!config.skip_question_when_replaying_answer).into(),
    );
    set("dyn", false.into());
    set("stopTimerOnAnswer", config.stop_timer_on_answer.into());
    set("secondsToShowQuestion", float(config.question_secs));
    set("secondsToShowAnswer", float(config.answer_secs));
    set(
        "questionAction",
        i32::from(config.question_action == 1).into(),
    );
    let answer_action = config.answer_action;
    set(
        "answerAction",
        if (1..=4).contains(&answer_action) {
            answer_action
        } else {
            0
        }
        .into(),
    );
    set("waitForAudio", config.wait_for_audio.into());
}

fn new_cards_to_json(config: &PresetConfig, mut json: Unknown) -> Value {
    json.insert("bury".into(), config.bury_new.into());
    json.insert("delays".into(), floats(&config.learn_steps));
    json.insert(
        "initialFactor".into(),
        thousandths(config.initial_ease).into(),
    );
    let good = config.graduating_interval_good & 0xffff;
    let easy = config.graduating_interval_easy & 0xffff;
    json.insert("ints".into(), vec![good, easy, 0].into());
    json.insert(
        "order".into(),
        i32::from(config.new_card_insert_order != 1).into(),
    );
    json.insert("perDay".into(), config.new_per_day.into());
    Value::Object(json)
}

/// Cut off, not rounded, as with clients.
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "the conversion stops at the bounds"
)]
fn thousandths(ease: f32) -> u16 {
    (ease * 1000.0) as u16
}

fn reviews_to_json(config: &PresetConfig, mut json: Unknown) -> Value {
    json.insert("bury".into(), config.bury_reviews.into());
    json.insert("ease4".into(), float(config.easy_multiplier));
    json.insert("ivlFct".into(), float(config.interval_multiplier));
    json.insert("maxIvl".into(), config.maximum_review_interval.into());
    json.insert("perDay".into(), config.reviews_per_day.into());
    json.insert("hardFactor".into(), float(config.hard_multiplier));
    Value::Object(json)
}

fn lapses_to_json(config: &PresetConfig, mut json: Unknown) -> Value {
    json.insert("delays".into(), floats(&config.relearn_steps));
    json.insert(
        "leechAction".into(),
        i32::from(config.leech_action == 1).into(),
    );
    json.insert("leechFails".into(), config.leech_threshold.into());
    json.insert("minInt".into(), config.minimum_lapse_interval.into());
    json.insert("mult".into(), float(config.lapse_multiplier));
    Value::Object(json)
}

fn set_ordering(config: &PresetConfig, set: &mut impl FnMut(&str, Value)) {
    set("newMix", config.new_mix.into());
    set("newPerDayMinimum", config.new_per_day_minimum.into());
    set("interdayLearningMix", config.interday_learning_mix.into());
    set("reviewOrder", config.review_order.into());
    set("newSortOrder", config.new_card_sort_order.into());
    set("newGatherPriority", config.new_card_gather_priority.into());
    set("buryInterdayLearning", config.bury_interday_learning.into());
}

fn set_memory(config: &PresetConfig, set: &mut impl FnMut(&str, Value)) {
    set("fsrsWeights", floats(&config.fsrs_params_4));
    set("fsrsParams5", floats(&config.fsrs_params_5));
    set("fsrsParams6", floats(&config.fsrs_params_6));
    set("desiredRetention", float(config.desired_retention));
    set("sm2Retention", float(config.historical_retention));
    set("weightSearch", config.param_search.clone().into());
    set(
        "ignoreRevlogsBeforeDate",
        config.ignore_revlogs_before_date.clone().into(),
    );
    set("easyDaysPercentages", floats(&config.easy_days_percentages));
}
