//! The cards on the desk: the next ones, and their answers.

use scheduler::{LoadBalancer, NextStates};

use super::{Queued, QueuedCard, Sitting};
use crate::error::Error;
use crate::model::CardId;
use crate::pen::Pen;
use crate::storage::{cards, decks};
use crate::study::answer::{self, Answer, Answered};
use crate::study::bury::{self, SiblingBurying};
use crate::study::current::current_deck;
use crate::study::history::Touched;
use crate::study::queue::{self, Counts, Entry, Queue};
use crate::study::standing::Standing;
use crate::study::{Action, upgrade};

impl Sitting<'_> {
    /// When a day is over, the queue and the undo list are, too, and buried cards come back.
    pub(super) fn turn_the_day(&mut self) -> Result<(), Error> {
        let today = self.today()?;
        let is_stale = |queue: &Queue| queue.day != today.number;
        if self.desk.queue.as_ref().is_some_and(is_stale) {
            self.desk.clear();
            bury::unbury_at_turn_of_day(&self.pen_of(today))?;
        }
        Ok(())
    }

    /// The queue of the selected deck.
    fn queue(&mut self) -> Result<&mut Queue, Error> {
        if upgrade::is_needed(self.db)? {
            return Err(Error::OldScheduler);
        }
        let deck = current_deck(self.db)?;
        self.turn_the_day()?;
        let queue = if let Some(queue) = self.desk.queue.take() {
            queue
        } else {
            let days = (self.day_anew()?, self.today()?);
            queue::build(self.db, self.moment, &deck, days)?
        };
        Ok(self.desk.queue.insert(queue))
    }

    /// The next cards.
    ///
    /// # Errors
    /// [`Error::QueueIsStale`] if a card was changed behind the queue's back: drop the queue
    /// ([`Desk::drop_queue`]) and ask again.
    pub fn queued(&mut self, limit: usize) -> Result<Queued, Error> {
        let now = self.moment.now.secs();
        let queue = self.queue()?;
        let counts = queue.counts(now);
        let entries: Vec<_> = queue.entries().take(limit).collect();
        self.described(&entries, counts)
    }

    /// The cards in steps of seconds to hours only.
    pub fn queued_learning(&mut self) -> Result<Queued, Error> {
        let now = self.moment.now.secs();
        let queue = self.queue()?;
        let counts = queue.counts(now);
        let entries: Vec<_> = queue.learning_entries().collect();
        self.described(&entries, counts)
    }

    fn described(&mut self, entries: &[Entry], counts: Counts) -> Result<Queued, Error> {
        let cards = entries.iter().map(|entry| self.describe(entry));
        Ok(Queued {
            cards: cards.collect::<Result<_, _>>()?,
            counts,
        })
    }

    fn describe(&mut self, entry: &Entry) -> Result<QueuedCard, Error> {
        let id = entry.id();
        let card = cards::get(self.db, id)?.ok_or_else(|| Error::no_card(id))?;
        if card.modified != entry.modified() {
            return Err(Error::QueueIsStale(id));
        }
        let home = card.home();
        let deck = decks::get(self.db, home)?.ok_or_else(|| Error::no_deck(home))?;
        let standing = self.standing(id)?;
        Ok(QueuedCard {
            states: self.states_of(&standing),
            kind: entry.kind(),
            deck_name: deck.name.human(),
            data: standing.data,
            card,
        })
    }

    /// A card's states after each button.
    pub fn next_states(&mut self, card: CardId) -> Result<NextStates, Error> {
        let standing = self.standing(card)?;
        Ok(self.states_of(&standing))
    }

    fn standing(&mut self, card: CardId) -> Result<Standing, Error> {
        let today = self.today()?;
        if let Some(queue) = &mut self.desk.queue {
            queue.travel(self.moment);
        }
        Standing::of(self.db, card, today, self.moment.now.secs())
    }

    fn states_of(&self, standing: &Standing) -> NextStates {
        let queue = self.desk.queue.as_ref();
        standing.next_states(queue.and_then(|queue| queue.balancer.as_ref()))
    }

    /// Gives an answer to the card on top of the queue, or to any card if there is no queue.
    ///
    /// # Errors
    /// [`Error::Invalid`] if the card is not on top of the queue, or not in the state in which it
    /// was shown.
    pub fn answer(&mut self, answer: &Answer) -> Result<(Answered, Touched), Error> {
        let action = Action::AnswerCard;
        let mut queue = self.desk.queue.take();
        let now = self.moment.now.secs();
        let ((answered, entry), mut changes) = self.recorded(&action, |pen| {
            let answered = answer_one(pen, answer)?;
            let comes_again = !answered.is_preview_finished;
            let times = (now, pen.today.next_day_at);
            let entry = queue
                .as_mut()
                .map(|queue| queue.answered(&answered.after, comes_again, times));
            Ok::<_, Error>((answered, entry.transpose()?))
        })?;
        changes.answered = entry;
        let balancer = queue.as_mut().and_then(|queue| queue.balancer.as_mut());
        note_load(balancer, &answered);
        self.desk.queue = queue;
        let touched = changes.touched()?;
        self.remember(action, changes)?;
        Ok((answered, touched))
    }

    /// Answers cards with one button, whatever the queue says: 1 again to 4 easy.
    pub fn grade_now(&mut self, ids: &[CardId], button: u8) -> Result<Touched, Error> {
        let mut balancer = self.desk.queue.as_mut().and_then(|queue| {
            queue.travel(self.moment);
            queue.balancer.take()
        });
        let ((), touched) = self.perform_and_tell(Action::GradeNow, |pen| {
            for id in ids {
                let answered = grade(pen, *id, button, balancer.as_ref())?;
                note_load(balancer.as_mut(), &answered);
            }
            Ok::<_, Error>(())
        })?;
        Ok(touched)
    }
}

/// An answer, and what it means for the siblings; also without any queue.
fn answer_one(pen: &Pen<'_>, answer: &Answer) -> Result<Answered, Error> {
    let answered = answer::answer(pen, answer)?;
    let burying = SiblingBurying::of(&answered.preset.config);
    bury::bury_siblings(pen, &answered.before, burying)?;
    Ok(answered)
}

fn grade(
    pen: &Pen<'_>,
    id: CardId,
    button: u8,
    balancer: Option<&LoadBalancer>,
) -> Result<Answered, Error> {
    let standing = Standing::of(pen.db, id, pen.today, pen.now_secs())?;
    let next = standing.next_states(balancer);
    let chosen = match button {
        1 => next.again,
        2 => next.hard,
        3 => next.good,
        4 => next.easy,
        _ => return Err(Error::invalid("invalid rating")),
    };
    let answer = Answer {
        card: id,
        current: next.current,
        chosen,
        button,
        at: pen.now(),
        taken_ms: 0,
        custom_data: None,
    };
    answer_one(pen, &answer)
}

/// A card that has become a review makes its day fuller.
fn note_load(balancer: Option<&mut LoadBalancer>, answered: &Answered) {
    let (card, preset) = (&answered.after, &answered.preset);
    if let Some(balancer) = balancer.filter(|_| card.queue == 2) {
        balancer.add(card.id.0, card.note.0, preset.id.0, card.interval);
    }
}
