//! The media methods: names and hashes are exchanged, then bytes (§6).

#[cfg(any(test, fuzzing))]
pub(crate) mod hostile;
mod names;
mod parcel;
mod zip_out;

use std::io::Read as _;

use axum::body::Body;
use axum::http::Response;
use serde::{Deserialize, Serialize, Serializer};
use shelf::MediaChange;
use store::Fault;

use crate::calls::to_the_end;
use crate::door::SyncDoor;
use crate::intake::{Call, Who};
use crate::method::MediaMethod;
use crate::refused::Refused;
use crate::sending;
use crate::wire::{Sealed, Transport};
pub(crate) use zip_out::ZipOut;

/// Rows of one answer of `mediaChanges`. Apps ask again from the last one's number.
const CHANGES_MAX: u32 = 1000;
/// Files of one request, both ways.
const FILES_MAX: usize = 25;
/// An answer of `downloadFiles` ends after the file that makes it longer than this.
const DOWNLOAD_ENDS_AFTER_BYTES: u64 = 2_621_440;
/// Answers that are short enough to be made at once.
const SHORT_BYTES_MAX: u64 = 4 << 20;

/// Does what a request about media asks for.
pub(crate) async fn perform(
    door: &SyncDoor,
    method: MediaMethod,
    call: Call,
) -> Result<Response<Body>, Refused> {
    match method {
        MediaMethod::Begin => begin(door, call).await,
        MediaMethod::Changes => changes(door, call).await,
        MediaMethod::Upload => upload_changes(door, call).await,
        MediaMethod::Download => download_files(door, call).await,
        MediaMethod::Sanity => sanity(door, call).await,
    }
}

/// The wrapping of all answers but zips. Old apps fail without `err`, even an empty one.
#[derive(Debug, Serialize)]
struct Wrapped<T> {
    data: T,
    err: &'static str,
}

#[derive(Debug, Serialize)]
struct Failed<'a> {
    err: &'a str,
}

/// An error that apps show, with status 200.
pub(crate) fn error_in_words(transport: Transport, words: &str) -> Result<Sealed, Fault> {
    Sealed::json(transport, &Failed { err: words })
}

fn wrapped(transport: Transport, data: impl Serialize) -> Result<Response<Body>, Refused> {
    Ok(Sealed::json(transport, &Wrapped { data, err: "" })?.into_response())
}

#[derive(Deserialize)]
struct BeginRequest {
    v: String,
}

#[derive(Serialize)]
struct Begun {
    usn: i32,
    sk: String,
}

/// Tells where the media stand. Old apps use `sk` as their key from now on: it is the host key, which
/// they sent to us a moment ago.
async fn begin(door: &SyncDoor, call: Call) -> Result<Response<Body>, Refused> {
    let account = call.device()?.account;
    let most = call.method.json_bytes_max(door.options.json_bytes_max);
    let (transport, mut version) = (call.transport, call.client);
    if transport != Transport::Form {
        let asked: BeginRequest = call.payload.json(most, &door.budgets).await?.read()?;
        version = asked.v;
    }
    if version.is_empty() {
        return Err(Refused::bad("begin without a version"));
    }
    let Who::Known { host_key, .. } = call.who else {
        return Err(Refused::WrongKey);
    };
    let usn = door.shelf.head(account).await?.media.usn;
    wrapped(transport, Begun { usn, sk: host_key })
}

#[derive(Deserialize)]
struct ChangesRequest {
    #[serde(rename = "lastUsn")]
    last_usn: i32,
}

/// A file that changed, an array on the wire. A deleted one has an empty hash; null breaks apps.
struct Changed(MediaChange);

impl Serialize for Changed {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let MediaChange { name, usn, sha1 } = &self.0;
        (name, usn, sha1.as_deref().unwrap_or_default()).serialize(serializer)
    }
}

