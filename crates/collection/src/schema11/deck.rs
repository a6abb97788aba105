use serde::Deserialize;
use serde_json::{Value, json};

use super::keys::{Keys, as_whole_number, floats, other_from_blob};
use crate::error::Error;
use crate::model::{
    DayLimit, Deck, DeckCommon, DeckId, DeckKind, DeckName, FilteredDeck, NormalDeck, SearchTerm,
    Secs, Usn,
};

/// Keys that never come from `other`. Those of filtered decks are missing here, as with clients,
/// so they survive in a deck that is a normal one now.
const DECK_KEYS: &[&str] = &[
    "id",
    "mod",
    "name",
    "usn",
    "lrnToday",
    "revToday",
    "newToday",
    "timeToday",
    "collapsed",
    "browserCollapsed",
    "desc",
    "dyn",
    "conf",
    "extendNew",
    "extendRev",
    "reviewLimit",
    "newLimit",
    "reviewLimitToday",
    "newLimitToday",
    "desiredRetention",
];

/// A deck from the JSON that clients exchange.
///
/// # Errors
/// [`Error::Invalid`] if a needed key is missing or has a type no client writes.
pub fn deck_from_json(json: Value) -> Result<Deck, Error> {
    let mut keys = Keys::of("deck", json)?;
    let filtered = is_filtered(&mut keys)?;
    keys.remove("return");
    let id = DeckId(keys.whole_number("id")?);
    if id.0 == 0 {
        return Err(keys.wrong("id"));
    }
    let modified = Secs(keys.whole_number_or_zero("mod")?);
    let name = DeckName::from_human(&keys.required::<String>("name")?);
    let usn = Usn(keys.required("usn")?);
    let mut common = common(&mut keys)?;
    let description = keys.optional("desc")?;
    let markdown_description = keys.optional("md")?;
    let kind = if filtered {
        DeckKind::Filtered(filtered_deck(&mut keys)?)
    } else {
        let normal = normal_deck(&mut keys)?;
        DeckKind::Normal(NormalDeck {
            description,
            markdown_description,
            ..normal
        })
    };
    common.other = keys.rest_as_blob()?;
    Ok(Deck {
        id,
        name,
        modified,
        usn,
        common,
        kind,
    })
}

/// `dyn` is a number in new programs and a boolean in some old ones.
fn is_filtered(keys: &mut Keys) -> Result<bool, Error> {
    match keys.required("dyn")? {
        Value::Bool(filtered) => Ok(filtered),
        Value::Number(number) => {
            let number = number.as_u64().and_then(|number| u8::try_from(number).ok());
            number
                .map(|number| number == 1)
                .ok_or_else(|| keys.wrong("dyn"))
        }
        Value::Null | Value::String(_) | Value::Array(_) | Value::Object(_) => {
            Err(keys.wrong("dyn"))
        }
    }
}

/// In JSON each amount has its own day, in our file all have the last one: amounts of an earlier
/// day are 0 today.
fn common(keys: &mut Keys) -> Result<DeckCommon, Error> {
    let learning = day_and_amount(&keys.required::<Vec<Value>>("lrnToday")?);
    let review = day_and_amount(&keys.required::<Vec<Value>>("revToday")?);
    let new = day_and_amount(&keys.required::<Vec<Value>>("newToday")?);
    let time = day_and_amount(&keys.required::<Vec<Value>>("timeToday")?);
    let last_day = time.0.max(new.0).max(review.0);
    let on_last_day = |(day, amount)| if day == last_day { amount } else { 0 };
    Ok(DeckCommon {
        study_collapsed: keys.required("collapsed")?,
        browser_collapsed: keys.optional("browserCollapsed")?,
        last_day_studied: last_day.cast_unsigned(),
        new_studied: on_last_day(new),
        review_studied: on_last_day(review),
        learning_studied: on_last_day(learning),
        studied_ms: time.1,
        other: Vec::new(),
    })
}

/// The last two numbers; what is no whole number counts as 0.
fn day_and_amount(values: &[Value]) -> (i32, i32) {
    let mut last = values
        .iter()
        .rev()
        .map(|value| low_32_bits(value.as_i64().unwrap_or_default()));
    let amount = last.next().unwrap_or_default();
    (last.next().unwrap_or_default(), amount)
}

/// Numbers that are too large wrap around, as with clients.
#[expect(
    clippy::cast_possible_truncation,
    reason = "clients cut off the same bits"
)]
fn low_32_bits(number: i64) -> i32 {
    number as i32
}

fn normal_deck(keys: &mut Keys) -> Result<NormalDeck, Error> {
    let percent: Option<u32> = keys.lenient_optional("desiredRetention");
    Ok(NormalDeck {
        preset: keys.whole_number("conf")?,
        extend_new: not_negative(keys.lenient_optional("extendNew")),
        extend_review: not_negative(keys.lenient_optional("extendRev")),
        description: String::new(),
        markdown_description: false,
        review_limit: keys.lenient_optional("reviewLimit"),
        new_limit: keys.lenient_optional("newLimit"),
        review_limit_today: day_limit(keys, "reviewLimitToday"),
        new_limit_today: day_limit(keys, "newLimitToday"),
        desired_retention: percent.map(to_fraction),
    })
}

