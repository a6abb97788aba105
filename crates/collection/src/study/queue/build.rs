//! Building the queue: gather what is due, within the limits and without siblings; sort; mix
//! (`rslib/src/scheduler/queue/builder/`).

use std::collections::{BTreeMap, HashMap};

use rusqlite::Connection;
use scheduler::{BALANCED_DAYS, Due, LoadBalancer, easy_days};

use super::order::{Orders, mixed};
use super::{Counts, LearningEntry, MainEntry, MainKind, Queue};
use crate::error::Error;
use crate::model::{Deck, DeckId, NoteId, PresetId, Secs};
use crate::storage::queue::{self, Candidate};
use crate::storage::{config, decks, presets};
use crate::study::bury::SiblingBurying;
use crate::study::limits::{LimitKind, LimitRules, LimitTree, Presets, preset_id};
use crate::today::{Moment, Today};

/// The last interval whose weekday the load balancer asks for.
const INTERVAL_MAX: i64 = 200;
const DAY_SECS: i64 = 86_400;

/// The queue of a deck and the decks below it. `now_day` is today as the clock says it, `today` as
/// it was known before.
pub(crate) fn build(
    db: &Connection,
    moment: &Moment,
    root: &Deck,
    (now_day, today): (Today, Today),
) -> Result<Queue, Error> {
    let mut gathering = Gathering::start(db, root, now_day)?;
    gathering.gather(db, moment.now.secs())?;
    let balances = config::is_on(db, "loadBalancerEnabled", true)?;
    let balancer = balances.then(|| gathering.load_balancer(db, moment, today));
    let ahead = config::lookup::<u32>(db, "collapseTime")?.unwrap_or(1200);
    let mut queue = gathering.into_queue(moment, i64::from(ahead));
    queue.balancer = balancer.transpose()?;
    queue.balanced.0 = today.next_day_at;
    Ok(queue)
}

/// The weekday on which a card with each interval is due.
pub(super) fn weekdays(moment: &Moment, next_day_at: Secs) -> Vec<u8> {
    (0..=INTERVAL_MAX)
        .map(|interval| moment.weekday(Secs(next_day_at.0 + DAY_SECS * (interval - 1))))
        .collect()
}

/// All presets by id.
pub(crate) fn all_presets(db: &Connection) -> Result<Presets, Error> {
    let presets = presets::all(db)?.into_iter().map(|mut preset| {
        preset.config.mend();
        (preset.id, preset)
    });
    Ok(presets.collect())
}

/// What has been found so far.
struct Gathering {
    today: Today,
    limits: LimitTree,
    presets: Presets,
    /// Of normal decks.
    preset_of: HashMap<DeckId, PresetId>,
    seen: HashMap<NoteId, SiblingBurying>,
    orders: Orders,
    /// In the order of their names.
    active: Vec<DeckId>,
    learning: Vec<Candidate>,
    day_learning: Vec<Candidate>,
    reviews: Vec<Candidate>,
    new: Vec<Candidate>,
}

impl Gathering {
    fn start(db: &Connection, root: &Deck, today: Today) -> Result<Gathering, Error> {
        let presets = all_presets(db)?;
        let mut family = decks::below(db, &root.name)?;
        family.insert(0, root.clone());
        let active: Vec<_> = family.iter().map(|deck| deck.id).collect();
        if config::is_on(db, "applyAllParentLimits", false)? {
            for parent in decks::above(db, &root.name)? {
                family.insert(0, parent);
            }
        }
        let rules = LimitRules {
            today: today.number,
            new_ignore_reviews: config::is_on(db, "newCardsIgnoreReviewLimit", false)?,
        };
        let all = decks::all(db)?;
        let preset_of = all
            .iter()
            .filter_map(|deck| Some((deck.id, preset_id(deck)?)));
        let preset = preset_id(root).and_then(|id| presets.get(&id));
        Ok(Gathering {
            today,
            limits: LimitTree::of(&family, &presets, rules),
            orders: Orders::of(preset.map(|preset| &preset.config)),
            preset_of: preset_of.collect(),
            presets,
            seen: HashMap::new(),
            active,
            learning: Vec::new(),
            day_learning: Vec::new(),
            reviews: Vec::new(),
            new: Vec::new(),
        })
    }

    fn gather(&mut self, db: &Connection, now: Secs) -> Result<(), Error> {
        queue::set_active_decks(db, &self.active)?;
        queue::each_learning(db, self.today.next_day_at, |card| {
            self.see(&card);
            self.learning.push(card);
        })?;
        let fsrs = config::is_on(db, "fsrs", false)?;
        let order = self.orders.of_due(fsrs, self.today, now.0);
        self.gather_due(db, MainKind::DayLearning, &order)?;
        self.gather_due(db, MainKind::Review, &order)?;
        if self.orders.by_deck() {
            self.gather_new_by_deck(db)
        } else {
            self.gather_new(db)
        }
    }

    fn gather_due(&mut self, db: &Connection, kind: MainKind, order: &str) -> Result<(), Error> {
        if self.limits.is_used_up(LimitKind::Review) {
            return Ok(());
        }
        let queue = if kind == MainKind::Review { 2 } else { 3 };
        queue::each_due(db, (queue, order), self.today, |card| {
            if self.limits.is_used_up(LimitKind::Review) {
                return Ok(false);
            }
            let is_open = !self.limits.is_used_up_in(card.deck, LimitKind::Review)?;
            if is_open && self.take(card, kind) {
                self.limits.take(card.deck, LimitKind::Review);
            }
            Ok(true)
        })
    }

