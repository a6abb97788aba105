//! POST /decks/upgrade — a collection of one of the old schedulers is made ready for studying here.

use axum::extract::State;
use collection::study::Action;
use collection::study::upgrade::{is_needed, upgrade};

use crate::app::App;
use crate::decks::trouble::in_use;
use crate::frame::{Member, Reply, Said, see_other};
use crate::study::desks::Whereabouts;

pub(super) async fn begin(State(app): State<App>, member: Member) -> Reply {
    let account = member.who.account.id;
    let visit = app
        .desks
        .visit(account, Whereabouts::default(), None, move |bench| {
            // Pressed twice: it is as wished.
            if is_needed(bench.collection.connection())? {
                bench.sit().perform(Action::Final, upgrade)?;
            }
            Ok(())
        });
    match visit.await {
        Ok(()) => Ok(see_other("/decks", Some(Said::Upgraded))),
        Err(trouble) => in_use(&member.reader, trouble),
    }
}
