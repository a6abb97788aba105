//! From the tree to SQL.
//!
//! Facts: `rslib/src/search/sqlwriter.rs`. Each term is one SQL condition in brackets of its own
//! where it needs them, in the order in which it was typed: which of several conditions SQLite
//! tests first decides whether a broken regular expression is noticed.

use std::fmt::Display;

use unicode_normalization::UnicodeNormalization;

use super::fields::FieldTerms;
use super::pattern;
use super::tree::{Answer, Comparison, Match, Node, Property, State, TemplateTerm, Term};
use super::view::View;
use crate::error::Error;
use crate::model::{DeckId, DeckKind, DeckName, NoteDigest, NotetypeId};
use crate::plain_text::without_html;
use crate::storage::{decks, functions};

const DAY_SECS: i64 = 86_400;

/// Which tables a search reads.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Table {
    Cards,
    Notes,
    Both,
}

impl Table {
    fn with(self, other: Option<Table>) -> Table {
        match other {
            Some(other) if other != self => Table::Both,
            _ => self,
        }
    }
}

/// SQL that finds ids, and the values of its parameters.
pub(super) struct Statement {
    pub(super) text: String,
    pub(super) values: Vec<String>,
}

impl Statement {
    /// The statement that finds cards or notes.
    pub(super) fn of(
        view: &View<'_>,
        node: &Node,
        wanted: Table,
        for_order: Option<Table>,
    ) -> Result<Statement, Error> {
        let table =
            tables_of(node).fold(wanted.with(for_order), |table, next| table.with(Some(next)));
        let start = match (table, wanted) {
            (Table::Cards, _) => "select c.id from cards c where ",
            (Table::Notes, _) => "select n.id from notes n where ",
            (Table::Both, Table::Notes) => {
                "select distinct n.id from cards c, notes n where c.nid = n.id and "
            }
            (Table::Both, _) => "select c.id from cards c, notes n where c.nid = n.id and ",
        };
        let mut writer = Writer {
            view,
            table,
            text: start.to_owned(),
            values: Vec::new(),
            fields: FieldTerms::of(view)?,
        };
        writer.text.push('(');
        writer.node(node)?;
        writer.text.push(')');
        Ok(Statement {
            text: writer.text,
            values: writer.values,
        })
    }
}

/// The tables that the terms of a node need.
fn tables_of(node: &Node) -> Box<dyn Iterator<Item = Table> + '_> {
    match node {
        Node::And | Node::Or => Box::new(std::iter::empty()),
        Node::Not(inner) => tables_of(inner),
        Node::Group(nodes) => Box::new(nodes.iter().flat_map(tables_of)),
        Node::Term(term) => Box::new(table_of(term).into_iter()),
    }
}

fn table_of(term: &Term) -> Option<Table> {
    match term {
        Term::AddedInDays(_)
        | Term::IntroducedInDays(_)
        | Term::Deck(_)
        | Term::Decks(_)
        | Term::DeckWithChildren(_)
        | Term::Answered { .. }
        | Term::State(_)
        | Term::Flag(_)
        | Term::Cards(_)
        | Term::Property { .. }
        | Term::CustomData(_)
        | Term::Preset(_)
        | Term::HasMemory => Some(Table::Cards),
        Term::Text(_)
        | Term::Field { .. }
        | Term::Tag { .. }
        | Term::Duplicate { .. }
        | Term::Expression(_)
        | Term::WithoutMarks(_)
        | Term::WithoutClozes(_)
        | Term::Word(_)
        | Term::NotetypeId(_)
        | Term::Notetype(_)
        | Term::EditedInDays(_) => Some(Table::Notes),
        Term::Template(_) => Some(Table::Both),
        Term::Notes(_) | Term::Everything => None,
    }
}

/// When the card `c` was last studied, and how well it is still known now.
pub(super) fn retrievability(view: &View<'_>) -> String {
    let (today, next_day_at, now) = (view.today.number, view.today.next_day_at.0, view.now.0);
    format!(
        "extract_fsrs_retrievability(
             c.data, case when c.odue != 0 then c.odue else c.due end, c.ivl,
             {today}, {next_day_at}, {now}
         )"
    )
}

pub(super) struct Writer<'a> {
    pub(super) view: &'a View<'a>,
    table: Table,
    text: String,
    values: Vec<String>,
    fields: FieldTerms,
}

