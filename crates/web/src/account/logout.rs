//! POST /account/logout — here, or everywhere.

use axum::extract::State;
use serde::Deserialize;

use crate::app::App;
use crate::frame::{Reader, Reply, Said, Typed, end_session, see_other};

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct LogOut {
    everywhere: String,
}

/// Works without a session, too: whoever asks to be logged out is logged out.
pub(super) async fn create(
    State(app): State<App>,
    reader: Reader,
    Typed(typed): Typed<LogOut>,
) -> Reply {
    let everywhere = !typed.everywhere.is_empty();
    if let Some(who) = &reader.who {
        app.passes.revoke(who.account.id.0);
        app.desks.leave(who.account.id);
        app.calculations.forget(who.account.id);
        if everywhere {
            accounts::sign_out_everywhere(&app.ground, who).await?;
        } else {
            accounts::sign_out(&app.ground, who).await?;
        }
    }
    let said = if everywhere {
        Said::LoggedOutEverywhere
    } else {
        Said::LoggedOut
    };
    Ok(end_session(see_other("/", Some(said)), reader.way))
}
