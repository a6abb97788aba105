//! GET, POST /account/second-factor/return — the link "that was not me" of the letters about a new
//! second factor.

use axum::extract::{Query, State};

use crate::account::email::{Link, dead, taken_back};
use crate::app::App;
use crate::frame::{Consent, Reader, Reply, Typed};

pub(super) async fn show(
    State(app): State<App>,
    reader: Reader,
    Query(link): Query<Link>,
) -> Reply {
    if !accounts::is_return_open(&app.ground, &link.token).await? {
        return dead(&reader, reader.t.email_return_dead());
    }
    let t = reader.t;
    Consent::new(&reader, "/account/second-factor/return", link.token)
        .saying(t.factor_return_title(), t.factor_return_lead())
        .page(t.factor_return_submit())
}

pub(super) async fn create(
    State(app): State<App>,
    reader: Reader,
    Typed(link): Typed<Link>,
) -> Reply {
    let title = reader.t.factor_returned_title();
    taken_back(&app, &reader, &link, title).await
}
