//! Anki's protobuf messages as JSON and back, by tables: names and numbers from `proto/anki/*.proto`.
//!
//! As the judge writes them: fields without presence are always there, optional ones only when set,
//! enums by name, bytes as base64, an `f32` as the shortest decimal that reads back to it.

use anyhow::{Context, Result, bail};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD as BASE64;
use serde_json::{Map, Number, Value};

/// What a field holds.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Kind {
    Int,
    Bool,
    Float,
    Text,
    Bytes,
    Enum(&'static [&'static str]),
    /// A field of the oneof or a message field.
    Message(&'static [Field]),
}

/// One field: number, name, what it holds, and how often.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Field(pub u32, pub &'static str, pub Kind, pub Often);

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Often {
    Once,
    Maybe,
    Many,
}

use Kind::{Bool, Bytes, Enum, Float, Int, Message, Text};
use Often::{Many, Maybe, Once};

pub(crate) const DECK_COMMON: &[Field] = &[
    Field(1, "study_collapsed", Bool, Once),
    Field(2, "browser_collapsed", Bool, Once),
    Field(3, "last_day_studied", Int, Once),
    Field(4, "new_studied", Int, Once),
    Field(5, "review_studied", Int, Once),
    Field(7, "milliseconds_studied", Int, Once),
    Field(6, "learning_studied", Int, Once),
    Field(255, "other", Bytes, Once),
];

const DAY_LIMIT: &[Field] = &[Field(1, "limit", Int, Once), Field(2, "today", Int, Once)];

pub(crate) const DECK_NORMAL: &[Field] = &[
    Field(1, "config_id", Int, Once),
    Field(2, "extend_new", Int, Once),
    Field(3, "extend_review", Int, Once),
    Field(4, "description", Text, Once),
    Field(5, "markdown_description", Bool, Once),
    Field(6, "review_limit", Int, Maybe),
    Field(7, "new_limit", Int, Maybe),
    Field(8, "review_limit_today", Message(DAY_LIMIT), Maybe),
    Field(9, "new_limit_today", Message(DAY_LIMIT), Maybe),
    Field(10, "desired_retention", Float, Maybe),
];

pub(crate) const FILTERED_ORDERS: &[&str] = &[
    "OLDEST_REVIEWED_FIRST",
    "RANDOM",
    "INTERVALS_ASCENDING",
    "INTERVALS_DESCENDING",
    "LAPSES",
    "ADDED",
    "DUE",
    "REVERSE_ADDED",
    "RETRIEVABILITY_ASCENDING",
    "RETRIEVABILITY_DESCENDING",
    "RELATIVE_OVERDUENESS",
];

pub(crate) const SEARCH_TERM: &[Field] = &[
    Field(1, "search", Text, Once),
    Field(2, "limit", Int, Once),
    Field(3, "order", Enum(FILTERED_ORDERS), Once),
];

pub(crate) const DECK_FILTERED: &[Field] = &[
    Field(1, "reschedule", Bool, Once),
    Field(2, "search_terms", Message(SEARCH_TERM), Many),
    Field(3, "delays", Float, Many),
    Field(4, "preview_delay", Int, Once),
    Field(7, "preview_again_secs", Int, Once),
    Field(5, "preview_hard_secs", Int, Once),
    Field(6, "preview_good_secs", Int, Once),
];

pub(crate) const DECK_KIND: &[Field] = &[
    Field(1, "normal", Message(DECK_NORMAL), Maybe),
    Field(2, "filtered", Message(DECK_FILTERED), Maybe),
];

const REVIEW_MIX: &[&str] = &[
    "REVIEW_MIX_MIX_WITH_REVIEWS",
    "REVIEW_MIX_AFTER_REVIEWS",
    "REVIEW_MIX_BEFORE_REVIEWS",
];

