//! GET, POST /account/second-factor — on, off, and the recovery codes.

use accounts::{Error, RecoveryCodes, SecondFactor, TotpSecret};
use askama::Template;
use axum::extract::State;
use axum::http::StatusCode;
use serde::Deserialize;
use store::Fault;
use texts::Texts;

use crate::account::address::{ACCOUNT, SECOND_FACTOR};
use crate::account::qr::Qr;
use crate::app::App;
use crate::frame::refusals::{missing, refused};
use crate::frame::{
    Field, Frame, Place, ProvenMember, Refused, Reply, Said, Stopped, Typed, page, see_other,
};

#[derive(Debug, Template)]
#[template(path = "account/second_factor.html")]
struct FactorPage {
    t: Texts,
    frame: Frame,
    state: Shown,
    /// Whether there is any second factor, a passkey included.
    has_any: bool,
    codes_left: u32,
}

/// What there is to do.
#[derive(Debug)]
enum Shown {
    On,
    Off(Box<SetUp>),
}

/// Setting up an authenticator app. The key travels with the form; until a code has shown that the
/// app has it, it opens nothing.
#[derive(Debug)]
struct SetUp {
    key: String,
    qr: Qr,
    fault: Option<String>,
    code: Field,
}

/// The recovery codes, shown once.
#[derive(Debug, Template)]
#[template(path = "account/recovery_codes.html")]
struct CodesPage {
    t: Texts,
    frame: Frame,
    codes: Vec<String>,
}

pub(super) async fn show(State(app): State<App>, member: ProvenMember) -> Reply {
    let who = member.proven.who();
    let factor = accounts::second_factor(&app.ground, who).await?;
    let state = if factor.is_some_and(|factor| factor.has_authenticator) {
        Shown::On
    } else {
        let secret = accounts::new_totp_secret(&app.ground);
        Shown::Off(Box::new(SetUp::new(&app, &member, &secret)?))
    };
    page(StatusCode::OK, &FactorPage::new(&member, state, factor))
}

#[derive(Default, Deserialize)]
#[serde(default)]
pub(super) struct NewFactor {
    key: String,
    code: String,
}

pub(super) async fn create(
    State(app): State<App>,
    member: ProvenMember,
    Typed(typed): Typed<NewFactor>,
) -> Reply {
    let t = member.reader.t;
    let secret = TotpSecret::parse(&typed.key).ok_or(Stopped::Unreadable)?;
    let is_missing = missing(typed.code.trim(), Place::Code, t.refused_code_missing());
    if let Some(faults) = Refused::all([is_missing]) {
        return again(&app, &member, &secret, &faults);
    }
    let (ground, passwords) = (&app.ground, &app.passwords);
    let proven = &member.proven;
    match accounts::turn_on_second_factor(ground, passwords, proven, &secret, &typed.code).await {
        Ok(codes) => show_codes(&member, &codes),
        Err(error) => again(&app, &member, &secret, &refused(error, t)?),
    }
}

fn again(app: &App, member: &ProvenMember, secret: &TotpSecret, refused: &Refused) -> Reply {
    let form = SetUp::new(app, member, secret)?;
    let form = SetUp {
        fault: refused.sentence_at(Place::Form),
        code: form.code.fault(refused.sentence_at(Place::Code)),
        ..form
    };
    let shown = FactorPage::new(member, Shown::Off(Box::new(form)), None);
    page(refused.status, &shown).map(|response| refused.mark(response))
}

pub(super) async fn renew_codes(State(app): State<App>, member: ProvenMember) -> Reply {
    match accounts::renew_recovery_codes(&app.ground, &member.proven).await {
        Ok(codes) => show_codes(&member, &codes),
        // Turned off in another tab.
        Err(Error::WrongCode) => Ok(see_other(SECOND_FACTOR, None)),
        Err(error) => {
            refused(error, member.reader.t)?;
            Err(Stopped::NotFound)
        }
    }
}

pub(super) fn show_codes(member: &ProvenMember, codes: &RecoveryCodes) -> Reply {
    let shown = CodesPage {
        t: member.reader.t,
        frame: member.reader.frame(),
        codes: codes.written(),
    };
    page(StatusCode::OK, &shown)
}

pub(super) async fn remove(State(app): State<App>, member: ProvenMember) -> Reply {
    accounts::turn_off_second_factor(&app.ground, &member.proven).await?;
    Ok(see_other(ACCOUNT, Some(Said::FactorOff)))
}

impl FactorPage {
    fn new(member: &ProvenMember, state: Shown, factor: Option<SecondFactor>) -> FactorPage {
        FactorPage {
            t: member.reader.t,
            frame: member.reader.frame(),
            state,
            has_any: factor.is_some(),
            codes_left: factor.map_or(0, |factor| factor.recovery_codes_left),
        }
    }
}

impl SetUp {
    fn new(app: &App, member: &ProvenMember, secret: &TotpSecret) -> Result<SetUp, Fault> {
        let t = member.reader.t;
        let site = app.options.origin();
        let site = site.split_once("://").map_or(site, |(_, name)| name);
        let email = member.proven.who().account.email.as_str();
        Ok(SetUp {
            key: secret.words(),
            qr: Qr::of(&secret.address(site, email))?,
            fault: None,
            code: Field::code(t.factor_field()).hint(t.factor_field_hint()),
        })
    }
}
