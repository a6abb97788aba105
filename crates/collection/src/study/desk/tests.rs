//! What the desk promises whatever the cards; that queues and answers are Anki's is for the
//! simulations of the judge to say.

use jiff::tz::TimeZone;
use tempfile::TempDir;

use super::*;
use crate::model::{Card, CardId, NoteId};
use crate::storage::{cards, config};
use crate::study::answer::Answer;
use crate::study::bury::{Aside, put_aside};
use crate::study::by_hand::set_flag;
use crate::{Birth, Collection};

/// 2024-01-10, 9 o'clock.
const NOW: Millis = Millis(1_704_877_200_000);
const DAY_MS: i64 = 86_400_000;

/// A collection with a desk beside it.
struct Room {
    col: Collection,
    desk: Desk,
    moment: Moment,
    _folder: TempDir,
}

impl Room {
    /// With so many new cards, whose ids are 1, 2, 3 …
    fn with_new_cards(count: i32) -> Room {
        let folder = tempfile::tempdir().unwrap();
        let birth = Birth {
            now: NOW,
            minutes_west: Some(0),
            seed: 1,
        };
        let col = Collection::create(&folder.path().join("collection"), &birth).unwrap();
        for place in 1..=count {
            let card = Card {
                id: CardId(i64::from(place)),
                note: NoteId(i64::from(place)),
                deck: DeckId(1),
                due: place,
                ..Card::default()
            };
            cards::put(col.connection(), &card).unwrap();
        }
        Room {
            col,
            desk: Desk::default(),
            moment: Moment {
                now: NOW,
                zone: TimeZone::UTC,
            },
            _folder: folder,
        }
    }

    fn sit(&mut self) -> Sitting<'_> {
        self.desk
            .sit(self.col.connection(), &self.moment, Usn::PENDING)
    }

    fn wait(&mut self, ms: i64) {
        self.moment.now.0 += ms;
    }

    fn card(&self, id: i64) -> Card {
        cards::get(self.col.connection(), CardId(id))
            .unwrap()
            .unwrap()
    }

    fn modified(&self) -> i64 {
        self.col.stamp().unwrap().modified_ms
    }

    /// Answers the card on top with "good"; gives its id.
    fn answer_good(&mut self) -> i64 {
        let top = self.sit().queued(1).unwrap().cards.remove(0);
        let answer = Answer {
            card: top.card.id,
            current: top.states.current,
            chosen: top.states.good,
            button: 3,
            at: self.moment.now,
            taken_ms: 1000,
            custom_data: None,
        };
        self.sit().answer(&answer).unwrap();
        top.card.id.0
    }
}

#[test]
fn an_answer_taken_back_leaves_rows_to_the_letter_and_the_card_on_top() {
    let mut room = Room::with_new_cards(3);
    let (before, modified) = (room.card(1), room.modified());
    assert_eq!(room.answer_good(), 1);
    let after = room.card(1);
    assert_ne!(after, before);
    room.wait(5000);

    let undone = room.sit().undo().unwrap();

    assert_eq!(undone.action, Action::AnswerCard);
    assert_eq!(room.card(1), before);
    assert_eq!(room.modified(), modified);
    let queued = room.sit().queued(1).unwrap();
    assert_eq!(queued.cards[0].card.id, CardId(1));
    assert_eq!(queued.counts.new, 3);

    room.sit().redo().unwrap();

    assert_eq!(room.card(1), after);
    assert_eq!(room.sit().queued(1).unwrap().counts.new, 2);
}

#[test]
fn a_refused_operation_leaves_nothing_behind() {
    let mut room = Room::with_new_cards(2);
    let modified = room.modified();

    let refused = room.sit().perform(Action::Bury, |pen| {
        put_aside(pen, &[CardId(1)], Aside::BuriedByHand)?;
        Err::<(), _>(Error::invalid("on second thoughts"))
    });

    assert!(refused.is_err());
    assert_eq!(room.card(1).queue, 0);
    assert_eq!(room.modified(), modified);
    assert!(matches!(room.sit().undo(), Err(Error::NothingToUndo)));
}

#[test]
fn a_flag_leaves_the_queue_in_place_and_suspending_does_not() {
    let mut room = Room::with_new_cards(2);
    room.sit().queued(1).unwrap();

    room.sit()
        .perform(Action::SetFlag, |pen| set_flag(pen, &[CardId(1)], 3))
        .unwrap();

    assert!(room.desk.queue.is_some());
    assert_eq!(room.sit().queued(1).unwrap().cards[0].card.flags, 3);

    room.sit()
        .perform(Action::Suspend, |pen| {
            put_aside(pen, &[CardId(1)], Aside::Suspended)
        })
        .unwrap();

    assert!(room.desk.queue.is_none());
    let queued = room.sit().queued(1).unwrap();
    assert_eq!(queued.cards[0].card.id, CardId(2));
}

#[test]
fn thirty_steps_can_be_taken_back() {
    let mut room = Room::with_new_cards(1);
    for round in 0..31 {
        let flag = round % 7 + 1;
        room.sit()
            .perform(Action::SetFlag, |pen| set_flag(pen, &[CardId(1)], flag))
            .unwrap();
    }

    let mut taken_back = 0;
    while room.sit().undo().is_ok() {
        taken_back += 1;
    }

    assert_eq!(taken_back, 30);
    assert_eq!(room.card(1).flags, 1);
}

#[test]
fn with_the_day_end_the_undo_list_and_what_was_buried_for_it() {
    let mut room = Room::with_new_cards(2);
    room.sit()
        .perform(Action::Bury, |pen| {
            put_aside(pen, &[CardId(1)], Aside::BuriedByHand)
        })
        .unwrap();
    assert_eq!(room.answer_good(), 2);
    let buried = room.card(1);
    room.wait(DAY_MS);

    let queued = room.sit().queued(5).unwrap();

    assert_eq!(queued.counts.new, 1);
    let card = room.card(1);
    assert_eq!((card.queue, card.modified), (0, buried.modified));
    assert_eq!(room.desk.status(), (None, None));
}

#[test]
fn joined_steps_are_taken_back_as_one() {
    let mut room = Room::with_new_cards(2);
    let number = room.desk.add_step("Both", NOW.secs());
    for id in [1, 2] {
        room.sit()
            .perform(Action::Suspend, |pen| {
                put_aside(pen, &[CardId(id)], Aside::Suspended)
            })
            .unwrap();
    }
    room.desk.join_steps(number).unwrap();

    let undone = room.sit().undo().unwrap();

    assert_eq!(undone.action, Action::Custom("Both".to_owned()));
    assert_eq!((room.card(1).queue, room.card(2).queue), (0, 0));
}

#[test]
fn a_collection_of_an_old_scheduler_is_not_studied_before_its_upgrade() {
    let mut room = Room::with_new_cards(1);
    config::set(room.col.connection(), "schedVer", &1, Usn(0), NOW.secs()).unwrap();
    assert!(matches!(room.sit().queued(1), Err(Error::OldScheduler)));

    room.sit()
        .perform(Action::Final, crate::study::upgrade::upgrade)
        .unwrap();

    assert_eq!(room.sit().queued(1).unwrap().counts.new, 1);
}
