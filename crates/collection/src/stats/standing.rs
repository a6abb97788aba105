//! Where a card stands in time.
//!
//! Facts: `rslib/src/browser_table.rs`.

use crate::card_data::CardData;
use crate::model::Card;
use crate::search::View;

/// Where a card is due, in its home deck.
pub(crate) fn home_due(card: &Card) -> i32 {
    if card.original_deck.0 > 0 {
        card.original_due
    } else {
        card.due
    }
}

/// Whether a due number is a second, not a day.
pub(crate) fn is_second(due: i32) -> bool {
    due > 1_000_000_000
}

/// How long ago a card was last answered: as it says, else counted back from when it is due.
pub(crate) fn secs_since_review(view: &View<'_>, card: &Card, data: &CardData) -> u32 {
    if let Some(last) = data.last_review_secs {
        return low_half(view.now.0 - last);
    }
    let due = home_due(card);
    let is_undue = card.queue < 0;
    let is_in_days = (card.kind != 0 && due <= 365_000)
        || matches!(card.queue, 2 | 3)
        || (card.kind == 2 && is_undue);
    if !is_in_days {
        return low_half(view.now.0 - i64::from(due));
    }
    let due_at = if card.queue == 1 {
        i64::from(due)
    } else {
        let days = i64::from(due) - i64::from(view.today.number);
        view.now.0 + days * 86_400
    };
    let last = due_at - 86_400 * i64::from(card.interval);
    low_half((view.now.0 - last).max(0))
}

#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "Anki keeps the low half, too"
)]
pub(crate) fn low_half(secs: i64) -> u32 {
    secs as u32
}