impl Writer<'_> {
    /// Adds a parameter; gives its place in the SQL.
    fn value(&mut self, value: impl Into<String>) -> String {
        self.values.push(value.into());
        format!("?{}", self.values.len())
    }

    fn node(&mut self, node: &Node) -> Result<(), Error> {
        match node {
            Node::And => self.text.push_str(" and "),
            Node::Or => self.text.push_str(" or "),
            Node::Not(inner) => {
                self.text.push_str("not ");
                self.node(inner)?;
            }
            Node::Group(nodes) => {
                self.text.push('(');
                for node in nodes {
                    self.node(node)?;
                }
                self.text.push(')');
            }
            Node::Term(term) => {
                let condition = self.term(term)?;
                self.text.push_str(&condition);
            }
        }
        Ok(())
    }

    fn term(&mut self, term: &Term) -> Result<String, Error> {
        let view = self.view;
        Ok(match term {
            Term::Text(_)
            | Term::Field { .. }
            | Term::Expression(_)
            | Term::WithoutMarks(_)
            | Term::WithoutClozes(_)
            | Term::Word(_) => self.fields.condition(view, term, &mut self.values)?,
            Term::Duplicate { notetype, text } => duplicate(view, *notetype, text)?,
            Term::AddedInDays(days) => format!("c.id > {}", days_back(view, *days) * 1000),
            Term::EditedInDays(days) => format!("n.mod > {}", days_back(view, *days)),
            Term::IntroducedInDays(days) => introduced(view, *days),
            Term::Template(template) => self.template(template),
            Term::Deck(name) => self.deck(name)?,
            Term::Decks(ids) => {
                let ids = ids.as_str();
                format!("(c.did in ({ids}) or (c.odid != 0 and c.odid in ({ids})))")
            }
            Term::DeckWithChildren(deck) => deck_with_children(view, *deck)?,
            Term::HasMemory => "extract_fsrs_variable(c.data, 's') is not null".to_owned(),
            Term::NotetypeId(id) => format!("n.mid = {id}"),
            Term::Notetype(name) => {
                let fits = self.name_fits(&nfc(name));
                format!("n.mid in (select id from notetypes where name {fits})")
            }
            Term::Answered { days, with } => {
                answered(view, Comparison::More, -i64::from(*days), *with)
            }
            Term::Tag { tag, how } => self.tag(&nfc(tag), *how),
            Term::State(state) => in_state(view, *state)?,
            Term::Flag(flag) => format!("(c.flags & 7) = {flag}"),
            Term::Notes(ids) => {
                let column = if self.table == Table::Cards {
                    "c.nid"
                } else {
                    "n.id"
                };
                format!("{column} in ({})", ids.as_str())
            }
            Term::Cards(ids) => format!("c.id in ({})", ids.as_str()),
            Term::Property { compare, property } => self.property(*compare, property),
            Term::Everything => "true".to_owned(),
            Term::CustomData(key) => {
                let key = self.value(key);
                format!("extract_custom_data(c.data, {key}) is not null")
            }
            Term::Preset(name) => preset(view, name)?,
        })
    }

    /// A name with wildcards is an expression, one without is compared as names are.
    fn name_fits(&mut self, name: &str) -> String {
        if pattern::has_wildcards(name) {
            let expression = format!("(?i)^{}$", pattern::expression(name, "."));
            format!("regexp {}", self.value(expression))
        } else {
            format!("= {}", self.value(pattern::plain(name)))
        }
    }

    fn template(&mut self, template: &TemplateTerm) -> String {
        match template {
            TemplateTerm::Ord(ord) => format!("c.ord = {ord}"),
            TemplateTerm::Name(name) => {
                let fits = self.name_fits(&nfc(name));
                format!("(n.mid, c.ord) in (select ntid, ord from templates where name {fits})")
            }
        }
    }

    fn deck(&mut self, name: &str) -> Result<String, Error> {
        let name = nfc(name);
        let name = match name.as_str() {
            "*" => return Ok("true".to_owned()),
            "filtered" => return Ok("c.odid != 0".to_owned()),
            "current" => {
                let deck = decks::get(self.view.db, self.view.current_deck()?)?;
                let name = deck.map(|deck| deck.name);
                regex::escape(name.as_ref().map_or("Default", DeckName::stored))
            }
            name => DeckName::from_human(&pattern::expression(name, "."))
                .stored()
                .to_owned(),
        };
        let fits = self.value(format!("(?i)^{name}($|\u{1f})"));
        Ok(format!(
            "(c.did in (select id from decks where name regexp {fits})
              or (c.odid != 0 and c.odid in (select id from decks where name regexp {fits})))"
        ))
    }

    fn tag(&mut self, tag: &str, how: Match) -> String {
        let (tag, tags) = match (how, tag) {
            (Match::Expression, _) => {
                let expression = self.value(format!("(?i){tag}"));
                return format!("regexp_tags({expression}, n.tags)");
            }
            (_, "none") => return "n.tags = ''".to_owned(),
            (_, "*") => return "true".to_owned(),
            (_, tag) if tag.contains(' ') => return "false".to_owned(),
            (Match::Plain, tag) => (tag.to_owned(), "n.tags".to_owned()),
            (Match::WithoutMarks, tag) => (
                crate::plain_text::without_marks(tag).into_owned(),
                format!("simplified(n.tags, {})", functions::WITHOUT_MARKS),
            ),
        };
        let tag = pattern::expression(&tag, r"\S");
        let expression = self.value(format!("(?i).* {tag}(::| ).*"));
        format!("{tags} regexp {expression}")
    }

    fn property(&mut self, compare: Comparison, property: &Property) -> String {
        let view = self.view;
        let sign = compare.sign();
        let is = |what: &str, value: &dyn Display| format!("{what} {sign} {value}");
        match property {
            Property::Due(days) => due(view, *days, sign),
            Property::Position(place) => {
                format!("(c.type = 0 and {} {sign} {place})", HOME_DUE)
            }
            Property::Interval(days) => is("c.ivl", days),
            Property::Reviews(count) => is("c.reps", count),
            Property::Lapses(count) => is("c.lapses", count),
            Property::Ease(ease) => is("c.factor", &thousandths(*ease)),
            Property::Answered(days, with) => answered(view, compare, i64::from(*days), *with),
            Property::CustomNumber { key, value } => {
                let key = self.value(key);
                format!("cast(extract_custom_data(c.data, {key}) as float) {sign} {value}")
            }
            Property::CustomText { key, value } => {
                let (key, value) = (self.value(key), self.value(value));
                format!("extract_custom_data(c.data, {key}) {sign} {value}")
            }
            Property::Stability(value) => is("extract_fsrs_variable(c.data, 's')", value),
            Property::Difficulty(value) => {
                is("extract_fsrs_variable(c.data, 'd')", &(value * 9.0 + 1.0))
            }
            Property::Retrievability(value) => format!(
                "case when c.type = 0 then false else ({} {sign} {value}) end",
                retrievability(view)
            ),
        }
    }
}