pub(crate) const PRESET_CONFIG: &[Field] = &[
    Field(1, "learn_steps", Float, Many),
    Field(2, "relearn_steps", Float, Many),
    Field(3, "fsrs_params_4", Float, Many),
    Field(5, "fsrs_params_5", Float, Many),
    Field(6, "fsrs_params_6", Float, Many),
    Field(9, "new_per_day", Int, Once),
    Field(10, "reviews_per_day", Int, Once),
    Field(35, "new_per_day_minimum", Int, Once),
    Field(11, "initial_ease", Float, Once),
    Field(12, "easy_multiplier", Float, Once),
    Field(13, "hard_multiplier", Float, Once),
    Field(14, "lapse_multiplier", Float, Once),
    Field(15, "interval_multiplier", Float, Once),
    Field(16, "maximum_review_interval", Int, Once),
    Field(17, "minimum_lapse_interval", Int, Once),
    Field(18, "graduating_interval_good", Int, Once),
    Field(19, "graduating_interval_easy", Int, Once),
    Field(
        20,
        "new_card_insert_order",
        Enum(&["NEW_CARD_INSERT_ORDER_DUE", "NEW_CARD_INSERT_ORDER_RANDOM"]),
        Once,
    ),
    Field(
        34,
        "new_card_gather_priority",
        Enum(&[
            "NEW_CARD_GATHER_PRIORITY_DECK",
            "NEW_CARD_GATHER_PRIORITY_LOWEST_POSITION",
            "NEW_CARD_GATHER_PRIORITY_HIGHEST_POSITION",
            "NEW_CARD_GATHER_PRIORITY_RANDOM_NOTES",
            "NEW_CARD_GATHER_PRIORITY_RANDOM_CARDS",
            "NEW_CARD_GATHER_PRIORITY_DECK_THEN_RANDOM_NOTES",
        ]),
        Once,
    ),
    Field(
        32,
        "new_card_sort_order",
        Enum(&[
            "NEW_CARD_SORT_ORDER_TEMPLATE",
            "NEW_CARD_SORT_ORDER_NO_SORT",
            "NEW_CARD_SORT_ORDER_TEMPLATE_THEN_RANDOM",
            "NEW_CARD_SORT_ORDER_RANDOM_NOTE_THEN_TEMPLATE",
            "NEW_CARD_SORT_ORDER_RANDOM_CARD",
        ]),
        Once,
    ),
    Field(30, "new_mix", Enum(REVIEW_MIX), Once),
    Field(
        33,
        "review_order",
        Enum(&[
            "REVIEW_CARD_ORDER_DAY",
            "REVIEW_CARD_ORDER_DAY_THEN_DECK",
            "REVIEW_CARD_ORDER_DECK_THEN_DAY",
            "REVIEW_CARD_ORDER_INTERVALS_ASCENDING",
            "REVIEW_CARD_ORDER_INTERVALS_DESCENDING",
            "REVIEW_CARD_ORDER_EASE_ASCENDING",
            "REVIEW_CARD_ORDER_EASE_DESCENDING",
            "REVIEW_CARD_ORDER_RETRIEVABILITY_ASCENDING",
            "REVIEW_CARD_ORDER_RANDOM",
            "REVIEW_CARD_ORDER_ADDED",
            "REVIEW_CARD_ORDER_REVERSE_ADDED",
            "REVIEW_CARD_ORDER_RETRIEVABILITY_DESCENDING",
            "REVIEW_CARD_ORDER_RELATIVE_OVERDUENESS",
        ]),
        Once,
    ),
    Field(31, "interday_learning_mix", Enum(REVIEW_MIX), Once),
    Field(
        21,
        "leech_action",
        Enum(&["LEECH_ACTION_SUSPEND", "LEECH_ACTION_TAG_ONLY"]),
        Once,
    ),
    Field(22, "leech_threshold", Int, Once),
    Field(23, "disable_autoplay", Bool, Once),
    Field(24, "cap_answer_time_to_secs", Int, Once),
    Field(25, "show_timer", Bool, Once),
    Field(38, "stop_timer_on_answer", Bool, Once),
    Field(41, "seconds_to_show_question", Float, Once),
    Field(42, "seconds_to_show_answer", Float, Once),
    Field(
        36,
        "question_action",
        Enum(&[
            "QUESTION_ACTION_SHOW_ANSWER",
            "QUESTION_ACTION_SHOW_REMINDER",
        ]),
        Once,
    ),
    Field(
        43,
        "answer_action",
        Enum(&[
            "ANSWER_ACTION_BURY_CARD",
            "ANSWER_ACTION_ANSWER_AGAIN",
            "ANSWER_ACTION_ANSWER_GOOD",
            "ANSWER_ACTION_ANSWER_HARD",
            "ANSWER_ACTION_SHOW_REMINDER",
        ]),
        Once,
    ),
    Field(44, "wait_for_audio", Bool, Once),
    Field(26, "skip_question_when_replaying_answer", Bool, Once),
    Field(27, "bury_new", Bool, Once),
    Field(28, "bury_reviews", Bool, Once),
    Field(29, "bury_interday_learning", Bool, Once),
    Field(37, "desired_retention", Float, Once),
    Field(46, "ignore_revlogs_before_date", Text, Once),
    Field(4, "easy_days_percentages", Float, Many),
    Field(40, "historical_retention", Float, Once),
    Field(45, "param_search", Text, Once),
    Field(255, "other", Bytes, Once),
];

const CARD_REQUIREMENT: &[Field] = &[
    Field(1, "card_ord", Int, Once),
    Field(
        2,
        "kind",
        Enum(&["KIND_NONE", "KIND_ANY", "KIND_ALL"]),
        Once,
    ),
    Field(3, "field_ords", Int, Many),
];

