//! Browsers that are logged in, on the account page; POST /account/sessions/{id}/removal, and for all
//! others POST /account/sessions/removal.

use accounts::{Browser, Day, OpenSession, SessionId};
use axum::extract::{Path, State};
use store::Millis;
use texts::Texts;

use crate::account::address::ACCOUNT;
use crate::account::devices::DayShown;
use crate::app::App;
use crate::frame::{Member, Reply, Said, see_other};

/// A session as its row shows it.
#[derive(Debug)]
pub(super) struct SessionRow {
    pub(super) id: i64,
    pub(super) browser: String,
    pub(super) is_this: bool,
    pub(super) logged_in: DayShown,
    pub(super) last_seen: DayShown,
}

/// Ending one asks for no password, as logging out everywhere does not.
pub(super) async fn revoke(
    State(app): State<App>,
    member: Member,
    Path(session): Path<i64>,
) -> Reply {
    let id = SessionId(session);
    let is_done = accounts::revoke_session(&app.ground, &member.who, id).await?;
    app.passes.revoke(member.who.account.id.0);
    // Pressed twice, or in two tabs: it is as wished.
    let said = if is_done {
        Said::SessionRevoked
    } else {
        Said::SessionGone
    };
    Ok(see_other(ACCOUNT, Some(said)))
}

pub(super) async fn revoke_others(State(app): State<App>, member: Member) -> Reply {
    accounts::sign_out_others(&app.ground, &member.who).await?;
    app.passes.revoke(member.who.account.id.0);
    Ok(see_other(ACCOUNT, Some(Said::OthersRevoked)))
}

impl SessionRow {
    pub(super) fn of(session: &OpenSession, t: Texts, now: Millis) -> SessionRow {
        let shown = |at: Millis| DayShown::of(Day::of(at), t, now);
        SessionRow {
            id: session.id.0,
            browser: name_of(session.browser, t),
            is_this: session.is_this,
            logged_in: shown(session.signed_in_at),
            last_seen: shown(session.used_at),
        }
    }
}

fn name_of(browser: Browser, t: Texts) -> String {
    match (browser.program, browser.system) {
        ("", _) => t.browser_unknown(),
        (program, "") => program.to_owned(),
        (program, system) => t.browser_on(program, system),
    }
}
