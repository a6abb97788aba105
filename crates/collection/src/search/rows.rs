//! The browser's rows: what its columns show of a card or note.
//!
//! Facts: `rslib/src/browser_table.rs`. Words are left to the page; numbers, names and dates are
//! written here.

use std::collections::BTreeSet;

use jiff::Timestamp;
use jiff::tz::TimeZone;
use renderer::html;
use scheduler::{FSRS5_DECAY, Memory, retrievability};

use super::order::Column;
use super::sides::Sides;
use super::view::View;
use crate::card_data::CardData;
use crate::error::Error;
use crate::model::{Card, CardId, Deck, DeckId, NoteId, Secs, tag};
use crate::render::{Whole, whole};
use crate::stats::standing::{home_due, secs_since_review};
use crate::storage::{cards, decks};

/// A row: one cell for each column that was asked for.
#[derive(Debug, Clone, PartialEq)]
pub struct Row {
    pub cells: Vec<Cell>,
    pub colour: Colour,
    pub font_name: String,
    pub font_size: u32,
}

/// What stands in a cell.
#[derive(Debug, Clone, PartialEq)]
pub struct Cell {
    pub words: Words,
    /// In brackets: the card is suspended or buried.
    pub is_aside: bool,
    pub is_rtl: bool,
    /// A long name loses its middle, other text its end.
    pub loses_middle: bool,
}

/// Text as it is, or something the page has words for.
#[derive(Debug, Clone, PartialEq)]
pub enum Words {
    Text(String),
    /// The card is new.
    New,
    /// The card is new and stands at this position.
    NewAt(i32),
    /// The card is being learned.
    Learning,
    /// The card is out in a filtered deck.
    Filtered,
    /// So many seconds.
    Span(f32),
}

/// What sets a row apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Colour {
    Plain,
    Marked,
    Suspended,
    Buried,
    /// 1 to 7.
    Flag(u8),
}

/// The row of a card.
///
/// # Errors
/// [`Error::Invalid`] or [`Error::NotFound`] if the card, or something it belongs to, is missing.
pub fn card_row(
    view: &View<'_>,
    zone: &TimeZone,
    id: CardId,
    columns: &[Column],
) -> Result<Row, Error> {
    let whole = whole(view.db, id)?;
    let cards = vec![whole.card.clone()];
    Shown::of(view, zone, whole, cards, false)?.row(columns)
}

/// The row of a note, which stands for all its cards.
///
/// # Errors
/// [`Error::Invalid`] or [`Error::NotFound`] if the note, a card of it, or something it belongs to
/// is missing.
pub fn note_row(
    view: &View<'_>,
    zone: &TimeZone,
    id: NoteId,
    columns: &[Column],
) -> Result<Row, Error> {
    let cards = cards::of_note(view.db, id)?;
    let first = cards
        .first()
        .ok_or_else(|| Error::invalid("the note has no card"))?;
    let whole = whole(view.db, first.id)?;
    Shown::of(view, zone, whole, cards, true)?.row(columns)
}

struct Shown<'a> {
    view: &'a View<'a>,
    zone: &'a TimeZone,
    /// The first card with its note.
    whole: Whole,
    data: CardData,
    cards: Vec<Card>,
    is_note: bool,
    deck: Deck,
    home: Option<Deck>,
}

