//! The page behind a letter's link: what the link does, and the button that does it. Looking at it
//! changes nothing, so that a mail program that follows links ahead of its reader does no harm.

use askama::Template;
use axum::http::StatusCode;
use texts::Texts;

use crate::frame::page::{Frame, Reply, page};
use crate::frame::reader::Reader;

#[derive(Debug, Template)]
#[template(path = "frame/consent.html")]
pub(crate) struct Consent<'a> {
    t: Texts,
    frame: Frame,
    reader: &'a Reader,
    action: &'static str,
    token: String,
    title: String,
    lead: String,
    submit: String,
}

impl<'a> Consent<'a> {
    /// `action`: to where the token is posted.
    pub(crate) fn new(reader: &'a Reader, action: &'static str, token: String) -> Consent<'a> {
        Consent {
            t: reader.t,
            frame: reader.frame(),
            reader,
            action,
            token,
            title: String::new(),
            lead: String::new(),
            submit: String::new(),
        }
    }

    pub(crate) fn saying(self, title: String, lead: String) -> Consent<'a> {
        Consent {
            title,
            lead,
            ..self
        }
    }

    pub(crate) fn page(self, submit: String) -> Reply {
        let shown = Consent { submit, ..self };
        page(StatusCode::OK, &shown).map(|response| shown.reader.without_referrer(response))
    }
}
