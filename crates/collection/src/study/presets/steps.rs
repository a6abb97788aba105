//! Cards in learning keep their place when the steps change
//! (`rslib/src/card/mod.rs`, `rslib/src/deckconfig/update.rs`).

use crate::card_data::CardData;
use crate::error::Error;
use crate::model::{DeckId, PresetConfig};
use crate::pen::Pen;
use crate::storage::cards;

/// Counts the remaining steps of a deck's cards anew.
pub(super) fn adjust(
    pen: &Pen<'_>,
    deck: DeckId,
    old: &PresetConfig,
    new: &PresetConfig,
) -> Result<(), Error> {
    let kinds = [
        ("type = 1", &old.learn_steps, &new.learn_steps),
        ("type = 3", &old.relearn_steps, &new.relearn_steps),
    ];
    for (condition, old, new) in kinds {
        if old == new {
            continue;
        }
        for id in cards::of_home_decks(pen.db, &[deck], condition)? {
            let Some(mut card) = cards::get(pen.db, id)? else {
                continue;
            };
            let before = card.remaining % 1000;
            let remaining = remaining(before, old, new);
            if remaining != before {
                card.remaining = remaining;
                card.data = CardData::read(&card.data).text();
                card.modified = pen.now_secs();
                card.usn = pen.usn;
                cards::put(pen.db, &card)?;
            }
        }
    }
    Ok(())
}

/// Steps that are longer than the last one passed remain, and at least one.
pub(crate) fn remaining(before: u32, old: &[f32], new: &[f32]) -> u32 {
    if old.is_empty() {
        return before;
    }
    let all = u32::try_from(new.len()).unwrap_or(u32::MAX);
    let passed = usize::try_from(before + 1).ok();
    let last_passed = passed
        .and_then(|from_end| old.len().checked_sub(from_end))
        .and_then(|at| old.get(at));
    let longer = last_passed.and_then(|last| new.iter().rev().position(|step| step <= last));
    let remaining = longer.map_or(all, |longer| u32::try_from(longer).unwrap_or(all));
    remaining.max(1)
}

#[cfg(test)]
mod tests {
    use super::remaining;

    /// From Anki: the column `left` after the steps were changed on the options screen.
    #[test]
    fn cards_keep_the_steps_that_are_longer_than_those_they_passed() {
        let after = |old: &[f32], new: &[f32]| [0, 1, 2, 4].map(|left| remaining(left, old, new));

        assert_eq!(after(&[1.0, 10.0], &[1.0, 5.0, 10.0, 60.0]), [1, 3, 4, 4]);
        assert_eq!(after(&[1.0, 10.0], &[2.0]), [1, 1, 1, 1]);
        assert_eq!(after(&[1.0, 5.0, 10.0, 60.0], &[5.0, 60.0]), [1, 1, 1, 2]);
        assert_eq!(after(&[], &[1.0, 10.0]), [0, 1, 2, 4]);
        assert_eq!(after(&[10.0], &[]), [1, 1, 1, 1]);
    }
}
