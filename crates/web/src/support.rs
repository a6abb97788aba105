//! GET /support — the common questions, and the way to a person.

use askama::Template;
use axum::extract::State;
use axum::http::StatusCode;
use texts::Texts;

use crate::app::App;
use crate::frame::{Frame, Reader, Reply, page};
use crate::options::Contact;

#[derive(Debug, Template)]
#[template(path = "support.html")]
struct SupportPage {
    t: Texts,
    frame: Frame,
    contact: Option<Contact>,
}

pub(crate) async fn show(State(app): State<App>, reader: Reader) -> Reply {
    page(
        StatusCode::OK,
        &SupportPage {
            t: reader.t,
            frame: reader.frame(),
            contact: app.options.contact(),
        },
    )
}
