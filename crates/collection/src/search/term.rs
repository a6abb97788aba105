//! A single term of a search: which of the many kinds it is.
//!
//! Facts: `rslib/src/search/parser.rs`.

use std::str::FromStr;

use super::escape::{Cut, cut, literal_freed, unescaped, with_quotes_freed};
use super::mistake::Mistake;
use super::tree::{Answer, Comparison, IdList, Match, Property, State, TemplateTerm, Term};
use crate::model::NotetypeId;

/// The term of a text with or without a colon.
pub(super) fn term_of(text: &str) -> Result<Term, Mistake> {
    let key = match cut(text, |c| c == ':', |_| true) {
        Ok(key) if !key.is_empty() => key,
        Ok(_) | Err(Cut::Nothing | Cut::Dangling | Cut::NotEscapable(_)) => {
            return Err(Mistake::MissingKey);
        }
    };
    match text.get(key.len() + 1..) {
        Some(value) => term_of_pair(key, value),
        None => Ok(Term::Text(unescaped(key)?)),
    }
}

/// The term of what stands before and behind the first colon.
pub(super) fn term_of_pair(key: &str, value: &str) -> Result<Term, Mistake> {
    Ok(match key.to_ascii_lowercase().as_str() {
        "deck" => Term::Deck(unescaped(value)?),
        "note" => Term::Notetype(unescaped(value)?),
        "tag" => tag(value)?,
        "card" => Term::Template(template(value)?),
        "flag" => flag(value)?,
        "resched" => Term::Answered {
            days: count(value, "resched:")?,
            with: Answer::ByHand,
        },
        "prop" => property(value)?,
        "added" => Term::AddedInDays(days(value, "added:")?),
        "edited" => Term::EditedInDays(days(value, "edited:")?),
        "introduced" => Term::IntroducedInDays(days(value, "introduced:")?),
        "rated" => rated(value)?,
        "is" => Term::State(state(value)?),
        "did" => Term::Decks(ids(value, key)?),
        "mid" => Term::NotetypeId(NotetypeId(whole(value, "mid:")?)),
        "nid" => Term::Notes(ids(value, key)?),
        "cid" => Term::Cards(ids(value, key)?),
        "re" => Term::Expression(with_quotes_freed(value)),
        "nc" => Term::WithoutMarks(unescaped(value)?),
        "sc" => Term::WithoutClozes(unescaped(value)?),
        "w" => Term::Word(unescaped(value)?),
        "dupe" => duplicate(value)?,
        "has-cd" => Term::CustomData(unescaped(value)?),
        "preset" => Term::Preset(value.to_owned()),
        _ => field(key, value)?,
    })
}

fn tag(value: &str) -> Result<Term, Mistake> {
    let (tag, how) = if let Some(expression) = value.strip_prefix("re:") {
        (with_quotes_freed(expression), Match::Expression)
    } else if let Some(text) = value.strip_prefix("nc:") {
        (unescaped(text)?, Match::WithoutMarks)
    } else {
        (unescaped(value)?, Match::Plain)
    };
    Ok(Term::Tag { tag, how })
}

fn field(key: &str, value: &str) -> Result<Term, Mistake> {
    let (text, how) = if let Some(expression) = value.strip_prefix("re:") {
        (with_quotes_freed(expression), Match::Expression)
    } else if let Some(text) = value.strip_prefix("nc:") {
        (with_quotes_freed(text), Match::WithoutMarks)
    } else {
        (unescaped(value)?, Match::Plain)
    };
    Ok(Term::Field {
        name: unescaped(key)?,
        text,
        how,
    })
}

/// Numbers are told from 1; 0 is taken for 1. What is no number is a name.
fn template(value: &str) -> Result<TemplateTerm, Mistake> {
    Ok(match value.parse::<u16>() {
        Ok(number) => TemplateTerm::Ord(number.saturating_sub(1)),
        Err(_) => TemplateTerm::Name(unescaped(value)?),
    })
}

fn flag(value: &str) -> Result<Term, Mistake> {
    match value.parse::<u8>() {
        Ok(flag @ 0..=7) => Ok(Term::Flag(flag)),
        _ => Err(Mistake::UnknownFlag),
    }
}

fn state(value: &str) -> Result<State, Mistake> {
    Ok(match value {
        "new" => State::New,
        "review" => State::Review,
        "learn" => State::Learning,
        "due" => State::Due,
        "buried" => State::Buried,
        "buried-manually" => State::BuriedByHand,
        "buried-sibling" => State::BuriedAsSibling,
        "suspended" => State::Suspended,
        _ => return Err(Mistake::UnknownState(value.to_owned())),
    })
}

/// `rated:3` or `rated:3:2`.
fn rated(value: &str) -> Result<Term, Mistake> {
    let (number, choice) = pair(value, ':');
    Ok(Term::Answered {
        days: days(number, "rated:")?,
        with: button(choice, value)?,
    })
}

