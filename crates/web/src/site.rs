//! The whole site on one screen.

use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::middleware::from_fn_with_state;
use axum::routing::{get, post};

use crate::app::App;
use crate::frame::{assets, forgery, language, stopped};
use crate::{
    about, account, apps, decks, home, in_use, letters, setup, shared, statistics, status, study,
    support, svc, update, well_known,
};

/// Fields of forms are short; a password of 1,024 bytes takes three times as many when encoded.
const FORM_BYTES_MAX: usize = 32 * 1024;

/// All pages, with the answer to unknown addresses. The doorway stands before it: it brings the
/// caller and puts the security headers on.
pub fn router(app: App) -> Router {
    Router::new()
        .route("/", get(home::show))
        .route("/about", get(about::show))
        .route("/apps", get(apps::show))
        .route("/support", get(support::show))
        .route("/status", get(status::show))
        .route("/in-use", get(in_use::show))
        .route("/statistics", get(statistics::show))
        .merge(account::routes())
        .merge(decks::routes())
        .merge(study::routes())
        .merge(setup::routes())
        .merge(well_known::routes())
        .route("/static/{name}", get(assets::show))
        .fallback(stopped::not_found)
        .method_not_allowed_fallback(stopped::wrong_method)
        // Only where there is something to protect: an unknown address is a 404 for every client.
        .route_layer(from_fn_with_state(app.clone(), forgery::refuse))
        // A mail provider's posts are signed, and no cookie is read.
        .route("/letters/notices", post(letters::take))
        // Programs are no browsers: they say neither where their question was made nor who they are.
        .merge(svc::routes())
        .merge(update::routes())
        .merge(shared::routes())
        .layer(DefaultBodyLimit::max(FORM_BYTES_MAX))
        .layer(from_fn_with_state(app.clone(), stopped::dress))
        .layer(from_fn_with_state(app.clone(), language::carry))
        .with_state(app)
}
