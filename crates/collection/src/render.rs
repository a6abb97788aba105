//! A card of the collection as people see it (`rslib/src/notetype/render.rs`).

use renderer::card::{self, Fields, Rest, Sides};
use renderer::face::{Face, Faces, place_of_voices};
use renderer::template::{Template as Parsed, is_empty_field};
use renderer::typed::{Ask, Asked};
use rusqlite::Connection;

use crate::error::Error;
use crate::model::{Card, CardId, DeckId, KIND_CLOZE, Note, Notetype, Template, tag};
use crate::storage::{cards, decks, notes, notetypes};

/// Stands for the cloze in a preview of a cloze note without text.
const SAMPLE_CLOZE: &str = "This is a {{c1::sample}} cloze deletion.";

/// Which templates to use.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Appearance {
    Studied,
    /// Those of the list of cards, where there are any.
    Browser,
}

/// A card with all that it is made of.
#[derive(Debug, Clone, PartialEq)]
pub struct Whole {
    pub card: Card,
    pub note: Note,
    pub notetype: Notetype,
    /// The home deck's name as people write it.
    pub deck_name: String,
}

/// Reads all that a card is made of.
///
/// # Errors
/// [`Error::Invalid`] if the card, its note or its notetype is missing.
pub fn whole(db: &Connection, id: CardId) -> Result<Whole, Error> {
    let card = cards::get(db, id)?.ok_or_else(|| Error::invalid("no such card"))?;
    let note = notes::get(db, card.note)?.ok_or_else(|| Error::invalid("no such note"))?;
    let notetype = notetypes::get(db, note.notetype)?;
    let notetype = notetype.ok_or_else(|| Error::invalid("no such notetype"))?;
    let deck_name = deck_name(db, &card)?;
    Ok(Whole {
        card,
        note,
        notetype,
        deck_name,
    })
}

impl Whole {
    /// A note that is not saved, with the card it would have, in no deck yet.
    pub fn draft(notetype: Notetype, note: Note, ord: u16) -> Whole {
        Whole {
            card: Card {
                ord,
                ..Card::default()
            },
            note,
            notetype,
            deck_name: NO_DECK.to_owned(),
        }
    }

    /// Gives empty fields a text that shows where they stand: for the preview of a template.
    pub fn fill_empty(&mut self, template: &Template) {
        let Ok(question) = Parsed::parse(&template.config.question) else {
            return;
        };
        let clozes = question.cloze_names();
        let mut names = self.notetype.fields.iter().map(|field| field.name.as_str());
        let fields = self.note.fields().map(|text| match names.next() {
            Some(name) if is_empty_field(text) && clozes.contains(name) => SAMPLE_CLOZE.to_owned(),
            Some(name) if is_empty_field(text) => format!("({name})"),
            Some(_) | None => text.to_owned(),
        });
        let fields: Vec<_> = fields.collect();
        self.note.fields = fields.join(&crate::model::FIELD_SEPARATOR.to_string());
    }

    /// The card's template: a cloze notetype has but one.
    ///
    /// # Errors
    /// [`Error::Invalid`] if there is none.
    pub fn template(&self) -> Result<&Template, Error> {
        let templates = &self.notetype.templates;
        let template = if self.is_cloze() {
            templates.first()
        } else {
            templates.get(usize::from(self.card.ord))
        };
        template.ok_or_else(|| Error::invalid("missing template"))
    }

    pub fn is_cloze(&self) -> bool {
        self.notetype.config.kind == KIND_CLOZE
    }

    /// Both sides as they are studied. A card that cannot be shown has the reason on both.
    ///
    /// # Errors
    /// [`Error::Invalid`] if it has no template.
    pub fn faces(&self, appearance: Appearance) -> Result<Faces, Error> {
        self.faces_or(appearance, ToString::to_string)
    }

    /// The same, with the reason in the words of `said`, which are HTML.
    ///
    /// # Errors
    /// [`Error::Invalid`] if it has no template.
    pub fn faces_or(
        &self,
        appearance: Appearance,
        said: impl Fn(&card::Error) -> String,
    ) -> Result<Faces, Error> {
        let faces = self
            .render(appearance, Rest::Left)
            .and_then(|sides| Ok(sides.faces(place_of_voices).map_err(card::Error::from)?));
        match faces {
            Err(Error::Card(problem)) => Ok(Faces::saying(&said(&problem))),
            faces => faces,
        }
    }

    /// The answer that the question asks to be typed, if it asks for one, or the sentence that
    /// says why there is nothing to type.
    pub fn asked(&self, question: &Face) -> Option<Result<Asked, String>> {
        let cloze = self.card.ord.saturating_add(1);
        Asked::of(&question.html, cloze, |name| {
            let mut fields = self.notetype.fields.iter().zip(self.note.fields());
            let (field, text) = fields.find(|(field, _)| field.name == name)?;
            Some(Ask {
                text,
                font_name: &field.config.font_name,
                font_size: field.config.font_size,
            })
        })
    }

