//! POST /decks/{id}/unburial — brings the buried cards of a deck back today.

use axum::extract::{Path, State};
use collection::model::DeckId;
use collection::study::Action;
use collection::study::bury::{Buried, unbury_deck};

use crate::app::App;
use crate::decks::trouble::in_use;
use crate::frame::{Member, Reply, Said, see_other};
use crate::study::desks::Whereabouts;

pub(super) async fn unbury(State(app): State<App>, member: Member, Path(id): Path<i64>) -> Reply {
    let account = member.who.account.id;
    let visit = app
        .desks
        .visit(account, Whereabouts::default(), None, move |bench| {
            bench.sit().perform(Action::UnburyUnsuspend, |pen| {
                unbury_deck(pen, DeckId(id), Buried::Any)
            })
        });
    match visit.await {
        Ok(()) => Ok(see_other(&format!("/decks/{id}"), Some(Said::DeckUnburied))),
        Err(trouble) => in_use(&member.reader, trouble),
    }
}
