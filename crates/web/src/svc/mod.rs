//! /svc/… — what Anki's desktop program asks by itself. It is no browser: it sends no cookie and no
//! origin, and whatever it sends of the like is not looked at (PR-19).

mod desktop;
mod messages;

use axum::Router;
use axum::routing::post;

use crate::app::App;

pub(crate) fn routes() -> Router<App> {
    Router::new()
        .route("/svc/desktop/check-for-update", post(desktop::check))
        .route("/svc/desktop/addon-info", post(desktop::add_ons))
}
