//! GET, POST /account/signup

use accounts::{Error, NewAccount, Registration};
use askama::Template;
use axum::extract::{Query, State};
use axum::http::{StatusCode, Uri};
use axum::response::{IntoResponse as _, Redirect, Response};
use serde::Deserialize;
use store::Fault;
use texts::Texts;

use crate::account::address::{CONNECT, LOG_IN, SIGN_UP};
use crate::app::App;
use crate::frame::refusals::{email_fault, missing, refused};
use crate::frame::{
    Field, Frame, Place, Reader, Refused, Reply, Saying, Stopped, Typed, page, see_other,
};

#[derive(Debug, Template)]
#[template(path = "account/signup.html")]
struct SignUpPage {
    t: Texts,
    frame: Frame,
    invitation: Option<String>,
    /// What stands beside the form.
    policy_version: Option<u32>,
    fault: Option<String>,
    email: Field,
    password: Field,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Asked {
    invitation: String,
}

/// What the form is shown for.
enum Door {
    Open,
    Invited,
    Uninvited,
    BadInvitation,
    Closed,
}

pub(super) async fn show(
    State(app): State<App>,
    reader: Reader,
    Query(asked): Query<Asked>,
) -> Reply {
    if reader.who.is_some() {
        return Ok(see_other(CONNECT, None));
    }
    let t = reader.t;
    let closed = match door(&app, &asked.invitation).await? {
        Door::Open | Door::Invited => {
            let form = SignUpPage::new(&reader, "", &asked.invitation).beside(policy_version(&app));
            return page(StatusCode::OK, &form).map(|response| reader.without_referrer(response));
        }
        Door::Uninvited => (t.sign_up_by_invitation_title(), t.sign_up_by_invitation()),
        Door::BadInvitation => (t.sign_up_by_invitation_title(), t.sign_up_bad_invitation()),
        Door::Closed => (t.sign_up_closed_title(), t.sign_up_closed()),
    };
    let (title, sentence) = closed;
    let saying = Saying::new(&reader, title)
        .paragraph(sentence)
        .onward(t.log_in_title(), LOG_IN)
        .onward(t.support_title(), "/support");
    page(StatusCode::OK, &saying).map(|response| reader.without_referrer(response))
}

async fn door(app: &App, invitation: &str) -> Result<Door, Fault> {
    let registration = app.passwords.registration();
    if registration == Registration::Closed {
        return Ok(Door::Closed);
    }
    if invitation.is_empty() {
        let is_open = registration == Registration::Open;
        return Ok(if is_open { Door::Open } else { Door::Uninvited });
    }
    let is_good = accounts::invitation_is_open(&app.ground, invitation).await?;
    Ok(if is_good {
        Door::Invited
    } else {
        Door::BadInvitation
    })
}

/// GET /account/register — the address that Anki and AnkiDroid open.
pub(super) async fn from_the_apps(uri: Uri) -> Response {
    let query = uri
        .query()
        .map(|query| format!("?{query}"))
        .unwrap_or_default();
    Redirect::permanent(&format!("{SIGN_UP}{query}")).into_response()
}

#[derive(Default, Deserialize)]
#[serde(default)]
pub(super) struct SignUp {
    email: String,
    password: String,
    invitation: String,
    policy_version: Option<u32>,
}

fn policy_version(app: &App) -> Option<u32> {
    app.policy.standing().map(|standing| standing.number)
}

pub(super) async fn create(
    State(app): State<App>,
    reader: Reader,
    Typed(mut typed): Typed<SignUp>,
) -> Reply {
    let t = reader.t;
    typed.policy_version = typed
        .policy_version
        .min(policy_version(&app))
        .or(policy_version(&app));
    if let Some(faults) = faults(&typed, t) {
        return again(&reader, &typed, &faults);
    }
    let new = NewAccount {
        email: &typed.email,
        password: &typed.password,
        invitation: (!typed.invitation.is_empty()).then_some(typed.invitation.as_str()),
        language: t.language(),
        policy_version: typed.policy_version,
    };
    let network = reader.caller.network();
    if let Err(error) = accounts::sign_up(&app.ground, &app.passwords, new, network).await {
        let refused = in_place(error, app.passwords.registration(), t)?;
        return again(&reader, &typed, &refused);
    }
    let saying = Saying::new(&reader, t.sign_up_sent_title())
        .paragraph(t.sign_up_sent(typed.email.trim()))
        .paragraph(t.sign_up_sent_hint());
    page(StatusCode::OK, &saying)
}

fn faults(typed: &SignUp, t: Texts) -> Option<Refused> {
    Refused::all([
        email_fault(&typed.email, t),
        missing(
            &typed.password,
            Place::Password,
            t.refused_new_password_missing(),
        ),
    ])
}

/// A form that was kept open, or made by hand: where invitations are needed, that is what to say.
fn in_place(error: Error, registration: Registration, t: Texts) -> Result<Refused, Stopped> {
    if matches!(
        (&error, registration),
        (Error::RegistrationClosed, Registration::Invite)
    ) {
        return Ok(Refused::at(Place::Form, t.sign_up_by_invitation()));
    }
    refused(error, t)
}

fn again(reader: &Reader, typed: &SignUp, refused: &Refused) -> Reply {
    let form = SignUpPage::new(reader, &typed.email, &typed.invitation)
        .beside(typed.policy_version)
        .refused(refused);
    page(refused.status, &form).map(|response| refused.mark(response))
}

impl SignUpPage {
    fn new(reader: &Reader, email: &str, invitation: &str) -> SignUpPage {
        let t = reader.t;
        SignUpPage {
            t,
            frame: reader.frame(),
            invitation: (!invitation.is_empty()).then(|| invitation.to_owned()),
            policy_version: None,
            fault: None,
            email: Field::email(t, email).hint(t.field_email_hint()),
            password: Field::new_password(t, t.field_password()),
        }
    }

    fn beside(self, policy_version: Option<u32>) -> SignUpPage {
        SignUpPage {
            policy_version,
            ..self
        }
    }

    fn refused(self, refused: &Refused) -> SignUpPage {
        SignUpPage {
            fault: refused.sentence_at(Place::Form),
            email: self.email.fault(refused.sentence_at(Place::Email)),
            password: self.password.fault(refused.sentence_at(Place::Password)),
            ..self
        }
    }
}
