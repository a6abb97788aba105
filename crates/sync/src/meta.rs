//! `meta`: whether there is anything to sync, and whether this app may. Every app asks it every few
//! minutes, so it costs a look at the key and a look at the head, and never opens a collection.

use accounts::{AccountId, ClientVersion, Device, NewsKind, note_sync, note_told};
use axum::body::Body;
use axum::http::Response;
use collection::merge::Meta as CollectionMeta;
use serde::{Deserialize, Serialize};
use shelf::Head;
use store::Fault;
use texts::Texts;

use crate::door::{SyncDoor, elsewhere};
use crate::intake::Call;
use crate::refused::Refused;
use crate::sentences;
use crate::wire::{Envelope, Sealed};

/// The oldest version that knows the second scheduler, and the oldest that knows time zones (§3.4).
const KNOWS_SCHEDULER_2: i64 = 9;
const KNOWS_TIME_ZONES: i64 = 10;

#[derive(Deserialize)]
struct Asked {
    v: i64,
    cv: String,
}

/// The answer. Apps fail when a key is missing, whatever the others say (sharp edge 3).
#[derive(Debug, PartialEq, Eq, Serialize)]
pub(crate) struct Meta {
    #[serde(rename = "mod")]
    modified_ms: i64,
    #[serde(rename = "scm")]
    schema_ms: i64,
    usn: i32,
    #[serde(rename = "ts")]
    now_secs: i64,
    #[serde(rename = "msg")]
    words: String,
    #[serde(rename = "cont")]
    may_continue: bool,
    #[serde(rename = "hostNum")]
    host_number: u32,
    empty: bool,
    media_usn: i32,
}

pub(crate) async fn meta(door: &SyncDoor, call: Call) -> Result<Response<Body>, Refused> {
    let device = call.device()?.clone();
    let transport = call.transport;
    let most = call.method.json_bytes_max(door.options.json_bytes_max);
    let asked: Asked = call.payload.json(most, &door.budgets).await?.read()?;
    if !Envelope::is_spoken(asked.v) {
        return Err(Refused::OtherVersion(asked.v));
    }
    if !door.options.redirect_to.is_empty() && transport.wants_zstd() {
        return elsewhere(&door.options.redirect_to);
    }
    call.visit.client(&asked.cv);
    if let Err(fault) = note_sync(&door.ground, &device, &asked.cv).await {
        not_noted(door, &fault);
    }
    let meta = if let Some(words) = refusal(door, device.account, &asked).await? {
        stop(door, &words)
    } else {
        let words = news(door, &device).await?;
        of_head(door, &door.shelf.head(device.account).await?, words)
    };
    Ok(Sealed::json(transport, &meta)?.into_response())
}

/// The device list is a convenience; a sync does not fail for it.
fn not_noted(door: &SyncDoor, fault: &Fault) {
    if fault.is_full_disk() {
        door.ground.space.ran_out(fault);
    } else {
        tracing::error!(fault = fault.chain(), "a sync could not be noted");
    }
}

/// An answer that ends the sync with words. Apps look at nothing else in it.
pub(crate) fn stop(door: &SyncDoor, words: &str) -> Meta {
    Meta {
        modified_ms: 0,
        schema_ms: 0,
        usn: 0,
        now_secs: door.ground.clock.now().secs(),
        words: words.to_owned(),
        may_continue: false,
        host_number: 0,
        empty: false,
        media_usn: 0,
    }
}

/// What is to be said after this sync: the operator's notice, and once on each device what happened
/// to the account.
async fn news(door: &SyncDoor, device: &Device) -> Result<String, Refused> {
    let mut words = vec![door.options.notice.clone()];
    let is_told_of_policy = door.policy.is_to_be_told(&door.ground, device).await?;
    if !is_told_of_policy && device.news.is_none() {
        return Ok(words.concat());
    }
    let t = sentences::of_account(&door.ground, device.account).await;
    if is_told_of_policy {
        words.push(t.sync_policy_changed());
    }
    if let Some(news) = device.news {
        note_told(&door.ground, device).await?;
        words.push(match news.kind {
            NewsKind::AlmostPutAway => t.sync_almost_put_away(),
            NewsKind::PutAway => t.sync_put_away(),
        });
    }
    words.retain(|said| !said.is_empty());
    Ok(words.join("\n\n"))
}

fn of_head(door: &SyncDoor, head: &Head, words: String) -> Meta {
    let now = door.ground.clock.now();
    let bytes = u64::try_from(head.collection_bytes).unwrap_or(0);
    // Another schema time makes apps ask for a one-way sync, which shrinks the file or ends in words.
    let is_too_large = bytes > door.options.collection_bytes_max;
    Meta {
        modified_ms: head.stamp.modified_ms,
        schema_ms: if is_too_large {
            now.0
        } else {
            head.stamp.schema_ms
        },
        usn: head.stamp.usn,
        now_secs: now.secs(),
        words,
        may_continue: true,
        host_number: 0,
        empty: head.counts.cards == 0,
        media_usn: head.media.usn,
    }
}

/// Why this app may not sync now, in words; too old an app is told to upgrade (PR-24b).
async fn refusal(
    door: &SyncDoor,
    account: AccountId,
    asked: &Asked,
) -> Result<Option<String>, Refused> {
    let options = &door.options;
    let said = async |own: &str, ours: fn(Texts) -> String| {
        let words = match own {
            "" => ours(sentences::of_account(&door.ground, account).await),
            own => own.to_owned(),
        };
        Ok(Some(words))
    };
    if options.closed {
        return said(&options.notice, Texts::sync_closed).await;
    }
    if is_too_old(&asked.cv, &options.client_version_min) {
        return said(&options.upgrade_notice, Texts::sync_client_old).await;
    }
    if asked.v >= KNOWS_TIME_ZONES {
        return Ok(None);
    }
    let collection = collection_meta(door, account).await?;
    if asked.v < KNOWS_SCHEDULER_2 && collection.is_none_or(|meta| meta.scheduler_is_v2) {
        return said("", Texts::sync_client_scheduler).await;
    }
    if collection.is_none_or(|meta| meta.has_creation_offset) {
        return said("", Texts::sync_client_timezones).await;
    }
    Ok(None)
}

fn is_too_old(told: &str, minimum: &str) -> bool {
    !minimum.is_empty() && ClientVersion::parse(told).is_older_than(minimum)
}

/// What only apps before 2020 need to know, from the collection itself. `None` while it is in use:
/// then it is a collection of today.
async fn collection_meta(
    door: &SyncDoor,
    account: AccountId,
) -> Result<Option<CollectionMeta>, Refused> {
    match door.shelf.borrow(account).await {
        Ok(loan) => Ok(Some(loan.run(CollectionMeta::read).await??)),
        Err(shelf::Error::Busy) => Ok(None),
        Err(error) => Err(error.into()),
    }
}
