//! Cards put aside, for a day or for good, and brought back
//! (`rslib/src/scheduler/bury_and_suspend.rs`).

use rusqlite::Connection;

use super::going_home::queue_of_kind;
use super::{refuse_old_scheduler, rewrite};
use crate::error::Error;
use crate::model::{Card, CardId, DeckId, NoteId, PresetConfig};
use crate::pen::Pen;
use crate::storage::{cards, config, decks, standing};

/// In which way cards are put aside.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Aside {
    Suspended,
    /// Until tomorrow, because a sibling was shown.
    BuriedAsSibling,
    /// Until tomorrow, because the learner says so.
    BuriedByHand,
}

/// Which buried cards.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Buried {
    Any,
    AsSibling,
    ByHand,
}

/// Which siblings of a shown card stay away for the day.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct SiblingBurying {
    pub new: bool,
    pub reviews: bool,
    pub day_learning: bool,
}

impl Aside {
    fn queue(self) -> i8 {
        match self {
            Aside::Suspended => -1,
            Aside::BuriedAsSibling => -2,
            Aside::BuriedByHand => -3,
        }
    }
}

impl SiblingBurying {
    pub fn of(preset: &PresetConfig) -> SiblingBurying {
        SiblingBurying {
            new: preset.bury_new,
            reviews: preset.bury_reviews,
            day_learning: preset.bury_interday_learning,
        }
    }

    #[must_use]
    pub(super) fn and_also(self, other: SiblingBurying) -> SiblingBurying {
        SiblingBurying {
            new: self.new || other.new,
            reviews: self.reviews || other.reviews,
            day_learning: self.day_learning || other.day_learning,
        }
    }

    /// Spares the queues that are gathered before the one of the shown card: those siblings were
    /// there first.
    fn after(self, queue: i8) -> SiblingBurying {
        let gathered = match queue {
            1 | 4 => 0,
            3 => 1,
            2 => 2,
            0 => 3,
            _ => 4,
        };
        SiblingBurying {
            day_learning: self.day_learning && gathered <= 1,
            reviews: self.reviews && gathered <= 2,
            ..self
        }
    }
}

/// Puts cards aside; says how many were not yet. Suspended cards are not buried, as they would come
/// back tomorrow.
pub fn put_aside(pen: &Pen<'_>, ids: &[CardId], aside: Aside) -> Result<usize, Error> {
    refuse_old_scheduler(pen.db)?;
    let mut count = 0;
    for card in cards::of_ids(pen.db, ids)? {
        if card.queue == aside.queue() || card.queue == Aside::Suspended.queue() {
            continue;
        }
        let queue = aside.queue();
        rewrite(pen, Card { queue, ..card })?;
        count += 1;
    }
    Ok(count)
}

/// The cards of notes.
pub fn cards_of_notes(db: &Connection, ids: &[NoteId]) -> Result<Vec<CardId>, Error> {
    let mut all = Vec::new();
    for id in ids {
        all.extend(cards::ids_of_note(db, *id)?);
    }
    all.sort_unstable();
    Ok(all)
}

/// After an answer: buries the siblings that the preset wants away; `shown` is the card as it was
/// shown.
pub fn bury_siblings(pen: &Pen<'_>, shown: &Card, burying: SiblingBurying) -> Result<usize, Error> {
    if burying == SiblingBurying::default() {
        return Ok(0);
    }
    let burying = burying.after(shown.queue);
    let queues = [
        (burying.new, 0),
        (burying.reviews, 2),
        (burying.day_learning, 3),
    ];
    let queues: Vec<i8> = queues
        .iter()
        .filter(|(wanted, _)| *wanted)
        .map(|(_, queue)| *queue)
        .collect();
    let siblings = cards::of_note(pen.db, shown.note)?;
    let siblings = siblings
        .iter()
        .filter(|card| card.id != shown.id && queues.contains(&card.queue));
    let ids: Vec<_> = siblings.map(|card| card.id).collect();
    put_aside(pen, &ids, Aside::BuriedAsSibling)
}

/// Brings back cards that are buried or suspended.
pub fn restore(pen: &Pen<'_>, ids: &[CardId]) -> Result<(), Error> {
    cards::of_ids(pen.db, ids)?
        .into_iter()
        .try_for_each(|card| restore_one(pen, card))
}

/// Brings back the buried cards of a deck and the decks below it.
pub fn unbury_deck(pen: &Pen<'_>, deck: DeckId, which: Buried) -> Result<(), Error> {
    let Some(deck) = decks::get(pen.db, deck)? else {
        return Ok(());
    };
    let decks = decks::ids_with_below(pen.db, &deck)?;
    let ids = standing::in_queues_of(pen.db, &decks, which.queues())?;
    restore(pen, &ids)
}

impl Buried {
    fn queues(self) -> &'static [i8] {
        match self {
            Buried::Any => &[-3, -2],
            Buried::AsSibling => &[-2],
            Buried::ByHand => &[-3],
        }
    }
}

fn restore_one(pen: &Pen<'_>, mut card: Card) -> Result<(), Error> {
    if card.queue >= 0 {
        return Ok(());
    }
    card.queue = queue_of_kind(&card);
    rewrite(pen, card)?;
    Ok(())
}

/// Brings back all buried cards when a day has begun since this was done last. The cards do not
/// count as changed.
pub fn unbury_if_day_is_over(pen: &Pen<'_>) -> Result<(), Error> {
    let last = config::lookup::<u32>(pen.db, "lastUnburied")?.unwrap_or(0);
    let today = pen.today.number;
    if last < today || today + 7 < last {
        unbury_at_turn_of_day(pen)?;
    }
    Ok(())
}

/// Brings back all buried cards. The cards do not count as changed.
pub fn unbury_at_turn_of_day(pen: &Pen<'_>) -> Result<(), Error> {
    for id in standing::buried(pen.db)? {
        if let Some(mut card) = cards::get(pen.db, id)? {
            card.queue = queue_of_kind(&card);
            cards::put(pen.db, &card)?;
        }
    }
    config::set(
        pen.db,
        "lastUnburied",
        &pen.today.number,
        pen.usn,
        pen.now_secs(),
    )?;
    Ok(())
}
