//! POST /decks/{id}/rebuilding and …/emptying — what only filtered decks have.

use axum::extract::{Path, State};
use axum::http::StatusCode;
use collection::model::DeckId;
use collection::study::{Action, filtered};
use collection::{Error, Pen};

use crate::app::App;
use crate::decks::trouble::{in_use, refused};
use crate::frame::{Member, Reply, Said, Saying, page, see_other};
use crate::study::desks::Whereabouts;

pub(in crate::decks) async fn rebuild(
    State(app): State<App>,
    member: Member,
    Path(id): Path<i64>,
) -> Reply {
    act(
        &app,
        &member,
        (id, Said::DeckRebuilt),
        Action::RebuildFilteredDeck,
        |pen, id| filtered::rebuild(pen, id).map(|_found| ()),
    )
    .await
}

pub(in crate::decks) async fn empty(
    State(app): State<App>,
    member: Member,
    Path(id): Path<i64>,
) -> Reply {
    act(
        &app,
        &member,
        (id, Said::DeckEmptied),
        Action::EmptyFilteredDeck,
        filtered::empty,
    )
    .await
}

async fn act(
    app: &App,
    member: &Member,
    (id, said): (i64, Said),
    action: Action,
    verb: impl FnOnce(&Pen<'_>, DeckId) -> Result<(), Error> + Send + 'static,
) -> Reply {
    let (account, t) = (member.who.account.id, member.reader.t);
    let visit = app.desks.visit(
        account,
        Whereabouts::default(),
        None,
        move |bench| match bench.sit().perform(action, |pen| verb(pen, DeckId(id))) {
            Ok(()) => Ok(None),
            Err(error) => refused(error, t).map(Some),
        },
    );
    match visit.await {
        Ok(None) => Ok(see_other(&format!("/decks/{id}"), Some(said))),
        Ok(Some(sentence)) => {
            let saying = Saying::new(&member.reader, t.nothing_changed_title())
                .paragraph(sentence)
                .onward(t.nav_decks(), "/decks");
            page(StatusCode::UNPROCESSABLE_ENTITY, &saying)
        }
        Err(trouble) => in_use(&member.reader, trouble),
    }
}
