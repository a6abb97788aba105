//! /setup — what a new operator has to decide, and what is still wrong. Only for the steward: the account
//! that was made with the link of the first start. For all others it is not there.

mod desk;
mod page;

use axum::Router;
use axum::routing::{get, post};

use crate::app::App;
pub use desk::{Checked, SetUp, Wish};

pub(crate) fn routes() -> Router<App> {
    Router::new()
        .route("/setup", get(page::show))
        .route("/setup/settings", post(page::save))
        .route("/setup/letter", post(page::send_letter))
}
