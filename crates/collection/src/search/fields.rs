//! Terms that look into the fields of notes.
//!
//! Facts: `rslib/src/search/sqlwriter.rs`. Fields stand in one column with a separator between
//! them, so a field is found by a pattern for the whole column.

use std::ops::Range;

use super::mistake::Mistake;
use super::pattern::{self, NamePattern};
use super::sql::nfc;
use super::tree::Match;
use super::view::View;
use crate::error::Error;
use crate::model::{FIELD_SEPARATOR, KIND_CLOZE, Notetype};
use crate::plain_text::without_marks;
use crate::storage::{functions, notetypes};

/// More wildcards in one pattern are refused.
const WILDCARDS_MAX: usize = 2000;

/// Makes conditions of terms that look into fields.
pub(super) struct FieldTerms {
    ignores_marks: bool,
    normalizes: bool,
    notetypes: Option<Vec<Notetype>>,
}

type Condition = Result<String, Error>;

/// Where conditions put their values.
pub(super) struct Conditions<'a> {
    pub(super) view: &'a View<'a>,
    pub(super) values: &'a mut Vec<String>,
}

/// Expressions for the two columns with text.
struct Columns {
    sort_field: String,
    fields: String,
}

impl Columns {
    fn simplified(how: i64) -> Columns {
        if how == 0 {
            return Columns {
                sort_field: "n.sfld".to_owned(),
                fields: "n.flds".to_owned(),
            };
        }
        Columns {
            sort_field: format!("simplified(cast(n.sfld as text), {how})"),
            fields: format!("simplified(n.flds, {how})"),
        }
    }
}

impl FieldTerms {
    pub(super) fn of(view: &View<'_>) -> Result<FieldTerms, Error> {
        Ok(FieldTerms {
            ignores_marks: view.switch("ignoreAccentsInSearch", false)?,
            normalizes: view.switch("normalize_note_text", true)?,
            notetypes: None,
        })
    }

    /// Text in any field.
    pub(super) fn text(&mut self, to: &mut Conditions<'_>, text: &str) -> Condition {
        let (text, marks) = (self.normal(text), self.marks());
        self.looking(to)?.text(&text, marks)
    }

    /// Text in any field, accents ignored.
    pub(super) fn without_marks(&mut self, to: &mut Conditions<'_>, text: &str) -> Condition {
        let text = self.normal(text);
        self.looking(to)?.text(&text, functions::WITHOUT_MARKS)
    }

    /// Text in any field, clozes taken away.
    pub(super) fn without_clozes(&mut self, to: &mut Conditions<'_>, text: &str) -> Condition {
        let (text, how) = (self.normal(text), self.marks() | functions::WITHOUT_CLOZES);
        self.looking(to)?.text(&text, how)
    }

    /// The note is one with clozes.
    pub(super) fn is_cloze(&mut self, to: &mut Conditions<'_>) -> Condition {
        let looking = self.looking(to)?;
        let all = looking.notetypes.iter();
        let cloze = all.filter(|notetype| notetype.config.kind == KIND_CLOZE);
        let clauses: Vec<_> = cloze
            .map(|notetype| format!("n.mid = {}", notetype.id))
            .collect();
        one_of(&clauses)
    }

    /// A regular expression for any field.
    pub(super) fn expression(&mut self, to: &mut Conditions<'_>, expression: &str) -> Condition {
        let expression = self.normal(expression);
        Ok(self.looking(to)?.expression(&expression, 0))
    }

    /// A whole word in any field.
    pub(super) fn word(&mut self, to: &mut Conditions<'_>, word: &str) -> Condition {
        let word = pattern::expression(&self.normal(word), ".");
        let marks = self.marks();
        Ok(self.looking(to)?.expression(&format!(r"\b{word}\b"), marks))
    }

    /// Text that fills a field of this name.
    pub(super) fn field(
        &mut self,
        to: &mut Conditions<'_>,
        name: &str,
        (text, how): (&str, Match),
    ) -> Condition {
        let text = self.normal(text);
        self.looking(to)?.field(&nfc(name), &text, how)
    }

