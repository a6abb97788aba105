//! GET, POST /account/proof — the password once more, before what matters.

use accounts::{Error, ShownAgain};
use askama::Template;
use axum::extract::{Query, State};
use axum::http::StatusCode;
use serde::Deserialize;
use texts::Texts;

use crate::account::address::ACCOUNT;
use crate::account::login::Next;
use crate::account::login_code::code_field;
use crate::account::passkey_button::{BySignature, PasskeyButton};
use crate::app::App;
use crate::frame::refusals::{missing, refused};
use crate::frame::{Field, Frame, Member, Place, Refused, Reply, Stopped, Typed, page, see_other};

#[derive(Debug, Template)]
#[template(path = "account/proof.html")]
struct ProofPage {
    t: Texts,
    frame: Frame,
    email: String,
    next: Option<Next>,
    fault: Option<String>,
    password: Field,
    code: Option<Field>,
    passkey: Option<PasskeyButton>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Asked {
    next: String,
}

pub(super) async fn show(
    State(app): State<App>,
    member: Member,
    Query(asked): Query<Asked>,
) -> Reply {
    let shown = ProofPage::new(&app, &member, Next::parse(&asked.next)).await?;
    page(StatusCode::OK, &shown)
}

#[derive(Default, Deserialize)]
#[serde(default)]
pub(super) struct Proof {
    password: String,
    code: String,
    next: String,
}

pub(super) async fn create(
    State(app): State<App>,
    member: Member,
    Typed(typed): Typed<Proof>,
) -> Reply {
    let t = member.reader.t;
    let next = Next::parse(&typed.next);
    let is_missing = missing(
        &typed.password,
        Place::Password,
        t.refused_password_missing(),
    );
    if let Some(faults) = Refused::all([is_missing]) {
        return again(&app, &member, next, &faults).await;
    }
    let shown = ShownAgain {
        password: &typed.password,
        code: &typed.code,
    };
    match accounts::prove_again(&app.ground, &app.passwords, &member.who, shown).await {
        Ok(session) => {
            let onward = see_other(next.as_ref().map_or(ACCOUNT, Next::path), None);
            Ok(member.reader.begin_session(onward, session))
        }
        Err(error) => again(&app, &member, next, &in_place(error, t)?).await,
    }
}

/// POST /account/proof/passkey
pub(super) async fn by_passkey(
    State(app): State<App>,
    member: Member,
    Typed(typed): Typed<BySignature>,
) -> Reply {
    let site = app.options.relying_party().ok_or(Stopped::NotFound)?;
    let (ground, passwords, signed) = (&app.ground, &app.passwords, typed.signed());
    let next = typed.next();
    match accounts::prove_with_passkey(ground, passwords, &member.who, &site, signed).await {
        Ok(session) => {
            let onward = see_other(next.as_ref().map_or(ACCOUNT, Next::path), None);
            Ok(member.reader.begin_session(onward, session))
        }
        Err(error) => {
            let refused = refused(error, member.reader.t)?;
            again(&app, &member, next, &refused).await
        }
    }
}

fn in_place(error: Error, t: Texts) -> Result<Refused, Stopped> {
    if let Error::WrongCredentials = error {
        return Ok(Refused::at(Place::Password, t.refused_current_password()));
    }
    refused(error, t)
}

async fn again(app: &App, member: &Member, next: Option<Next>, refused: &Refused) -> Reply {
    let form = ProofPage::new(app, member, next).await?.refused(refused);
    page(refused.status, &form).map(|response| refused.mark(response))
}

impl ProofPage {
    async fn new(app: &App, member: &Member, next: Option<Next>) -> Result<ProofPage, Stopped> {
        let Member { reader, who } = member;
        let t = reader.t;
        let factor = accounts::second_factor(&app.ground, who).await?;
        let passkey = PasskeyButton::to_prove(app, member, next.clone());
        Ok(ProofPage {
            t,
            frame: reader.frame(),
            email: who.account.email.to_string(),
            next,
            fault: None,
            password: Field::password(t),
            code: factor.map(|factor| code_field(t, factor)),
            passkey: passkey.filter(|_| factor.is_some_and(|factor| factor.passkeys > 0)),
        })
    }

    fn refused(self, refused: &Refused) -> ProofPage {
        ProofPage {
            fault: refused.sentence_at(Place::Form),
            password: self.password.fault(refused.sentence_at(Place::Password)),
            code: self
                .code
                .map(|code| code.fault(refused.sentence_at(Place::Code))),
            ..self
        }
    }
}
