//! POST /account/password — another password, from the account page.

use accounts::Error;
use axum::extract::State;
use serde::Deserialize;
use texts::Texts;

use crate::account::address::ACCOUNT;
use crate::account::home::AccountPage;
use crate::app::App;
use crate::frame::refusals::refused;
use crate::frame::{
    Member, Place, Refused, Reply, Said, Stopped, Typed, begin_session, page, see_other,
};

#[derive(Default, Deserialize)]
#[serde(default)]
pub(super) struct Change {
    current: String,
    password: String,
}

pub(super) async fn change(
    State(app): State<App>,
    member: Member,
    Typed(typed): Typed<Change>,
) -> Reply {
    let t = member.reader.t;
    if let Some(missing) = missing(&typed, t) {
        return again(&app, &member, &missing).await;
    }
    let (old, new) = (&typed.current, &typed.password);
    match accounts::change_password(&app.ground, &app.passwords, &member.who, old, new).await {
        Ok(session) => {
            let onward = see_other(ACCOUNT, Some(Said::PasswordChanged));
            Ok(begin_session(onward, member.reader.way, session.token))
        }
        Err(error) => again(&app, &member, &in_place(error, t)?).await,
    }
}

fn missing(typed: &Change, t: Texts) -> Option<Refused> {
    if typed.current.is_empty() {
        Some(Refused::at(
            Place::Current,
            t.refused_current_password_missing(),
        ))
    } else if typed.password.is_empty() {
        Some(Refused::at(
            Place::Password,
            t.refused_new_password_missing(),
        ))
    } else if typed.password == typed.current {
        Some(Refused::at(Place::Password, t.refused_password_same()))
    } else {
        None
    }
}

/// Who is logged in need not be told that the address may be wrong.
fn in_place(error: Error, t: Texts) -> Result<Refused, Stopped> {
    if let Error::WrongCredentials = error {
        return Ok(Refused::at(Place::Current, t.refused_current_password()));
    }
    refused(error, t)
}

async fn again(app: &App, member: &Member, refused: &Refused) -> Reply {
    let form = AccountPage::of(app, member).await?.refused(refused);
    page(refused.status, &form).map(|response| refused.mark(response))
}
