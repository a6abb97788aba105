//! Decks: made, renamed, nested, removed; and which cards lie in them (`rslib/src/decks/`).

use rusqlite::Connection;

use super::going_home;
use super::memory::update::{Stale, renew_missing};
use super::presets::{preset, remaining};
use super::{refuse_old_scheduler, rewrite};
use crate::card_data::CardData;
use crate::edit;
use crate::error::Error;
use crate::model::{
    Card, CardId, DEFAULT_DECK, Deck, DeckId, DeckKind, DeckName, GraveKind, LEVEL_SEPARATOR,
    PresetConfig, PresetId,
};
use crate::pen::Pen;
use crate::storage::{cards, config, decks, graves, standing};

/// So many levels may be missing above a deck.
const MISSING_LEVELS_MAX: usize = 11;

/// The deck with this id.
pub fn deck(db: &Connection, id: DeckId) -> Result<Deck, Error> {
    decks::get(db, id)?.ok_or_else(|| Error::no_deck(id))
}

/// Adds a deck and the decks above it that are missing; it gets an id, and another name if its own
/// is taken.
///
/// # Errors
/// [`Error::FilteredDeckHasNoChildren`].
pub fn add(pen: &Pen<'_>, deck: &mut Deck) -> Result<(), Error> {
    prepare(pen, deck)?;
    match_parents(pen, deck)?;
    put_new(pen, deck)
}

/// The normal deck of this name; it is made if it is not there.
pub fn get_or_add(pen: &Pen<'_>, name: &str) -> Result<Deck, Error> {
    let name = DeckName::from_human(name);
    if let Some(id) = decks::id_of_name(pen.db, &name)? {
        return deck(pen.db, id);
    }
    let mut deck = Deck::new_normal();
    deck.name = name;
    add(pen, &mut deck)?;
    Ok(deck)
}

/// Changes a deck. With its name, those of the decks below change, and missing ones above are made.
///
/// # Errors
/// As [`add`].
pub fn update(pen: &Pen<'_>, mut new: Deck) -> Result<Deck, Error> {
    let old = deck(pen.db, new.id)?;
    prepare(pen, &mut new)?;
    if new == old {
        return Ok(new);
    }
    stamp(pen, &mut new);
    let is_renamed = new.name != old.name;
    if is_renamed {
        match_parents(pen, &mut new)?;
        rename_below(pen, &old.name, &new.name)?;
    }
    decks::put(pen.db, &new)?;
    if is_renamed {
        // A deck that was moved below itself has left a gap.
        add_missing_above(pen, &new.name)?;
    }
    Ok(new)
}

/// Renames a deck.
///
/// # Errors
/// As [`add`].
pub fn rename(pen: &Pen<'_>, id: DeckId, name: &str) -> Result<(), Error> {
    let name = DeckName::from_human(name);
    update(
        pen,
        Deck {
            name,
            ..deck(pen.db, id)?
        },
    )?;
    Ok(())
}

/// Puts decks below another one, or at the top; says how many were moved.
///
/// # Errors
/// [`Error::FilteredDeckHasNoChildren`].
pub fn reparent(pen: &Pen<'_>, ids: &[DeckId], parent: Option<DeckId>) -> Result<usize, Error> {
    let parent = match parent {
        Some(id) => decks::get(pen.db, id)?,
        None => None,
    };
    if parent.as_ref().is_some_and(Deck::is_filtered) {
        return Err(Error::FilteredDeckHasNoChildren);
    }
    let mut count = 0;
    for id in ids {
        let Some(mut deck) = decks::get(pen.db, *id)? else {
            continue;
        };
        let name = below_parent(&deck.name, parent.as_ref().map(|parent| &parent.name));
        let Some(name) = name.filter(|name| *name != deck.name) else {
            continue;
        };
        let old = std::mem::replace(&mut deck.name, name);
        stamp(pen, &mut deck);
        make_unique(pen, &mut deck)?;
        rename_below(pen, &old, &deck.name)?;
        decks::put(pen.db, &deck)?;
        count += 1;
    }
    Ok(count)
}

/// The name that a deck gets when it is dropped on another one; nothing if it stays where it is.
fn below_parent(name: &DeckName, parent: Option<&DeckName>) -> Option<DeckName> {
    let name = name.stored();
    let last = name.rsplit(LEVEL_SEPARATOR).next()?;
    let Some(parent) = parent.map(DeckName::stored) else {
        return Some(DeckName::from_stored(last));
    };
    let root = |name: &str| name.split(LEVEL_SEPARATOR).next().map(str::to_owned);
    if parent.starts_with(name) && root(parent) == root(name) {
        return None;
    }
    Some(DeckName::from_stored(format!(
        "{parent}{LEVEL_SEPARATOR}{last}"
    )))
}

