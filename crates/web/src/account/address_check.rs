//! GET, POST /account/address-check — does the address still reach its owner? With the token of a letter
//! a form that says yes; without, what the question is about; POST /account/address-check/letter sends
//! the letter again.

use accounts::Error;
use accounts::address::CHECK;
use askama::Template;
use axum::extract::{Query, State};
use axum::http::StatusCode;
use texts::Texts;

use crate::account::address::{ACCOUNT, LOG_IN};
use crate::account::link::{self, Link};
use crate::app::App;
use crate::frame::refusals::refused;
use crate::frame::{Frame, Member, Reader, Reply, Said, Saying, Stopped, Typed, page, see_other};

#[derive(Debug, Template)]
#[template(path = "account/address_check.html")]
struct CheckPage {
    t: Texts,
    frame: Frame,
    /// Of the letter that was followed.
    token: Option<String>,
    email: String,
    asked: String,
    /// `None`: it has waited too long.
    until: Option<String>,
    fault: Option<String>,
}

pub(super) async fn show(
    State(app): State<App>,
    reader: Reader,
    Query(link): Query<Link>,
) -> Reply {
    if link.token.is_empty() {
        return explain(&app, &reader, None);
    }
    if !accounts::is_check_open(&app.ground, &link.token).await? {
        return dead_link(&reader);
    }
    let shown = CheckPage {
        token: Some(link.token),
        ..CheckPage::new(&reader)
    };
    page(StatusCode::OK, &shown).map(|response| reader.without_referrer(response))
}

/// What the question is about, to a member who is asked.
fn explain(app: &App, reader: &Reader, fault: Option<String>) -> Reply {
    let Some(who) = &reader.who else {
        return Err(Stopped::LogInFirst(Some(CHECK.to_owned())));
    };
    let Some(check) = who.address_check else {
        return Ok(see_other(ACCOUNT, None));
    };
    let is_overdue = check.is_overdue(app.ground.clock.now());
    let shown = CheckPage {
        email: who.account.email.to_string(),
        asked: reader.t.day(check.asked_at.0),
        until: (!is_overdue).then(|| reader.t.day(check.due_at.0)),
        fault,
        ..CheckPage::new(reader)
    };
    page(StatusCode::OK, &shown)
}

pub(super) async fn create(
    State(app): State<App>,
    reader: Reader,
    Typed(link): Typed<Link>,
) -> Reply {
    match accounts::confirm_check(&app.ground, &link.token).await {
        Ok(()) => {
            let onward = if reader.who.is_some() {
                ACCOUNT
            } else {
                LOG_IN
            };
            Ok(see_other(onward, Some(Said::CheckDone)))
        }
        Err(Error::BadToken) => dead_link(&reader),
        Err(error) => {
            let refused = refused(error, reader.t)?;
            let saying = Saying::new(&reader, reader.t.check_title()).paragraph(refused.sentence());
            page(refused.status, &saying)
        }
    }
}

pub(super) async fn again(State(app): State<App>, member: Member) -> Reply {
    let (ground, passwords) = (&app.ground, &app.passwords);
    match accounts::ask_for_check_again(ground, passwords, &member.who).await {
        Ok(()) => Ok(see_other(CHECK, Some(Said::CheckSent))),
        Err(error) => {
            let refused = refused(error, member.reader.t)?;
            explain(&app, &member.reader, Some(refused.sentence()))
        }
    }
}

fn dead_link(reader: &Reader) -> Reply {
    let t = reader.t;
    let saying = Saying::new(reader, t.verify_bad_link_title())
        .paragraph(t.refused_link())
        .onward(t.account_title(), ACCOUNT);
    link::dead_link(reader, &saying)
}

impl CheckPage {
    fn new(reader: &Reader) -> CheckPage {
        CheckPage {
            t: reader.t,
            frame: reader.frame(),
            token: None,
            email: String::new(),
            asked: String::new(),
            until: None,
            fault: None,
        }
    }
}
