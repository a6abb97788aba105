//! POST /update/desktop — the question of Anki's desktop program before 23.10: is there a newer version?

use axum::extract::{Form, State};
use axum::routing::post;
use axum::{Json, Router};
use doorway::Caller;
use serde::{Deserialize, Serialize};
use usage::{Asked, PointVersion};

use crate::app::App;

/// What the program says, as far as we listen (PR-21): also the time of its installation, of which we
/// have no use.
#[derive(Debug, Deserialize)]
struct OldQuestion {
    ver: String,
    os: String,
    id: String,
    #[serde(default)]
    lm: String,
}

/// The program takes all keys for granted.
#[derive(Debug, Serialize)]
struct OldAnswer {
    msg: Option<String>,
    #[serde(rename = "msgId")]
    message: u32,
    ver: Option<String>,
    time: i64,
}

pub(crate) fn routes() -> Router<App> {
    Router::new().route("/update/desktop", post(check))
}

async fn check(
    State(app): State<App>,
    caller: Caller,
    Form(asked): Form<OldQuestion>,
) -> Json<OldAnswer> {
    let asked = Asked {
        version: PointVersion::parse(&asked.ver).unwrap_or(PointVersion(0)),
        system: asked.os,
        installation: asked.id,
        last_message: asked.lm.parse().unwrap_or(0),
    };
    let answer = app.checks.check(caller.network(), asked).await;
    Json(OldAnswer {
        msg: answer.message.map(|message| message.text),
        message: answer.last_message,
        ver: answer.newer,
        time: answer.now.secs(),
    })
}
