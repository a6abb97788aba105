//! Search nodes as the apps send them (`proto/anki/search.proto`), to the engine's tree.

use collection::model::NotetypeId;
use collection::search::{
    Answer, Comparison, IdList, Match, Node, Property, Search, State, TemplateTerm, Term, literal,
};
use serde_json::Value;

use crate::request::Refusal;

type Built = Result<Node, Refusal>;

/// The node of a JSON object; without one everything is meant.
pub(super) fn of_value(value: Option<&Value>) -> Built {
    of_fields(|name| value?.get(name).filter(|value| !value.is_null()))
}

/// The node whose fields a function gives. One of them is there, or none.
pub(super) fn of_fields<'a>(field: impl Fn(&str) -> Option<&'a Value>) -> Built {
    if let Some(group) = field("group") {
        return of_group(group);
    }
    if let Some(inner) = field("negated") {
        return Ok(of_value(Some(inner))?.negated());
    }
    if let Some(typed) = field("parsable_text").and_then(Value::as_str) {
        let search: Search = typed.parse().map_err(|mistake| super::refusal(&mistake))?;
        return Ok(search.into_node());
    }
    if let Some(flag) = field("flag").and_then(Value::as_str) {
        return Ok(of_flag(flag));
    }
    let term = KINDS
        .iter()
        .find_map(|(name, build)| field(name).map(build));
    Ok(Node::Term(term.unwrap_or(Term::Everything)))
}

type Kind = (&'static str, fn(&Value) -> Term);

const KINDS: [Kind; 17] = [
    ("deck", |name| Term::deck_named(text(name))),
    ("tag", |name| Term::tag_named(text(name))),
    ("note", |name| Term::notetype_named(text(name))),
    ("field_name", |name| Term::field_filled(text(name))),
    ("literal_text", |words| Term::Text(literal(text(words)))),
    ("template", |ord| {
        Term::Template(TemplateTerm::Ord(number(ord)))
    }),
    ("nid", |id| Term::Notes(IdList::of([number::<i64>(id)]))),
    ("nids", |list| Term::Notes(ids(list))),
    ("added_in_days", |days| Term::AddedInDays(number(days))),
    ("edited_in_days", |days| Term::EditedInDays(number(days))),
    ("introduced_in_days", |days| {
        Term::IntroducedInDays(number(days))
    }),
    ("due_in_days", |days| due(Comparison::LessOrEqual, days)),
    ("due_on_day", |days| due(Comparison::Equal, days)),
    ("card_state", |state| Term::State(state_of(text(state)))),
    ("dupe", |dupe| Term::Duplicate {
        notetype: NotetypeId(dupe.get("notetype_id").map_or(0, number)),
        text: part(dupe, "first_field").to_owned(),
    }),
    ("rated", |rated| Term::Answered {
        days: rated.get("days").map_or(0, number),
        with: answer(part(rated, "rating")),
    }),
    ("field", |field| Term::Field {
        name: literal(part(field, "field_name")),
        text: literal(part(field, "text")),
        how: match part(field, "mode") {
            "FIELD_SEARCH_MODE_REGEX" => Match::Expression,
            "FIELD_SEARCH_MODE_NOCOMBINING" => Match::WithoutMarks,
            _ => Match::Plain,
        },
    }),
];

fn text(value: &Value) -> &str {
    value.as_str().unwrap_or_default()
}

fn of_group(group: &Value) -> Built {
    let list = group.get("nodes").and_then(Value::as_array);
    let nodes = list
        .into_iter()
        .flatten()
        .map(|node| of_value(Some(node)))
        .collect::<Result<Vec<_>, _>>()?;
    if nodes.is_empty() {
        return Err(Refusal::new("INVALID_INPUT", "empty group"));
    }
    let joined = match part(group, "joiner") {
        "OR" => Search::any(nodes),
        _ => Search::all(nodes),
    };
    Ok(joined.into_node())
}

fn of_flag(flag: &str) -> Node {
    let number = match flag {
        "FLAG_NONE" => 0,
        "FLAG_RED" => 1,
        "FLAG_ORANGE" => 2,
        "FLAG_GREEN" => 3,
        "FLAG_BLUE" => 4,
        "FLAG_PINK" => 5,
        "FLAG_TURQUOISE" => 6,
        "FLAG_PURPLE" => 7,
        _ => return Term::Flag(0).negated(),
    };
    Term::Flag(number).into()
}

fn state_of(state: &str) -> State {
    match state {
        "CARD_STATE_LEARN" => State::Learning,
        "CARD_STATE_REVIEW" => State::Review,
        "CARD_STATE_DUE" => State::Due,
        "CARD_STATE_SUSPENDED" => State::Suspended,
        "CARD_STATE_BURIED" => State::Buried,
        _ => State::New,
    }
}

fn answer(rating: &str) -> Answer {
    match rating {
        "RATING_AGAIN" => Answer::Button(1),
        "RATING_HARD" => Answer::Button(2),
        "RATING_GOOD" => Answer::Button(3),
        "RATING_EASY" => Answer::Button(4),
        "RATING_BY_RESCHEDULE" => Answer::ByHand,
        _ => Answer::Any,
    }
}

fn due(compare: Comparison, days: &Value) -> Term {
    Term::Property {
        compare,
        property: Property::Due(number(days)),
    }
}

fn ids(list: &Value) -> IdList {
    let ids = list.get("ids").and_then(Value::as_array);
    IdList::of(ids.into_iter().flatten().map(number::<i64>))
}

fn part<'a>(value: &'a Value, name: &str) -> &'a str {
    value.get(name).map(text).unwrap_or_default()
}

/// Numbers out of range do not occur in what the apps send.
fn number<T: TryFrom<i64> + Default>(value: &Value) -> T {
    let number = value.as_i64().unwrap_or_default();
    T::try_from(number).unwrap_or_default()
}
