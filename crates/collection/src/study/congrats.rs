//! What is said when nothing is left to study (`rslib/src/scheduler/congrats.rs`).

use super::current::current_deck;
use crate::error::Error;
use crate::model::DeckKind;
use crate::pen::Pen;
use crate::storage::standing::{self, Left};
use crate::storage::{config, decks};

/// What is left, and when the next learning card comes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Congratulations {
    pub left: Left,
    /// A day if none comes today.
    pub secs_until_next_learning: u32,
    pub is_filtered: bool,
    /// The deck's own words in Markdown, if it has any.
    pub description: Option<String>,
}

/// About the selected deck and those below it.
pub fn congratulations(pen: &Pen<'_>) -> Result<Congratulations, Error> {
    let deck = current_deck(pen.db)?;
    let ids = decks::ids_with_below(pen.db, &deck)?;
    let left = standing::left_in(pen.db, &ids, pen.today.number)?;
    let ahead = config::lookup::<u32>(pen.db, "collapseTime")?.unwrap_or(1200);
    let until_next = match left.next_learning {
        0 => 86_400,
        due => (due - i64::from(ahead) - pen.now_secs().0).max(60),
    };
    let description = match &deck.kind {
        DeckKind::Normal(normal) if normal.markdown_description => Some(normal.description.clone()),
        DeckKind::Normal(_) | DeckKind::Filtered(_) => None,
    };
    Ok(Congratulations {
        left,
        secs_until_next_learning: u32::try_from(until_next).unwrap_or(u32::MAX),
        is_filtered: matches!(deck.kind, DeckKind::Filtered(_)),
        description,
    })
}
