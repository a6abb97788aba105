//! One-way syncs: a whole collection is received, or sent.

use std::path::PathBuf;
use std::time::Duration;

use axum::body::Body;
use axum::http::Response;
use quarantine::Error as QuarantineError;
use shelf::{Layout, OpId};
use store::Fault;
use tempfile::{NamedTempFile, TempDir};
use texts::Texts;

use crate::calls::to_the_end;
use crate::door::SyncDoor;
use crate::intake::Call;
use crate::refused::Refused;
use crate::sending;
use crate::sentences;
use crate::sessions::Ending;
use crate::wire::{Sealed, Transport};

/// The two bytes that mean success. Anything else, even a line break behind them, is shown to
/// people as an error (§5.2).
const TAKEN: &str = "OK";

/// Receives a collection and puts it in the place of the old one, which is kept for thirty days.
/// What is wrong with it is said in words with status 200: that is what apps show.
pub(crate) async fn upload(door: &SyncDoor, call: Call) -> Result<Response<Body>, Refused> {
    let transport = call.transport;
    let account = call.device()?.account;
    let t = sentences::of_account(&door.ground, account).await;
    let answer = match receive_and_replace(door, call, t).await {
        Ok(()) => TAKEN.to_owned(),
        Err(Outcome::Said(words)) => words,
        Err(Outcome::Refused(Refused::TooLarge)) => t.sync_collection_too_large(),
        Err(Outcome::Refused(why)) => return Err(why),
    };
    Ok(Sealed::new(transport, answer.into_bytes())?.into_response())
}

/// Why an upload was not taken.
enum Outcome {
    Said(String),
    Refused(Refused),
}

impl<E: Into<Refused>> From<E> for Outcome {
    fn from(why: E) -> Outcome {
        Outcome::Refused(why.into())
    }
}

async fn receive_and_replace(door: &SyncDoor, call: Call, t: Texts) -> Result<(), Outcome> {
    let account = call.device()?.account;
    let own_turn = door.uploading.take(account, 1);
    let _own_turn = own_turn.ok_or(Refused::Conflict("a collection is being received already"))?;
    let _turn = door.budgets.upload().await?;
    let most = Duration::from_secs(door.options.upload_secs_max);
    let (file, bytes) = tokio::time::timeout(most, receive(door, call))
        .await
        .map_err(|_| Refused::TooSlow)??;
    door.ground.crash_points.here("sync.upload.received");
    if bytes == 0 {
        return Err(Outcome::Said(t.sync_collection_empty()));
    }
    let (folder, into) = workbench(door).await?;
    let inspected = door.quarantine.inspect(file.path(), &into).await;
    let checked = inspected.map_err(|error| refusal(account.0, error, t))?;
    drop(file);
    door.ground.crash_points.here("sync.upload.checked");
    let door = door.clone();
    to_the_end(async move {
        let mut place = door.sessions.place(account).await;
        place.end(Ending::Superseded).await;
        door.ground.crash_points.here("sync.upload.superseded");
        let op = OpId(format!("upload {}", door.ground.chance.token()));
        door.shelf.replace(account, checked, op).await?;
        door.ground.crash_points.here("sync.upload.replaced");
        drop(folder);
        Ok(())
    })
    .await?;
    Ok(())
}

async fn receive(door: &SyncDoor, call: Call) -> Result<(NamedTempFile, u64), Refused> {
    let limits = door.file_limits(call.method);
    let folder = door.ground.folder.temporary();
    call.payload.named_file(&folder, limits).await
}

/// A folder of our own for what the quarantine makes, which is removed with all that is left in it.
async fn workbench(door: &SyncDoor) -> Result<(TempDir, PathBuf), Refused> {
    let parent = door.ground.folder.temporary();
    let made = tokio::task::spawn_blocking(move || {
        tempfile::Builder::new()
            .prefix("upload-")
            .tempdir_in(parent)
    })
    .await
    .map_err(|error| Fault::because("no folder for an upload", error))?;
    let folder = made.map_err(|error| Fault::because("no folder for an upload", error))?;
    let into = folder.path().join("checked");
    Ok((folder, into))
}

fn refusal(account: i64, error: QuarantineError, t: Texts) -> Outcome {
    let why = error.to_string();
    let words = match error {
        QuarantineError::Empty => t.sync_collection_empty(),
        QuarantineError::NotADatabase | QuarantineError::Corrupt(_) => t.sync_collection_damaged(),
        QuarantineError::Hostile(_) => t.sync_collection_refused(),
        QuarantineError::TooLarge => t.sync_collection_too_large(),
        QuarantineError::TooSlow => t.sync_collection_slow(),
        QuarantineError::UnsupportedSchema(_) => t.sync_collection_schema(),
        // No fault of the file's.
        QuarantineError::Fault(fault) => return Outcome::Refused(Refused::from(fault)),
    };
    tracing::warn!(
        account.id = account,
        why,
        "an uploaded collection was refused"
    );
    Outcome::Said(words)
}

/// Sends the collection as it was committed last. A device that fetches everything anew replaces
/// what it has, so a sync of the account that is running ends (§4.10).
pub(crate) async fn download(door: &SyncDoor, call: Call) -> Result<Response<Body>, Refused> {
    let account = call.device()?.account;
    let transport = call.transport;
    let most = call.method.json_bytes_max(door.options.json_bytes_max);
    call.payload.json(most, &door.budgets).await?.is_nothing()?;
    let ending = door.clone();
    to_the_end(async move {
        ending
            .sessions
            .place(account)
            .await
            .end(Ending::Superseded)
            .await;
        Ok(())
    })
    .await?;
    let layout = match transport {
        Transport::Zstd => Layout::Schema18,
        Transport::ZstdAnsweredPlain | Transport::Form => Layout::Schema11,
    };
    let collection = door.shelf.download(account, layout).await?;
    if collection.bytes == 0 {
        // Apps take a download of nothing for an empty collection and lose theirs (sharp edge 23).
        return Err(Fault::new("a collection of no bytes is never sent").into());
    }
    sending::collection(transport, collection)
}