impl<'a> Shown<'a> {
    fn of(
        view: &'a View<'a>,
        zone: &'a TimeZone,
        whole: Whole,
        cards: Vec<Card>,
        is_note: bool,
    ) -> Result<Shown<'a>, Error> {
        let deck = |id: DeckId| {
            decks::get(view.db, id)?.ok_or_else(|| Error::NotFound(format!("no deck {id}")))
        };
        let home = match whole.card.original_deck {
            DeckId(0) => None,
            home => Some(deck(home)?),
        };
        Ok(Shown {
            view,
            zone,
            deck: deck(whole.card.deck)?,
            data: CardData::read(&whole.card.data),
            whole,
            cards,
            is_note,
            home,
        })
    }

    fn row(&self, columns: &[Column]) -> Result<Row, Error> {
        let sides = if columns.contains(&Column::Question) || columns.contains(&Column::Answer) {
            Sides::of(&self.whole)
        } else {
            Sides::default()
        };
        let cells = columns
            .iter()
            .map(|column| self.cell(*column, &sides))
            .collect::<Result<_, _>>()?;
        let template = &self.whole.template()?.config;
        Ok(Row {
            cells,
            colour: self.colour(),
            font_name: template.browser_font_name.clone(),
            font_size: template.browser_font_size,
        })
    }

    fn cell(&self, column: Column, sides: &Sides) -> Result<Cell, Error> {
        let words = match column {
            Column::Due if !self.is_note => self.card_due(),
            Column::Ease => self.ease(),
            Column::Interval => self.interval(),
            Column::Stability => match self.data.memory() {
                Some(memory) => Words::Span(memory.stability * 86_400.0),
                None => Words::Text(String::new()),
            },
            Column::Custom
            | Column::Answer
            | Column::CardModified
            | Column::Cards
            | Column::Deck
            | Column::Due
            | Column::Lapses
            | Column::NoteCreated
            | Column::NoteModified
            | Column::Notetype
            | Column::OriginalPosition
            | Column::Question
            | Column::Reviews
            | Column::SortField
            | Column::Tags
            | Column::Difficulty
            | Column::Retrievability => Words::Text(self.text(column, sides)?),
        };
        let is_empty = words == Words::Text(String::new());
        let is_undue = self.whole.card.queue < 0;
        Ok(Cell {
            is_aside: column == Column::Due && !self.is_note && is_undue && !is_empty,
            words,
            is_rtl: column == Column::SortField && self.sort_field_is_rtl(),
            loses_middle: column == Column::Deck,
        })
    }

    fn text(&self, column: Column, sides: &Sides) -> Result<String, Error> {
        let Whole { note, notetype, .. } = &self.whole;
        Ok(match column {
            Column::Question => sides.question.clone(),
            Column::Answer => sides.answer.clone(),
            Column::Deck => self.deck_name(),
            Column::Due => self.note_due(),
            Column::Lapses => self.sum(|card| card.lapses),
            Column::Reviews => self.sum(|card| card.reviews),
            Column::CardModified => {
                let latest = self.cards.iter().map(|card| card.modified).max();
                self.date_and_time(latest.unwrap_or_default())
            }
            Column::Cards if self.is_note => self.cards.len().to_string(),
            Column::Cards => self.template_name()?,
            Column::NoteCreated => self.date_and_time(Secs(note.id.0 / 1000)),
            Column::NoteModified => self.date_and_time(note.modified),
            Column::SortField => {
                let place = usize::try_from(notetype.config.sort_field).unwrap_or(usize::MAX);
                html::to_line(note.fields().nth(place).unwrap_or_default(), true)
            }
            Column::OriginalPosition => self.position(),
            Column::Tags => tag::split(&note.tags).collect::<Vec<_>>().join(" "),
            Column::Notetype => notetype.name.clone(),
            Column::Difficulty => percent(
                self.data
                    .memory()
                    .map(|memory| (memory.difficulty - 1.0) / 9.0),
            ),
            Column::Retrievability => percent(self.data.memory().map(|memory| self.known(memory))),
            Column::Custom | Column::Ease | Column::Interval | Column::Stability => String::new(),
        })
    }

    fn sum(&self, of: impl Fn(&Card) -> u32) -> String {
        let sum = self.cards.iter().map(of).fold(0_u32, u32::wrapping_add);
        sum.to_string()
    }

    fn template_name(&self) -> Result<String, Error> {
        let name = &self.whole.template()?.name;
        Ok(if self.whole.is_cloze() {
            format!("{name} {}", u32::from(self.whole.card.ord) + 1)
        } else {
            name.clone()
        })
    }

    fn position(&self) -> String {
        match self.data.position {
            Some(position) => position.to_string(),
            None if self.whole.card.kind == 0 => self.whole.card.due.to_string(),
            None => String::new(),
        }
    }

    fn deck_name(&self) -> String {
        let decks: BTreeSet<_> = self.cards.iter().map(|card| card.deck).collect();
        if self.is_note && decks.len() > 1 {
            return format!("({})", decks.len());
        }
        let name = self.deck.name.human();
        match &self.home {
            Some(home) => format!("{name} ({})", home.name.human()),
            None => name,
        }
    }

    fn card_due(&self) -> Words {
        let card = &self.whole.card;
        if card.original_deck.0 != 0 {
            Words::Filtered
        } else if is_new(card) {
            Words::NewAt(card.due)
        } else {
            let at = self.due_at(card);
            Words::Text(at.map_or_else(String::new, |at| self.date(at)))
        }
    }

    /// Of the next card that is due: those that are out, new, suspended or buried apart.
    fn note_due(&self) -> String {
        let waits = |card: &&Card| card.original_deck.0 == 0 && !is_new(card) && card.queue >= 0;
        let times = self.cards.iter().filter(waits);
        let next = times.filter_map(|card| self.due_at(card)).min();
        next.map_or_else(String::new, |at| self.date(at))
    }

    fn due_at(&self, card: &Card) -> Option<Secs> {
        let due = i64::from(home_due(card));
        if card.queue == 1 {
            return Some(Secs(due));
        }
        let is_in_days = (card.kind != 0 && due <= 365_000)
            || matches!(card.queue, 2 | 3)
            || (card.kind == 2 && card.queue < 0);
        is_in_days.then(|| {
            let days = due - i64::from(self.view.today.number);
            Secs(self.view.now.0 + days * 86_400)
        })
    }

    /// On average; sums have 16 bits, as in Anki.
    fn ease(&self) -> Words {
        let reviewed = self.cards.iter().filter(|card| card.kind != 0);
        let eases: Vec<_> = reviewed.map(|card| card.ease).collect();
        let sum = eases.iter().copied().fold(0, u16::wrapping_add);
        let count = u16::try_from(eases.len()).unwrap_or(u16::MAX);
        match sum.checked_div(count) {
            Some(average) => Words::Text(format!("{}%", average / 10)),
            None => Words::New,
        }
    }

    /// On average; seconds have 32 bits, as in Anki.
    #[expect(clippy::cast_precision_loss, reason = "spans are f32")]
    fn interval(&self) -> Words {
        match self.whole.card.kind {
            0 if !self.is_note => return Words::New,
            1 if !self.is_note => return Words::Learning,
            _ => {}
        }
        let reviewed = self.cards.iter().filter(|card| matches!(card.kind, 2 | 3));
        let intervals: Vec<_> = reviewed.map(|card| card.interval).collect();
        let sum = intervals.iter().copied().fold(0, u32::wrapping_add);
        let count = u32::try_from(intervals.len()).unwrap_or(u32::MAX);
        match sum.wrapping_mul(86_400).checked_div(count) {
            Some(average) => Words::Span(average as f32),
            None => Words::Text(String::new()),
        }
    }

    #[expect(clippy::cast_precision_loss, reason = "days are f32")]
    fn known(&self, memory: Memory) -> f32 {
        let secs = secs_since_review(self.view, &self.whole.card, &self.data);
        let decay = self.data.decay.unwrap_or(FSRS5_DECAY);
        retrievability(memory, secs as f32 / 86_400.0, decay)
    }

    fn sort_field_is_rtl(&self) -> bool {
        let notetype = &self.whole.notetype;
        let place = usize::try_from(notetype.config.sort_field).unwrap_or(usize::MAX);
        let field = notetype.fields.get(place);
        field.is_some_and(|field| field.config.rtl)
    }

    fn colour(&self) -> Colour {
        let card = &self.whole.card;
        let mut tags = tag::split(&self.whole.note.tags);
        let is_marked = tags.any(|tag| tag.eq_ignore_ascii_case("marked"));
        match (card.flags, card.queue) {
            _ if self.is_note && is_marked => Colour::Marked,
            _ if self.is_note => Colour::Plain,
            (flag @ 1..=7, _) => Colour::Flag(flag),
            _ if is_marked => Colour::Marked,
            (_, -1) => Colour::Suspended,
            (_, -2 | -3) => Colour::Buried,
            _ => Colour::Plain,
        }
    }

    fn date(&self, at: Secs) -> String {
        self.written(at, "%Y-%m-%d")
    }

    fn date_and_time(&self, at: Secs) -> String {
        self.written(at, "%Y-%m-%d @ %H:%M")
    }

    /// Due numbers of a broken card may lie beyond all calendars.
    fn written(&self, at: Secs, form: &str) -> String {
        match Timestamp::from_second(at.0) {
            Ok(at) => at.to_zoned(self.zone.clone()).strftime(form).to_string(),
            Err(_) => "invalid date".to_owned(),
        }
    }
}

fn is_new(card: &Card) -> bool {
    card.queue == 0 || card.kind == 0
}

fn percent(share: Option<f32>) -> String {
    share.map_or_else(String::new, |share| format!("{:.0}%", share * 100.0))
}
