//! The links "that was not me" of letters: GET shows what the link does, POST does it. They all give the
//! account back to whoever reads the letter; what each is about stands in its words.
//! /account/email/return, /account/login/return, /account/second-factor/return.

use accounts::Error;
use accounts::address::{REFUSE_FACTOR, REFUSE_LOG_IN, TAKE_BACK};
use axum::extract::{Query, State};
use axum::http::StatusCode;
use axum::routing::{MethodRouter, get};
use texts::Texts;

use crate::account::email::dead;
use crate::account::link::Link;
use crate::app::App;
use crate::frame::refusals::refused;
use crate::frame::{Consent, Reader, Reply, Saying, Typed, page};

/// What is taken back.
#[derive(Debug, Clone, Copy)]
pub(super) enum Deed {
    /// Another address.
    Address,
    /// A new second factor, or new recovery codes.
    Factor,
    /// A log-in.
    LogIn,
}

pub(super) fn page_of(deed: Deed) -> MethodRouter<App> {
    let show = async move |State(app): State<App>, reader: Reader, Query(link): Query<Link>| {
        deed.show(&app, &reader, link).await
    };
    let take_back =
        async move |State(app): State<App>, reader: Reader, Typed(link): Typed<Link>| {
            deed.take_back(&app, &reader, &link).await
        };
    get(show).post(take_back)
}

impl Deed {
    async fn show(self, app: &App, reader: &Reader, link: Link) -> Reply {
        let t = reader.t;
        if !accounts::is_return_open(&app.ground, &link.token).await? {
            return dead(reader, self.over(t));
        }
        let (title, lead, submit) = match self {
            Deed::Address => (
                t.email_return_title(),
                t.email_return_lead(),
                t.email_return_submit(),
            ),
            Deed::Factor => (
                t.factor_return_title(),
                t.factor_return_lead(),
                t.factor_return_submit(),
            ),
            Deed::LogIn => (
                t.login_return_title(),
                t.login_return_lead(),
                t.login_return_submit(),
            ),
        };
        Consent::new(reader, self.address(), link.token)
            .saying(title, lead)
            .page(submit)
    }

    async fn take_back(self, app: &App, reader: &Reader, link: &Link) -> Reply {
        let t = reader.t;
        match accounts::take_back(&app.ground, &app.passwords, &link.token).await {
            Ok(()) => {
                let saying = Saying::new(reader, self.done(t)).paragraph(t.email_returned());
                page(StatusCode::OK, &saying)
            }
            Err(Error::BadToken) => dead(reader, self.over(t)),
            Err(error) => dead(reader, refused(error, t)?.sentence()),
        }
    }

    fn address(self) -> &'static str {
        match self {
            Deed::Address => TAKE_BACK,
            Deed::Factor => REFUSE_FACTOR,
            Deed::LogIn => REFUSE_LOG_IN,
        }
    }

    fn over(self, t: Texts) -> String {
        match self {
            Deed::Address | Deed::Factor => t.email_return_dead(),
            Deed::LogIn => t.login_return_dead(),
        }
    }

    fn done(self, t: Texts) -> String {
        match self {
            Deed::Address => t.email_returned_title(),
            Deed::Factor => t.factor_returned_title(),
            Deed::LogIn => t.login_returned_title(),
        }
    }
}
