//! GET /account/terms

use askama::Template;
use axum::extract::State;
use axum::http::StatusCode;
use texts::Texts;

use crate::app::App;
use crate::frame::{Frame, Reader, Reply, page};
use crate::options::Contact;

#[derive(Debug, Template)]
#[template(path = "account/terms.html")]
struct TermsPage {
    t: Texts,
    frame: Frame,
    contact: Option<Contact>,
}

pub(super) async fn show(State(app): State<App>, reader: Reader) -> Reply {
    page(
        StatusCode::OK,
        &TermsPage {
            t: reader.t,
            frame: reader.frame(),
            contact: app.options.contact(),
        },
    )
}
