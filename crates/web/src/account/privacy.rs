//! GET /account/privacy — what this server stores, why, and for how long. Each sentence is kept by
//! something that stands in the code; who changes one changes the other.

use askama::Template;
use axum::extract::State;
use axum::http::StatusCode;
use texts::Texts;

use crate::app::App;
use crate::frame::{Frame, Reader, Reply, page};
use crate::options::{Contact, Options};

#[derive(Debug, Template)]
#[template(path = "account/privacy.html")]
struct PrivacyPage {
    t: Texts,
    frame: Frame,
    operator: Option<String>,
    location: Option<String>,
    contact: Option<Contact>,
    unused_days: u32,
}

pub(super) async fn show(State(app): State<App>, reader: Reader) -> Reply {
    page(
        StatusCode::OK,
        &PrivacyPage {
            t: reader.t,
            frame: reader.frame(),
            operator: Options::said(&app.options.operator),
            location: Options::said(&app.options.location),
            contact: app.options.contact(),
            unused_days: app.privacy.unused_days_max,
        },
    )
}
