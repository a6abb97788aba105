//! From the tree to SQL.
//!
//! Facts: `rslib/src/search/sqlwriter.rs`. Each term is one SQL condition in brackets of its own
//! where it needs them, in the order in which it was typed: which of several conditions SQLite
//! tests first decides whether a broken regular expression is noticed.

use std::fmt::Display;

use unicode_normalization::UnicodeNormalization;

use super::broken::{has_broken_expression, in_its_place};
use super::conditions::{
    HOME_DUE, answered, days_back, deck_with_children, due, duplicate, in_state, introduced,
    preset, retrievability, thousandths,
};
use super::fields::{Conditions, FieldTerms};
use super::pattern;
use super::tree::{Comparison, Match, Node, Property, TemplateTerm, Term};
use super::view::View;
use crate::error::Error;
use crate::model::DeckName;
use crate::storage::{decks, functions};

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
            keeps_order: has_broken_expression(node),
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

pub(super) struct Writer<'a> {
    pub(super) view: &'a View<'a>,
    table: Table,
    text: String,
    values: Vec<String>,
    fields: FieldTerms,
    keeps_order: bool,
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
                let mut conditions = self.conditions(term)?;
                if self.keeps_order {
                    conditions = conditions.iter().map(|one| in_its_place(one)).collect();
                }
                self.text.push_str(&conditions.join(" and "));
            }
        }
        Ok(())
    }

    /// One condition, or two without brackets around both: a `not` before them means the first.
    fn conditions(&mut self, term: &Term) -> Result<Vec<String>, Error> {
        let mut conditions = Vec::new();
        if matches!(term, Term::WithoutClozes(_)) {
            conditions.push(self.in_fields(FieldTerms::is_cloze)?);
        }
        conditions.push(self.term(term)?);
        Ok(conditions)
    }

    fn term(&mut self, term: &Term) -> Result<String, Error> {
        let view = self.view;
        Ok(match term {
            Term::Text(text) => self.in_fields(|fields, to| fields.text(to, text))?,
            Term::Field { name, text, how } => {
                self.in_fields(|fields, to| fields.field(to, name, (text, *how)))?
            }
            Term::Expression(text) => self.in_fields(|fields, to| fields.expression(to, text))?,
            Term::WithoutMarks(text) => {
                self.in_fields(|fields, to| fields.without_marks(to, text))?
            }
            Term::WithoutClozes(text) => {
                self.in_fields(|fields, to| fields.without_clozes(to, text))?
            }
            Term::Word(text) => self.in_fields(|fields, to| fields.word(to, text))?,
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

    fn in_fields(
        &mut self,
        condition: impl FnOnce(&mut FieldTerms, &mut Conditions<'_>) -> Result<String, Error>,
    ) -> Result<String, Error> {
        let mut to = Conditions {
            view: self.view,
            values: &mut self.values,
        };
        condition(&mut self.fields, &mut to)
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
                format!("(c.type = 0 and {HOME_DUE} {sign} {place})")
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

/// Names and notes are stored in this form.
pub(super) fn nfc(text: &str) -> String {
    text.nfc().collect()
}
