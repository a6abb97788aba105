//! The memories of whole decks, when their options change
//! (`rslib/src/scheduler/fsrs/memory_state.rs`).

use std::collections::BTreeMap;

use scheduler::{History, Logged, Memory, Model, Purpose, decay_of, growing_minimum};

use super::reschedule::Workload;
use super::{logged, unusable};
use crate::card_data::CardData;
use crate::error::Error;
use crate::model::{Card, CardId, DeckId, Millis, PresetConfig, RevlogEntry, RevlogId, Secs};
use crate::pen::Pen;
use crate::storage::{cards, revlog};
use crate::study::settings;
use crate::study::standing::{no_card, seed};

/// Decks of one preset whose cards' memories are stale.
#[derive(Debug)]
pub(in crate::study) struct Stale<'a> {
    /// Present if FSRS is on.
    pub preset: Option<&'a PresetConfig>,
    pub decks: Vec<DeckId>,
    /// The decks' own wishes, where they have some.
    pub retentions: &'a BTreeMap<DeckId, f32>,
    /// Due dates change, too.
    pub reschedules: bool,
}

/// Renews the memories of all cards in these decks that were answered once.
pub(in crate::study) fn renew(pen: &Pen<'_>, stale: &Stale<'_>) -> Result<(), Error> {
    let ids = cards::of_home_decks(pen.db, &stale.decks, "type != 0")?;
    renew_those(pen, stale, &ids)
}

/// Gives the cards in these decks that have no memory one from their log.
pub(in crate::study) fn renew_missing(pen: &Pen<'_>, stale: &Stale<'_>) -> Result<(), Error> {
    let condition = "type != 0 and extract_fsrs_variable(data, 's') is null";
    let ids = cards::of_home_decks(pen.db, &stale.decks, condition)?;
    renew_those(pen, stale, &ids)
}

fn renew_those(pen: &Pen<'_>, stale: &Stale<'_>, ids: &[CardId]) -> Result<(), Error> {
    let entries = revlog::of_cards(pen.db, ids)?;
    let entries: Vec<_> = entries.iter().map(logged).collect();
    let Some(preset) = stale.preset else {
        return forget(pen, &entries);
    };
    let model = Model::of(preset.fsrs_parameters()).ok_or_else(unusable)?;
    let ignored_before_ms = preset.ignored_before_ms()?;
    let (mut known, mut unknown) = (Vec::new(), Vec::new());
    for of_card in entries.chunk_by(|one, other| one.card == other.card) {
        let Some(first) = of_card.first() else {
            continue;
        };
        let next_day_at = pen.today.next_day_at.0;
        match History::of(of_card, Purpose::Memory, next_day_at, ignored_before_ms) {
            Some(history) => known.push((CardId(first.card), history, LastAnswer::of(of_card))),
            None => unknown.push(CardId(first.card)),
        }
    }
    let renewal = Renewal {
        stale,
        preset,
        model: &model,
    };
    for id in unknown {
        let mut card = Renewed::read(pen, id)?;
        renewal.note_wish(&mut card);
        card.data.set_memory(None);
        card.write(pen)?;
    }
    by_length(&mut known);
    let balances = stale.reschedules && settings::LOAD_BALANCER.is_on(pen.db)?;
    let mut workload = balances.then(|| Workload::of(pen)).transpose()?;
    let retention = preset.historical_retention;
    for (id, history, last) in known {
        // What the log leaves out is taken up as it is known.
        let memory = model.memory(&history, retention).ok_or_else(unusable)?;
        let mut card = Renewed::read(pen, id)?;
        renewal.note_wish(&mut card);
        card.data.set_memory(Some(memory));
        if let Some(last) = last.filter(|_| stale.reschedules) {
            renewal.reschedule(pen, &mut card, (memory, last), workload.as_mut())?;
        }
        card.write(pen)?;
    }
    Ok(())
}

/// Short histories first. Anki sorts without keeping the order of equals, by the same algorithm
/// of the standard library; it shows in the order of the log's entries.
fn by_length<T>(known: &mut Vec<(CardId, History, T)>) {
    let mut order: Vec<usize> = (0..known.len()).collect();
    let lengths: Vec<usize> = known
        .iter()
        .map(|(_, history, _)| history.steps())
        .collect();
    order.sort_unstable_by_key(|at| lengths.get(*at));
    let mut ranks = vec![0; order.len()];
    for (rank, at) in order.into_iter().enumerate() {
        if let Some(slot) = ranks.get_mut(at) {
            *slot = rank;
        }
    }
    let mut ranked: Vec<_> = ranks.into_iter().zip(known.drain(..)).collect();
    ranked.sort_by_key(|(rank, _)| *rank);
    known.extend(ranked.into_iter().map(|(_, item)| item));
}

