//! The door itself: what its handlers share, and its addresses.

use std::ops::Deref;
use std::sync::Arc;
use std::time::Duration;

use accounts::{AccountId, KnownDevices, Network, Passwords};
use axum::Router;
use axum::body::Body;
use axum::extract::{DefaultBodyLimit, Path, State};
use axum::http::{Request, Response, StatusCode};
use axum::response::IntoResponse as _;
use axum::routing::any;
use doorway::{Caller, Visit};
use privacy::Policy;
use quarantine::Quarantine;
use shelf::Shelf;
use store::{Fault, Ground};
use texts::Texts;

use crate::calls;
use crate::intake::{Arrival, Asker};
use crate::method::{MediaMethod, Method};
use crate::options::Options;
use crate::refused::Refused;
use crate::sentences;
use crate::sessions::Sessions;
use crate::turns::Turns;
use crate::wire::{Budgets, Limits};

/// How often abandoned syncs are looked for.
const SWEEP_EVERY: Duration = Duration::from_secs(15);
/// What a zip may have around its files: names and headers of 25 entries, and the list of names.
const ZIP_FRAME_BYTES_MAX: u64 = 128 * 1024;

/// The sync door: what its handlers share. Cheap to clone.
#[derive(Debug, Clone)]
pub struct SyncDoor(Arc<Shared>);

/// What all clones of a door have in common.
#[derive(Debug)]
pub struct Shared {
    pub(crate) ground: Ground,
    pub(crate) shelf: Shelf,
    pub(crate) passwords: Passwords,
    pub(crate) devices: KnownDevices,
    pub(crate) quarantine: Quarantine,
    pub(crate) policy: Policy,
    pub(crate) options: Options,
    pub(crate) budgets: Budgets,
    pub(crate) sessions: Sessions,
    /// Who is sending a collection.
    pub(crate) uploading: Turns<AccountId>,
    /// Where forms come from whose sender is not known yet.
    pub(crate) strangers: Turns<Network>,
}

impl Deref for SyncDoor {
    type Target = Shared;

    fn deref(&self) -> &Shared {
        &self.0
    }
}

impl SyncDoor {
    /// A door to these services. Options that would lead apps astray are a fault.
    pub fn new(
        ground: &Ground,
        shelf: &Shelf,
        passwords: &Passwords,
        (quarantine, policy): (&Quarantine, &Policy),
        mut options: Options,
    ) -> Result<SyncDoor, Fault> {
        options.redirect_to = checked_base(&options.redirect_to)?;
        Ok(SyncDoor(Arc::new(Shared {
            ground: ground.clone(),
            shelf: shelf.clone(),
            passwords: passwords.clone(),
            devices: KnownDevices::default(),
            quarantine: quarantine.clone(),
            policy: policy.clone(),
            budgets: Budgets::of(&options),
            options,
            sessions: Sessions::default(),
            uploading: Turns::default(),
            strangers: Turns::default(),
        })))
    }

    /// Ends syncs that have been idle for too long, again and again. Never returns: spawn it.
    pub async fn keep_swept(self) {
        loop {
            tokio::time::sleep(SWEEP_EVERY).await;
            self.sweep().await;
        }
    }

    /// Ends syncs that have been idle for too long, once. Returns how many.
    pub async fn sweep(&self) -> usize {
        let idle_max = Duration::from_secs(self.options.idle_secs_max);
        let now = self.ground.clock.now();
        self.sessions.sweep(now.minus(idle_max)).await
    }

    /// Ends all running syncs, as if their clients had asked for it. Called when the server stops,
    /// after the last request has been answered.
    pub async fn close(&self) {
        self.sessions.end_all().await;
    }

