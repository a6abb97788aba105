//! Both sides of a card (`rslib/src/template.rs`, `pylib/anki/template.py`).

use std::borrow::Cow;
use std::collections::HashMap;

use crate::cloze::{View, numbers};
use crate::filter;
use crate::template::{Node, Problem, Replacement, Template, is_cloze_condition, is_empty_field};
use crate::words;
use crate::work::{Budget, TooLarge};

/// The name that stands for the question on the answer.
pub(crate) const FRONT_SIDE: &str = "FrontSide";

/// Why a card cannot be shown.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Error {
    /// A template is wrong. The sentence is HTML, as Anki shows it in place of the card.
    #[error("{}", words::template_problem(*side, *for_browser, problem))]
    Template {
        side: Side,
        for_browser: bool,
        problem: Problem,
    },
    #[error(transparent)]
    TooLarge(#[from] TooLarge),
    /// The question consists of nothing, not even of an empty text, but the answer was to show it.
    #[error("should not happen: first node not text")]
    NoQuestion,
}

/// A side of a card.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Side {
    Question,
    Answer,
}

/// A field by its name: the text, and whether it counts as empty.
#[derive(Debug, Clone, Default)]
pub struct Fields<'a>(HashMap<Cow<'a, str>, (Cow<'a, str>, bool)>);

impl<'a> Fields<'a> {
    /// Gives a field its text.
    pub fn put(&mut self, name: impl Into<Cow<'a, str>>, text: impl Into<Cow<'a, str>>) {
        let text = text.into();
        let is_empty = is_empty_field(&text);
        self.0.insert(name.into(), (text, is_empty));
    }

    /// Gives a field its text, unless it has one.
    pub fn put_default(&mut self, name: impl Into<Cow<'a, str>>, text: impl Into<Cow<'a, str>>) {
        let name = name.into();
        if !self.0.contains_key(&name) {
            self.put(name, text);
        }
    }

    fn text(&self, name: &str) -> Option<&str> {
        self.0.get(name).map(|(text, _)| text.as_ref())
    }

    fn is_filled(&self, name: &str) -> bool {
        self.0.get(name).is_some_and(|(_, is_empty)| !is_empty)
    }

    fn texts(&self) -> impl Iterator<Item = &str> {
        self.0.values().map(|(text, _)| text.as_ref())
    }
}

/// What a card is made of.
#[derive(Debug, Clone, Copy)]
pub struct Card<'a> {
    pub question: &'a str,
    pub answer: &'a str,
    pub fields: &'a Fields<'a>,
    /// `cards.ord`: for clozes one less than their number.
    pub ord: u16,
    pub is_cloze: bool,
    /// Whether the templates are those of the browser, whose front may be blank.
    pub for_browser: bool,
}

/// What to do about filters that are not known here, and about `FrontSide`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Rest {
    /// Leave them to the caller.
    Left,
    /// Unknown filters do nothing.
    Skipped,
}

/// A stretch of a side.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Piece {
    Text(String),
    /// A name whose text is not final.
    Open {
        name: String,
        text: String,
        /// In the order of application.
        filters: Vec<String>,
    },
}

/// Both sides in pieces.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sides {
    pub question: Vec<Piece>,
    pub answer: Vec<Piece>,
    /// Whether a message that the front is blank was added, and stands in place of the answer.
    pub is_empty: bool,
}

impl Card<'_> {
    /// Renders both sides.
    pub fn render(&self, rest: Rest) -> Result<Sides, Error> {
        let mut budget = Budget::of_a_card();
        let wrong = |side| {
            let for_browser = self.for_browser;
            move |failed| match failed {
                Failed::Template(problem) => Error::Template {
                    side,
                    for_browser,
                    problem,
                },
                Failed::TooLarge(error) => Error::TooLarge(error),
            }
        };
        let template = Template::parse(self.question);
        let template = template.map_err(|problem| wrong(Side::Question)(problem.into()))?;
        let mut question = Page::of(self, Side::Question, rest, &mut budget)
            .fill(&template)
            .map_err(wrong(Side::Question))?;
        if let Some(message) = self.empty_message(&template) {
            question.push(Piece::Text(message.clone()));
            return Ok(Sides {
                question,
                answer: vec![Piece::Text(message)],
                is_empty: true,
            });
        }
        let mut page = Page::of(self, Side::Answer, rest, &mut budget);
        if rest == Rest::Skipped {
            let Some(Piece::Text(text)) = question.first() else {
                return Err(Error::NoQuestion);
            };
            page.front = text;
        }
        let answer = Template::parse(self.answer)
            .map_err(Failed::from)
            .and_then(|template| page.fill(&template))
            .map_err(wrong(Side::Answer))?;
        Ok(Sides {
            question,
            answer,
            is_empty: false,
        })
    }

    fn empty_message(&self, question: &Template<'_>) -> Option<String> {
        let number = self.ord.saturating_add(1);
        if self.is_cloze {
            let has_cloze = numbers(self.fields.texts()).contains(&number);
            (!has_cloze).then(|| words::missing_cloze(number))
        } else {
            let is_empty = !self.for_browser && !question.shows(|name| self.fields.is_filled(name));
            is_empty.then(words::empty_front)
        }
    }
}