    fn looking<'a>(&'a mut self, to: &'a mut Conditions<'_>) -> Result<Looking<'a>, Error> {
        if self.notetypes.is_none() {
            self.notetypes = Some(notetypes::all(to.view.db)?);
        }
        Ok(Looking {
            notetypes: self.notetypes.as_deref().unwrap_or_default(),
            values: to.values,
        })
    }

    fn marks(&self) -> i64 {
        if self.ignores_marks {
            functions::WITHOUT_MARKS
        } else {
            0
        }
    }

    fn normal(&self, text: &str) -> String {
        if self.normalizes {
            nfc(text)
        } else {
            text.to_owned()
        }
    }
}

struct Looking<'a> {
    notetypes: &'a [Notetype],
    values: &'a mut Vec<String>,
}

impl Looking<'_> {
    /// SQLite's `like` calls itself for each wildcard.
    fn like(&mut self, column: &str, pattern: String) -> Condition {
        if pattern.matches('%').count() > WILDCARDS_MAX {
            return Err(Mistake::TooLong.into());
        }
        let value = self.value(pattern);
        Ok(format!("{column} like {value} escape '\\'"))
    }

    fn value(&mut self, value: String) -> String {
        self.values.push(value);
        format!("?{}", self.values.len())
    }

    fn text(mut self, text: &str, how: i64) -> Result<String, Error> {
        let text = pattern::like(text);
        let text = if how & functions::WITHOUT_MARKS == 0 {
            text
        } else {
            without_marks(&text).into_owned()
        };
        let text = format!("%{text}%");
        let Columns { sort_field, fields } = Columns::simplified(how);
        if !self.has_excluded_fields() {
            let ways = [
                self.like(&sort_field, text.clone())?,
                self.like(&fields, text)?,
            ];
            return one_of(&ways);
        }
        let mut clauses = Vec::new();
        for notetype in self.notetypes {
            let included: Vec<_> = searched_fields(notetype).collect();
            if included.is_empty() {
                continue;
            }
            let mut ways: Vec<_> = ranges(&included, true)
                .iter()
                .map(|range| self.like(&fields, columns_pattern(notetype, range, &text)))
                .collect::<Result<_, _>>()?;
            let sorts_by = usize::try_from(notetype.config.sort_field).unwrap_or(usize::MAX);
            if notetype.fields.get(sorts_by).is_none() || included.contains(&sorts_by) {
                ways.push(self.like(&sort_field, text.clone())?);
            }
            clauses.push(of_notetype(notetype, &ways));
        }
        one_of(&clauses)
    }

    fn expression(mut self, expression: &str, how: i64) -> String {
        let Columns { fields, .. } = Columns::simplified(how);
        let expression = if how == 0 {
            expression.into()
        } else {
            without_marks(expression)
        };
        let value = self.value(format!("(?i){expression}"));
        if !self.has_excluded_fields() {
            return format!("{fields} regexp {value}");
        }
        let clauses: Vec<_> = self
            .notetypes
            .iter()
            .map(|notetype| {
                let included: Vec<_> = searched_fields(notetype).collect();
                let fits = if included.len() == notetype.fields.len() {
                    format!("{fields} regexp {value}")
                } else {
                    format!("regexp_fields({value}, {fields}, {})", listed(&included))
                };
                format!("(n.mid = {} and {fits})", notetype.id)
            })
            .collect();
        format!("({})", clauses.join(" or "))
    }

    fn field(mut self, name: &str, text: &str, how: Match) -> Result<String, Error> {
        if matches!(name, "*" | "_*" | "*_") {
            let expression = match how {
                Match::Expression => format!("(?i){text}"),
                Match::Plain | Match::WithoutMarks => {
                    format!("(?is)^{}$", pattern::expression(text, "."))
                }
            };
            let value = self.value(expression);
            return Ok(format!("regexp_fields({value}, n.flds)"));
        }
        let name = NamePattern::of(name)?;
        let fits: Vec<_> = self
            .notetypes
            .iter()
            .filter_map(|notetype| {
                let fields = notetype.fields.iter().enumerate();
                let fits = fields.filter(|(_, field)| name.fits(&field.name));
                let fits: Vec<_> = fits.map(|(at, _)| at).collect();
                (!fits.is_empty()).then_some((notetype, fits))
            })
            .collect();
        if fits.is_empty() {
            return Ok("false".to_owned());
        }
        let clauses = match how {
            Match::Expression => self.by_expression(&fits, text),
            Match::Plain => self.by_pattern(&fits, text, 0)?,
            Match::WithoutMarks => self.by_pattern(&fits, text, functions::WITHOUT_MARKS)?,
        };
        one_of(&clauses)
    }

    fn by_expression(&mut self, fits: &[(&Notetype, Vec<usize>)], text: &str) -> Vec<String> {
        let value = self.value(format!("(?i){text}"));
        let clause = |(notetype, fields): &(&Notetype, Vec<usize>)| {
            let fields = listed(fields);
            let id = notetype.id;
            format!("(n.mid = {id} and regexp_fields({value}, n.flds, {fields}))")
        };
        fits.iter().map(clause).collect()
    }

    fn by_pattern(
        &mut self,
        fits: &[(&Notetype, Vec<usize>)],
        text: &str,
        how: i64,
    ) -> Result<Vec<String>, Error> {
        // "Not empty" must hold for one field; other text may begin in one field and end in the
        // next.
        let joins = !matches!(text, "*" | "_*" | "*_");
        let Columns { fields, .. } = Columns::simplified(how);
        let text = pattern::like(text);
        let text = if how == 0 {
            text
        } else {
            without_marks(&text).into_owned()
        };
        let mut clauses = Vec::new();
        for (notetype, at) in fits {
            let ways: Vec<_> = ranges(at, joins)
                .iter()
                .map(|range| self.like(&fields, columns_pattern(notetype, range, &text)))
                .collect::<Result<_, _>>()?;
            clauses.push(of_notetype(notetype, &ways));
        }
        Ok(clauses)
    }

    fn has_excluded_fields(&self) -> bool {
        let mut fields = self.notetypes.iter().flat_map(|notetype| &notetype.fields);
        fields.any(|field| field.config.exclude_from_search)
    }
}