/// Removes decks, those below them, their cards, and notes that have no others; says how many cards
/// there were. The default deck stays, without its cards and under its first name; cards in a
/// filtered deck go home.
pub fn remove(pen: &Pen<'_>, ids: &[DeckId]) -> Result<usize, Error> {
    let mut count = 0;
    for id in ids {
        let Some(deck) = decks::get(pen.db, *id)? else {
            continue;
        };
        let below = decks::below(pen.db, &deck.name)?;
        for deck in std::iter::once(deck).chain(below) {
            count += remove_one(pen, deck)?;
        }
    }
    Ok(count)
}

fn remove_one(pen: &Pen<'_>, mut deck: Deck) -> Result<usize, Error> {
    let ids = standing::of_deck(pen.db, deck.id)?;
    let mut count = 0;
    if deck.is_filtered() {
        send_home(pen, &ids)?;
    } else {
        edit::cards::remove(pen, &ids)?;
        count = ids.len();
    }
    config::delete_with_prefix(pen.db, &format!("_deck_{}_", deck.id))?;
    if deck.id == DEFAULT_DECK {
        deck.name = DeckName::from_stored("Default");
        prepare(pen, &mut deck)?;
        stamp(pen, &mut deck);
        decks::put(pen.db, &deck)?;
    } else {
        graves::put(pen.db, GraveKind::Deck, deck.id.0, pen.usn)?;
        decks::delete(pen.db, deck.id)?;
    }
    Ok(count)
}

/// Sends cards back from a filtered deck, in the state from before.
pub(super) fn send_home(pen: &Pen<'_>, ids: &[CardId]) -> Result<(), Error> {
    for id in ids {
        if let Some(mut card) = cards::get(pen.db, *id)? {
            going_home::as_before(&mut card);
            rewrite(pen, card)?;
        }
    }
    Ok(())
}

/// Folds or unfolds a deck.
pub fn fold(pen: &Pen<'_>, id: DeckId, is_folded: bool, place: FoldPlace) -> Result<(), Error> {
    let Some(mut deck) = decks::get(pen.db, id)? else {
        return Ok(());
    };
    match place {
        FoldPlace::DeckList => deck.common.study_collapsed = is_folded,
        FoldPlace::Browser => deck.common.browser_collapsed = is_folded,
    }
    update(pen, deck)?;
    Ok(())
}

/// Decks are folded in two places independently.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FoldPlace {
    DeckList,
    Browser,
}

/// Moves cards to a normal deck; says how many lay elsewhere.
///
/// # Errors
/// [`Error::FilteredDeckTakesNoCards`].
pub fn set_deck(pen: &Pen<'_>, ids: &[CardId], target: DeckId) -> Result<usize, Error> {
    refuse_old_scheduler(pen.db)?;
    let target = deck(pen.db, target)?;
    let DeckKind::Normal(normal) = &target.kind else {
        return Err(Error::FilteredDeckTakesNoCards);
    };
    let new = preset(pen.db, PresetId(normal.preset))?.config;
    let mut count = 0;
    for mut card in cards::of_ids(pen.db, ids)? {
        if card.deck == target.id {
            continue;
        }
        keep_steps(pen.db, &mut card, &new)?;
        going_home::as_before(&mut card);
        card.deck = target.id;
        let mut data = CardData::read(&card.data);
        data.set_memory(None);
        data.desired_retention = None;
        data.decay = None;
        card.data = data.text();
        rewrite(pen, card)?;
        count += 1;
    }
    if count > 0 && config::is_on(pen.db, "fsrs", false)? {
        let own = normal.desired_retention;
        let retentions = own.map(|own| (target.id, own)).into_iter().collect();
        renew_missing(
            pen,
            &Stale {
                preset: Some(&new),
                decks: vec![target.id],
                retentions: &retentions,
                reschedules: false,
            },
        )?;
    }
    Ok(count)
}

/// A card in learning has as many steps left in the other preset as match.
fn keep_steps(db: &Connection, card: &mut Card, new: &PresetConfig) -> Result<(), Error> {
    let home = decks::get(db, card.home())?;
    let old = match home.map(|home| home.kind) {
        Some(DeckKind::Normal(normal)) => preset(db, PresetId(normal.preset))?.config,
        Some(DeckKind::Filtered(_)) | None => PresetConfig::stock(),
    };
    let before = card.remaining % 1000;
    let after = match card.kind {
        1 => remaining(before, &old.learn_steps, &new.learn_steps),
        3 => remaining(before, &old.relearn_steps, &new.relearn_steps),
        _ => return Ok(()),
    };
    if after != before {
        card.remaining = after;
    }
    Ok(())
}

