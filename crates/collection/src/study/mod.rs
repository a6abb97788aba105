//! Studying: queues, answers, decks, burying, filtered decks, and the desk that remembers between requests.
//!
//! Begin reading at `desk.rs`. All other verbs take a [`Pen`] and know nothing of undo and queues.

mod action;
pub mod answer;
pub mod bury;
pub mod by_hand;
pub mod congrats;
pub mod current;
pub mod custom;
pub mod decks;
mod desk;
pub mod filtered;
pub mod going_home;
mod history;
pub mod limits;
pub mod memory;
pub mod presets;
mod queue;
pub mod settings;
pub mod standing;
pub mod tree;

pub use action::Action;
pub use desk::{Desk, Queued, QueuedCard, Sitting, Undone};
pub use history::Touched;
pub use queue::{Counts, QueueKind};

use rusqlite::Connection;

use crate::card_data;
use crate::error::Error;
use crate::model::Card;
use crate::pen::Pen;
use crate::storage::{cards, config};

/// The scheduler that all present clients share; older ones count days and states differently.
pub(crate) fn refuse_old_scheduler(db: &Connection) -> Result<(), Error> {
    match config::lookup::<i64>(db, "schedVer")? {
        Some(2) => Ok(()),
        _ => Err(Error::OldScheduler),
    }
}

/// Writes a card back as changed now.
pub(crate) fn rewrite(pen: &Pen<'_>, mut card: Card) -> Result<Card, Error> {
    card.modified = pen.now_secs();
    card.usn = pen.usn;
    card.data = card_data::canonical(card.data);
    cards::put(pen.db, &card)?;
    Ok(card)
}
