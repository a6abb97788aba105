//! Every method of the protocol: what it reads, whom it asks, what it answers.

use axum::body::Body;
use axum::http::Response;
use axum::response::IntoResponse as _;
use collection::merge::{ApplyChanges, ApplyChunk, ApplyGraves, SanityRequest, StartRequest};
use serde::Serialize;
use store::Fault;
use texts::Texts;
use tracing::Instrument as _;

use crate::door::SyncDoor;
use crate::intake::Call;
use crate::media;
use crate::meta;
use crate::method::Method;
use crate::refused::Refused;
use crate::sessions::SyncKey;
use crate::stage::Step;
use crate::wire::{Decoded, Sealed, Transport};
use crate::{full, login, steps};

/// Session keys of apps have at most ten characters.
const SESSION_KEY_BYTES_MAX: usize = 100;

/// Does what a request asks for.
pub(crate) async fn perform(door: &SyncDoor, call: Call) -> Result<Response<Body>, Refused> {
    match call.method {
        Method::HostKey => login::host_key(door, call).await,
        Method::Meta => meta::meta(door, call).await,
        Method::Start => start(door, call).await,
        Method::ApplyGraves => apply_graves(door, call).await,
        Method::ApplyChanges => apply_changes(door, call).await,
        Method::Chunk => chunk(door, call).await,
        Method::ApplyChunk => apply_chunk(door, call).await,
        Method::SanityCheck => sanity_check(door, call).await,
        Method::Finish => finish(door, call).await,
        Method::Abort => abort(door, call).await,
        Method::Upload => full::upload(door, call).await,
        Method::Download => full::download(door, call).await,
        Method::Media(method) => media::perform(door, method, call).await,
    }
}

/// Answers a request that is not done. Where the protocol has room for words, there are words: a
/// plain 403 would log people out who are only blocked (sharp edge 5).
pub(crate) fn turned_away(
    door: &SyncDoor,
    method: Method,
    (transport, t): (Transport, Texts),
    why: Refused,
) -> Response<Body> {
    let words = match &why {
        Refused::Disabled => t.sync_account_disabled(),
        Refused::Unverified => t.sync_account_unverified(),
        Refused::OverQuota => t.sync_storage_full(),
        Refused::FullDisk(fault) => {
            door.ground.space.ran_out(fault);
            t.sync_disk_full()
        }
        Refused::Bad(_)
        | Refused::WrongKey
        | Refused::NotPosted
        | Refused::TooSlow
        | Refused::Conflict(_)
        | Refused::TooLarge
        | Refused::TooManyTries { .. }
        | Refused::OtherVersion(_)
        | Refused::Busy(_)
        | Refused::Broken(_) => return why.into_response(),
    };
    let is_full = matches!(why, Refused::FullDisk(_));
    let said = match method {
        Method::Media(_) => media::error_in_words(transport, &words),
        Method::Meta if !is_full => Sealed::json(transport, &meta::stop(door, &words)),
        Method::Upload => Sealed::new(transport, words.into_bytes()),
        Method::Meta
        | Method::HostKey
        | Method::Start
        | Method::ApplyGraves
        | Method::ApplyChanges
        | Method::Chunk
        | Method::ApplyChunk
        | Method::SanityCheck
        | Method::Finish
        | Method::Abort
        | Method::Download => return why.into_response(),
    };
    said.map_or_else(
        |fault| Refused::Broken(fault).into_response(),
        Sealed::into_response,
    )
}

/// A request that belongs to a sync: its JSON and its key.
struct InSync {
    account: accounts::AccountId,
    key: SyncKey,
    transport: Transport,
    json: Decoded,
}

impl InSync {
    async fn read(door: &SyncDoor, call: Call) -> Result<InSync, Refused> {
        let device = call.device()?;
        let (account, device) = (device.account, device.id);
        if call.session_key.len() > SESSION_KEY_BYTES_MAX {
            return Err(Refused::bad("the session key is too long"));
        }
        let most = call.method.json_bytes_max(door.options.json_bytes_max);
        let json = call.payload.json(most, &door.budgets).await?;
        Ok(InSync {
            account,
            key: SyncKey {
                device,
                session: call.session_key,
            },
            transport: call.transport,
            json,
        })
    }
}

