//! GET, POST /account/remove-account — leaving; AnkiDroid links here. And the way back:
//! GET, POST /account/keeping.

use accounts::Error;
use askama::Template;
use axum::extract::{Query, State};
use axum::http::StatusCode;
use privacy::Key;
use texts::Texts;

use crate::account::address::ACCOUNT;
use crate::account::link::{self, Link};
use crate::app::App;
use crate::frame::refusals::refused;
use crate::frame::{
    Consent, Frame, Member, ProvenMember, Reader, Reply, Said, Saying, Typed, page, see_other,
};

#[derive(Debug, Template)]
#[template(path = "account/remove_account.html")]
struct LeavePage {
    t: Texts,
    frame: Frame,
    is_member: bool,
    /// The day, in words.
    due: Option<String>,
    key: Key,
}

pub(super) async fn show(State(app): State<App>, reader: Reader) -> Reply {
    let departure = match &reader.who {
        Some(who) => accounts::departure(&app.ground, who).await?,
        None => None,
    };
    let t = reader.t;
    let shown = LeavePage {
        t,
        frame: reader.frame(),
        is_member: reader.who.is_some(),
        due: departure.map(|known| t.day(known.due_at.0)),
        key: privacy::site_key(&app.ground).await?,
    };
    page(StatusCode::OK, &shown)
}

pub(super) async fn create(State(app): State<App>, member: ProvenMember) -> Reply {
    accounts::ask_for_removal(&app.ground, &member.proven).await?;
    Ok(see_other(
        "/account/remove-account",
        Some(Said::RemovalAsked),
    ))
}

pub(super) async fn keep(State(app): State<App>, member: Member) -> Reply {
    accounts::keep_account(&app.ground, &member.who).await?;
    Ok(see_other(ACCOUNT, Some(Said::AccountKept)))
}

pub(super) async fn show_keeping(
    State(app): State<App>,
    reader: Reader,
    Query(link): Query<Link>,
) -> Reply {
    if !accounts::is_keeping_open(&app.ground, &link.token).await? {
        return dead(&reader, reader.t.keep_dead());
    }
    let t = reader.t;
    Consent::new(&reader, "/account/keeping", link.token)
        .saying(t.keep_title(), t.keep_lead())
        .page(t.keep_submit())
}

pub(super) async fn keep_by_link(
    State(app): State<App>,
    reader: Reader,
    Typed(link): Typed<Link>,
) -> Reply {
    let t = reader.t;
    match accounts::keep_by_link(&app.ground, &link.token).await {
        Ok(()) => {
            let saying = Saying::new(&reader, t.keep_done_title()).paragraph(t.keep_done());
            page(StatusCode::OK, &saying)
        }
        Err(Error::BadToken) => dead(&reader, t.keep_dead()),
        Err(error) => dead(&reader, refused(error, t)?.sentence()),
    }
}

fn dead(reader: &Reader, sentence: String) -> Reply {
    let saying = Saying::new(reader, reader.t.keep_dead_title()).paragraph(sentence);
    link::dead_link(reader, &saying)
}
