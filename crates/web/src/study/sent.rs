//! What the script of the page sends, and what it gets back.

use axum::Json;
use axum::extract::rejection::JsonRejection;
use axum::extract::{FromRequest, Request};
use axum::http::{StatusCode, header};
use axum::response::IntoResponse as _;
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};

use crate::app::App;
use crate::frame::{Reply, Stopped};
use crate::study::desks::{Trouble, Whereabouts};

/// A step with what comes with every step.
#[derive(Debug, Deserialize)]
pub(super) struct Sent<T> {
    #[serde(flatten)]
    pub(super) deed: T,
    #[serde(flatten)]
    pub(super) around: Around,
}

/// What comes with every step.
#[derive(Debug, Default, Deserialize)]
pub(super) struct Around {
    zone: Option<String>,
    /// Prints of the faces that the page already has.
    #[serde(default)]
    pub(super) known: Vec<String>,
    /// Where the page found media until now.
    base: Option<String>,
    /// Names the step, so that it happens once.
    key: Option<String>,
    /// Milliseconds since it was done.
    #[serde(default)]
    ago: i64,
}

const KEY_LENGTH_MAX: usize = 64;
const BASE_LENGTH_MAX: usize = 200;

impl Around {
    pub(super) fn whereabouts(&self) -> Whereabouts {
        Whereabouts {
            zone: self.zone.clone(),
            ago_ms: self.ago.max(0),
        }
    }

    pub(super) fn base(&self) -> Option<&str> {
        let base = self.base.as_deref()?;
        (base.len() <= BASE_LENGTH_MAX).then_some(base)
    }

    pub(super) fn key(&self) -> Option<String> {
        self.key
            .clone()
            .filter(|key| !key.is_empty() && key.len() <= KEY_LENGTH_MAX)
    }
}

impl<T: DeserializeOwned> FromRequest<App> for Sent<T> {
    type Rejection = Stopped;

    async fn from_request(request: Request, app: &App) -> Result<Sent<T>, Stopped> {
        let sent: Result<Json<Sent<T>>, JsonRejection> = Json::from_request(request, app).await;
        match sent {
            Ok(Json(sent)) => Ok(sent),
            Err(refused) if refused.status() == StatusCode::PAYLOAD_TOO_LARGE => {
                Err(Stopped::TooLarge)
            }
            Err(_) => Err(Stopped::Unreadable),
        }
    }
}

/// An answer for the script.
#[expect(clippy::unnecessary_wraps, reason = "every handler gives back a reply")]
pub(super) fn told(status: StatusCode, answer: &impl Serialize) -> Reply {
    Ok((status, Json(answer)).into_response())
}

/// The collection cannot be had now: the page waits and asks again.
pub(super) fn waits(trouble: Trouble) -> Reply {
    match trouble {
        Trouble::Busy => {
            let again = [(header::RETRY_AFTER, "2")];
            Ok((StatusCode::SERVICE_UNAVAILABLE, again).into_response())
        }
        Trouble::Fault(fault) => Err(Stopped::Broken(fault)),
    }
}
