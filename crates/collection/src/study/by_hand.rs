//! What a person decides about single cards: when they are due, that they are new again, their
//! place among the new ones, their flag (`rslib/src/scheduler/{reviews,new}.rs`, `card/mod.rs`).

use std::collections::HashMap;

use rusqlite::Connection;
use scheduler::{Dice, ReviewKind};

use super::going_home::before_rescheduling;
use super::rewrite;
use super::standing::preset_of;
use crate::card_data::CardData;
use crate::error::Error;
use crate::model::{Card, CardId, DeckId, RevlogEntry, RevlogId};
use crate::pen::Pen;
use crate::storage::{cards, config, decks, revlog};

const DAY_SECS: i64 = 86_400;

/// How many days from today: `3`, a range `3-7`, and `!` to make them the interval, too.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct DueDays {
    first: u32,
    last: u32,
    sets_interval: bool,
}

impl std::str::FromStr for DueDays {
    type Err = Error;

    fn from_str(text: &str) -> Result<DueDays, Error> {
        let refused = || Error::invalid(text);
        let (range, sets_interval) = match text.strip_suffix('!') {
            Some(range) => (range, true),
            None => (text, false),
        };
        let (first, last) = range.split_once('-').unwrap_or((range, range));
        let number = |digits: &str| {
            let is_number = !digits.is_empty() && digits.bytes().all(|c| c.is_ascii_digit());
            let number = is_number.then(|| digits.parse::<u32>().ok()).flatten();
            number.ok_or_else(refused)
        };
        let (first, last) = (number(first)?, number(last)?);
        Ok(DueDays {
            first: first.min(last),
            last: first.max(last),
            sets_interval,
        })
    }
}

/// Makes cards reviews that are due in so many days.
pub fn set_due_date(pen: &Pen<'_>, ids: &[CardId], days: DueDays) -> Result<(), Error> {
    let fsrs = config::is_on(pen.db, "fsrs", false)?;
    let mut eases: HashMap<DeckId, f32> = HashMap::new();
    for card in cards::of_ids(pen.db, ids)? {
        let home = card.home();
        let ease = match eases.get(&home) {
            Some(ease) => *ease,
            None => initial_ease(pen.db, home)?,
        };
        eases.insert(home, ease);
        let from_today = days.pick(pen, card.id);
        let before = card.interval;
        let card = Dated {
            days,
            from_today,
            ease,
            fsrs,
        }
        .apply(pen, card);
        log_by_hand(pen, &card, before)?;
        rewrite(pen, card)?;
    }
    Ok(())
}

fn initial_ease(db: &Connection, home: DeckId) -> Result<f32, Error> {
    let deck = decks::get(db, home)?.ok_or_else(|| Error::no_deck(home))?;
    Ok(preset_of(db, &deck)?.config.initial_ease)
}

impl DueDays {
    /// Anki draws lots; so do we, from moment and card.
    fn pick(self, pen: &Pen<'_>, card: CardId) -> u32 {
        if self.first == self.last {
            return self.first;
        }
        let seed = pen.now().0.cast_unsigned() ^ card.0.cast_unsigned().rotate_left(20);
        Dice::seeded(seed).between(self.first, self.last.saturating_add(1))
    }
}

struct Dated {
    days: DueDays,
    from_today: u32,
    ease: f32,
    fsrs: bool,
}

impl Dated {
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "days are counted in 32 bits, eases in thousandths in 16"
    )]
    fn apply(&self, pen: &Pen<'_>, mut card: Card) -> Card {
        let due = pen.today.number.wrapping_add(self.from_today).cast_signed();
        let mut data = CardData::read(&card.data);
        card.interval = self.interval(pen, &card, &data, due);
        data.position = last_position(&card, &data);
        card.data = data.text();
        before_rescheduling(&mut card);
        card.due = due;
        card.kind = 2;
        card.queue = 2;
        if card.ease == 0 {
            card.ease = (self.ease * 1000.0).round() as u16;
        }
        card
    }

    /// With FSRS the interval says how long the card was not seen; without, it stays unless it was
    /// asked for or there is none.
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "days are counted in 32 bits"
    )]
    fn interval(&self, pen: &Pen<'_>, card: &Card, data: &CardData, due: i32) -> u32 {
        let next_day_at = pen.today.next_day_at.0;
        if !self.fsrs {
            let resets = self.days.sets_interval || !matches!(card.kind, 2 | 3);
            return if resets {
                self.from_today.max(1)
            } else {
                card.interval.max(1)
            };
        }
        if card.queue == 0 || card.interval == 0 {
            return 0;
        }
        if let Some(last) = data.last_review_secs {
            let elapsed = (next_day_at - last).max(0) / DAY_SECS;
            return (elapsed as u32).wrapping_add(self.from_today);
        }
        let before = match due_at_home(card) {
            secs if secs > 1_000_000_000 => {
                let days = (i64::from(secs) - next_day_at) / DAY_SECS;
                (i64::from(pen.today.number) + days) as i32
            }
            day => day,
        };
        card.interval
            .saturating_add_signed(due.wrapping_sub(before))
    }
}

