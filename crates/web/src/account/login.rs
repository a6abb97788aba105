//! GET, POST /account/login

use accounts::{AccountId, Credentials, Error, NewSession};
use askama::Template;
use axum::extract::{Query, State};
use axum::http::StatusCode;
use axum::response::Response;
use serde::Deserialize;
use texts::Texts;

use crate::account::address::CONNECT;
use crate::account::login_code;
use crate::account::passkey_button::{BySignature, PasskeyButton};
use crate::app::App;
use crate::frame::refusals::{figures, missing, refused};
use crate::frame::{Field, Frame, Place, Reader, Refused, Reply, Stopped, Typed, page, see_other};

#[derive(Debug, Template)]
#[template(path = "account/login.html")]
struct LogInPage {
    t: Texts,
    frame: Frame,
    next: Option<Next>,
    fault: Option<String>,
    email: Field,
    password: Field,
    passkey: Option<PasskeyButton>,
}

/// Where to go after logging in: a page of our own, whatever the address bar said.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Next(String);

impl Next {
    pub(super) fn path(&self) -> &str {
        &self.0
    }

    pub(super) fn parse(asked: &str) -> Option<Next> {
        let is_plain = |c: char| c.is_ascii_alphanumeric() || "/-_.".contains(c);
        let is_ours = asked.starts_with('/') && !asked.starts_with("//");
        (is_ours && asked.chars().all(is_plain)).then(|| Next(asked.to_owned()))
    }
}

impl std::fmt::Display for Next {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.0)
    }
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Asked {
    next: String,
}

pub(super) async fn show(
    State(app): State<App>,
    reader: Reader,
    Query(asked): Query<Asked>,
) -> Reply {
    let next = Next::parse(&asked.next);
    if reader.who.is_some() {
        let home = "/decks";
        return Ok(see_other(next.as_ref().map_or(home, |next| &next.0), None));
    }
    page(StatusCode::OK, &LogInPage::new(&app, &reader, "", next))
}

#[derive(Default, Deserialize)]
#[serde(default)]
pub(super) struct LogIn {
    email: String,
    password: String,
    next: String,
}

pub(super) async fn create(
    State(app): State<App>,
    reader: Reader,
    Typed(typed): Typed<LogIn>,
) -> Reply {
    let next = Next::parse(&typed.next);
    if let Some(faults) = faults(&typed, reader.t) {
        return again(&app, &reader, &typed, &faults);
    }
    let credentials = Credentials {
        email: &typed.email,
        password: &typed.password,
    };
    let from = reader.whereabouts();
    match accounts::sign_in(&app.ground, &app.passwords, credentials, from).await {
        Ok(session) => enter(&app, &reader, session, next).await,
        Err(Error::CodeNeeded(half)) => login_code::ask(&app, &reader, half, next).await,
        Err(error) => again(&app, &reader, &typed, &refused(error, reader.t)?),
    }
}

/// POST /account/login/passkey
pub(super) async fn by_passkey(
    State(app): State<App>,
    reader: Reader,
    Typed(typed): Typed<BySignature>,
) -> Reply {
    let site = app.options.relying_party().ok_or(Stopped::NotFound)?;
    let (ground, passwords) = (&app.ground, &app.passwords);
    let (signed, from) = (typed.signed(), reader.whereabouts());
    match accounts::sign_in_with_passkey(ground, passwords, &site, signed, from).await {
        Ok(session) => enter(&app, &reader, session, typed.next()).await,
        Err(error) => {
            let refused = refused(error, reader.t)?;
            let form = LogInPage::new(&app, &reader, "", typed.next()).refused(&refused);
            page(refused.status, &form).map(|response: Response| refused.mark(response))
        }
    }
}

/// Where one goes after logging in.
pub(super) async fn enter(
    app: &App,
    reader: &Reader,
    session: NewSession,
    next: Option<Next>,
) -> Reply {
    let home = home_of(app, session.account).await?;
    let onward = see_other(next.as_ref().map_or(home, Next::path), None);
    Ok(reader.begin_session(onward, session))
}

/// Where a member begins: at her decks, or, before the first sync, where apps are connected.
async fn home_of(app: &App, account: AccountId) -> Result<&'static str, Stopped> {
    let head = figures(app.shelf.head(account).await)?;
    let is_new = head.is_none_or(|head| head.generation == 0);
    Ok(if is_new { CONNECT } else { "/decks" })
}

/// An address that is none is left to the log-in itself, which then says the same as for any
/// other wrong one.
fn faults(typed: &LogIn, t: Texts) -> Option<Refused> {
    Refused::all([
        missing(typed.email.trim(), Place::Email, t.refused_email_missing()),
        missing(
            &typed.password,
            Place::Password,
            t.refused_password_missing(),
        ),
    ])
}

fn again(app: &App, reader: &Reader, typed: &LogIn, refused: &Refused) -> Reply {
    let next = Next::parse(&typed.next);
    let form = LogInPage::new(app, reader, &typed.email, next).refused(refused);
    page(refused.status, &form).map(|response: Response| refused.mark(response))
}

impl LogInPage {
    fn new(app: &App, reader: &Reader, email: &str, next: Option<Next>) -> LogInPage {
        LogInPage {
            t: reader.t,
            frame: reader.frame(),
            passkey: PasskeyButton::to_log_in(app, reader, next.clone()),
            next,
            fault: None,
            email: Field::email_or_passkey(reader.t, email),
            password: Field::password(reader.t),
        }
    }

    fn refused(self, refused: &Refused) -> LogInPage {
        LogInPage {
            fault: refused.sentence_at(Place::Form),
            email: self.email.fault(refused.sentence_at(Place::Email)),
            password: self.password.fault(refused.sentence_at(Place::Password)),
            // A browser that offers of itself what was refused would do so for ever.
            passkey: self.passkey.map(PasskeyButton::alone),
            ..self
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Next;

    #[test]
    fn after_logging_in_one_never_lands_on_another_site() {
        for foreign in [
            "//evil.example",
            "https://evil.example",
            "/\\evil.example",
            "/\t/evil.example",
            "javascript:alert(1)",
            "account",
            "",
        ] {
            assert_eq!(Next::parse(foreign), None, "{foreign}");
        }
        assert_eq!(
            Next::parse("/account/connect"),
            Some(Next("/account/connect".to_owned()))
        );
    }
}
