//! Running syncs: at most one for each account, held between its requests.
//!
//! A sync is a borrowed collection with an open transaction. Nothing of it is visible to anybody
//! until `finish` commits it once. It ends without a trace when its client asks for it, goes silent,
//! makes a mistake, or when another sync or a one-way sync of the account begins (§4.10). Asking for
//! `meta` never touches it.

use std::collections::{HashMap, VecDeque};
use std::sync::{Arc, Mutex, PoisonError};

use accounts::{AccountId, DeviceId};
use collection::Collection;
use collection::merge::Exchange;
use shelf::{Loan, OpId};
use store::Millis;
use tokio::sync::OwnedMutexGuard;

use crate::refused::Refused;
use crate::stage::{Stage, Step};

/// Names one sync: the device, and the random word that its client chose for this sync. The word has
/// 32 bits and proves nothing; it only tells two syncs of a device apart.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct SyncKey {
    pub(crate) device: DeviceId,
    pub(crate) session: String,
}

/// A running sync.
#[derive(Debug)]
pub(crate) struct Running {
    pub(crate) key: SyncKey,
    pub(crate) stage: Stage,
    pub(crate) exchange: Exchange,
    pub(crate) loan: Loan<Collection>,
    /// When its client was heard of last.
    pub(crate) touched: Millis,
}

/// How a sync ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Past {
    /// `finish` answered this, in milliseconds.
    Finished(i64),
    /// It never came to that.
    Lost,
}

/// The place of an account: taken by whoever works in its sync, one request at a time.
#[derive(Debug, Default)]
pub(crate) struct Place {
    running: Option<Running>,
    /// The syncs that ended last, the newest at the end.
    past: VecDeque<(SyncKey, Past)>,
}

/// More syncs than the devices of one account begin while one of them waits for its answer.
const PAST_MAX: usize = 16;

/// The syncs of all accounts.
#[derive(Debug, Default)]
pub(crate) struct Sessions {
    places: Mutex<HashMap<AccountId, Arc<tokio::sync::Mutex<Place>>>>,
}

impl Sessions {
    /// The account's place. Waits while another request works in it.
    pub(crate) async fn place(&self, account: AccountId) -> OwnedMutexGuard<Place> {
        let place = Arc::clone(self.places().entry(account).or_default());
        place.lock_owned().await
    }

    /// Ends the syncs that were touched before `then`, and forgets places that nobody needs.
    pub(crate) async fn sweep(&self, then: Millis) -> usize {
        let all: Vec<_> = self.places().values().map(Arc::clone).collect();
        let mut ended = 0;
        for place in all {
            // A place that is taken is not idle.
            let Ok(mut place) = place.try_lock() else {
                continue;
            };
            if place
                .running
                .as_ref()
                .is_some_and(|running| running.touched <= then)
            {
                place.end(Ending::Idle).await;
                ended += 1;
            }
        }
        self.places().retain(|_, place| {
            let is_mine_alone = Arc::strong_count(place) == 1;
            let is_empty = place.try_lock().is_ok_and(|place| place.running.is_none());
            !(is_mine_alone && is_empty)
        });
        ended
    }

    /// Ends all syncs.
    pub(crate) async fn end_all(&self) {
        let all: Vec<_> = self.places().values().map(Arc::clone).collect();
        for place in all {
            place.lock_owned().await.end(Ending::Stop).await;
        }
    }

    fn places(
        &self,
    ) -> std::sync::MutexGuard<'_, HashMap<AccountId, Arc<tokio::sync::Mutex<Place>>>> {
        self.places.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Why a sync ends without a result.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Ending {
    /// Its client asked for it.
    Abort,
    /// Its client has not been heard of.
    Idle,
    /// Something in it went wrong.
    Mistake,
    /// Both sides do not have the same number of everything.
    Unequal,
    /// Another sync of the account takes its place.
    Superseded,
    /// The server stops.
    Stop,
}

impl Ending {
    fn word(self) -> &'static str {
        match self {
            Ending::Abort => "aborted",
            Ending::Idle => "idle",
            Ending::Mistake => "mistake",
            Ending::Unequal => "unequal",
            Ending::Superseded => "superseded",
            Ending::Stop => "stopped",
        }
    }
}

impl Place {
    /// Begins a sync. Another one has been ended before.
    pub(crate) fn begin(&mut self, running: Running) {
        self.forget(&running.key);
        self.running = Some(running);
    }

    /// Whether a sync of this key is running and may take this step, and the stage after it. A
    /// refusal changes nothing.
    pub(crate) fn may(&self, key: &SyncKey, step: Step) -> Result<Stage, Refused> {
        let running = self.running.as_ref().filter(|running| running.key == *key);
        let running = running.ok_or(Refused::Conflict("no such sync is running"))?;
        let next = running.stage.after(step);
        next.ok_or(Refused::Conflict("this step comes too late"))
    }

    /// Takes the sync out to work in it. If it is not put back, it has ended.
    pub(crate) fn take(&mut self) -> Option<Running> {
        let running = self.running.take()?;
        self.remember(running.key.clone(), Past::Lost);
        Some(running)
    }

    /// Puts a sync back after a step.
    pub(crate) fn put_back(&mut self, running: Running) {
        self.forget(&running.key);
        self.running = Some(running);
    }

    /// Remembers the result of the sync that was taken out.
    pub(crate) fn finished(&mut self, key: SyncKey, at_ms: i64) {
        metrics::counter!("fuda_syncs_total", "end" => "finished").increment(1);
        self.remember(key, Past::Finished(at_ms));
    }

    /// Forgets how the last sync of this key ended.
    pub(crate) fn forget(&mut self, key: &SyncKey) {
        self.past.retain(|(other, _)| other != key);
    }

    /// How the last sync of this key ended, if this process saw it.
    pub(crate) fn past(&self, key: &SyncKey) -> Option<Past> {
        let found = self.past.iter().find(|(other, _)| other == key);
        found.map(|(_, past)| *past)
    }

    fn remember(&mut self, key: SyncKey, past: Past) {
        self.forget(&key);
        self.past.push_back((key, past));
        if self.past.len() > PAST_MAX {
            self.past.pop_front();
        }
    }

    /// Whether a sync of this key is running.
    pub(crate) fn runs(&self, key: &SyncKey) -> bool {
        self.running
            .as_ref()
            .is_some_and(|running| running.key == *key)
    }

    /// Ends the running sync, if there is one. On return its collection can be borrowed again.
    pub(crate) async fn end(&mut self, why: Ending) {
        if let Some(running) = self.take() {
            give_up(running, why).await;
        }
    }
}

/// Rolls a sync back that was taken out.
pub(crate) async fn give_up(running: Running, why: Ending) {
    note(&running, why);
    // Undoing a large transaction is work for the disk.
    let undone = tokio::task::spawn_blocking(move || drop(running)).await;
    if let Err(error) = undone {
        tracing::error!(%error, "rolling back a sync broke");
    }
}

fn note(running: &Running, why: Ending) {
    metrics::counter!("fuda_syncs_total", "end" => why.word()).increment(1);
    let (account, stage) = (running.loan.account().0, running.stage);
    tracing::info!(
        account.id = account,
        ?stage,
        why = why.word(),
        "a sync ended without a result"
    );
}

/// The name under which a sync's commit is found again. The number that rows of the sync get goes up
/// with every finished sync of the account, so a client that uses its word twice names two syncs.
pub(crate) fn op_of(key: &SyncKey, server_usn: i32) -> OpId {
    OpId(format!(
        "sync {} {server_usn} {}",
        key.device.0, key.session
    ))
}