    fn gather_new_by_deck(&mut self, db: &Connection) -> Result<(), Error> {
        let order = self.orders.of_new(self.today);
        for deck in self.active.clone() {
            if self.limits.is_used_up(LimitKind::New) {
                break;
            }
            if self.limits.is_used_up_in(deck, LimitKind::New)? {
                continue;
            }
            queue::each_new(db, Some(deck), &order, |card| {
                let is_open = !self.limits.is_used_up_in(deck, LimitKind::New)?;
                if is_open && self.take(card, MainKind::New) {
                    self.limits.take(deck, LimitKind::New);
                }
                Ok(is_open)
            })?;
        }
        Ok(())
    }

    fn gather_new(&mut self, db: &Connection) -> Result<(), Error> {
        let order = self.orders.of_new(self.today);
        queue::each_new(db, None, &order, |card| {
            if self.limits.is_used_up(LimitKind::New) {
                return Ok(false);
            }
            let is_open = !self.limits.is_used_up_in(card.deck, LimitKind::New)?;
            if is_open && self.take(card, MainKind::New) {
                self.limits.take(card.deck, LimitKind::New);
            }
            Ok(true)
        })
    }

    /// Takes a card, unless a sibling that was seen earlier keeps it away.
    fn take(&mut self, card: Candidate, kind: MainKind) -> bool {
        let earlier = self.see(&card);
        let (is_buried, cards) = match kind {
            MainKind::New => (earlier.new, &mut self.new),
            MainKind::Review => (earlier.reviews, &mut self.reviews),
            MainKind::DayLearning => (earlier.day_learning, &mut self.day_learning),
        };
        if !is_buried {
            cards.push(card);
        }
        !is_buried
    }

    /// Notes that a card of this note was seen, and gives what earlier siblings demand.
    fn see(&mut self, card: &Candidate) -> SiblingBurying {
        let preset = self.preset_of.get(&card.home());
        let preset = preset.and_then(|id| self.presets.get(id));
        let own = preset.map(|preset| SiblingBurying::of(&preset.config));
        let all = self.seen.entry(card.note).or_default();
        let earlier = *all;
        *all = earlier.and_also(own.unwrap_or_default());
        earlier
    }

    fn load_balancer(
        &self,
        db: &Connection,
        moment: &Moment,
        today: Today,
    ) -> Result<LoadBalancer, Error> {
        let first = self.today.number;
        let days = u32::try_from(BALANCED_DAYS).unwrap_or(u32::MAX);
        let due = queue::due_between(db, first, first + days)?;
        let due = due.into_iter().filter_map(|(card, note, deck, day)| {
            Some(Due {
                card: card.0,
                note: note.0,
                preset: self.preset_of.get(&deck)?.0,
                day: day - first,
            })
        });
        let mut easy = BTreeMap::new();
        for preset in self.presets.values() {
            let days = easy_days(&preset.config.easy_days_percentages);
            let days = days.ok_or_else(|| Error::invalid("easy days are not seven"))?;
            easy.insert(preset.id.0, days);
        }
        let weekdays = weekdays(moment, today.next_day_at);
        Ok(LoadBalancer::new(due, easy, weekdays))
    }

    fn into_queue(mut self, moment: &Moment, learn_ahead_secs: i64) -> Queue {
        let now = moment.now.secs();
        self.orders.sort_new(&mut self.new, self.today);
        let mut learning: Vec<_> = self.learning.iter().map(LearningEntry::of).collect();
        learning.sort_by(LearningEntry::order);
        let soon = |entry: &&LearningEntry| entry.due.0 <= now.0 + learn_ahead_secs;
        let counts = Counts {
            new: self.new.len(),
            learning: learning.iter().filter(soon).count() + self.day_learning.len(),
            review: self.reviews.len(),
        };
        let entries = |cards: &[Candidate], kind| -> Vec<_> {
            cards.iter().map(|card| MainEntry::of(card, kind)).collect()
        };
        let reviews = entries(&self.reviews, MainKind::Review);
        let day_learning = entries(&self.day_learning, MainKind::DayLearning);
        let new = entries(&self.new, MainKind::New);
        let due = mixed(reviews, day_learning, self.orders.day_learning_mix);
        Queue {
            counts,
            main: mixed(due, new, self.orders.new_mix).into(),
            learning: learning.into(),
            day: self.today.number,
            learn_ahead_secs,
            built_at: moment.now,
            learning_cutoff: now,
            balancer: None,
            balanced: (Secs(0), moment.zone.clone()),
        }
    }
}

impl LearningEntry {
    fn of(card: &Candidate) -> LearningEntry {
        LearningEntry {
            id: card.id,
            modified: card.modified,
            due: Secs(i64::from(card.due)),
            reviews: card.reviews,
        }
    }
}

impl MainEntry {
    fn of(card: &Candidate, kind: MainKind) -> MainEntry {
        MainEntry {
            id: card.id,
            modified: card.modified,
            kind,
        }
    }
}
