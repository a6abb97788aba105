//! From the tree back to what people type.
//!
//! Facts: `rslib/src/search/writer.rs`.

use std::borrow::Cow;
use std::fmt;

use super::escape::is_blank;
use super::tree::{Answer, Match, Node, Property, Search, State, TemplateTerm, Term};

impl fmt::Display for Search {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|node| node.fmt(f))
    }
}

impl fmt::Display for Node {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Node::And => f.write_str(" "),
            Node::Or => f.write_str(" OR "),
            Node::Not(inner) => write!(f, "-{inner}"),
            Node::Group(nodes) => {
                f.write_str("(")?;
                nodes.iter().try_for_each(|node| node.fmt(f))?;
                f.write_str(")")
            }
            Node::Term(term) => f.write_str(&written(term)),
        }
    }
}

/// The search with each term of the kind of `term` replaced by it.
#[must_use]
pub fn replaced(search: Search, term: &Term) -> Search {
    fn replace(nodes: &mut [Node], term: &Term) {
        for node in nodes {
            match node {
                Node::And | Node::Or => {}
                Node::Not(inner) => replace(std::slice::from_mut(inner), term),
                Node::Group(nodes) => replace(nodes, term),
                Node::Term(old) => {
                    if std::mem::discriminant(old) == std::mem::discriminant(term) {
                        old.clone_from(term);
                    }
                }
            }
        }
    }
    let mut search = search;
    replace(&mut search.0, term);
    search
}

fn written(term: &Term) -> String {
    match term {
        Term::Text(text) => quoted(&text.replace(':', "\\:")),
        Term::Field { name, text, how } => pair(&name.replace(':', "\\:"), text, *how),
        Term::AddedInDays(days) => format!("added:{days}"),
        Term::EditedInDays(days) => format!("edited:{days}"),
        Term::IntroducedInDays(days) => format!("introduced:{days}"),
        Term::Template(TemplateTerm::Ord(ord)) => format!("card:{}", u32::from(*ord) + 1),
        Term::Template(TemplateTerm::Name(name)) => quoted(&format!("card:{name}")),
        Term::Deck(name) => quoted(&format!("deck:{name}")),
        Term::Decks(ids) => format!("did:{}", ids.as_str()),
        Term::NotetypeId(id) => format!("mid:{id}"),
        Term::Notetype(name) => quoted(&format!("note:{name}")),
        Term::Answered { days, with } => match with {
            Answer::Button(button) => format!("rated:{days}:{button}"),
            Answer::Any => format!("rated:{days}"),
            Answer::ByHand => format!("resched:{days}"),
        },
        Term::Tag { tag, how } => pair("tag", tag, *how),
        Term::Duplicate { notetype, text } => {
            quoted(&format!("dupe:{notetype},{}", text.replace('\\', "\\\\")))
        }
        Term::State(state) => format!("is:{}", word(*state)),
        Term::Flag(flag) => format!("flag:{flag}"),
        Term::Notes(ids) => format!("nid:{}", ids.as_str()),
        Term::Cards(ids) => format!("cid:{}", ids.as_str()),
        Term::Property { compare, property } => self::property(compare.sign(), property),
        Term::Everything => "deck:*".to_owned(),
        Term::Expression(text) => quoted(&format!("re:{text}")),
        Term::WithoutMarks(text) => quoted(&format!("nc:{text}")),
        Term::WithoutClozes(text) => quoted(&format!("sc:{text}")),
        Term::Word(text) => quoted(&format!("w:{text}")),
        Term::CustomData(key) => quoted(&format!("has-cd:{key}")),
        Term::Preset(name) => quoted(&format!("preset:{name}")),
        // Programs ask so, people cannot.
        Term::DeckWithChildren(_) | Term::HasMemory => String::new(),
    }
}

fn word(state: State) -> &'static str {
    match state {
        State::New => "new",
        State::Review => "review",
        State::Learning => "learn",
        State::Due => "due",
        State::Buried => "buried",
        State::BuriedByHand => "buried-manually",
        State::BuriedAsSibling => "buried-sibling",
        State::Suspended => "suspended",
    }
}

fn property(sign: &str, property: &Property) -> String {
    match property {
        Property::Due(days) => format!("prop:due{sign}{days}"),
        Property::Interval(days) => format!("prop:ivl{sign}{days}"),
        Property::Reviews(count) => format!("prop:reps{sign}{count}"),
        Property::Lapses(count) => format!("prop:lapses{sign}{count}"),
        Property::Ease(ease) => format!("prop:ease{sign}{ease}"),
        Property::Position(place) => format!("prop:pos{sign}{place}"),
        Property::Stability(value) => format!("prop:s{sign}{value}"),
        Property::Difficulty(value) => format!("prop:d{sign}{value}"),
        Property::Retrievability(value) => format!("prop:r{sign}{value}"),
        Property::Answered(days, with) => match with {
            Answer::Button(button) => format!("prop:rated{sign}{days}:{button}"),
            Answer::Any => format!("prop:rated{sign}{days}"),
            Answer::ByHand => format!("prop:resched{sign}{days}"),
        },
        Property::CustomNumber { key, value } => format!("prop:cdn:{key}{sign}{value}"),
        Property::CustomText { key, value } => quoted(&format!("prop:cds:{key}{sign}{value}")),
    }
}

/// A key and its text; text that would be read as another way of comparing is escaped.
fn pair(key: &str, text: &str, how: Match) -> String {
    let (prefix, text) = match how {
        Match::Plain if text.starts_with("re:") || text.starts_with("nc:") => {
            ("", Cow::from(text.replacen(':', "\\:", 1)))
        }
        Match::Plain => ("", Cow::from(text)),
        Match::Expression => ("re:", Cow::from(text)),
        Match::WithoutMarks => ("nc:", Cow::from(text)),
    };
    quoted(&format!("{key}:{prefix}{text}"))
}

fn quoted(text: &str) -> String {
    let text = text.replace('"', "\\\"");
    if needs_quotes(&text) {
        format!("\"{text}\"")
    } else {
        text
    }
}

/// The two words, a hyphen that would negate, and what would end a text.
fn needs_quotes(text: &str) -> bool {
    let negates = text
        .strip_prefix('-')
        .is_some_and(|rest| !rest.is_empty() && !rest.starts_with('\n'));
    negates
        || text.eq_ignore_ascii_case("and")
        || text.eq_ignore_ascii_case("or")
        || text.contains(|c| is_blank(c) || c == '(' || c == ')')
}