fn duplicate(value: &str) -> Result<Term, Mistake> {
    let (id, text) = pair(value, ',');
    let notetype = NotetypeId(whole(id, value)?);
    let text = literal_freed(text.ok_or(Mistake::HalfADuplicate)?);
    Ok(Term::Duplicate { notetype, text })
}

/// `ivl>3`, `ease!=2.5`.
fn property(clause: &str) -> Result<Term, Mistake> {
    let Some((name, rest)) = property_name(clause) else {
        return Err(Mistake::UnknownProperty(clause.to_owned()));
    };
    let Some((compare, number)) = comparison(rest) else {
        return Err(Mistake::MissingComparison(name.to_owned()));
    };
    let property = match name {
        "ivl" => Property::Interval(count(number, clause)?),
        "due" => Property::Due(whole(number, clause)?),
        "reps" => Property::Reviews(count(number, clause)?),
        "lapses" => Property::Lapses(count(number, clause)?),
        "ease" => Property::Ease(decimal(number, clause)?),
        "pos" => Property::Position(count(number, clause)?),
        "rated" => {
            let (ago, choice) = pair(number, ':');
            Property::Answered(days_ago(ago, clause)?, button(choice, clause)?)
        }
        "resched" => Property::Answered(days_ago(number, clause)?, Answer::ByHand),
        "s" => Property::Stability(decimal(number, clause)?),
        "d" => Property::Difficulty(decimal(number, clause)?),
        "r" => Property::Retrievability(decimal(number, clause)?),
        _ => match name.split_once(':') {
            Some(("cdn", key)) => Property::CustomNumber {
                key: key.to_owned(),
                value: decimal(number, clause)?,
            },
            Some((_, key)) => Property::CustomText {
                key: key.to_owned(),
                value: number.to_owned(),
            },
            None => return Err(Mistake::UnknownProperty(clause.to_owned())),
        },
    };
    Ok(Term::Property { compare, property })
}

/// In the order in which they are tried: the first that fits is taken.
const PROPERTIES: [&str; 11] = [
    "ivl", "due", "reps", "lapses", "ease", "pos", "rated", "resched", "s", "d", "r",
];

fn property_name(clause: &str) -> Option<(&str, &str)> {
    let known = PROPERTIES.iter().find(|name| clause.starts_with(**name));
    if let Some(name) = known {
        return clause.split_at_checked(name.len());
    }
    let key = clause
        .strip_prefix("cdn:")
        .or_else(|| clause.strip_prefix("cds:"))?;
    let length = key.bytes().take_while(u8::is_ascii_alphanumeric).count();
    if length == 0 {
        return None;
    }
    clause.split_at_checked("cdn:".len() + length)
}

fn comparison(text: &str) -> Option<(Comparison, &str)> {
    use Comparison::{Equal, Less, LessOrEqual, More, MoreOrEqual, NotEqual};
    [LessOrEqual, MoreOrEqual, NotEqual, Equal, Less, More]
        .into_iter()
        .find_map(|compare| Some((compare, text.strip_prefix(compare.sign())?)))
}

fn button(choice: Option<&str>, whole: &str) -> Result<Answer, Mistake> {
    let Some(given) = choice else {
        return Ok(Answer::Any);
    };
    match given.parse::<u8>() {
        Ok(button @ 1..=4) => Ok(Answer::Button(button)),
        _ => Err(Mistake::NotAButton {
            whole: whole.to_owned(),
            given: given.to_owned(),
        }),
    }
}

fn ids(value: &str, key: &str) -> Result<IdList, Mistake> {
    IdList::parse(value).ok_or_else(|| Mistake::NotIds(key.to_owned()))
}

/// A number of days, at least 1.
fn days(given: &str, whole: &str) -> Result<u32, Mistake> {
    Ok(count(given, whole)?.max(1))
}

fn count(given: &str, whole: &str) -> Result<u32, Mistake> {
    given.parse().map_err(|_| Mistake::NotACount {
        whole: whole.to_owned(),
        given: given.to_owned(),
    })
}

fn whole<T: FromStr>(given: &str, whole: &str) -> Result<T, Mistake> {
    given.parse().map_err(|_| Mistake::NotAWholeNumber {
        whole: whole.to_owned(),
        given: given.to_owned(),
    })
}

fn days_ago(given: &str, whole: &str) -> Result<i32, Mistake> {
    match given.parse::<i32>() {
        Ok(days) if days <= 0 => Ok(days),
        _ => Err(Mistake::NotDaysAgo {
            whole: whole.to_owned(),
            given: given.to_owned(),
        }),
    }
}

fn decimal(given: &str, whole: &str) -> Result<f32, Mistake> {
    given.parse().map_err(|_| Mistake::NotANumber {
        whole: whole.to_owned(),
        given: given.to_owned(),
    })
}

fn pair(text: &str, separator: char) -> (&str, Option<&str>) {
    match text.split_once(separator) {
        Some((first, second)) => (first, Some(second)),
        None => (text, None),
    }
}
