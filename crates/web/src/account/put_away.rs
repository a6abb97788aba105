//! POST /account/put-away/return — brings back what was put away for want of use.

use axum::extract::State;

use crate::account::address::ACCOUNT;
use crate::app::App;
use crate::frame::{Member, Reply, Said, see_other};

pub(super) async fn bring_back(State(app): State<App>, member: Member) -> Reply {
    let is_back = privacy::bring_back(&app.ground, &app.shelf, &member.who).await?;
    let said = if is_back {
        Said::BroughtBack
    } else {
        Said::NothingToBring
    };
    Ok(see_other(ACCOUNT, Some(said)))
}
