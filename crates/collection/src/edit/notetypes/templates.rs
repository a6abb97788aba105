//! Templates when fields get other names or go, and what is refused in them
//! (`rslib/src/notetype/mod.rs`).

use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

use regex::Regex;
use renderer::template::Template;

use super::Draft;
use super::problem::{TemplateFault, TemplateProblem};
use crate::model::{self, Notetype};

/// Names that templates may use though they are no fields.
const SPECIAL_FIELDS: [&str; 8] = [
    "FrontSide",
    "Card",
    "CardFlag",
    "Deck",
    "Subdeck",
    "Tags",
    "Type",
    "CardID",
];

/// Lets two templates have the same front.
static CARD_NAME: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(r"\{\{\s*Card\s*\}\}").expect("the pattern is valid"));

/// Writes the new names of fields into all templates. Those that cannot be read stay as they are.
pub(super) fn follow_fields(draft: &mut Draft, before: &Notetype) {
    let new_names = new_names(draft, before);
    if new_names.is_empty() {
        return;
    }
    let is_cloze = draft.notetype.is_cloze();
    let Some(first) = draft.notetype.fields.first() else {
        return;
    };
    let first = first.name.clone();
    for template in &mut draft.notetype.templates {
        let config = &mut template.config;
        for front in [&mut config.question, &mut config.browser_question] {
            rewrite(front, &new_names, |template| {
                let lacks_cloze = is_cloze && template.cloze_names().is_empty();
                if !template.has_replacement() || lacks_cloze {
                    template.append(&first, is_cloze);
                }
            });
        }
        for back in [&mut config.answer, &mut config.browser_answer] {
            rewrite(back, &new_names, |template| {
                if is_cloze && template.cloze_names().is_empty() {
                    template.append(&first, is_cloze);
                }
            });
        }
    }
}

fn rewrite(
    text: &mut String,
    new_names: &HashMap<String, Option<String>>,
    complete: impl Fn(&mut Template<'_>),
) {
    let Ok(template) = Template::parse(text) else {
        return;
    };
    let mut template = template.with_new_names(new_names);
    complete(&mut template);
    *text = template.to_text();
}

/// The fields that have another name now, and those that are gone.
fn new_names(draft: &Draft, before: &Notetype) -> HashMap<String, Option<String>> {
    let mut names = HashMap::new();
    let mut kept = HashSet::new();
    for (field, origin) in draft.notetype.fields.iter().zip(&draft.field_origins) {
        let Some(origin) = origin.and_then(|origin| usize::try_from(origin).ok()) else {
            continue;
        };
        kept.insert(origin);
        if let Some(old) = before.fields.get(origin)
            && old.name != field.name
        {
            names.insert(old.name.clone(), Some(field.name.clone()));
        }
    }
    for (place, old) in before.fields.iter().enumerate() {
        if !kept.contains(&place) {
            names.insert(old.name.clone(), None);
        }
    }
    names
}

/// Refuses templates that could never make a card, or would make the same twice.
pub(super) fn check(notetype: &Notetype) -> Result<(), TemplateProblem> {
    let problem = |template, fault| TemplateProblem {
        notetype: notetype.name.clone(),
        template,
        fault,
    };
    if let Some((template, other)) = same_fronts(notetype) {
        return Err(problem(template, TemplateFault::SameFront(other)));
    }
    for (place, template) in notetype.templates.iter().enumerate() {
        check_names(notetype, template).map_err(|fault| problem(place, fault))?;
    }
    let lacks_cloze = |text: &str| {
        Template::parse(text).map_or(true, |template| template.cloze_names().is_empty())
    };
    let first = notetype.templates.first().map(|first| &first.config);
    if notetype.is_cloze()
        && first.is_none_or(|first| lacks_cloze(&first.question) || lacks_cloze(&first.answer))
    {
        return Err(problem(0, TemplateFault::MissingCloze));
    }
    Ok(())
}

/// A template whose front is that of an earlier one.
fn same_fronts(notetype: &Notetype) -> Option<(usize, usize)> {
    let mut seen = HashMap::new();
    for (place, template) in notetype.templates.iter().enumerate() {
        let front = template.config.question.as_str();
        if let Some(earlier) = seen.insert(front, place)
            && !CARD_NAME.is_match(front)
        {
            return Some((place, earlier));
        }
    }
    None
}

fn check_names(notetype: &Notetype, template: &model::Template) -> Result<(), TemplateFault> {
    let read = |text| Template::parse(text).map_err(|_| TemplateFault::Unreadable);
    let (front, back) = (
        read(&template.config.question)?,
        read(&template.config.answer)?,
    );
    let names = front.names();
    if names.is_empty() {
        return Err(TemplateFault::NoFrontField);
    }
    let is_known = |name: &str| {
        let is_field = || notetype.fields.iter().any(|field| field.name == name);
        name.is_empty() || SPECIAL_FIELDS.contains(&name) || is_field()
    };
    let unknown = names
        .union(&back.names())
        .find(|name| !is_known(name))
        .copied();
    match unknown {
        Some(name) => Err(TemplateFault::NoSuchField(name.to_owned())),
        None => Ok(()),
    }
}
