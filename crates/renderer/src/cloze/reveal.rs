//! A field with its clozes, as a card of one of them shows it (`rslib/src/cloze.rs`).

use std::fmt::Write;

use htmlescape::encode_attribute;

use super::parse::{OCCLUSION, parsed};
use super::{Cloze, Node, occlusion};
use crate::html::without_tags;
use crate::scan::{Next, part};
use crate::work::{Budget, TooLarge, attribute_length};

/// Which card, and which side of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct View {
    /// The number of the cloze, from 1.
    pub number: u16,
    /// Whether the answer is still hidden.
    pub is_question: bool,
}

/// The filter `cloze`: the field with the cloze of this number hidden or marked; empty if it has
/// none of this number. Formulas lose their tags, which would break them.
pub(crate) fn reveal(field: &str, view: View, budget: &mut Budget) -> Result<String, TooLarge> {
    let revealed = reveal_with_tags(field, view, budget)?;
    Ok(formulas_without_tags(&revealed))
}

pub(crate) fn reveal_with_tags(
    field: &str,
    view: View,
    budget: &mut Budget,
) -> Result<String, TooLarge> {
    let mut shown = Shown {
        view,
        found: false,
        budget,
    };
    let mut text = String::with_capacity(field.len());
    shown.write_all(&parsed(field), &mut text)?;
    if !shown.found {
        text.clear();
    }
    Ok(text)
}

/// The filter `cloze-only`: the clozes of this number alone, or their hints.
pub(crate) fn only(field: &str, view: View) -> String {
    matches(field, view).join(", ")
}

/// What is to be typed for the cloze of this number; several with the same text count as one
/// (`rslib/src/cloze.rs`).
pub fn to_be_typed(field: &str, number: u16) -> String {
    let is_question = false;
    let view = View {
        number,
        is_question,
    };
    let mut texts = matches(field, view);
    if texts.iter().min() == texts.iter().max() {
        return texts.pop().unwrap_or_default();
    }
    texts.join(", ")
}

/// The question and answer of all clozes, one behind the other, so that nothing that is shown
/// only on one of them is missed.
pub(crate) fn all_sides(field: &str, budget: &mut Budget) -> Result<String, TooLarge> {
    let mut sides = String::new();
    for number in super::numbers([field]) {
        for is_question in [true, false] {
            budget.read(field.len())?;
            let view = View {
                number,
                is_question,
            };
            sides.push_str(&reveal_with_tags(field, view, budget)?);
        }
    }
    Ok(sides)
}

struct Shown<'a> {
    view: View,
    /// Whether the card's own cloze was met.
    found: bool,
    budget: &'a mut Budget,
}

impl Shown<'_> {
    fn write_all(&mut self, nodes: &[Node<'_>], text: &mut String) -> Result<(), TooLarge> {
        for node in nodes {
            match node {
                Node::Text(part) => {
                    self.budget.write(part.len())?;
                    text.push_str(part);
                }
                Node::Cloze(cloze) => self.write(cloze, text)?,
            }
        }
        Ok(())
    }

    fn write(&mut self, cloze: &Cloze<'_>, text: &mut String) -> Result<(), TooLarge> {
        let is_own = cloze.has(self.view.number);
        self.found |= is_own;
        let numbers = cloze.written_numbers();
        self.budget.write(numbers.len() + 64)?;
        if let Some(shape) = cloze.shape() {
            let is_hidden = (self.view.is_question && is_own) || cloze.has(0);
            let class = match (is_hidden, is_own) {
                (true, _) => "cloze",
                (false, false) => "cloze-inactive",
                (false, true) => "cloze-highlight",
            };
            self.budget.write(attribute_length(shape))?;
            let shape = occlusion::attributes(shape);
            push(
                text,
                format_args!(r#"<div class="{class}" data-ordinal="{numbers}" {shape}></div>"#),
            );
        } else if self.view.is_question && is_own {
            let mut hidden = String::new();
            self.write_all(&cloze.nodes, &mut hidden)?;
            self.budget.write(attribute_length(&hidden))?;
            let (hidden, hint) = (encode_attribute(&hidden), cloze.hint());
            self.budget.write(hint.len())?;
            push(
                text,
                format_args!(
                    r#"<span class="cloze" data-cloze="{hidden}" data-ordinal="{numbers}">[{hint}]</span>"#
                ),
            );
        } else {
            let class = if is_own { "cloze" } else { "cloze-inactive" };
            push(
                text,
                format_args!(r#"<span class="{class}" data-ordinal="{numbers}">"#),
            );
            self.write_all(&cloze.nodes, text)?;
            text.push_str("</span>");
        }
        Ok(())
    }
}

impl<'a> Cloze<'a> {
    fn has(&self, number: u16) -> bool {
        self.numbers.binary_search(&number).is_ok()
    }

    fn hint(&self) -> &str {
        self.hint.unwrap_or("...")
    }

    fn written_numbers(&self) -> String {
        let numbers: Vec<_> = self.numbers.iter().map(u16::to_string).collect();
        numbers.join(",")
    }

    /// The description of a shape on a picture, if it is that.
    pub(super) fn shape(&self) -> Option<&'a str> {
        match self.nodes.first()? {
            Node::Text(text) => text.strip_prefix(OCCLUSION),
            Node::Cloze(_) => None,
        }
    }

    /// The text with that of the clozes in it.
    fn text(&self) -> String {
        let mut text = String::new();
        self.push_text(&mut text);
        text
    }

    fn push_text(&self, text: &mut String) {
        for node in &self.nodes {
            match node {
                Node::Text(part) => text.push_str(part),
                Node::Cloze(cloze) => cloze.push_text(text),
            }
        }
    }
}

fn push(text: &mut String, what: std::fmt::Arguments<'_>) {
    text.write_fmt(what)
        .expect("a String takes all that is written");
}

/// The texts or hints of the clozes of this number, outer ones first.
fn matches(field: &str, view: View) -> Vec<String> {
    let mut found = Vec::new();
    collect(&parsed(field), view, &mut found);
    found
}

fn collect(nodes: &[Node<'_>], view: View, found: &mut Vec<String>) {
    for node in nodes {
        let Node::Cloze(cloze) = node else {
            continue;
        };
        if cloze.has(view.number) {
            found.push(if view.is_question {
                cloze.hint().to_owned()
            } else {
                cloze.text()
            });
        }
        collect(&cloze.nodes, view, found);
    }
}

/// The text with the tags inside `\(…\)` and `\[…\]` taken out; whichever closes, closes.
fn formulas_without_tags(text: &str) -> String {
    let mut opens = [Next::new(text, r"\("), Next::new(text, r"\[")];
    let mut closes = [Next::new(text, r"\)"), Next::new(text, r"\]")];
    let first =
        |words: &mut [Next<'_>; 2], from| words.iter_mut().filter_map(|word| word.from(from)).min();
    let mut written = String::with_capacity(text.len());
    let mut at = 0;
    while let Some(open) = first(&mut opens, at) {
        let Some(close) = first(&mut closes, open + 2) else {
            break;
        };
        written.push_str(part(text, at, open + 2));
        written.push_str(&without_tags(part(text, open + 2, close)));
        written.push_str(part(text, close, close + 2));
        at = close + 2;
    }
    written.push_str(part(text, at, text.len()));
    written
}
