//! The story of one card.
//!
//! Facts: `rslib/src/stats/card.rs`, `rslib/src/browser_table.rs`.

use rusqlite::Connection;
use scheduler::{FSRS5_DECAY, Memory, retrievability};

use super::log::{self, LogLine};
use super::standing::{is_second, low_half};
use crate::card_data::CardData;
use crate::error::Error;
use crate::model::{
    Card, CardId, Deck, DeckId, KIND_CLOZE, NoteId, Notetype, Preset, RevlogEntry, Secs,
};
use crate::search::View;
use crate::storage::{cards, config, decks, notes, notetypes, revlog};
use crate::study::{memory, standing};

/// All that is told about a card.
#[derive(Debug, Clone, PartialEq)]
pub struct CardInfo {
    pub card: CardId,
    pub note: NoteId,
    pub deck: String,
    /// The home deck's name, if the card is out in a filtered one.
    pub original_deck: Option<String>,
    pub notetype: String,
    pub template: String,
    pub preset: String,
    pub fsrs_parameters: Vec<f32>,
    pub added: Secs,
    pub first_review: Option<Secs>,
    pub latest_review: Option<Secs>,
    pub due_at: Option<Secs>,
    pub position: Option<i32>,
    pub interval_days: u32,
    /// Ease × 1000.
    pub ease: u16,
    pub reviews: u32,
    pub lapses: u32,
    pub average_secs: f32,
    pub total_secs: f32,
    pub memory: Option<Memory>,
    pub retrievability: Option<f32>,
    pub desired_retention: Option<f32>,
    /// JSON text, or empty.
    pub custom_data: String,
    /// Newest first.
    pub log: Vec<LogLine>,
}

/// Tells about a card; changes nothing.
///
/// # Errors
/// [`Error::NotFound`] if the card, or something it belongs to, is not there.
pub fn card_info(view: &View<'_>, id: CardId) -> Result<CardInfo, Error> {
    Ok(told(view, id)?.0)
}

/// Tells about a card, and notes in its row when it was last answered, as Anki does. The row does
/// not count as changed.
///
/// # Errors
/// As [`card_info`].
pub fn card_info_noting_last_review(view: &View<'_>, id: CardId) -> Result<CardInfo, Error> {
    let (info, noted) = told(view, id)?;
    if let Some(data) = noted {
        cards::set_data(view.db, id, &data.text())?;
    }
    Ok(info)
}

/// What there is to tell, and the card's data if something is to be noted there.
fn told(view: &View<'_>, id: CardId) -> Result<(CardInfo, Option<CardData>), Error> {
    let db = view.db;
    let card = cards::get(db, id)?.ok_or_else(|| standing::no_card(id))?;
    let mut data = CardData::read(&card.data);
    let note = notes::get(db, card.note)?.ok_or_else(|| Error::no_note(card.note))?;
    let notetype =
        notetypes::get(db, note.notetype)?.ok_or_else(|| Error::no_notetype(note.notetype))?;
    let deck = deck(db, card.deck)?;
    let home = match card.original_deck {
        DeckId(0) => deck.clone(),
        home => self::deck(db, home)?,
    };
    let preset = standing::preset_of(db, &home)?;
    let entries = revlog::of_card(db, id)?;

    let last_review = last_review(db, id, &data)?;
    let noted = data.last_review_secs.is_none().then(|| CardData {
        last_review_secs: Some(last_review),
        ..data.clone()
    });
    let retrievability = data.memory().map(|memory| {
        let secs = low_half(view.now.0 - last_review);
        let decay = data.decay.unwrap_or(FSRS5_DECAY);
        retrievability(memory, days(secs), decay)
    });
    let memories = Memories::of(view, &preset, &entries)?;
    if card.kind != 0 && data.memory().is_none() && config::is_on(db, "fsrs", false)? {
        data.set_memory(memories.last());
    }
    let (average_secs, total_secs) = times(&entries);
    let rated = |entry: &&RevlogEntry| entry.button > 0;
    let info = CardInfo {
        card: id,
        note: card.note,
        original_deck: (home != deck).then(|| home.name.human()),
        deck: deck.name.human(),
        notetype: notetype.name.clone(),
        template: template_name(&notetype, &card)?,
        fsrs_parameters: preset.config.fsrs_parameters().to_vec(),
        preset: preset.name.clone(),
        added: Secs(id.0 / 1000),
        first_review: entries.iter().find(rated).map(log::at),
        latest_review: entries.iter().rfind(rated).map(log::at),
        due_at: due_at(view, &card),
        position: position(&card, &data),
        interval_days: card.interval,
        ease: card.ease,
        reviews: card.reviews,
        lapses: card.lapses,
        average_secs,
        total_secs,
        memory: data.memory(),
        retrievability,
        desired_retention: data.desired_retention,
        custom_data: data.custom.clone(),
        log: memories.lines(&entries),
    };
    Ok((info, noted))
}

