//! POST /svc/desktop/check-for-update and /svc/desktop/addon-info — the questions of Anki's desktop
//! program since 23.10.

use axum::body::Bytes;
use axum::extract::State;
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use doorway::Caller;
use prost::Message as _;
use usage::{Asked, PointVersion};

use super::messages::{AddOns, AskForAddOns, CheckForUpdate, UpdateAnswer};
use crate::app::App;

/// The program asks for so many at a time.
const ADD_ONS_MAX: usize = 25;

/// Whether there is a newer version (PR-20).
pub(super) async fn check(State(app): State<App>, caller: Caller, body: Bytes) -> Response {
    let Ok(asked) = CheckForUpdate::decode(body) else {
        return StatusCode::BAD_REQUEST.into_response();
    };
    let asked = Asked {
        version: PointVersion(asked.version),
        system: asked.system,
        installation: asked.installation.to_string(),
        last_message: asked.last_message,
    };
    let answer = app.checks.check(caller.network(), asked).await;
    encoded(&UpdateAnswer {
        new_version: answer.newer,
        now_secs: answer.now.secs(),
        message: answer.message.map(|message| message.text),
        last_message: answer.last_message,
    })
}

/// Which of the installed add-ons have newer versions. None are shared here, so none of them is known;
/// the program then leaves them as they are.
pub(super) async fn add_ons(body: Bytes) -> Response {
    match AskForAddOns::decode(body) {
        Ok(asked) if asked.add_ons.len() <= ADD_ONS_MAX => encoded(&AddOns::default()),
        _ => StatusCode::BAD_REQUEST.into_response(),
    }
}

fn encoded(message: &impl prost::Message) -> Response {
    let kind = [(header::CONTENT_TYPE, "application/octet-stream")];
    (kind, message.encode_to_vec()).into_response()
}
