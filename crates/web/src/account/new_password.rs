//! GET, POST /account/new-password — the link in the letter for a forgotten password.

use accounts::Error;
use askama::Template;
use axum::extract::{Query, State};
use axum::http::StatusCode;
use serde::Deserialize;
use texts::Texts;

use crate::account::address::{FORGOTTEN, LOG_IN};
use crate::account::link::{self, Link};
use crate::app::App;
use crate::frame::refusals::refused;
use crate::frame::{
    Field, Frame, Place, Reader, Refused, Reply, Said, Saying, Typed, page, see_other,
};

#[derive(Debug, Template)]
#[template(path = "account/new_password.html")]
struct NewPasswordPage {
    t: Texts,
    frame: Frame,
    token: String,
    fault: Option<String>,
    password: Field,
}

pub(super) async fn show(
    State(app): State<App>,
    reader: Reader,
    Query(link): Query<Link>,
) -> Reply {
    if !accounts::reset_is_open(&app.ground, &link.token).await? {
        return dead_link(&reader);
    }
    page(StatusCode::OK, &NewPasswordPage::new(&reader, &link.token))
        .map(|response| reader.without_referrer(response))
}

#[derive(Default, Deserialize)]
#[serde(default)]
pub(super) struct NewPassword {
    token: String,
    password: String,
}

pub(super) async fn create(
    State(app): State<App>,
    reader: Reader,
    Typed(typed): Typed<NewPassword>,
) -> Reply {
    let t = reader.t;
    if typed.password.is_empty() {
        let missing = Refused::at(Place::Password, t.refused_new_password_missing());
        return again(&reader, &typed, &missing);
    }
    let (token, new) = (&typed.token, &typed.password);
    match accounts::reset_password(&app.ground, &app.passwords, token, new).await {
        Ok(()) => Ok(see_other(LOG_IN, Some(Said::NewPassword))),
        Err(Error::BadToken) => dead_link(&reader),
        Err(error) => again(&reader, &typed, &refused(error, t)?),
    }
}

fn again(reader: &Reader, typed: &NewPassword, refused: &Refused) -> Reply {
    let form = NewPasswordPage::new(reader, &typed.token).refused(refused);
    page(refused.status, &form).map(|response| reader.without_referrer(refused.mark(response)))
}

fn dead_link(reader: &Reader) -> Reply {
    let t = reader.t;
    let saying = Saying::new(reader, t.new_password_bad_link_title())
        .paragraph(t.new_password_bad_link())
        .onward(t.new_password_ask_again(), FORGOTTEN);
    link::dead_link(reader, &saying)
}

impl NewPasswordPage {
    fn new(reader: &Reader, token: &str) -> NewPasswordPage {
        let t = reader.t;
        NewPasswordPage {
            t,
            frame: reader.frame(),
            token: token.to_owned(),
            fault: None,
            password: Field::new_password(t, t.field_new_password()),
        }
    }

    fn refused(self, refused: &Refused) -> NewPasswordPage {
        NewPasswordPage {
            fault: refused.sentence_at(Place::Form),
            password: self.password.fault(refused.sentence_at(Place::Password)),
            ..self
        }
    }
}
