//! GET, POST /account/resetpw — asks for a letter with a link for a new password.

use askama::Template;
use axum::extract::State;
use axum::http::StatusCode;
use serde::Deserialize;
use texts::Texts;

use crate::app::App;
use crate::frame::refusals::{email_fault, refused};
use crate::frame::{Field, Frame, Place, Reader, Refused, Reply, Saying, Typed, page};

#[derive(Debug, Template)]
#[template(path = "account/resetpw.html")]
struct ResetPage {
    t: Texts,
    frame: Frame,
    fault: Option<String>,
    email: Field,
}

pub(super) async fn show(reader: Reader) -> Reply {
    page(StatusCode::OK, &ResetPage::new(&reader, ""))
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Reset {
    email: String,
}

pub(super) async fn create(
    State(app): State<App>,
    reader: Reader,
    Typed(typed): Typed<Reset>,
) -> Reply {
    let t = reader.t;
    if let Some(faults) = Refused::all([email_fault(&typed.email, t)]) {
        return again(&reader, &typed, &faults);
    }
    let network = reader.caller.network();
    match accounts::request_reset(&app.ground, &app.passwords, &typed.email, network).await {
        Ok(()) => {
            let saying = Saying::new(&reader, t.reset_sent_title())
                .paragraph(t.reset_sent(typed.email.trim()))
                .paragraph(t.sign_up_sent_hint());
            page(StatusCode::OK, &saying)
        }
        Err(error) => again(&reader, &typed, &refused(error, t)?),
    }
}

fn again(reader: &Reader, typed: &Reset, refused: &Refused) -> Reply {
    let form = ResetPage::new(reader, &typed.email).refused(refused);
    page(refused.status, &form).map(|response| refused.mark(response))
}

impl ResetPage {
    fn new(reader: &Reader, email: &str) -> ResetPage {
        ResetPage {
            t: reader.t,
            frame: reader.frame(),
            fault: None,
            email: Field::email(reader.t, email),
        }
    }

    fn refused(self, refused: &Refused) -> ResetPage {
        ResetPage {
            fault: refused.sentence_at(Place::Form),
            email: self.email.fault(refused.sentence_at(Place::Email)),
            ..self
        }
    }
}
