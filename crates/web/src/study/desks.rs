//! The desks of learners: what studying keeps in memory between two requests.
//!
//! A desk fits one state of a collection. Whatever changes the collection without it, a sync from a
//! device above all, moves the head of the book; then the desk is cleared, the queue is built anew
//! from what the device brought, and nothing is answered twice. Desks of those who went away are
//! dropped; all that is lost is the list of steps that could be undone.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

use accounts::AccountId;
use collection::model::{CardId, Usn};
use collection::storage::{col, config};
use collection::study::{Desk, Sitting, upgrade};
use collection::{Collection, Moment};
use jiff::tz::{Offset, TimeZone};
use scheduler::NextStates;
use shelf::{OpId, Position, Shelf};
use store::{Fault, Ground, Millis};

const DESKS_MAX: usize = 2_000;
const IDLE_MS_MAX: i64 = 2 * 60 * 60 * 1000;
/// States of cards that were handed out and not answered yet.
const OFFERED_MAX: usize = 64;

/// All desks. Cheap to clone.
#[derive(Debug, Clone)]
pub struct Desks {
    ground: Ground,
    shelf: Shelf,
    slots: Arc<Mutex<HashMap<AccountId, Kept>>>,
}

#[derive(Debug)]
struct Kept {
    used: Millis,
    slot: Arc<tokio::sync::Mutex<Slot>>,
}

/// What is kept for one learner.
#[derive(Debug, Default)]
struct Slot {
    /// The desk and the state of the collection that it fits.
    seat: Option<(Seat, Position)>,
    zone: Option<TimeZone>,
}

/// A desk, and the cards that were handed out from it.
#[derive(Debug, Default)]
pub(crate) struct Seat {
    pub(crate) desk: Desk,
    offered: HashMap<CardId, NextStates>,
}

impl Seat {
    /// The states in which a card was shown to the learner.
    pub(super) fn offered(&self, card: CardId) -> Option<NextStates> {
        self.offered.get(&card).copied()
    }

    pub(super) fn offer(&mut self, card: CardId, states: &NextStates) {
        if self.offered.len() >= OFFERED_MAX {
            self.offered.clear();
        }
        self.offered.insert(card, *states);
    }

    pub(super) fn withdraw(&mut self, card: CardId) {
        self.offered.remove(&card);
    }
}

/// A learner at the desk, with the collection open before her.
#[derive(Debug)]
pub(crate) struct Bench<'a> {
    pub(crate) seat: &'a mut Seat,
    pub(crate) collection: &'a Collection,
    pub(crate) moment: &'a Moment,
    /// This was done before: the request came twice.
    pub(crate) is_repeated: bool,
    usn: Usn,
}

impl Bench<'_> {
    /// The collection has a scheduler from before 2021: nothing is studied until it is upgraded.
    pub(crate) fn has_old_scheduler(&self) -> Result<bool, collection::Error> {
        upgrade::is_needed(self.collection.connection())
    }

    pub(crate) fn sit(&mut self) -> Sitting<'_> {
        self.seat
            .desk
            .sit(self.collection.connection(), self.moment, self.usn)
    }
}

/// Where and when the learner is, as far as a request says.
#[derive(Debug, Clone, Default)]
pub(crate) struct Whereabouts {
    /// An IANA zone, from the browser.
    pub(crate) zone: Option<String>,
    /// For how long the step has waited in the page.
    pub(crate) ago_ms: i64,
}

/// What a visit to the desk could not do.
#[derive(Debug)]
pub(crate) enum Trouble {
    /// Somebody else has the collection: a device syncs.
    Busy,
    Fault(Fault),
}

impl Desks {
    /// No desks yet.
    pub fn new(ground: &Ground, shelf: &Shelf) -> Desks {
        Desks {
            ground: ground.clone(),
            shelf: shelf.clone(),
            slots: Arc::default(),
        }
    }

