//! A card of the collection as people see it.

use std::collections::HashMap;

use renderer::cloze;
use renderer::template::{Template, is_empty_field};

use crate::model::{KIND_CLOZE, Note, Notetype};

/// The highest number of a card made from a cloze, from 0 (`rslib/src/notetype/cardgen.rs`).
const CLOZE_ORD_MAX: u16 = 499;

/// Names that templates may use beside the fields (`rslib/src/notetype/mod.rs`); `FrontSide` is
/// one, too, but shows nothing on a front.
const SPECIAL_FIELDS: [&str; 7] = [
    "Card", "CardFlag", "CardID", "Deck", "Subdeck", "Tags", "Type",
];

/// A notetype with its fronts parsed: tells which cards its notes have. Made once for many notes.
#[derive(Debug)]
pub struct CardPlan<'a> {
    notetype: &'a Notetype,
    /// Nothing where the front cannot be parsed.
    fronts: Vec<Option<Template<'a>>>,
}

impl<'a> CardPlan<'a> {
    /// Parses the fronts of the notetype.
    pub fn of(notetype: &'a Notetype) -> Self {
        let fronts = if notetype.config.kind == KIND_CLOZE {
            Vec::new()
        } else {
            let templates = notetype.templates.iter();
            templates
                .map(|template| Template::parse(&template.config.question).ok())
                .collect()
        };
        CardPlan { notetype, fronts }
    }

    /// The numbers (`cards.ord`) of the cards whose front would not be empty, ascending. Clozes
    /// with a number above 500 share the last card, each of them naming it
    /// (`rslib/src/notetype/cardgen.rs`).
    pub fn ords(&self, note: &Note) -> Vec<u16> {
        if self.notetype.config.kind == KIND_CLOZE {
            let numbers = cloze::numbers(note.fields()).into_iter();
            return numbers
                .map(|number| (number - 1).min(CLOZE_ORD_MAX))
                .collect();
        }
        let filled = self.filled(note);
        let is_filled = |name: &str| filled.get(name).copied().unwrap_or(false);
        (0_u16..)
            .zip(&self.fronts)
            .filter(|(_, front)| front.as_ref().is_some_and(|front| front.shows(is_filled)))
            .map(|(ord, _)| ord)
            .collect()
    }

    /// Which names are filled. Special ones are, except `Tags` of a note without any.
    fn filled(&self, note: &Note) -> HashMap<&'a str, bool> {
        let has_tags = !note.tags.trim().is_empty();
        let special = SPECIAL_FIELDS.map(|name| (name, name != "Tags" || has_tags));
        let mut filled = HashMap::from(special);
        let names = self.notetype.fields.iter().map(|field| field.name.as_str());
        let mut texts = note.fields();
        filled.extend(names.map(|name| {
            let text = texts.next().unwrap_or_default();
            (name, !is_empty_field(text))
        }));
        filled
    }
}