/// FSRS was turned off.
fn forget(pen: &Pen<'_>, entries: &[Logged]) -> Result<(), Error> {
    for of_card in entries.chunk_by(|one, other| one.card == other.card) {
        if let Some(first) = of_card.first() {
            let mut card = Renewed::read(pen, CardId(first.card))?;
            card.data.set_memory(None);
            card.data.desired_retention = None;
            card.data.decay = None;
            card.write(pen)?;
        }
    }
    Ok(())
}

/// A card that is being rewritten.
struct Renewed {
    row: Card,
    data: CardData,
}

impl Renewed {
    fn read(pen: &Pen<'_>, id: CardId) -> Result<Renewed, Error> {
        let row = cards::get(pen.db, id)?.ok_or_else(|| no_card(id))?;
        let data = CardData::read(&row.data);
        Ok(Renewed { row, data })
    }

    fn write(mut self, pen: &Pen<'_>) -> Result<(), Error> {
        self.row.data = self.data.text();
        self.row.modified = pen.now_secs();
        self.row.usn = pen.usn;
        cards::put(pen.db, &self.row)
    }

    fn home(&self) -> DeckId {
        match self.row.original_deck {
            DeckId(0) => self.row.deck,
            home => home,
        }
    }
}

/// What the log says about a card's last answer.
#[derive(Debug, Clone, Copy)]
struct LastAnswer {
    at: Secs,
    /// The interval before it, if it was in days and the answer not "again".
    previous_days: u32,
}

impl LastAnswer {
    /// Nothing if the card was reset since, or never answered.
    fn of(entries: &[Logged]) -> Option<LastAnswer> {
        let mut last = None;
        for entry in entries {
            if entry.counts() {
                let days = u32::try_from(entry.last_interval).ok();
                last = Some(LastAnswer {
                    at: Secs(entry.at_secs()),
                    previous_days: days.filter(|_| entry.button > 1).unwrap_or(0),
                });
            } else if entry.is_reset() {
                last = None;
            }
        }
        last
    }
}

struct Renewal<'a> {
    stale: &'a Stale<'a>,
    preset: &'a PresetConfig,
    model: &'a Model,
}

impl Renewal<'_> {
    fn retention(&self, card: &Renewed) -> f32 {
        let own = self.stale.retentions.get(&card.home());
        own.copied().unwrap_or(self.preset.desired_retention)
    }

    /// For searches and statistics, which ask no preset.
    fn note_wish(&self, card: &mut Renewed) {
        card.data.desired_retention = Some(self.retention(card));
        card.data.decay = Some(decay_of(self.preset.fsrs_parameters()));
    }

    /// Moves the due date of a review to where the new memory wants it.
    fn reschedule(
        &self,
        pen: &Pen<'_>,
        card: &mut Renewed,
        (memory, last): (Memory, LastAnswer),
        workload: Option<&mut Workload>,
    ) -> Result<(), Error> {
        if card.row.kind != 2 || card.row.queue == -1 {
            return Ok(());
        }
        let elapsed = pen.today.days_since(last.at);
        let days = self.model.days(memory, self.retention(card));
        let maximum = self.preset.maximum_review_interval;
        let minimum = growing_minimum(days, last.previous_days, maximum).max(1);
        let seed = seed(&card.row, card.row.reviews.saturating_sub(1));
        let before = card.row.interval;
        let preset = match &workload {
            Some(workload) => workload.preset_of(card.home())?,
            None => 0,
        };
        let chosen = workload.as_ref().and_then(|workload| {
            workload.choose(preset, days, (minimum, maximum), (elapsed, seed))
        });
        let factor = scheduler::fuzz_factor(seed);
        card.row.interval =
            chosen.unwrap_or_else(|| scheduler::fuzzed_days(Some(factor), days, minimum, maximum));
        let start = pen.today.number.wrapping_sub(elapsed);
        let new_due = start.wrapping_add(card.row.interval).cast_signed();
        let due = match card.row.original_due {
            0 => &mut card.row.due,
            _ => &mut card.row.original_due,
        };
        if let Some(workload) = workload {
            workload.moved(preset, *due, new_due);
        }
        *due = new_due;
        log(pen, card, before, memory)
    }
}

/// An entry of the kind "rescheduled" (`rslib/src/revlog/mod.rs`).
fn log(pen: &Pen<'_>, card: &Renewed, before: u32, memory: Memory) -> Result<(), Error> {
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "the log keeps difficulties as whole thousandths, cut"
    )]
    let ease = (memory.shifted_difficulty() * 1000.0) as u16;
    let Millis(now) = pen.now();
    let entry = RevlogEntry {
        id: RevlogId(now),
        card: card.row.id,
        usn: pen.usn,
        button: 0,
        interval: i32::try_from(card.row.interval).unwrap_or(i32::MAX),
        last_interval: i32::try_from(before).unwrap_or(i32::MAX),
        ease: u32::from(ease),
        taken_ms: 0,
        kind: scheduler::ReviewKind::Rescheduled as u8,
    };
    revlog::add_next(pen.db, &entry)?;
    Ok(())
}
