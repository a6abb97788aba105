//! POST /account/password — another password, from the account page.

use accounts::Error;
use axum::extract::State;
use serde::Deserialize;
use texts::Texts;

use crate::account::address::ACCOUNT;
use crate::account::home::AccountPage;
use crate::app::App;
use crate::frame::refusals::{missing, refused};
use crate::frame::{Member, Place, Refused, Reply, Said, Stopped, Typed, page, see_other};

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
    if let Some(faults) = faults(&typed, t) {
        return again(&app, &member, &faults).await;
    }
    let (old, new) = (&typed.current, &typed.password);
    match accounts::change_password(&app.ground, &app.passwords, &member.who, old, new).await {
        Ok(session) => {
            let onward = see_other(ACCOUNT, Some(Said::PasswordChanged));
            Ok(member.reader.begin_session(onward, session))
        }
        Err(error) => again(&app, &member, &in_place(error, t)?).await,
    }
}

fn faults(typed: &Change, t: Texts) -> Option<Refused> {
    let is_same = !typed.password.is_empty() && typed.password == typed.current;
    Refused::all([
        missing(
            &typed.current,
            Place::Current,
            t.refused_current_password_missing(),
        ),
        missing(
            &typed.password,
            Place::Password,
            t.refused_new_password_missing(),
        ),
        is_same.then(|| (Place::Password, t.refused_password_same())),
    ])
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