enum Failed {
    Template(Problem),
    TooLarge(TooLarge),
}

impl From<Problem> for Failed {
    fn from(problem: Problem) -> Self {
        Failed::Template(problem)
    }
}

impl From<TooLarge> for Failed {
    fn from(error: TooLarge) -> Self {
        Failed::TooLarge(error)
    }
}

/// A side being written.
struct Page<'a> {
    fields: &'a Fields<'a>,
    view: View,
    rest: Rest,
    front: &'a str,
    budget: &'a mut Budget,
    pieces: Vec<Piece>,
}

impl<'a> Page<'a> {
    fn of(card: &Card<'a>, side: Side, rest: Rest, budget: &'a mut Budget) -> Self {
        Page {
            fields: card.fields,
            view: View {
                number: card.ord.saturating_add(1),
                is_question: side == Side::Question,
            },
            rest,
            front: "",
            budget,
            pieces: Vec::new(),
        }
    }

    /// What is hidden by a condition is not shown, but must be right as well.
    fn fill(mut self, template: &Template<'_>) -> Result<Vec<Piece>, Failed> {
        let mut hidden_until = None;
        for (number, node) in template.nodes().iter().enumerate() {
            match node {
                Node::Open {
                    key,
                    negated,
                    close,
                } => {
                    let is_met = self.is_met(key, *negated)?;
                    if !is_met && hidden_until.is_none() {
                        hidden_until = Some(*close);
                    }
                }
                Node::Close { .. } if hidden_until == Some(number) => hidden_until = None,
                Node::Replacement(name) if hidden_until.is_some() => self.check(name)?,
                Node::Replacement(name) => self.replace(name)?,
                Node::Text(_) | Node::Comment(_) if hidden_until.is_some() => {}
                Node::Text(text) => self.push(text)?,
                Node::Comment(text) => {
                    for part in ["<!--", text, "-->"] {
                        self.push(part)?;
                    }
                }
                Node::Close { .. } => {}
            }
        }
        Ok(self.pieces)
    }

    fn is_met(&self, key: &str, negated: bool) -> Result<bool, Problem> {
        if self.fields.text(key).is_none() && !is_cloze_condition(key) {
            let key = key.to_owned();
            return Err(Problem::NoSuchCondition { key, negated });
        }
        Ok(self.fields.is_filled(key) != negated)
    }

    fn check(&self, name: &Replacement<'_>) -> Result<(), Problem> {
        let is_known = name.key == FRONT_SIDE
            || (name.key.is_empty() && !name.filters.is_empty())
            || self.fields.text(&name.key).is_some();
        if is_known {
            return Ok(());
        }
        Err(Problem::NoSuchField {
            key: name.key.clone().into_owned(),
            filters: name.prefix(),
        })
    }

    fn replace(&mut self, name: &Replacement<'_>) -> Result<(), Failed> {
        self.check(name)?;
        let is_left = self.rest == Rest::Left;
        if name.key == FRONT_SIDE {
            if is_left {
                self.leave(name, String::new(), Vec::new());
                return Ok(());
            }
            return Ok(self.push(self.front)?);
        }
        if name.key.is_empty() && !name.filters.is_empty() {
            if is_left {
                let filters = name.filters.iter().map(ToString::to_string);
                self.leave(name, String::new(), filters.collect());
            }
            return Ok(());
        }
        let text = self.fields.text(&name.key).unwrap_or_default();
        let filtered = filter::apply(text, name, self.view, !is_left, self.budget)?;
        if filtered.left.is_empty() {
            self.push(&filtered.text)?;
        } else {
            self.budget.write(filtered.text.len())?;
            self.leave(name, filtered.text.into_owned(), filtered.left);
        }
        Ok(())
    }

    fn push(&mut self, text: &str) -> Result<(), TooLarge> {
        self.budget.write(text.len())?;
        if let Some(Piece::Text(last)) = self.pieces.last_mut() {
            last.push_str(text);
        } else {
            self.pieces.push(Piece::Text(text.to_owned()));
        }
        Ok(())
    }

    fn leave(&mut self, name: &Replacement<'_>, text: String, filters: Vec<String>) {
        self.pieces.push(Piece::Open {
            name: name.key.clone().into_owned(),
            text,
            filters,
        });
    }
}