/// The due number of a card, in its home deck if it is out.
const HOME_DUE: &str = "(case when c.odue != 0 then c.odue else c.due end)";

/// Cards wait for a day, or for a second if they are being learned; a second before the next day
/// counts as today.
fn due(view: &View<'_>, days: i32, sign: &str) -> String {
    let day = days.wrapping_add(view.today.number.cast_signed());
    let next_day_at = view.today.next_day_at.0;
    format!(
        "((c.queue in (2, 3) and {HOME_DUE} {sign} {day})
          or (c.queue in (1, 4) and (({HOME_DUE} - {next_day_at}) / 86400) {sign} {days}))"
    )
}

#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "Anki truncates, too, and takes the nearest number in range"
)]
fn thousandths(ease: f32) -> u32 {
    (ease * 1000.0) as u32
}

/// When the day began that many days ago, in seconds; 0 is the end of today.
fn days_back(view: &View<'_>, days: u32) -> i64 {
    view.today.next_day_at.0 - DAY_SECS * i64::from(days)
}

fn introduced(view: &View<'_>, days: u32) -> String {
    let since = days_back(view, days) * 1000;
    // The second condition follows from the first and is faster.
    format!(
        "((select coalesce(min(id) > {since}, false)
           from revlog
           where cid = c.id and ease != 0)
          and c.id in (select cid from revlog where id > {since}))"
    )
}

