//! Which cards a note must have, and making those that are missing
//! (`rslib/src/notetype/cardgen.rs`).

use std::collections::{BTreeSet, HashSet};

use renderer::cloze;
use renderer::template::{Template, is_empty_field};
use scheduler::Dice;

use crate::error::Error;
use crate::model::{
    Card, DEFAULT_DECK, DEFAULT_PRESET, DeckId, DeckKind, Note, NoteId, Notetype, PresetId, tag,
};
use crate::pen::Pen;
use crate::storage::{cards, config, decks, notes, presets};

/// Names that templates may use though they are no fields. `FrontSide` counts as empty on a front.
const SPECIAL_FIELDS: [&str; 7] = [
    "Card", "CardFlag", "Deck", "Subdeck", "Tags", "Type", "CardID",
];

/// The largest ord of a cloze card.
const CLOZE_ORD_MAX: u16 = 499;

/// Where new cards of a collection are put on the waiting list for studying.
const NEXT_POSITION: &str = "nextPos";

/// Knows which cards the notes of one notetype must have.
#[derive(Debug)]
pub struct Generator<'a> {
    notetype: &'a Notetype,
    fronts: Vec<Option<Template<'a>>>,
}

/// A card that should be there.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Wanted {
    pub ord: u16,
    deck: Option<DeckId>,
    position: Option<u32>,
}

/// What the cards that a note has already say about the ones it gets.
#[derive(Debug, Default)]
struct Siblings {
    /// The position of the first new one.
    position: Option<u32>,
    /// The home deck, if all have the same.
    deck: Option<DeckId>,
    ords: BTreeSet<u16>,
}

impl Siblings {
    fn of(cards: &[Card]) -> Siblings {
        let decks: BTreeSet<_> = cards.iter().map(home_deck).collect();
        Siblings {
            position: cards.iter().find_map(position_if_new),
            deck: decks.first().copied().filter(|_| decks.len() == 1),
            ords: cards.iter().map(|card| card.ord).collect(),
        }
    }
}

fn home_deck(card: &Card) -> DeckId {
    if card.original_deck == DeckId(0) {
        card.deck
    } else {
        card.original_deck
    }
}

fn position_if_new(card: &Card) -> Option<u32> {
    if card.kind != 0 {
        return None;
    }
    let due = if card.original_due == 0 {
        card.due
    } else {
        card.original_due
    };
    Some(u32::try_from(due).unwrap_or(0))
}

