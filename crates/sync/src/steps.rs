//! The calls between `start` and `finish`.

use accounts::AccountId;
use collection::Collection;
use collection::merge::{Exchange, Graves, SanityAnswer, SanityCounts, SanityStatus, StartRequest};
use tokio::sync::OwnedMutexGuard;

use crate::door::SyncDoor;
use crate::refused::Refused;
use crate::sessions::{Ending, Past, Place, Running, SyncKey, give_up, op_of};
use crate::stage::{Stage, Step};

/// After a restart, a repeated `finish` is looked for among this many numbers before the present one.
const FINISHES_LOOKED_FOR: i32 = 8;

/// Begins a sync; one that is running is ended, and its client gets 409 from then on.
pub(crate) async fn begin(
    door: &SyncDoor,
    account: AccountId,
    key: SyncKey,
    request: StartRequest,
) -> Result<Graves, Refused> {
    let mut place = door.sessions.place(account).await;
    place.end(Ending::Superseded).await;
    door.ground.crash_points.here("sync.start.superseded");
    let (now, crash_points) = (door.ground.clock.now(), door.ground.crash_points.clone());
    let (loan, begun) = door
        .shelf
        .borrow_and(account, move |collection| {
            crash_points.here("sync.start.borrowed");
            Exchange::start(collection, request, now.0)
        })
        .await?;
    let (exchange, graves) = begun?;
    door.ground.crash_points.here("sync.start.begun");
    place.begin(Running {
        key,
        stage: Stage::Begun,
        exchange,
        loan,
        touched: now,
    });
    Ok(graves)
}

/// Takes one step of a running sync. `work` runs on the shelf's pool. An error in it ends the sync.
pub(crate) async fn step<T: Send + 'static>(
    door: &SyncDoor,
    account: AccountId,
    (key, step): (&SyncKey, Step),
    work: impl FnOnce(&Collection, &mut Exchange) -> Result<T, Refused> + Send + 'static,
) -> Result<T, Refused> {
    let mut place = door.sessions.place(account).await;
    let next = place.may(key, step)?;
    let Some(running) = place.take() else {
        return Err(Refused::Conflict("no such sync is running"));
    };
    let Running {
        key,
        mut exchange,
        loan,
        stage,
        ..
    } = running;
    let worked = loan
        .run(move |collection| {
            let outcome = work(collection, &mut exchange);
            (exchange, outcome)
        })
        .await;
    door.ground.crash_points.here(crash_point_after(step));
    // Without its exchange the sync is over; dropping the loan rolls it back.
    let (exchange, outcome) = worked?;
    let mut running = Running {
        key,
        stage,
        exchange,
        loan,
        touched: door.ground.clock.now(),
    };
    match outcome {
        Ok(value) => {
            running.stage = next;
            place.put_back(running);
            Ok(value)
        }
        Err(why) => {
            give_up(running, Ending::Mistake).await;
            Err(why)
        }
    }
}

/// Compares the numbers of both sides. If they differ, the sync ends at once: the client will ask for
/// a one-way sync.
pub(crate) async fn check(
    door: &SyncDoor,
    account: AccountId,
    key: &SyncKey,
    client: SanityCounts,
) -> Result<SanityAnswer, Refused> {
    let mut place = door.sessions.place(account).await;
    let next = place.may(key, Step::SanityCheck)?;
    let Some(mut running) = place.take() else {
        return Err(Refused::Conflict("no such sync is running"));
    };
    let mut exchange = running.exchange;
    let (exchange, outcome) = running
        .loan
        .run_counting(move |collection, ours| {
            let outcome = exchange.sanity(collection, client, ours);
            (exchange, outcome)
        })
        .await?;
    door.ground.crash_points.here("sync.sanityCheck2.counted");
    running.exchange = exchange;
    running.stage = next;
    running.touched = door.ground.clock.now();
    let answer = match outcome {
        Ok(answer) => answer,
        Err(error) => {
            give_up(running, Ending::Mistake).await;
            return Err(error.into());
        }
    };
    match answer.status {
        SanityStatus::Ok => place.put_back(running),
        SanityStatus::Bad => {
            tracing::warn!(account.id = account.0, ?answer, "a sync ended unequal");
            give_up(running, Ending::Unequal).await;
        }
    }
    Ok(answer)
}

/// Commits a sync. Returns the moment which is now the modification time of both sides, in
/// milliseconds. The same request again gets the same answer, also after a restart.
pub(crate) async fn finish(
    door: &SyncDoor,
    account: AccountId,
    key: SyncKey,
) -> Result<i64, Refused> {
    let mut place = door.sessions.place(account).await;
    if !place.runs(&key) {
        return finished_before(door, account, &place, &key).await;
    }
    place.may(&key, Step::Finish)?;
    let Some(running) = place.take() else {
        return Err(Refused::Conflict("no such sync is running"));
    };
    let Running { exchange, loan, .. } = running;
    let op = op_of(&key, exchange.server_usn());
    let now = door.ground.clock.now();
    let crash_points = door.ground.crash_points.clone();
    let finished = loan
        .commit_after(op, move |collection| {
            crash_points.here("sync.finish.before-stamp");
            let at_ms = exchange.finish(collection, now.0);
            crash_points.here("sync.finish.before-commit");
            at_ms
        })
        .await;
    let at_ms = match finished {
        Ok(at_ms) => at_ms?,
        Err(error) => {
            // Whether it was logged is not known here; if the client asks again, the log is asked.
            place.forget(&key);
            return Err(error.into());
        }
    };
    door.ground.crash_points.here("sync.finish.after-commit");
    place.finished(key, at_ms);
    Ok(at_ms)
}

/// The answer of a `finish` that was done already: the client did not get it and asks again.
async fn finished_before(
    door: &SyncDoor,
    account: AccountId,
    place: &OwnedMutexGuard<Place>,
    key: &SyncKey,
) -> Result<i64, Refused> {
    let over = Refused::Conflict("no such sync is running");
    match place.past(key) {
        Some(Past::Finished(at_ms)) => return Ok(at_ms),
        Some(Past::Lost) => return Err(over),
        None => {}
    }
    let usn = door.shelf.head(account).await?.stamp.usn;
    for earlier in 1..=FINISHES_LOOKED_FOR {
        let op = op_of(key, usn.saturating_sub(earlier));
        if let Some(head) = door.shelf.committed(account, &op).await? {
            return Ok(head.stamp.modified_ms);
        }
    }
    Err(over)
}

/// Ends the sync of exactly this key. A client whose user cancelled sends another key: its sync is
/// left to the next one, or to the sweeper, because it might as well be somebody else's (§4.10).
pub(crate) async fn abort(door: &SyncDoor, account: AccountId, key: &SyncKey) {
    let mut place = door.sessions.place(account).await;
    if place.runs(key) {
        place.end(Ending::Abort).await;
        door.ground.crash_points.here("sync.abort.rolled-back");
    }
}

fn crash_point_after(step: Step) -> &'static str {
    match step {
        Step::ApplyGraves => "sync.applyGraves.applied",
        Step::ApplyChanges => "sync.applyChanges.applied",
        Step::Chunk => "sync.chunk.read",
        Step::ApplyChunk => "sync.applyChunk.applied",
        Step::SanityCheck => "sync.sanityCheck2.counted",
        Step::Finish => "sync.finish.stamped",
    }
}
