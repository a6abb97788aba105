//! POST /decks/zone — where the learner is, from the script of the list: her day ends when it ends
//! there.

use axum::extract::State;
use axum::response::IntoResponse as _;
use serde::Deserialize;

use crate::app::App;
use crate::frame::{Member, Reply, Typed};

#[derive(Debug, Deserialize)]
pub(super) struct Place {
    #[serde(default)]
    zone: String,
}

pub(super) async fn learn(
    State(app): State<App>,
    member: Member,
    Typed(place): Typed<Place>,
) -> Reply {
    let is_other = app
        .desks
        .learn_zone(member.who.account.id, &place.zone)
        .await;
    Ok(if is_other { "other" } else { "known" }.into_response())
}
