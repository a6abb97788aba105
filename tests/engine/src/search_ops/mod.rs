//! Searching and the browser's rows.

mod nodes;
mod rows;

use collection::search::{self, Column, Mistake, Order, Search, View};
use serde_json::{Value, json};

use crate::request::{Refusal, Request};
use crate::session::Session;

pub(crate) fn perform(session: &mut Session, request: &Request) -> Option<Result<Value, Refusal>> {
    Some(match request.op() {
        "search_cards" => cards(session, request),
        "search_notes" => notes(session, request),
        "build_search_string" => built(request),
        "join_search_nodes" => joined(request),
        "replace_search_node" => replaced(request),
        "browser_rows" => rows::rows(session, request),
        "all_browser_columns" => Ok(rows::columns()),
        "set_config_bool" => set_switch(session, request),
        _ => return None,
    })
}

fn cards(session: &Session, request: &Request) -> Result<Value, Refusal> {
    let (view, query) = (view(session)?, query(request)?);
    let order = order(request);
    let found = search::cards(&view, query, order.as_ref().unwrap_or(&Order::Any))?;
    Ok(ids(found.into_iter().map(|id| id.0), order.is_none()))
}

fn notes(session: &Session, request: &Request) -> Result<Value, Refusal> {
    let (view, query) = (view(session)?, query(request)?);
    let order = order(request);
    let found = search::notes(&view, query, order.as_ref().unwrap_or(&Order::Any))?;
    Ok(ids(found.into_iter().map(|id| id.0), order.is_none()))
}

/// The present as a search sees it.
pub(crate) fn view(session: &Session) -> Result<View<'_>, Refusal> {
    let db = session.collection()?.connection();
    Ok(View::at(db, &session.moment())?)
}

fn query(request: &Request) -> Result<Search, Refusal> {
    let query = request.need("query", request.text("query"))?;
    query.parse().map_err(|mistake| refusal(&mistake))
}

fn ids(found: impl Iterator<Item = i64>, sorts: bool) -> Value {
    let mut ids: Vec<i64> = found.collect();
    if sorts {
        ids.sort_unstable();
    }
    ids.into()
}

fn order(request: &Request) -> Option<Order> {
    let order = request.get("order")?;
    if let Some(by) = order.get("builtin") {
        let column = by.get("column").and_then(Value::as_str).unwrap_or_default();
        return Some(Order::By {
            column: Column::of_key(column),
            reverse: by.get("reverse").and_then(Value::as_bool).unwrap_or(false),
        });
    }
    let custom = order.get("custom").and_then(Value::as_str);
    Some(custom.map_or(Order::Any, |keys| Order::Sql(keys.to_owned())))
}

fn built(request: &Request) -> Result<Value, Refusal> {
    let node = nodes::of_fields(|name| request.get(name))?;
    Ok(json!({"val": Search::unwrapped(node).to_string()}))
}

fn joined(request: &Request) -> Result<Value, Refusal> {
    let existing = Search::from(nodes::of_value(request.get("existing_node"))?);
    let additional = nodes::of_value(request.get("additional_node"))?;
    let joined = match request.text("joiner") {
        Some("OR") => existing.or_flat(additional),
        _ => existing.and_flat(additional),
    };
    Ok(json!({"val": joined.to_string()}))
}

fn replaced(request: &Request) -> Result<Value, Refusal> {
    let existing = Search::unwrapped(nodes::of_value(request.get("existing_node"))?);
    let replacement = nodes::of_value(request.get("replacement_node"))?;
    let search = if let search::Node::Term(term) = replacement {
        search::replaced(existing, &term)
    } else {
        existing
    };
    Ok(json!({"val": search.to_string()}))
}

fn set_switch(session: &Session, request: &Request) -> Result<Value, Refusal> {
    let name = request.need("key", request.text("key"))?;
    let key = match name {
        "NORMALIZE_NOTE_TEXT" => "normalize_note_text".to_owned(),
        "ADDING_DEFAULTS_TO_CURRENT_DECK" => "addToCur".to_owned(),
        _ => camel_case(name),
    };
    set(session, &key, request.is("value"))?;
    Ok(json!({}))
}

fn set(session: &Session, key: &str, value: bool) -> Result<bool, Refusal> {
    session
        .write(|pen| collection::storage::config::set(pen.db, key, &value, pen.usn, pen.now_secs()))
}

fn camel_case(name: &str) -> String {
    let mut words = name.split('_').map(str::to_ascii_lowercase);
    let mut key = words.next().unwrap_or_default();
    for word in words {
        let (first, rest) = word.split_at_checked(1).unwrap_or_default();
        key.push_str(&first.to_ascii_uppercase());
        key.push_str(rest);
    }
    key
}

/// The kinds of mistakes, by the words that the judge knows them by.
pub(crate) fn refusal(mistake: &Mistake) -> Refusal {
    let words = match mistake {
        Mistake::MisplacedAnd => "an `and` was found",
        Mistake::MisplacedOr => "an `or` was found",
        Mistake::EmptyGroup => "a group `(...)`",
        Mistake::UnopenedGroup => "a closing bracket",
        Mistake::UnclosedGroup => "an opening bracket",
        Mistake::EmptyQuote => "a pair of double quotes",
        Mistake::UnclosedQuote => "an opening double quote",
        Mistake::MissingKey => "a colon `:` was found",
        Mistake::UnknownEscape(_) => "the escape sequence",
        Mistake::UnknownState(_) => "`is:` was given",
        Mistake::UnknownFlag => "`flag:` must be followed",
        Mistake::UnknownProperty(_) => "`prop:` was given",
        Mistake::MissingComparison(_) => "`prop:` must be followed",
        Mistake::NotANumber { .. } => "expected a number in",
        Mistake::NotAWholeNumber { .. } => "expected a whole number in",
        Mistake::NotACount { .. } => "expected a positive whole number",
        Mistake::NotDaysAgo { .. } => "expected a whole number less",
        Mistake::NotAButton { .. } => "expected an answer button",
        Mistake::NotIds(_) => "expected only digits and commas",
        Mistake::HalfADuplicate => "invalid 'dupe:'",
        Mistake::TooLong | Mistake::TooDeep => "beyond our limits",
    };
    Refusal::new("SEARCH_ERROR", format!("{words}: {mistake}"))
}
