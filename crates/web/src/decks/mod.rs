//! /decks/… — the decks of a collection. Begin reading at `list.rs`.

mod calculation;
mod creation;
mod custom_study;
mod deck;
mod filtered;
mod list;
mod mistake;
mod options;
mod removal;
mod shape;
mod trouble;
mod unburial;
mod upgrade;
mod zone;

pub use calculation::Calculations;
pub(crate) use trouble::in_use;

use axum::Router;
use axum::routing::{get, post};

use crate::app::App;

pub(crate) fn routes() -> Router<App> {
    Router::new()
        .route("/decks", get(list::show).post(creation::create))
        .route("/decks/filtered", get(filtered::new).post(filtered::build))
        .route("/decks/undo", post(removal::undo))
        .route("/decks/upgrade", post(upgrade::begin))
        .route("/decks/zone", post(zone::learn))
        .route("/decks/{deck}", get(deck::show))
        .route("/decks/{deck}/calculation", get(calculation::show))
        .route("/decks/{deck}/calculation/end", post(calculation::stop))
        .route(
            "/decks/{deck}/calculation/progress",
            get(calculation::progress),
        )
        .route(
            "/decks/{deck}/custom-study",
            get(custom_study::form).post(custom_study::begin),
        )
        .route(
            "/decks/{deck}/description",
            get(shape::description_form).post(shape::describe),
        )
        .route("/decks/{deck}/emptying", post(filtered::empty))
        .route(
            "/decks/{deck}/filtered",
            get(filtered::edit).post(filtered::save),
        )
        .route("/decks/{deck}/folding", post(shape::fold))
        .route(
            "/decks/{deck}/forecast",
            get(calculation::forecast_form).post(calculation::begin_forecast),
        )
        .route(
            "/decks/{deck}/name",
            get(shape::name_form).post(shape::rename),
        )
        .route(
            "/decks/{deck}/options",
            get(options::form).post(options::save),
        )
        .route("/decks/{deck}/options/preset", post(options::add_preset))
        .route(
            "/decks/{deck}/parent",
            get(shape::parent_form).post(shape::reparent),
        )
        .route("/decks/{deck}/rebuilding", post(filtered::rebuild))
        .route(
            "/decks/{deck}/removal",
            get(removal::form).post(removal::remove),
        )
        .route("/decks/{deck}/study", post(deck::study))
        .route(
            "/decks/{deck}/subdeck",
            get(creation::subdeck_form).post(creation::create_subdeck),
        )
        .route("/decks/{deck}/unburial", post(unburial::unbury))
}
