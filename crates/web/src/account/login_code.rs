//! POST /account/login/code — the second factor of a log-in. Its form follows the log-in form; the
//! address alone shows nothing.

use accounts::{Error, HalfSignIn};
use askama::Template;
use axum::extract::State;
use axum::http::StatusCode;
use serde::Deserialize;
use texts::Texts;

use crate::account::address::LOG_IN;
use crate::account::login::{Next, home_of};
use crate::app::App;
use crate::frame::refusals::{missing, refused};
use crate::frame::{Field, Frame, Place, Reader, Refused, Reply, Said, Typed, page, see_other};

#[derive(Debug, Template)]
#[template(path = "account/login_code.html")]
struct CodePage {
    t: Texts,
    frame: Frame,
    token: String,
    next: Option<Next>,
    fault: Option<String>,
    code: Field,
}

/// The form, once the password was right.
pub(super) fn ask(reader: &Reader, half: HalfSignIn, next: Option<Next>) -> Reply {
    page(StatusCode::OK, &CodePage::new(reader, half.token, next))
}

/// Opened from the address bar, or reloaded: there is no password to go with it.
pub(super) async fn show() -> Reply {
    Ok(see_other(LOG_IN, None))
}

#[derive(Default, Deserialize)]
#[serde(default)]
pub(super) struct Finish {
    token: String,
    code: String,
    next: String,
}

pub(super) async fn create(
    State(app): State<App>,
    reader: Reader,
    Typed(typed): Typed<Finish>,
) -> Reply {
    let t = reader.t;
    let is_missing = missing(typed.code.trim(), Place::Code, t.refused_code_missing());
    if let Some(faults) = Refused::all([is_missing]) {
        return again(&reader, typed, &faults);
    }
    let (token, code) = (&typed.token, &typed.code);
    match accounts::finish_sign_in(&app.ground, &app.passwords, token, code).await {
        Ok(session) => {
            let next = Next::parse(&typed.next);
            let home = home_of(&app, session.account).await?;
            let onward = see_other(next.as_ref().map_or(home, Next::path), None);
            Ok(reader.begin_session(onward, session))
        }
        Err(Error::BadToken) => Ok(see_other(LOG_IN, Some(Said::CodeLate))),
        Err(error) => {
            let refused = refused(error, t)?;
            again(&reader, typed, &refused)
        }
    }
}

fn again(reader: &Reader, typed: Finish, refused: &Refused) -> Reply {
    let next = Next::parse(&typed.next);
    let form = CodePage::new(reader, typed.token, next);
    let form = CodePage {
        fault: refused.sentence_at(Place::Form),
        code: form.code.fault(refused.sentence_at(Place::Code)),
        ..form
    };
    page(refused.status, &form).map(|response| refused.mark(response))
}

impl CodePage {
    fn new(reader: &Reader, token: String, next: Option<Next>) -> CodePage {
        let t = reader.t;
        CodePage {
            t,
            frame: reader.frame(),
            token,
            next,
            fault: None,
            code: Field::code(t.code_field()).hint(t.code_hint()).focused(),
        }
    }
}