impl<'a> Generator<'a> {
    pub fn of(notetype: &'a Notetype) -> Generator<'a> {
        let fronts = notetype.templates.iter();
        Generator {
            notetype,
            fronts: fronts
                .map(|template| Template::parse(&template.config.question).ok())
                .collect(),
        }
    }

    /// The cards that the note must have besides those it has.
    fn missing(&self, note: &Note, siblings: &Siblings) -> Vec<Wanted> {
        if self.notetype.is_cloze() {
            missing_clozes(note, siblings)
        } else {
            self.missing_templates(note, siblings)
        }
    }

    /// The ords of all cards that would show something.
    pub fn ords(&self, note: &Note) -> BTreeSet<u16> {
        let missing = self.missing(note, &Siblings::default());
        missing.into_iter().map(|wanted| wanted.ord).collect()
    }

    fn missing_templates(&self, note: &Note, siblings: &Siblings) -> Vec<Wanted> {
        let filled = self.filled_fields(note);
        let fronts = (0_u16..).zip(&self.fronts).zip(&self.notetype.templates);
        fronts
            .filter(|((ord, front), _)| {
                let shows = |front: &Template<'_>| front.shows(|name| filled.contains(name));
                !siblings.ords.contains(ord) && front.as_ref().is_some_and(shows)
            })
            .map(|((ord, _), template)| Wanted {
                ord,
                deck: Some(template.config.target_deck)
                    .filter(|deck| *deck > 0)
                    .map(DeckId)
                    .or(siblings.deck),
                position: siblings.position,
            })
            .collect()
    }

    fn filled_fields<'b>(&'b self, note: &'b Note) -> HashSet<&'b str> {
        let fields = &self.notetype.fields;
        let mut filled: HashSet<&str> = fields
            .iter()
            .zip(note.fields())
            .filter(|(_, text)| !is_empty_field(text))
            .map(|(field, _)| field.name.as_str())
            .collect();
        let has_tags = tag::split(&note.tags).next().is_some();
        for special in SPECIAL_FIELDS {
            let is_field = fields.iter().any(|field| field.name == special);
            if !is_field && (special != "Tags" || has_tags) {
                filled.insert(special);
            }
        }
        filled
    }

    /// Makes the cards that the note lacks, at least one if it has none, in the given deck unless
    /// template or siblings say another; says how many were made.
    pub fn make(
        &self,
        pen: &Pen<'_>,
        note: &Note,
        existing: &[Card],
        deck: Option<DeckId>,
    ) -> Result<usize, Error> {
        let siblings = Siblings::of(existing);
        let mut wanted = self.missing(note, &siblings);
        if wanted.is_empty() && siblings.ords.is_empty() {
            wanted.push(Wanted {
                ord: 0,
                deck: None,
                position: None,
            });
        }
        let mut next = None;
        for one in &wanted {
            make_one(pen, note.id, one, deck, &mut next)?;
        }
        Ok(wanted.len())
    }

    /// Makes the missing cards of all notes that have some card.
    pub(super) fn make_for_all(&self, pen: &Pen<'_>) -> Result<(), Error> {
        let is_cloze = self.notetype.is_cloze();
        for id in notes::ids_of_notetype(pen.db, self.notetype.id)? {
            let existing = cards::of_note(pen.db, id)?;
            let is_complete = !is_cloze && existing.len() == self.notetype.templates.len();
            if existing.is_empty() || is_complete {
                continue;
            }
            if let Some(note) = notes::get(pen.db, id)? {
                self.make(pen, &note, &existing, None)?;
            }
        }
        Ok(())
    }
}

/// One card for each number of a cloze; those too high become equal ones.
fn missing_clozes(note: &Note, siblings: &Siblings) -> Vec<Wanted> {
    let numbers = cloze::numbers(note.fields()).into_iter();
    numbers
        .map(|number| number.saturating_sub(1).min(CLOZE_ORD_MAX))
        .filter(|ord| !siblings.ords.contains(ord))
        .map(|ord| Wanted {
            ord,
            deck: siblings.deck,
            position: siblings.position,
        })
        .collect()
}

fn make_one(
    pen: &Pen<'_>,
    note: NoteId,
    wanted: &Wanted,
    deck: Option<DeckId>,
    next: &mut Option<u32>,
) -> Result<(), Error> {
    let (deck, preset) = deck_for_adding(pen, wanted.deck.or(deck))?;
    let position = match wanted.position {
        Some(position) => position,
        None => new_position(pen, preset, next)?,
    };
    let mut card = Card {
        note,
        deck,
        ord: wanted.ord,
        modified: pen.now_secs(),
        usn: pen.usn,
        due: position.cast_signed(),
        data: "{}".to_owned(),
        ..Card::default()
    };
    cards::add(pen.db, &mut card, pen.now())
}

/// The deck if it holds cards itself, else the default one; with its preset.
fn deck_for_adding(pen: &Pen<'_>, wanted: Option<DeckId>) -> Result<(DeckId, PresetId), Error> {
    for id in wanted.into_iter().chain([DEFAULT_DECK]) {
        if let Some(deck) = decks::get(pen.db, id)?
            && let DeckKind::Normal(normal) = deck.kind
        {
            return Ok((id, PresetId(normal.preset)));
        }
    }
    Err(Error::invalid("invalid default deck"))
}

/// The place of a new card on the waiting list. All cards made together share one number, and
/// presets that shuffle draw theirs from it.
fn new_position(pen: &Pen<'_>, preset: PresetId, next: &mut Option<u32>) -> Result<u32, Error> {
    let position = match *next {
        Some(position) => position,
        None => take_position(pen)?,
    };
    *next = Some(position);
    let preset = match presets::get(pen.db, preset)? {
        Some(preset) => Some(preset),
        None => presets::get(pen.db, DEFAULT_PRESET)?,
    };
    let is_random = preset.is_some_and(|preset| preset.config.new_card_insert_order == 1);
    Ok(if is_random {
        random_position(position)
    } else {
        position
    })
}

/// The next position; the one after it is remembered.
fn take_position(pen: &Pen<'_>) -> Result<u32, Error> {
    let position: u32 = config::lookup(pen.db, NEXT_POSITION)?.unwrap_or_default();
    let after = position.wrapping_add(1);
    config::set(pen.db, NEXT_POSITION, &after, pen.usn, pen.now_secs())?;
    Ok(position)
}

/// One of the positions before this one, of which there are at least 999; the same each time.
fn random_position(end: u32) -> u32 {
    Dice::seeded(u64::from(end)).between(1, end.max(1000))
}