async fn changes(door: &SyncDoor, call: Call) -> Result<Response<Body>, Refused> {
    let account = call.device()?.account;
    let most = call.method.json_bytes_max(door.options.json_bytes_max);
    let asked: ChangesRequest = call.payload.json(most, &door.budgets).await?.read()?;
    let changes = door
        .shelf
        .media_changes(account, asked.last_usn, CHANGES_MAX)
        .await?;
    let changes: Vec<Changed> = changes.into_iter().map(Changed).collect();
    wrapped(call.transport, changes)
}

/// Takes in the files and deletions of a zip: all of them or, if one breaks a rule, none.
async fn upload_changes(door: &SyncDoor, call: Call) -> Result<Response<Body>, Refused> {
    let account = call.device()?.account;
    let transport = call.transport;
    let limits = door.file_limits(call.method);
    let folder = door.ground.folder.temporary();
    let (zip, _bytes) = match call.payload.spooled_file(&folder, limits).await {
        // 400 for the lot is what Anki's server says to everything it does not take.
        Err(Refused::TooLarge) => return Err(Refused::bad("more media than one request may have")),
        received => received?,
    };
    door.ground.crash_points.here("sync.media.received");
    let door = door.clone();
    let edited = to_the_end(async move {
        let (shelf, rules) = (door.shelf.clone(), parcel::Rules::of(&door.options));
        let unpacked = tokio::task::spawn_blocking(move || {
            parcel::unpack(zip, rules, || Ok(shelf.new_bundle(account)?))
        });
        let parcel::Unpacked { bundle, edits } = unpacked
            .await
            .map_err(|error| Fault::because("unpacking media broke", error))??;
        door.ground.crash_points.here("sync.media.unpacked");
        let edited = door.shelf.edit_media(account, bundle, edits).await?;
        door.ground.crash_points.here("sync.media.stored");
        Ok(edited)
    })
    .await?;
    wrapped(transport, (edited.processed, edited.usn))
}

#[derive(Deserialize)]
struct DownloadRequest {
    files: Vec<String>,
}

/// Sends files in the order they were asked for, as many as fit: apps drop that many names from
/// their list and ask for the rest.
async fn download_files(door: &SyncDoor, call: Call) -> Result<Response<Body>, Refused> {
    let account = call.device()?.account;
    let transport = call.transport;
    let most = call.method.json_bytes_max(door.options.json_bytes_max);
    let asked: DownloadRequest = call.payload.json(most, &door.budgets).await?.read()?;
    if asked.files.len() > FILES_MAX {
        return Err(Refused::bad("too many files"));
    }
    let heavy = door.budgets.reading().await?;
    let read = door
        .shelf
        .read_media(account, asked.files, DOWNLOAD_ENDS_AFTER_BYTES)
        .await;
    let files = read?;
    let packed = tokio::task::spawn_blocking(move || {
        let mut zip = ZipOut::pack(&files, heavy)?;
        if zip.len() > SHORT_BYTES_MAX {
            return Ok(Packed::Long(zip));
        }
        let mut bytes = Vec::with_capacity(usize::try_from(zip.len()).unwrap_or(0));
        zip.read_to_end(&mut bytes)?;
        Ok(Packed::Short(Sealed::new(transport, bytes)?))
    });
    let packed: Result<Packed, Fault> = packed
        .await
        .map_err(|error| Fault::because("packing media broke", error))?;
    match packed? {
        Packed::Short(sealed) => Ok(sealed.into_response()),
        Packed::Long(zip) => sending::zip(transport, zip),
    }
}

/// A zip that is ready, or one that is read while it is sent.
enum Packed {
    Short(Sealed),
    Long(ZipOut),
}

#[derive(Deserialize)]
struct SanityRequest {
    local: u32,
}

async fn sanity(door: &SyncDoor, call: Call) -> Result<Response<Body>, Refused> {
    let account = call.device()?.account;
    let most = call.method.json_bytes_max(door.options.json_bytes_max);
    let asked: SanityRequest = call.payload.json(most, &door.budgets).await?.read()?;
    let files = door.shelf.head(account).await?.media.files;
    let word = if asked.local == files {
        "OK"
    } else {
        "mediaSanity"
    };
    wrapped(call.transport, word)
}