    /// Renders both sides.
    pub fn render(&self, appearance: Appearance, rest: Rest) -> Result<Sides, Error> {
        self.render_with(self.template()?, appearance, rest)
    }

    /// Renders both sides with a template that may not be saved.
    pub fn render_with(
        &self,
        template: &Template,
        appearance: Appearance,
        rest: Rest,
    ) -> Result<Sides, Error> {
        let config = &template.config;
        let for_browser = appearance == Appearance::Browser;
        let in_browser = |own: &'_ String| for_browser && !own.is_empty();
        let question = if in_browser(&config.browser_question) {
            &config.browser_question
        } else {
            &config.question
        };
        let answer = if in_browser(&config.browser_answer) {
            &config.browser_answer
        } else {
            &config.answer
        };
        let fields = self.fields(template);
        let card = card::Card {
            question,
            answer,
            fields: &fields,
            ord: self.card.ord,
            is_cloze: self.is_cloze(),
            for_browser,
        };
        Ok(card.render(rest)?)
    }

    /// The fields, and the special ones that no field has the name of.
    fn fields(&self, template: &Template) -> Fields<'_> {
        let mut fields = Fields::default();
        let names = self.notetype.fields.iter().map(|field| field.name.as_str());
        for (name, text) in names.chain(std::iter::repeat("")).zip(self.note.fields()) {
            fields.put(name, text);
        }
        let tags: Vec<_> = tag::split(&self.note.tags).collect();
        let subdeck = self.deck_name.rsplit("::").next().unwrap_or_default();
        fields.put_default("Tags", tags.join(" "));
        fields.put_default("Type", self.notetype.name.as_str());
        fields.put_default("Deck", self.deck_name.as_str());
        fields.put_default("Subdeck", subdeck);
        fields.put_default("CardFlag", format!("flag{}", self.card.flags));
        fields.put_default("Card", template.name.clone());
        fields.put_default("CardID", self.card.id.to_string());
        let own_cloze = format!("c{}", u32::from(self.card.ord) + 1);
        fields.put_default(own_cloze, "1");
        fields
    }
}

/// What `Deck` shows where there is none.
const NO_DECK: &str = "(Deck)";

/// The name of the deck where the card is at home.
fn deck_name(db: &Connection, card: &Card) -> Result<String, Error> {
    let home = if card.original_deck == DeckId(0) {
        card.deck
    } else {
        card.original_deck
    };
    let deck = decks::get(db, home)?;
    Ok(deck.map_or_else(|| NO_DECK.to_owned(), |deck| deck.name.human()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{FIELD_SEPARATOR, Field, FieldConfig, TemplateConfig};

    /// A note with a sound in front, one card, in the deck `A::B`.
    fn card(question: &str) -> Whole {
        let field = |name: &str| Field {
            name: name.to_owned(),
            config: FieldConfig {
                font_name: "Arial".to_owned(),
                font_size: 20,
                ..FieldConfig::default()
            },
        };
        let template = Template {
            name: "Karte".to_owned(),
            config: TemplateConfig {
                question: question.to_owned(),
                answer: "{{FrontSide}} {{Back}}".to_owned(),
                ..TemplateConfig::default()
            },
            ..Template::default()
        };
        let notetype = Notetype {
            name: "N".to_owned(),
            fields: vec![field("Front"), field("Back")],
            templates: vec![template],
            ..Notetype::default()
        };
        let note = Note {
            tags: " x y ".to_owned(),
            fields: ["[sound:a.mp3]", "b"].join(&FIELD_SEPARATOR.to_string()),
            ..Note::default()
        };
        Whole {
            deck_name: "A::B".to_owned(),
            ..Whole::draft(notetype, note, 0)
        }
    }

    /// The sentence is what the wheel of Anki 26.9.3 makes of the same card.
    #[test]
    fn a_card_shows_its_surroundings_and_asks_for_an_answer() {
        let whole = card(
            "{{Type}}/{{Deck}}/{{Subdeck}}/{{Card}}/{{CardFlag}}/{{Tags}}/{{Front}} {{type:Back}}",
        );

        let faces = whole.faces(Appearance::Studied).unwrap();
        let asked = whole.asked(&faces.question).unwrap().unwrap();

        let question = "N/A::B/B/Karte/flag0/x y/[anki:play:q:0] [[type:Back]]";
        assert_eq!(faces.question.html, question);
        assert_eq!(faces.answer.html, format!("{question} b"));
        assert_eq!(faces.question.page(false).media, ["a.mp3"]);
        assert_eq!((asked.wanted.as_str(), asked.combining), ("b", true));
    }

    #[test]
    fn a_card_that_cannot_be_shown_says_why_on_both_sides() {
        let faces = card("{{Frnt}}").faces(Appearance::Studied).unwrap();

        assert!(
            faces
                .question
                .html
                .starts_with("Front template has a problem:")
        );
        assert_eq!(faces.question, faces.answer);
    }
}