fn template_name(notetype: &Notetype, card: &Card) -> Result<String, Error> {
    let template = match notetype.config.kind {
        KIND_CLOZE => notetype.templates.first(),
        _ => notetype.templates.get(usize::from(card.ord)),
    };
    let template = template.ok_or_else(|| Error::NotFound(format!("no template {}", card.ord)))?;
    Ok(template.name.clone())
}

/// From the card, else from the log; the beginning of time for a card that was never answered.
fn last_review(db: &Connection, id: CardId, data: &CardData) -> Result<i64, Error> {
    if let Some(secs) = data.last_review_secs {
        return Ok(secs);
    }
    Ok(revlog::last_answer(db, id)?.unwrap_or_default().0)
}

fn deck(db: &Connection, id: DeckId) -> Result<Deck, Error> {
    decks::get(db, id)?.ok_or_else(|| Error::NotFound(format!("no deck {id}")))
}

/// What FSRS knew after each answer that counts.
struct Memories(Vec<(i64, Memory)>);

impl Memories {
    fn of(view: &View<'_>, preset: &Preset, entries: &[RevlogEntry]) -> Result<Memories, Error> {
        let after = memory::after_each(&preset.config, entries, view.today)?;
        Ok(Memories(after))
    }

    fn last(&self) -> Option<Memory> {
        self.0.last().map(|(_, memory)| *memory)
    }

    /// The log with memories, newest first. Entries that do not count have, as in Anki, the memory
    /// after the next one that does, behind the last one that of the last, before the first none.
    fn lines(&self, entries: &[RevlogEntry]) -> Vec<LogLine> {
        let mut next = 0;
        let mut lines: Vec<_> = entries
            .iter()
            .map(|entry| {
                let memory = match self.0.get(next) {
                    None => self.last(),
                    Some((id, memory)) if *id == entry.id.0 => {
                        next += 1;
                        Some(*memory)
                    }
                    Some(_) if next == 0 => None,
                    Some((_, memory)) => Some(*memory),
                };
                LogLine::of(entry, memory)
            })
            .collect();
        lines.reverse();
        lines
    }
}

fn due_at(view: &View<'_>, card: &Card) -> Option<Secs> {
    if card.kind == 0 {
        return None;
    }
    let due = match card.original_due {
        0 => card.due,
        due => due,
    };
    if is_second(due) {
        return Some(Secs(i64::from(due)));
    }
    let days = due.wrapping_sub(view.today.number.cast_signed());
    Some(Secs(view.now.0 + i64::from(days) * 86_400))
}

fn position(card: &Card, data: &CardData) -> Option<i32> {
    match data.position {
        Some(position) => Some(position.cast_signed()),
        None if card.kind == 0 => Some(card.due),
        None => None,
    }
}

/// Seconds for an answer on average, and in all.
#[expect(clippy::cast_precision_loss, reason = "Anki divides in f32")]
fn times(entries: &[RevlogEntry]) -> (f32, f32) {
    let answers = entries.iter().filter(|entry| entry.button > 0).count();
    let total: f32 = entries.iter().map(log::taken_secs).sum();
    if answers == 0 || total == 0.0 {
        (0.0, 0.0)
    } else {
        (total / answers as f32, total)
    }
}

#[expect(clippy::cast_precision_loss, reason = "Anki counts days in f32")]
fn days(secs: u32) -> f32 {
    secs as f32 / 86_400.0
}