pub(crate) const NOTETYPE_CONFIG: &[Field] = &[
    Field(1, "kind", Enum(&["KIND_NORMAL", "KIND_CLOZE"]), Once),
    Field(2, "sort_field_idx", Int, Once),
    Field(3, "css", Text, Once),
    Field(4, "target_deck_id_unused", Int, Once),
    Field(5, "latex_pre", Text, Once),
    Field(6, "latex_post", Text, Once),
    Field(7, "latex_svg", Bool, Once),
    Field(8, "reqs", Message(CARD_REQUIREMENT), Many),
    Field(
        9,
        "original_stock_kind",
        Enum(&[
            "ORIGINAL_STOCK_KIND_UNKNOWN",
            "ORIGINAL_STOCK_KIND_BASIC",
            "ORIGINAL_STOCK_KIND_BASIC_AND_REVERSED",
            "ORIGINAL_STOCK_KIND_BASIC_OPTIONAL_REVERSED",
            "ORIGINAL_STOCK_KIND_BASIC_TYPING",
            "ORIGINAL_STOCK_KIND_CLOZE",
            "ORIGINAL_STOCK_KIND_IMAGE_OCCLUSION",
        ]),
        Once,
    ),
    Field(10, "original_id", Int, Maybe),
    Field(255, "other", Bytes, Once),
];

pub(crate) const FIELD_CONFIG: &[Field] = &[
    Field(1, "sticky", Bool, Once),
    Field(2, "rtl", Bool, Once),
    Field(3, "font_name", Text, Once),
    Field(4, "font_size", Int, Once),
    Field(5, "description", Text, Once),
    Field(6, "plain_text", Bool, Once),
    Field(7, "collapsed", Bool, Once),
    Field(8, "exclude_from_search", Bool, Once),
    Field(9, "id", Int, Maybe),
    Field(10, "tag", Int, Maybe),
    Field(11, "prevent_deletion", Bool, Once),
    Field(255, "other", Bytes, Once),
];

pub(crate) const TEMPLATE_CONFIG: &[Field] = &[
    Field(1, "q_format", Text, Once),
    Field(2, "a_format", Text, Once),
    Field(3, "q_format_browser", Text, Once),
    Field(4, "a_format_browser", Text, Once),
    Field(5, "target_deck_id", Int, Once),
    Field(6, "browser_font_name", Text, Once),
    Field(7, "browser_font_size", Int, Once),
    Field(8, "id", Int, Maybe),
    Field(255, "other", Bytes, Once),
];

/// Whichever order the wire has, the fields come in the order of the table.
pub(crate) fn to_json(message: &[u8], fields: &[Field]) -> Result<Value> {
    let parts = split(message)?;
    let mut out = Map::new();
    for &Field(number, name, kind, often) in fields {
        let mut found = Vec::new();
        for (_, wire) in parts.iter().filter(|(of, _)| *of == number) {
            match (wire, kind, often) {
                (Wire::Bytes(packed), Int | Bool | Enum(_), Many) => {
                    let mut rest = *packed;
                    while !rest.is_empty() {
                        found.push(scalar(&Wire::Number(varint(&mut rest)?), kind)?);
                    }
                }
                (Wire::Bytes(packed), Float, Many) => {
                    for four in packed.chunks_exact(4) {
                        found.push(short(f32::from_le_bytes(four.try_into()?)));
                    }
                }
                _ => found.push(scalar(wire, kind)?),
            }
        }
        let value = match often {
            Many => Value::Array(found),
            Maybe => match found.pop() {
                Some(value) => value,
                None => continue,
            },
            Once => match found.pop() {
                Some(value) => value,
                None => default(kind),
            },
        };
        out.insert(name.to_owned(), value);
    }
    Ok(Value::Object(out))
}

/// The message of a JSON object; unknown names are refused.
pub(crate) fn from_json(value: &Value, fields: &[Field]) -> Result<Vec<u8>> {
    let object = value.as_object().context("expected an object")?;
    let mut out = Vec::new();
    for (name, value) in object {
        let field = fields.iter().find(|field| field.1 == name);
        let &Field(number, _, kind, often) = field.with_context(|| format!("no field {name:?}"))?;
        let many = match (often, value) {
            (Many, Value::Array(values)) => values.as_slice(),
            (_, Value::Null) => continue,
            _ => std::slice::from_ref(value),
        };
        for value in many {
            put(&mut out, number, kind, value).with_context(|| name.clone())?;
        }
    }
    Ok(out)
}

