//! GET, POST /account/email — another address; and the link of the letter to it,
//! /account/email/confirmation.

use accounts::Error;
use askama::Template;
use axum::extract::{Query, State};
use axum::http::StatusCode;
use serde::Deserialize;
use texts::Texts;

use crate::account::address::{ACCOUNT, LOG_IN};
use crate::account::link::{self, Link};
use crate::app::App;
use crate::frame::refusals::{email_fault, refused};
use crate::frame::{
    Consent, Field, Frame, Place, ProvenMember, Reader, Refused, Reply, Saying, Typed, page,
};

#[derive(Debug, Template)]
#[template(path = "account/email.html")]
struct EmailPage {
    t: Texts,
    frame: Frame,
    now: String,
    fault: Option<String>,
    email: Field,
}

pub(super) async fn show(member: ProvenMember) -> Reply {
    page(StatusCode::OK, &EmailPage::new(&member, ""))
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct NewAddress {
    email: String,
}

pub(super) async fn create(
    State(app): State<App>,
    member: ProvenMember,
    Typed(typed): Typed<NewAddress>,
) -> Reply {
    let t = member.reader.t;
    if let Some(faults) = Refused::all([email_fault(&typed.email, t)]) {
        return again(&member, &typed, &faults);
    }
    let (ground, passwords) = (&app.ground, &app.passwords);
    match accounts::ask_for_new_address(ground, passwords, &member.proven, &typed.email).await {
        Ok(()) => {
            let saying = Saying::new(&member.reader, t.email_sent_title())
                .paragraph(t.email_sent(typed.email.trim()))
                .paragraph(t.sign_up_sent_hint())
                .onward(t.account_title(), ACCOUNT);
            page(StatusCode::OK, &saying)
        }
        Err(error) => again(&member, &typed, &refused(error, t)?),
    }
}

fn again(member: &ProvenMember, typed: &NewAddress, refused: &Refused) -> Reply {
    let form = EmailPage::new(member, &typed.email);
    let form = EmailPage {
        fault: refused.sentence_at(Place::Form),
        email: form.email.fault(refused.sentence_at(Place::Email)),
        ..form
    };
    page(refused.status, &form).map(|response| refused.mark(response))
}

impl EmailPage {
    fn new(member: &ProvenMember, typed: &str) -> EmailPage {
        let t = member.reader.t;
        EmailPage {
            t,
            frame: member.reader.frame(),
            now: member.proven.who().account.email.to_string(),
            fault: None,
            email: Field::new_email(t, typed),
        }
    }
}

pub(super) async fn show_confirmation(
    State(app): State<App>,
    reader: Reader,
    Query(link): Query<Link>,
) -> Reply {
    if !accounts::is_change_open(&app.ground, &link.token).await? {
        return dead(&reader, reader.t.email_dead());
    }
    let t = reader.t;
    Consent::new(&reader, "/account/email/confirmation", link.token)
        .saying(t.email_confirm_title(), t.email_confirm_lead())
        .page(t.email_confirm_submit())
}

pub(super) async fn confirm(
    State(app): State<App>,
    reader: Reader,
    Typed(link): Typed<Link>,
) -> Reply {
    let t = reader.t;
    match accounts::confirm_new_address(&app.ground, &link.token).await {
        Ok(()) => {
            let onward = if reader.who.is_some() {
                (t.account_title(), ACCOUNT)
            } else {
                (t.log_in_title(), LOG_IN)
            };
            let saying = Saying::new(&reader, t.email_changed_title())
                .paragraph(t.email_changed())
                .onward(onward.0, onward.1);
            page(StatusCode::OK, &saying)
        }
        Err(Error::BadToken) => dead(&reader, t.email_dead()),
        Err(error) => dead(&reader, refused(error, t)?.sentence()),
    }
}

/// Says that a link is of no use any more.
pub(super) fn dead(reader: &Reader, sentence: String) -> Reply {
    let saying = Saying::new(reader, reader.t.email_dead_title()).paragraph(sentence);
    link::dead_link(reader, &saying)
}
