//! POST /decks, and GET, POST /decks/{id}/subdeck — new decks.

use axum::extract::{Path, State};
use axum::response::Response;
use collection::model::{Deck, DeckName};
use collection::study::{Action, decks};

use crate::app::App;
use crate::decks::list;
use crate::decks::shape::{Entry, FormPage, Named, deck_of, status_of};
use crate::decks::trouble::{in_use, refused};
use crate::frame::{Field, Member, Reply, Said, Stopped, Typed, page, see_other};
use crate::study::desks::Whereabouts;

/// `POST /decks`: a new deck, from the list.
pub(super) async fn create(
    State(app): State<App>,
    member: Member,
    Typed(typed): Typed<Named>,
) -> Reply {
    match add(&app, &member, typed.name.trim()).await {
        Ok(None) => Ok(see_other("/decks", Some(Said::DeckCreated))),
        Ok(Some(fault)) => list::again(&app, &member, Some((typed.name, fault))).await,
        Err(reply) => reply,
    }
}

/// Adds a deck; a sentence if that is refused.
async fn add(
    app: &App,
    member: &Member,
    name: &str,
) -> Result<Option<String>, Result<Response, Stopped>> {
    let (account, t) = (member.who.account.id, member.reader.t);
    if name.is_empty() {
        return Ok(Some(t.decks_name_missing()));
    }
    let mut deck = Deck::new_normal();
    deck.name = DeckName::from_human(name);
    let visit = app
        .desks
        .visit(account, Whereabouts::default(), None, move |bench| {
            let added = bench
                .sit()
                .perform(Action::AddDeck, |pen| decks::add(pen, &mut deck));
            match added {
                Ok(()) => Ok(None),
                Err(error) => refused(error, t).map(Some),
            }
        });
    visit
        .await
        .map_err(|trouble| in_use(&member.reader, trouble))
}

pub(super) async fn subdeck_form(
    State(app): State<App>,
    member: Member,
    Path(id): Path<i64>,
) -> Reply {
    let deck = match deck_of(&app, &member, id).await {
        Ok(deck) => deck,
        Err(reply) => return reply,
    };
    subdeck_page(&member, &deck, "", None)
}

fn subdeck_page(member: &Member, above: &Deck, typed: &str, fault: Option<String>) -> Reply {
    let t = member.reader.t;
    let status = status_of(fault.as_ref());
    let field = Field::line("name", t.decks_name(), typed).fault(fault);
    let form = FormPage::new(
        member,
        t.decks_subdeck_title(above.name.human()),
        format!("/decks/{}/subdeck", above.id),
        Entry::Line(field),
    );
    page(
        status,
        &FormPage {
            submit: t.decks_create(),
            ..form
        },
    )
}

pub(super) async fn create_subdeck(
    State(app): State<App>,
    member: Member,
    Path(id): Path<i64>,
    Typed(typed): Typed<Named>,
) -> Reply {
    let above = match deck_of(&app, &member, id).await {
        Ok(deck) => deck,
        Err(reply) => return reply,
    };
    let name = match typed.name.trim() {
        "" => String::new(),
        name => format!("{}::{name}", above.name.human()),
    };
    match add(&app, &member, &name).await {
        Ok(None) => Ok(see_other("/decks", Some(Said::DeckCreated))),
        Ok(fault) => subdeck_page(&member, &above, &typed.name, fault),
        Err(reply) => reply,
    }
}
