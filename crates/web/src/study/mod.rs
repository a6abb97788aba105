//! /study/… — studying: the page, and what its script asks for. Begin reading at `review.rs`, then
//! `verbs.rs` for what can be done and `desks.rs` for what is remembered in between.

mod answer;
mod comparison;
pub(crate) mod desks;
mod info;
mod label;
mod note;
mod problem;
mod relabelling;
mod review;
mod sent;
mod settings;
mod shown;
mod states;
pub(crate) mod steps;
mod turn;
mod verbs;

pub use desks::Desks;

use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::routing::{get, post};

use crate::app::App;

/// A note can be long; collections of some learners hold whole articles in a field.
const NOTE_BYTES_MAX: usize = 4 * 1024 * 1024;

pub(crate) fn routes() -> Router<App> {
    Router::new()
        .route("/study", get(review::show))
        .route("/study/answer", post(answer::create))
        .route("/study/burial", post(verbs::bury))
        .route("/study/cards/{card}", get(info::show))
        .route("/study/comparison", post(comparison::show))
        .route("/study/due", post(verbs::set_due))
        .route("/study/flag", post(verbs::flag))
        .route("/study/labels", post(relabelling::show))
        .route("/study/mark", post(verbs::mark))
        .route(
            "/study/note",
            post(note::change).layer(DefaultBodyLimit::max(NOTE_BYTES_MAX)),
        )
        .route("/study/notes/{note}", get(note::show))
        .route("/study/redo", post(verbs::redo))
        .route("/study/removal", post(verbs::remove))
        .route("/study/reset", post(verbs::reset))
        .route("/study/settings", get(settings::show).post(settings::save))
        .route("/study/state", post(verbs::state))
        .route("/study/suspension", post(verbs::suspend))
        .route("/study/undo", post(verbs::undo))
}