/// Days are counted from today, which is 0; yesterday is -1.
fn answered(view: &View<'_>, compare: Comparison, days: i64, with: Answer) -> String {
    let end = (view.today.next_day_at.0 + DAY_SECS * days) * 1000;
    let start = end - DAY_SECS * 1000;
    let last = end - 1;
    let when = match compare {
        Comparison::More => format!(">= {end}"),
        Comparison::MoreOrEqual => format!(">= {start}"),
        Comparison::Less => format!("< {start}"),
        Comparison::LessOrEqual => format!("< {end}"),
        Comparison::Equal => format!("between {start} and {last}"),
        Comparison::NotEqual => format!("not between {start} and {last}"),
    };
    let button = match with {
        Answer::Button(button) => format!("= {button}"),
        Answer::Any => "> 0".to_owned(),
        Answer::ByHand => "= 0".to_owned(),
    };
    format!("c.id in (select cid from revlog where id {when} and ease {button})")
}

fn in_state(view: &View<'_>, state: State) -> Result<String, Error> {
    let condition = match state {
        State::New => "c.type = 0",
        State::Review => "c.type in (2, 3)",
        State::Learning => "c.type in (1, 3)",
        State::Buried => "c.queue in (-2, -3)",
        State::BuriedByHand => "c.queue = -3",
        State::BuriedAsSibling => "c.queue = -2",
        State::Suspended => "c.queue = -1",
        State::Due => {
            let today = view.today.number;
            let ahead = view.now.0 + view.number("collapseTime", 1200)?;
            return Ok(format!(
                "((c.queue in (2, 3) and c.due <= {today})
                  or (c.queue in (1, 4) and c.due <= {ahead}))"
            ));
        }
    };
    Ok(condition.to_owned())
}

fn deck_with_children(view: &View<'_>, deck: DeckId) -> Result<String, Error> {
    let Some(deck) = decks::get(view.db, deck)? else {
        return Ok("false".to_owned());
    };
    let name = deck.name.stored();
    let (first, behind) = (format!("{name}\u{1f}"), format!("{name} "));
    let mut statement = view
        .db
        .prepare_cached("select id from decks where name >= ?1 and name < ?2")?;
    let below = statement.query_map([first, behind], |row| row.get(0))?;
    let mut ids = vec![deck.id];
    for id in below {
        ids.push(id?);
    }
    Ok(format!("c.did in ({})", joined(&ids)))
}

fn preset(view: &View<'_>, name: &str) -> Result<String, Error> {
    let mut statement = view
        .db
        .prepare_cached("select id from deck_config where name = ?1")?;
    let Some(preset) = statement.query([name])?.next()?.map(|row| row.get(0)) else {
        return Ok("false".to_owned());
    };
    let preset: i64 = preset?;
    let decks = decks::all(view.db)?;
    let uses = |kind: &DeckKind| matches!(kind, DeckKind::Normal(deck) if deck.preset == preset);
    let ids: Vec<_> = decks
        .iter()
        .filter(|deck| uses(&deck.kind))
        .map(|deck| deck.id)
        .collect();
    let ids = joined(&ids);
    Ok(format!("(c.did in ({ids}) or c.odid in ({ids}))"))
}

/// The checksum finds candidates, the text itself decides.
fn duplicate(view: &View<'_>, notetype: NotetypeId, text: &str) -> Result<String, Error> {
    let text = if view.switch("normalize_note_text", true)? {
        nfc(text)
    } else {
        text.to_owned()
    };
    let wanted = without_html(&text);
    let checksum = NoteDigest::of(&text.replace('\u{1f}', ""), 0).checksum;
    let mut statement = view.db.prepare_cached(
        "select id, field_at_index(flds, 0) from notes where csum = ?1 and mid = ?2",
    )?;
    let mut rows = statement.query((checksum, notetype))?;
    let mut ids: Vec<i64> = Vec::new();
    while let Some(row) = rows.next()? {
        let field: String = row.get(1)?;
        if without_html(&field) == wanted {
            ids.push(row.get(0)?);
        }
    }
    Ok(format!("n.id in ({})", joined(&ids)))
}

fn joined<T: Display>(ids: &[T]) -> String {
    let ids: Vec<_> = ids.iter().map(T::to_string).collect();
    ids.join(", ")
}

/// Names and notes are stored in this form.
pub(super) fn nfc(text: &str) -> String {
    text.nfc().collect()
}