fn not_negative(number: i32) -> u32 {
    number.max(0).cast_unsigned()
}

#[derive(Deserialize)]
struct DayLimitJson {
    limit: u32,
    today: u32,
}

fn day_limit(keys: &mut Keys, key: &str) -> Option<DayLimit> {
    let json: Option<DayLimitJson> = keys.lenient_optional(key);
    json.map(|DayLimitJson { limit, today }| DayLimit { limit, today })
}

#[expect(clippy::cast_precision_loss, reason = "a percentage has three digits")]
fn to_fraction(percent: u32) -> f32 {
    percent as f32 / 100.0
}

/// Cut off, not rounded, as with clients.
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "the conversion stops at the bounds"
)]
fn to_percent(fraction: f32) -> u32 {
    (fraction * 100.0) as u32
}

fn filtered_deck(keys: &mut Keys) -> Result<FilteredDeck, Error> {
    let terms: Vec<Value> = keys.required("terms")?;
    let terms: Option<_> = terms.into_iter().map(search_term).collect();
    // Written for old programs, always the same.
    let _: bool = keys.optional("separate")?;
    Ok(FilteredDeck {
        reschedule: keys.boolish("resched")?,
        search_terms: terms.ok_or_else(|| keys.wrong("terms"))?,
        delays: keys
            .lenient_optional::<Option<Vec<f32>>>("delays")
            .unwrap_or_default(),
        preview_delay: keys.optional("previewDelay")?,
        preview_again_secs: keys.optional("previewAgainSecs")?,
        preview_hard_secs: keys.optional("previewHardSecs")?,
        preview_good_secs: keys.optional("previewGoodSecs")?,
    })
}

/// Written as an array, but an object will do.
#[derive(Deserialize)]
struct SearchTermJson {
    search: String,
    limit: Value,
    order: i32,
}

fn search_term(value: Value) -> Option<SearchTerm> {
    let SearchTermJson {
        search,
        limit,
        order,
    } = serde_json::from_value(value).ok()?;
    let limit = i32::try_from(as_whole_number(&limit)?).ok()?;
    Some(SearchTerm {
        search,
        limit: not_negative(limit),
        order,
    })
}

/// The JSON that clients exchange.
pub fn deck_to_json(deck: &Deck) -> Value {
    let common = &deck.common;
    let day = common.last_day_studied.cast_signed();
    let mut json = other_from_blob(&common.other, DECK_KEYS);
    let mut set = |key: &str, value: Value| {
        json.insert(key.to_owned(), value);
    };
    set("id", deck.id.0.into());
    set("mod", deck.modified.0.into());
    set("name", deck.name.human().into());
    set("usn", deck.usn.0.into());
    set("lrnToday", json!([day, common.learning_studied]));
    set("revToday", json!([day, common.review_studied]));
    set("newToday", json!([day, common.new_studied]));
    set("timeToday", json!([day, common.studied_ms]));
    set("collapsed", common.study_collapsed.into());
    set("browserCollapsed", common.browser_collapsed.into());
    match &deck.kind {
        DeckKind::Normal(normal) => set_normal(normal, &mut set),
        DeckKind::Filtered(filtered) => set_filtered(filtered, &mut set),
    }
    Value::Object(json)
}

fn set_normal(deck: &NormalDeck, set: &mut impl FnMut(&str, Value)) {
    set("dyn", 0.into());
    set("desc", deck.description.clone().into());
    if deck.markdown_description {
        set("md", true.into());
    }
    set("conf", deck.preset.into());
    set("extendNew", deck.extend_new.cast_signed().into());
    set("extendRev", deck.extend_review.cast_signed().into());
    set("reviewLimit", deck.review_limit.into());
    set("newLimit", deck.new_limit.into());
    set(
        "reviewLimitToday",
        day_limit_to_json(deck.review_limit_today),
    );
    set("newLimitToday", day_limit_to_json(deck.new_limit_today));
    set(
        "desiredRetention",
        deck.desired_retention.map(to_percent).into(),
    );
}

fn day_limit_to_json(limit: Option<DayLimit>) -> Value {
    limit.map_or(
        Value::Null,
        |DayLimit { limit, today }| json!({ "limit": limit, "today": today }),
    )
}

fn set_filtered(deck: &FilteredDeck, set: &mut impl FnMut(&str, Value)) {
    set("dyn", 1.into());
    set("desc", "".into());
    set("resched", deck.reschedule.into());
    let terms = deck.search_terms.iter();
    set(
        "terms",
        terms
            .map(|it| json!([it.search, it.limit.cast_signed(), it.order]))
            .collect(),
    );
    set("separate", true.into());
    let delays = if deck.delays.is_empty() {
        Value::Null
    } else {
        floats(&deck.delays)
    };
    set("delays", delays);
    set("previewDelay", deck.preview_delay.into());
    set("previewAgainSecs", deck.preview_again_secs.into());
    set("previewHardSecs", deck.preview_hard_secs.into());
    set("previewGoodSecs", deck.preview_good_secs.into());
}