    /// How much may come in with the file of this method.
    pub(crate) fn file_limits(&self, method: Method) -> Limits {
        if method == Method::Media(MediaMethod::Upload) {
            let bytes = self.options.media_request_bytes_max + ZIP_FRAME_BYTES_MAX;
            return Limits {
                compressed: bytes + ZIP_FRAME_BYTES_MAX,
                produced: bytes,
            };
        }
        Limits {
            compressed: self.options.upload_bytes_max,
            produced: self.options.collection_bytes_max,
        }
    }
}

/// The addresses that apps know.
pub fn router(door: SyncDoor) -> Router {
    Router::new()
        .route("/sync/{method}", any(collection))
        .route("/msync/{method}", any(media))
        // Bodies have budgets of their own, by method.
        .layer(DefaultBodyLimit::disable())
        .with_state(door)
}

async fn collection(
    State(door): State<SyncDoor>,
    Path(name): Path<String>,
    caller: Caller,
    visit: Visit,
    request: Request<Body>,
) -> Response<Body> {
    let method = Method::of_collection(&name);
    answer(door, method, (caller, visit), request).await
}

async fn media(
    State(door): State<SyncDoor>,
    Path(name): Path<String>,
    caller: Caller,
    visit: Visit,
    request: Request<Body>,
) -> Response<Body> {
    let method = Method::of_media(&name);
    answer(door, method, (caller, visit), request).await
}

async fn answer(
    door: SyncDoor,
    method: Option<Method>,
    (caller, visit): (Caller, Visit),
    request: Request<Body>,
) -> Response<Body> {
    let Some(method) = method else {
        return Refused::bad("no such method").into_response();
    };
    let asker = Asker {
        method,
        caller,
        visit,
    };
    let arrival = Arrival { asker, request };
    match arrival.understood(&door).await {
        Ok(call) => {
            let transport = call.transport;
            let account = call.device().ok().map(|device| device.account);
            match calls::perform(&door, call).await {
                Ok(answer) => answer,
                Err(why) => {
                    let t = match account {
                        Some(account) => sentences::of_account(&door.ground, account).await,
                        None => Texts::default(),
                    };
                    calls::turned_away(&door, method, (transport, t), why)
                }
            }
        }
        Err(turned) => {
            let t = sentences::of_key(&door.ground, &turned.host_key).await;
            calls::turned_away(&door, method, (turned.transport, t), turned.why)
        }
    }
}

/// Sends an app to another base address. Only `meta` may do that (§3.5).
pub(crate) fn elsewhere(base: &str) -> Result<Response<Body>, Refused> {
    Response::builder()
        .status(StatusCode::PERMANENT_REDIRECT)
        .header("location", base)
        .body(Body::empty())
        .map_err(|error| Refused::Broken(Fault::because("the redirect has no address", error)))
}

/// Apps take the address as a base: a relative one, or one of a method, leads nowhere (§3.5).
fn checked_base(base: &str) -> Result<String, Fault> {
    if base.is_empty() {
        return Ok(String::new());
    }
    let is_absolute = base.starts_with("https://") || base.starts_with("http://");
    let is_plain = base.bytes().all(|byte| byte.is_ascii_graphic());
    if !is_absolute || !is_plain || base.contains(['?', '#']) || base.contains("/sync/") {
        return Err(Fault::new(format!(
            "sync.redirect_to must be a base address such as https://eu.example.org/, not `{base}`"
        )));
    }
    Ok(format!("{}/", base.trim_end_matches('/')))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn edge_11_a_redirect_is_always_an_absolute_base() {
        assert_eq!(
            checked_base("https://eu.example.org").unwrap(),
            "https://eu.example.org/"
        );
        assert_eq!(
            checked_base("http://h:81/sub/").unwrap(),
            "http://h:81/sub/"
        );
        assert_eq!(checked_base("").unwrap(), "");
        for wrong in [
            "eu.example.org",
            "/sync/meta",
            "https://h/sync/meta",
            "https://h/?x",
            "https://h/ü",
        ] {
            assert!(checked_base(wrong).is_err(), "{wrong}");
        }
    }
}