    /// Works at a learner's desk and commits what was changed. With a key, the same work is done once
    /// however often it is asked for, also across a restart.
    pub(crate) async fn visit<T: Send + 'static>(
        &self,
        account: AccountId,
        whereabouts: Whereabouts,
        key: Option<String>,
        work: impl FnOnce(&mut Bench<'_>) -> Result<T, collection::Error> + Send + 'static,
    ) -> Result<T, Trouble> {
        let slot = self.slot(account);
        let mut slot = slot.lock().await;
        slot.learn_zone(whereabouts.zone.as_deref());
        let op = OpId(key.map_or_else(|| self.ground.chance.token(), |key| format!("study {key}")));
        let is_repeated = self.shelf.committed(account, &op).await?.is_some();
        let loan = self.shelf.borrow(account).await?;
        let mut seat = match slot.seat.take() {
            Some((seat, fits)) if fits == loan.position() => seat,
            // Somebody else has changed the collection.
            Some(_) | None => Seat::default(),
        };
        let (now, zone) = (self.ground.clock.now().0, slot.zone.clone());
        let ago = whereabouts.ago_ms;
        let op = if is_repeated {
            OpId(self.ground.chance.token())
        } else {
            op
        };
        let done = loan
            .commit_and_tell(op, move |collection: &Collection| {
                let (moment, usn) = moment_of(collection, now, ago, zone)?;
                let mut bench = Bench {
                    seat: &mut seat,
                    collection,
                    moment: &moment,
                    is_repeated,
                    usn,
                };
                let done = work(&mut bench)?;
                Ok::<_, collection::Error>((done, seat))
            })
            .await?;
        let ((done, seat), position) =
            done.map_err(|error| Trouble::Fault(Fault::because("work at a desk", error)))?;
        slot.seat = Some((seat, position));
        Ok(done)
    }

    fn slot(&self, account: AccountId) -> Arc<tokio::sync::Mutex<Slot>> {
        let now = self.ground.clock.now();
        let mut slots = self.slots.lock().unwrap_or_else(PoisonError::into_inner);
        if !slots.contains_key(&account) {
            slots.retain(|_, kept| now.0 - kept.used.0 < IDLE_MS_MAX);
            if slots.len() >= DESKS_MAX
                && let Some(oldest) = slots.iter().min_by_key(|(_, kept)| kept.used.0)
            {
                let oldest = *oldest.0;
                slots.remove(&oldest);
            }
        }
        let kept = slots.entry(account).or_insert_with(|| Kept {
            used: now,
            slot: Arc::default(),
        });
        kept.used = now;
        Arc::clone(&kept.slot)
    }

    /// The learner's zone, if it is known; empty if not.
    pub(crate) async fn zone(&self, account: AccountId) -> String {
        let slot = self.slot(account);
        let slot = slot.lock().await;
        let name = slot.zone.as_ref().and_then(TimeZone::iana_name);
        name.unwrap_or_default().to_owned()
    }

    /// Learns where the learner is; says whether her day is another one there.
    pub(crate) async fn learn_zone(&self, account: AccountId, name: &str) -> bool {
        let slot = self.slot(account);
        let mut slot = slot.lock().await;
        let before = slot.zone.clone();
        slot.learn_zone(Some(name));
        slot.zone.is_some() && slot.zone != before
    }

    /// Forgets the desk of an account: she logs out.
    pub(crate) fn leave(&self, account: AccountId) {
        let mut slots = self.slots.lock().unwrap_or_else(PoisonError::into_inner);
        slots.remove(&account);
    }
}

impl Slot {
    fn learn_zone(&mut self, name: Option<&str>) {
        if let Some(zone) = name.and_then(|name| TimeZone::get(name).ok()) {
            self.zone = Some(zone);
        }
    }
}

/// When a step was done: when the learner pressed the key, even if the line was down then; but never
/// before the collection's last change.
fn moment_of(
    collection: &Collection,
    now: i64,
    ago: i64,
    zone: Option<TimeZone>,
) -> Result<(Moment, Usn), collection::Error> {
    const NOTICED_MS: i64 = 3_000;
    let db = collection.connection();
    let stamp = collection.stamp()?;
    let then = if ago > NOTICED_MS {
        (now - ago).max(stamp.modified_ms).min(now)
    } else {
        now
    };
    let zone = match zone {
        Some(zone) => zone,
        None => last_zone(collection)?,
    };
    let moment = Moment {
        now: collection::model::Millis(then),
        zone,
    };
    Ok((moment, col::usn(db)?))
}

/// Where the learner was when an app looked last.
fn last_zone(collection: &Collection) -> Result<TimeZone, collection::Error> {
    let known = config::lookup::<i32>(collection.connection(), "localOffset")?;
    let west = known.unwrap_or(0);
    let offset = Offset::from_seconds(west.saturating_mul(-60)).unwrap_or(Offset::UTC);
    Ok(TimeZone::fixed(offset))
}

impl From<shelf::Error> for Trouble {
    fn from(error: shelf::Error) -> Trouble {
        match error {
            shelf::Error::Busy => Trouble::Busy,
            shelf::Error::Fault(fault) => Trouble::Fault(fault),
            shelf::Error::Degraded(_)
            | shelf::Error::NoSuchMedia(_)
            | shelf::Error::DamagedMedia(_)
            | shelf::Error::OverQuota
            | shelf::Error::NoSuchMoment => {
                Trouble::Fault(Fault::because("the collection cannot be had", error))
            }
        }
    }
}
