//! GET /account/remove-account — how to leave. AnkiDroid links here.

use askama::Template;
use axum::extract::State;
use axum::http::StatusCode;
use texts::Texts;

use crate::app::App;
use crate::frame::{Frame, Reader, Reply, page};
use crate::options::Contact;

#[derive(Debug, Template)]
#[template(path = "account/remove_account.html")]
struct LeavePage {
    t: Texts,
    frame: Frame,
    contact: Option<Contact>,
}

pub(super) async fn show(State(app): State<App>, reader: Reader) -> Reply {
    page(
        StatusCode::OK,
        &LeavePage {
            t: reader.t,
            frame: reader.frame(),
            contact: app.options.contact(),
        },
    )
}