/// Runs `work` to its end even if the client goes away meanwhile: half a step must not be left.
pub(crate) async fn to_the_end<T: Send + 'static>(
    work: impl Future<Output = Result<T, Refused>> + Send + 'static,
) -> Result<T, Refused> {
    let task = tokio::spawn(work.in_current_span());
    task.await
        .unwrap_or_else(|error| Err(Fault::because("a step of a sync broke", error).into()))
}

fn sealed<T: Serialize>(transport: Transport, value: &T) -> Result<Response<Body>, Refused> {
    Ok(Sealed::json(transport, value)?.into_response())
}

async fn start(door: &SyncDoor, call: Call) -> Result<Response<Body>, Refused> {
    let InSync {
        account,
        key,
        transport,
        json,
    } = InSync::read(door, call).await?;
    if key.session.is_empty() {
        return Err(Refused::bad("a sync without a session key"));
    }
    let request: StartRequest = json.read()?;
    let door = door.clone();
    let graves =
        to_the_end(async move { steps::begin(&door, account, key, request).await }).await?;
    sealed(transport, &graves)
}

/// Takes one step whose answer is JSON. It is read, done and written in one go on the shelf's pool.
async fn step<A, F>(
    door: &SyncDoor,
    call: Call,
    step: Step,
    work: F,
) -> Result<Response<Body>, Refused>
where
    A: Serialize,
    F: FnOnce(
            &collection::Collection,
            &mut collection::merge::Exchange,
            &Decoded,
        ) -> Result<A, Refused>
        + Send
        + 'static,
{
    let InSync {
        account,
        key,
        transport,
        json,
    } = InSync::read(door, call).await?;
    let door = door.clone();
    let answer = to_the_end(async move {
        steps::step(&door, account, (&key, step), move |collection, exchange| {
            let answer = work(collection, exchange, &json)?;
            Ok(Sealed::json(transport, &answer)?)
        })
        .await
    })
    .await?;
    Ok(answer.into_response())
}

async fn apply_graves(door: &SyncDoor, call: Call) -> Result<Response<Body>, Refused> {
    step(
        door,
        call,
        Step::ApplyGraves,
        |collection, exchange, json| {
            let request: ApplyGraves = json.read()?;
            Ok(exchange.apply_graves(collection, &request.chunk)?)
        },
    )
    .await
}

async fn apply_changes(door: &SyncDoor, call: Call) -> Result<Response<Body>, Refused> {
    step(
        door,
        call,
        Step::ApplyChanges,
        |collection, exchange, json| {
            let request: ApplyChanges = json.read()?;
            Ok(exchange.apply_changes(collection, request.changes)?)
        },
    )
    .await
}

async fn chunk(door: &SyncDoor, call: Call) -> Result<Response<Body>, Refused> {
    step(door, call, Step::Chunk, |collection, exchange, json| {
        json.is_nothing()?;
        Ok(exchange.chunk(collection)?)
    })
    .await
}

async fn apply_chunk(door: &SyncDoor, call: Call) -> Result<Response<Body>, Refused> {
    step(
        door,
        call,
        Step::ApplyChunk,
        |collection, exchange, json| {
            let request: ApplyChunk = json.read()?;
            Ok(exchange.apply_chunk(collection, request.chunk)?)
        },
    )
    .await
}

async fn sanity_check(door: &SyncDoor, call: Call) -> Result<Response<Body>, Refused> {
    let InSync {
        account,
        key,
        transport,
        json,
    } = InSync::read(door, call).await?;
    let request: SanityRequest = json.read()?;
    let door = door.clone();
    let answer =
        to_the_end(async move { steps::check(&door, account, &key, request.client).await }).await?;
    sealed(transport, &answer)
}

async fn finish(door: &SyncDoor, call: Call) -> Result<Response<Body>, Refused> {
    let InSync {
        account,
        key,
        transport,
        json,
    } = InSync::read(door, call).await?;
    json.is_nothing()?;
    let door = door.clone();
    let at_ms = to_the_end(async move { steps::finish(&door, account, key).await }).await?;
    sealed(transport, &at_ms)
}

async fn abort(door: &SyncDoor, call: Call) -> Result<Response<Body>, Refused> {
    let InSync {
        account,
        key,
        transport,
        ..
    } = InSync::read(door, call).await?;
    let door = door.clone();
    to_the_end(async move {
        steps::abort(&door, account, &key).await;
        Ok(())
    })
    .await?;
    sealed(transport, &())
}
