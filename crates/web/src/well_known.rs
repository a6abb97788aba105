//! Addresses that programs look for on every site.

use axum::Router;
use axum::response::Redirect;
use axum::routing::get;

use crate::account::address;
use crate::app::App;

pub(crate) fn routes() -> Router<App> {
    // Password managers send people here to change a password that is known to have leaked (PR-62).
    Router::new().route(
        "/.well-known/change-password",
        get(async || Redirect::to(address::PASSWORD)),
    )
}