fn due_at_home(card: &Card) -> i32 {
    if card.original_deck.0 > 0 {
        card.original_due
    } else {
        card.due
    }
}

/// The place among new cards: of a new card the present one, else the one before its first answer.
fn last_position(card: &Card, data: &CardData) -> Option<u32> {
    if card.kind == 0 {
        return Some(due_at_home(card).cast_unsigned());
    }
    data.position
}

/// How cards become new again.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Forgetting {
    pub logs: bool,
    /// Where they were before, else at the end.
    pub restores_position: bool,
    /// Reviews and lapses, too.
    pub resets_counts: bool,
}

/// From where it was asked: each place remembers its own choice.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AskedFrom {
    Browser,
    Reviewer,
}

impl AskedFrom {
    fn keys(self) -> [&'static str; 2] {
        match self {
            AskedFrom::Browser => ["restorePositionBrowser", "resetCountsBrowser"],
            AskedFrom::Reviewer => ["restorePositionReviewer", "resetCountsReviewer"],
        }
    }

    /// What was chosen last.
    pub fn defaults(self, db: &Connection) -> Result<Forgetting, Error> {
        let [position, counts] = self.keys();
        Ok(Forgetting {
            logs: true,
            restores_position: config::is_on(db, position, true)?,
            resets_counts: config::is_on(db, counts, false)?,
        })
    }
}

/// Makes cards new.
pub fn forget(
    pen: &Pen<'_>,
    ids: &[CardId],
    how: Forgetting,
    asked_from: Option<AskedFrom>,
) -> Result<(), Error> {
    let mut next = config::lookup::<u32>(pen.db, "nextPos")?.unwrap_or(0);
    for id in ids {
        let Some(mut card) = cards::get(pen.db, *id)? else {
            continue;
        };
        let before = card.interval;
        let mut data = CardData::read(&card.data);
        let place = last_position(&card, &data).filter(|_| how.restores_position);
        if place.is_none() {
            next += 1;
        }
        before_rescheduling(&mut card);
        card.due = place.unwrap_or(next.wrapping_sub(1)).cast_signed();
        (card.kind, card.queue, card.interval, card.ease) = (0, 0, 0, 0);
        if how.resets_counts {
            (card.reviews, card.lapses) = (0, 0);
        }
        (data.position, data.stability, data.difficulty) = (None, None, None);
        card.data = data.text();
        if how.logs {
            log_by_hand(pen, &card, before)?;
        }
        rewrite(pen, card)?;
    }
    config::set(pen.db, "nextPos", &next, pen.usn, pen.now_secs())?;
    if let Some(place) = asked_from {
        let [position, counts] = place.keys();
        config::set(
            pen.db,
            position,
            &how.restores_position,
            pen.usn,
            pen.now_secs(),
        )?;
        config::set(pen.db, counts, &how.resets_counts, pen.usn, pen.now_secs())?;
    }
    Ok(())
}

/// An entry of the kind "manual" (`rslib/src/revlog/mod.rs`).
fn log_by_hand(pen: &Pen<'_>, card: &Card, before: u32) -> Result<(), Error> {
    let data = CardData::read(&card.data);
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "the log keeps difficulties as whole thousandths, cut"
    )]
    let ease = data.memory().map_or(card.ease, |memory| {
        (memory.shifted_difficulty() * 1000.0) as u16
    });
    let entry = RevlogEntry {
        id: RevlogId(pen.now().0),
        card: card.id,
        usn: pen.usn,
        button: 0,
        interval: i32::try_from(card.interval).unwrap_or(i32::MAX),
        last_interval: i32::try_from(before).unwrap_or(i32::MAX),
        ease: u32::from(ease),
        taken_ms: 0,
        kind: ReviewKind::Manual as u8,
    };
    revlog::add_next(pen.db, &entry)?;
    Ok(())
}

/// Gives cards a coloured flag, 0 for none; says how many had another. The time of change stays, so
/// that the queue stays.
pub fn set_flag(pen: &Pen<'_>, ids: &[CardId], flag: u8) -> Result<usize, Error> {
    if flag > 7 {
        return Err(Error::invalid("invalid flag"));
    }
    let mut count = 0;
    for mut card in cards::of_ids(pen.db, ids)? {
        // The upper bits are nobody's.
        let flags = (card.flags & !7) | flag;
        if flags != card.flags {
            card.flags = flags;
            card.usn = pen.usn;
            cards::put(pen.db, &card)?;
            count += 1;
        }
    }
    Ok(count)
}
