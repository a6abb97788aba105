//! POST /account/login/code — the second factor of a log-in. Its form follows the log-in form; the
//! address alone shows nothing.

use accounts::{Error, HalfSignIn, SecondFactor};
use askama::Template;
use axum::extract::State;
use axum::http::StatusCode;
use serde::Deserialize;
use texts::Texts;

use crate::account::address::LOG_IN;
use crate::account::login::{Next, enter};
use crate::account::passkey_button::PasskeyButton;
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
    has_authenticator: bool,
    code: Field,
    passkey: Option<PasskeyButton>,
}

/// The form, once the password was right.
pub(super) async fn ask(app: &App, reader: &Reader, half: HalfSignIn, next: Option<Next>) -> Reply {
    let factor = accounts::factor_of_half(&app.ground, &half.token).await?;
    match factor {
        Some(factor) => {
            let shown = CodePage::new(app, reader, (half.token, factor), next);
            page(StatusCode::OK, &shown)
        }
        None => Ok(see_other(LOG_IN, Some(Said::CodeLate))),
    }
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
        return again(&app, &reader, typed, &faults).await;
    }
    let (token, code, from) = (&typed.token, &typed.code, reader.whereabouts());
    match accounts::finish_sign_in(&app.ground, &app.passwords, token, code, from).await {
        Ok(session) => {
            let next = Next::parse(&typed.next);
            enter(&app, &reader, session, next).await
        }
        Err(Error::BadToken) => Ok(see_other(LOG_IN, Some(Said::CodeLate))),
        Err(error) => {
            let refused = refused(error, t)?;
            again(&app, &reader, typed, &refused).await
        }
    }
}

async fn again(app: &App, reader: &Reader, typed: Finish, refused: &Refused) -> Reply {
    let next = Next::parse(&typed.next);
    let factor = accounts::factor_of_half(&app.ground, &typed.token).await?;
    let Some(factor) = factor else {
        return Ok(see_other(LOG_IN, Some(Said::CodeLate)));
    };
    let form = CodePage::new(app, reader, (typed.token, factor), next);
    let form = CodePage {
        fault: refused.sentence_at(Place::Form),
        code: form.code.fault(refused.sentence_at(Place::Code)),
        ..form
    };
    page(refused.status, &form).map(|response| refused.mark(response))
}

impl CodePage {
    fn new(
        app: &App,
        reader: &Reader,
        (token, factor): (String, SecondFactor),
        next: Option<Next>,
    ) -> CodePage {
        let t = reader.t;
        let passkey = PasskeyButton::to_log_in(app, reader, next.clone());
        CodePage {
            t,
            frame: reader.frame(),
            token,
            passkey: passkey
                .filter(|_| factor.passkeys > 0)
                .map(PasskeyButton::alone),
            next,
            fault: None,
            has_authenticator: factor.has_authenticator,
            code: code_field(t, factor).focused(),
        }
    }
}

/// For a code of the app or a recovery code; where there is no app, for a recovery code alone.
pub(super) fn code_field(t: Texts, factor: SecondFactor) -> Field {
    if factor.has_authenticator {
        Field::code(t.code_field()).hint(t.code_hint())
    } else {
        Field::code(t.code_field_recovery()).hint(t.code_hint_recovery())
    }
}