/// The shortest decimal that reads back to the same `f32`; of two as short ones the nearer, of two
/// as near ones the even one.
pub(crate) fn short(value: f32) -> Value {
    if value.is_nan() {
        return "NaN".into();
    } else if value.is_infinite() {
        return if value > 0.0 { "Infinity" } else { "-Infinity" }.into();
    }
    let texts = (0..9).map(|decimals| format!("{:.decimals$e}", f64::from(value)));
    let mut fitting = texts.filter(|text| text.parse() == Ok(value));
    let number = fitting.next().and_then(|text| text.parse().ok());
    number
        .and_then(Number::from_f64)
        .map_or(Value::Null, Value::Number)
}

#[derive(Debug)]
enum Wire<'a> {
    Number(u64),
    Four([u8; 4]),
    Bytes(&'a [u8]),
}

fn split(mut message: &[u8]) -> Result<Vec<(u32, Wire<'_>)>> {
    let mut parts = Vec::new();
    while !message.is_empty() {
        let key = varint(&mut message)?;
        let number = u32::try_from(key >> 3)?;
        let wire = match key & 7 {
            0 => Wire::Number(varint(&mut message)?),
            2 => {
                let length = usize::try_from(varint(&mut message)?)?;
                let (bytes, rest) = message.split_at_checked(length).context("cut off")?;
                message = rest;
                Wire::Bytes(bytes)
            }
            5 => {
                let (four, rest) = message.split_first_chunk::<4>().context("cut off")?;
                message = rest;
                Wire::Four(*four)
            }
            other => bail!("wire type {other}"),
        };
        parts.push((number, wire));
    }
    Ok(parts)
}

fn varint(message: &mut &[u8]) -> Result<u64> {
    let mut value = 0;
    for shift in (0..64).step_by(7) {
        let (&byte, rest) = message.split_first().context("cut off")?;
        *message = rest;
        value |= u64::from(byte & 0x7f) << shift;
        if byte < 0x80 {
            return Ok(value);
        }
    }
    bail!("a number is too long")
}

fn scalar(wire: &Wire<'_>, kind: Kind) -> Result<Value> {
    Ok(match (wire, kind) {
        (Wire::Number(number), Int) => number.cast_signed().into(),
        (Wire::Number(number), Bool) => (*number != 0).into(),
        (Wire::Number(number), Enum(names)) => {
            let name = usize::try_from(*number).ok().and_then(|at| names.get(at));
            name.map_or_else(|| number.cast_signed().into(), |name| Value::from(*name))
        }
        (Wire::Four(four), Float) => short(f32::from_le_bytes(*four)),
        (Wire::Bytes(bytes), Text) => std::str::from_utf8(bytes)?.into(),
        (Wire::Bytes(bytes), Bytes) => BASE64.encode(bytes).into(),
        (Wire::Bytes(bytes), Message(fields)) => to_json(bytes, fields)?,
        _ => bail!("{wire:?} is no {kind:?}"),
    })
}

fn default(kind: Kind) -> Value {
    match kind {
        Int => 0.into(),
        Bool => false.into(),
        Float => 0.0.into(),
        Text | Bytes => "".into(),
        Enum(names) => names.first().map_or(Value::Null, |name| Value::from(*name)),
        Message(_) => Value::Null,
    }
}

fn put(out: &mut Vec<u8>, number: u32, kind: Kind, value: &Value) -> Result<()> {
    let key = |wire: u32| u64::from(number << 3 | wire);
    let bytes = match kind {
        Int | Bool | Enum(_) => {
            put_varint(out, key(0));
            put_varint(out, whole(kind, value)?);
            return Ok(());
        }
        Float => {
            #[expect(clippy::cast_possible_truncation, reason = "the field is an f32")]
            let float = value.as_f64().context("expected a number")? as f32;
            put_varint(out, key(5));
            out.extend_from_slice(&float.to_le_bytes());
            return Ok(());
        }
        Text => value.as_str().context("expected text")?.as_bytes().to_vec(),
        Bytes => BASE64.decode(value.as_str().context("expected base64")?)?,
        Message(fields) => from_json(value, fields)?,
    };
    put_varint(out, key(2));
    put_varint(out, bytes.len() as u64);
    out.extend_from_slice(&bytes);
    Ok(())
}

fn whole(kind: Kind, value: &Value) -> Result<u64> {
    Ok(match (kind, value) {
        (_, Value::Bool(is)) => u64::from(*is),
        (Enum(names), Value::String(name)) => {
            let at = names.iter().position(|known| known == name);
            at.with_context(|| format!("no enum value {name:?}"))? as u64
        }
        _ => value
            .as_i64()
            .context("expected a whole number")?
            .cast_unsigned(),
    })
}

fn put_varint(out: &mut Vec<u8>, mut value: u64) {
    while value >= 0x80 {
        out.push((value & 0x7f) as u8 | 0x80);
        value >>= 7;
    }
    #[expect(clippy::cast_possible_truncation, reason = "below 0x80")]
    out.push(value as u8);
}
