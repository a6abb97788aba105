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
pub mod places;
pub mod preferences;
pub mod presets;
mod queue;
pub mod settings;
pub mod standing;
pub mod tree;
pub mod upgrade;

pub use action::Action;
pub use desk::{Desk, Queued, QueuedCard, Sitting, Undone};
pub use history::Touched;
pub use queue::{Counts, QueueKind};
use upgrade::refuse_old_scheduler;

use crate::card_data;
use crate::error::Error;
use crate::model::Card;
use crate::pen::Pen;
use crate::storage::cards;

/// Writes a card back as changed now.
pub(crate) fn rewrite(pen: &Pen<'_>, mut card: Card) -> Result<Card, Error> {
    card.modified = pen.now_secs();
    card.usn = pen.usn;
    card.data = card_data::canonical(card.data);
    cards::put(pen.db, &card)?;
    Ok(card)
}