/// The places of the fields that a search for text looks into.
fn searched_fields(notetype: &Notetype) -> impl Iterator<Item = usize> {
    let fields = notetype.fields.iter().enumerate();
    fields
        .filter(|(_, field)| !field.config.exclude_from_search)
        .map(|(at, _)| at)
}

fn of_notetype(notetype: &Notetype, ways: &[String]) -> String {
    format!("(n.mid = {} and ({}))", notetype.id, ways.join(" or "))
}

/// Where there is nothing to choose from, Anki writes SQL that SQLite refuses.
fn one_of(clauses: &[String]) -> Result<String, Error> {
    if clauses.is_empty() {
        return Err(Error::Sql(rusqlite::Error::InvalidQuery));
    }
    Ok(format!("({})", clauses.join(" or ")))
}

fn listed(fields: &[usize]) -> String {
    let fields: Vec<_> = fields.iter().map(usize::to_string).collect();
    fields.join(", ")
}

/// A pattern for the whole column in which this text fills a range of fields.
fn columns_pattern(notetype: &Notetype, range: &Range<usize>, text: &str) -> String {
    let mut pattern = String::new();
    for at in 0..notetype.fields.len() {
        if at != range.start && range.contains(&at) {
            continue;
        }
        if at > 0 {
            pattern.push(FIELD_SEPARATOR);
        }
        pattern.push_str(if at == range.start { text } else { "%" });
    }
    pattern
}

/// Places that follow each other make one range, if they are to be joined.
fn ranges(places: &[usize], joins: bool) -> Vec<Range<usize>> {
    let mut ranges: Vec<Range<usize>> = Vec::new();
    for &place in places {
        match ranges.last_mut() {
            Some(last) if joins && last.end == place => last.end = place + 1,
            _ => ranges.push(place..place + 1),
        }
    }
    ranges
}
