//! GET, POST /account/second-factor/return — the link "that was not me" of the letters about a new
//! second factor.

use accounts::Error;
use axum::extract::{Query, State};
use axum::http::StatusCode;

use crate::account::email::{Link, dead};
use crate::app::App;
use crate::frame::refusals::refused;
use crate::frame::{Consent, Reader, Reply, Saying, Typed, page};

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
    let t = reader.t;
    match accounts::take_back(&app.ground, &app.passwords, &link.token).await {
        Ok(()) => {
            let saying =
                Saying::new(&reader, t.factor_returned_title()).paragraph(t.email_returned());
            page(StatusCode::OK, &saying)
        }
        Err(Error::BadToken) => dead(&reader, t.email_return_dead()),
        Err(error) => dead(&reader, refused(error, t)?.sentence()),
    }
}
