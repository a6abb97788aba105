//! A page, and the frame around it.

use askama::Template;
use axum::http::StatusCode;
use axum::response::{Html, IntoResponse, Redirect, Response};
use store::Fault;
use texts::{Language, Texts};

use crate::frame::assets::Links;
use crate::frame::language;
use crate::frame::reader::Reader;
use crate::frame::said::Said;
use crate::frame::stopped::Stopped;

/// What handlers give back.
pub(crate) type Reply = Result<Response, Stopped>;

/// What the frame around a page needs to know; `frame.html` reads it.
#[derive(Debug, Clone)]
pub(crate) struct Frame {
    pub(crate) links: Links,
    /// The address of who is logged in.
    pub(crate) member: Option<String>,
    /// What the last form did.
    pub(crate) said: Option<String>,
    /// The version of the policy that changed it since she looked at it (PR-67).
    pub(crate) policy_changed: Option<u32>,
    /// The day of the letter by which her address waits to be confirmed again (PR-01).
    pub(crate) check_asked: Option<String>,
    /// The page travels in the clear, and further than this machine.
    pub(crate) is_plain: bool,
    pub(crate) path: String,
    /// The page as it can be asked for again, in another language.
    pub(crate) here: Option<String>,
}

impl Frame {
    /// The languages there are, by their own names: code, name, and the page in it.
    #[expect(clippy::unused_self, reason = "templates have the frame at hand")]
    pub(crate) fn languages(&self, here: &str) -> Vec<[String; 3]> {
        let ways = Language::ALL.iter().map(|language| {
            let address = language::address_in(here, *language);
            [language.code().to_owned(), language.own_name(), address]
        });
        let mut ways: Vec<_> = ways.collect();
        ways.sort_by(|[_, one, _], [_, other, _]| one.cmp(other));
        ways
    }

    pub(crate) fn is_at(&self, path: &str) -> bool {
        self.path == path
    }
}

/// Renders a page.
pub(crate) fn page(status: StatusCode, template: &impl Template) -> Reply {
    let html = template
        .render()
        .map_err(|error| Fault::because("a page could not be rendered", error))?;
    Ok((status, Html(html)).into_response())
}

/// Sends the browser on after a form, to a page that says what happened.
pub(crate) fn see_other(address: &str, said: Option<Said>) -> Response {
    match said {
        Some(said) => Redirect::to(&format!("{address}?said={}", said.word())),
        None => Redirect::to(address),
    }
    .into_response()
}

/// A page that only says something and shows where to go from there.
#[derive(Debug, Template)]
#[template(path = "frame/saying.html")]
pub(crate) struct Saying {
    t: Texts,
    frame: Frame,
    title: String,
    paragraphs: Vec<String>,
    ways: Vec<Onward>,
}

#[derive(Debug)]
struct Onward {
    label: String,
    address: String,
}

impl Saying {
    pub(crate) fn new(reader: &Reader, title: String) -> Saying {
        Saying {
            t: reader.t,
            frame: reader.frame(),
            title,
            paragraphs: Vec::new(),
            ways: Vec::new(),
        }
    }

    pub(crate) fn paragraph(mut self, sentence: String) -> Saying {
        self.paragraphs.push(sentence);
        self
    }

    pub(crate) fn onward(mut self, label: String, address: &str) -> Saying {
        self.ways.push(Onward {
            label,
            address: address.to_owned(),
        });
        self
    }
}