/// New cards and reviews of a deck that were seen today; less than none if limits were extended.
pub fn seen_today(pen: &Pen<'_>, id: DeckId) -> Result<(i32, i32), Error> {
    Ok(super::limits::seen_today(
        &deck(pen.db, id)?,
        pen.today.number,
    ))
}

/// Lets more cards come today, or fewer.
pub fn extend_limits(pen: &Pen<'_>, id: DeckId, new: i32, review: i32) -> Result<(), Error> {
    let Some(deck) = decks::get(pen.db, id)? else {
        return Ok(());
    };
    let tally = super::answer::Tally {
        new: new.wrapping_neg(),
        review: review.wrapping_neg(),
        ms: 0,
    };
    if config::is_on(pen.db, "applyAllParentLimits", false)? {
        super::answer::count(pen, &deck, &tally)
    } else {
        super::answer::count_one(pen, deck, &tally)
    }
}

fn stamp(pen: &Pen<'_>, deck: &mut Deck) {
    deck.modified = pen.now_secs();
    deck.usn = pen.usn;
}

/// The name in its normal form, and one that nobody else has.
fn prepare(pen: &Pen<'_>, deck: &mut Deck) -> Result<(), Error> {
    let normal = deck.name.normalized();
    if normal != deck.name {
        deck.name = normal;
        stamp(pen, deck);
    }
    make_unique(pen, deck)
}

fn make_unique(pen: &Pen<'_>, deck: &mut Deck) -> Result<(), Error> {
    while decks::id_of_name(pen.db, &deck.name)?.is_some_and(|other| other != deck.id) {
        deck.name.push("+");
        stamp(pen, deck);
    }
    Ok(())
}

/// Writes the name as the decks above are written, and makes those that are missing.
fn match_parents(pen: &Pen<'_>, deck: &mut Deck) -> Result<(), Error> {
    let Some(above) = nearest_above(pen.db, &deck.name)? else {
        return add_missing_above(pen, &deck.name);
    };
    if above.is_filtered() {
        return Err(Error::FilteredDeckHasNoChildren);
    }
    let levels = |name: &DeckName| name.stored().split(LEVEL_SEPARATOR).count();
    let skipped = levels(&above.name);
    let own: Vec<_> = deck
        .name
        .stored()
        .split(LEVEL_SEPARATOR)
        .skip(skipped)
        .collect();
    let missing = own.len() > 1;
    let own = own.join(&LEVEL_SEPARATOR.to_string());
    let above = above.name.stored();
    deck.name = DeckName::from_stored(format!("{above}{LEVEL_SEPARATOR}{own}"));
    if missing {
        add_missing_above(pen, &deck.name)?;
    }
    Ok(())
}

fn nearest_above(db: &Connection, name: &DeckName) -> Result<Option<Deck>, Error> {
    let mut name = name.stored();
    for _ in 0..MISSING_LEVELS_MAX {
        let Some((parent, _)) = name.rsplit_once(LEVEL_SEPARATOR) else {
            return Ok(None);
        };
        name = parent;
        if let Some(id) = decks::id_of_name(db, &DeckName::from_stored(parent))? {
            return decks::get(db, id);
        }
    }
    Err(Error::invalid("deck nesting level too deep"))
}

fn add_missing_above(pen: &Pen<'_>, name: &DeckName) -> Result<(), Error> {
    let mut name = name.stored();
    while let Some((parent, _)) = name.rsplit_once(LEVEL_SEPARATOR) {
        name = parent;
        let parent = DeckName::from_stored(parent);
        if decks::id_of_name(pen.db, &parent)?.is_none() {
            let mut deck = Deck::new_normal();
            deck.name = parent;
            put_new(pen, &mut deck)?;
        }
    }
    Ok(())
}

fn put_new(pen: &Pen<'_>, deck: &mut Deck) -> Result<(), Error> {
    deck.id = decks::free_id(pen.db, pen.now())?;
    stamp(pen, deck);
    decks::put(pen.db, deck)
}

fn rename_below(pen: &Pen<'_>, old: &DeckName, new: &DeckName) -> Result<(), Error> {
    let levels = old.stored().split(LEVEL_SEPARATOR).count();
    for mut deck in decks::below(pen.db, old)? {
        let own = deck.name.stored().split(LEVEL_SEPARATOR).skip(levels);
        let name: Vec<_> = std::iter::once(new.stored()).chain(own).collect();
        deck.name = DeckName::from_stored(name.join(&LEVEL_SEPARATOR.to_string()));
        stamp(pen, &mut deck);
        decks::put(pen.db, &deck)?;
    }
    Ok(())
}
