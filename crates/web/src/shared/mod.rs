//! /shared/… — what people share. Nothing is shared here yet; programs that ask are told so.

mod updates;

use axum::Router;
use axum::routing::get;

use crate::app::App;

pub(crate) fn routes() -> Router<App> {
    Router::new().route("/shared/updates/{add_ons}", get(updates::show))
}
