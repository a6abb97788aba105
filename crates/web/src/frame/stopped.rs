//! A request that leads to no page of its own: not there, not allowed, not readable, or broken.

use askama::Template;
use axum::extract::FromRequestParts as _;
use axum::extract::{Request, State};
use axum::http::StatusCode;
use axum::http::request::Parts;
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use doorway::Visit;
use store::Fault;
use texts::Texts;

use crate::app::App;
use crate::frame::page::{Frame, page, see_other};
use crate::frame::reader::Reader;
use crate::frame::said::Said;

/// Why there is no page.
#[derive(Debug, Clone)]
pub(crate) enum Stopped {
    /// Nothing lies at this address, or nothing that is the reader's business.
    NotFound,
    /// The address is right, what was asked of it is not.
    WrongMethod,
    /// Not a form of ours.
    Unreadable,
    /// More than a form can hold.
    TooLarge,
    /// Sent by another site's page.
    Forged,
    /// In the clear and from afar.
    Unencrypted,
    /// Only for members. With a path to come back to.
    LogInFirst(Option<String>),
    /// Only once her address is confirmed again.
    CheckFirst,
    /// Only shortly after the password was shown.
    ProveFirst {
        /// What was asked for.
        next: String,
        /// A form was sent, and nothing was done.
        is_form: bool,
    },
    /// Broken, not refused.
    Broken(Fault),
}

impl Stopped {
    /// The doorway puts a caller into every request, so this is a fault of the wiring.
    pub(crate) fn no_doorway() -> Stopped {
        Stopped::Broken(Fault::new("a request came past the doorway"))
    }

    fn status(&self) -> StatusCode {
        match self {
            Stopped::NotFound => StatusCode::NOT_FOUND,
            Stopped::WrongMethod => StatusCode::METHOD_NOT_ALLOWED,
            Stopped::Unreadable => StatusCode::BAD_REQUEST,
            Stopped::TooLarge => StatusCode::PAYLOAD_TOO_LARGE,
            Stopped::Forged | Stopped::Unencrypted => StatusCode::FORBIDDEN,
            Stopped::LogInFirst(_) | Stopped::CheckFirst | Stopped::ProveFirst { .. } => {
                StatusCode::SEE_OTHER
            }
            Stopped::Broken(fault) if fault.is_full_disk() => StatusCode::SERVICE_UNAVAILABLE,
            Stopped::Broken(_) => StatusCode::INTERNAL_SERVER_ERROR,
        }
    }

    fn title(&self, t: Texts) -> String {
        match self {
            Stopped::NotFound => t.not_found_title(),
            Stopped::WrongMethod | Stopped::Unreadable => t.wrong_method_title(),
            Stopped::TooLarge => t.too_large_title(),
            Stopped::Forged
            | Stopped::Unencrypted
            | Stopped::LogInFirst(_)
            | Stopped::CheckFirst
            | Stopped::ProveFirst { .. } => t.nothing_changed_title(),
            Stopped::Broken(fault) if fault.is_full_disk() => t.disk_full_title(),
            Stopped::Broken(_) => t.broken_title(),
        }
    }

    fn sentence(&self, t: Texts) -> String {
        match self {
            Stopped::NotFound => t.not_found(),
            Stopped::WrongMethod => t.wrong_method(),
            Stopped::Unreadable => t.refused_form_unreadable(),
            Stopped::TooLarge => t.too_large(),
            Stopped::Forged => t.refused_forged(),
            Stopped::Unencrypted => t.refused_plain_http(),
            Stopped::LogInFirst(_) => t.refused_stale_session(),
            Stopped::CheckFirst => t.check_overdue(),
            Stopped::ProveFirst { .. } => t.refused_proof_stale(),
            Stopped::Broken(fault) if fault.is_full_disk() => t.disk_full(),
            Stopped::Broken(_) => t.broken(),
        }
    }
}

impl From<Fault> for Stopped {
    fn from(fault: Fault) -> Stopped {
        Stopped::Broken(fault)
    }
}

/// The bare answer; `dress` turns it into a page, since only the request knows the language.
impl IntoResponse for Stopped {
    fn into_response(self) -> Response {
        match &self {
            Stopped::LogInFirst(Some(path)) if is_worth_coming_back(path) => {
                see_other(&format!("{}?next={path}", accounts::address::LOG_IN), None)
            }
            Stopped::LogInFirst(_) => see_other(accounts::address::LOG_IN, Some(Said::LogInAgain)),
            Stopped::CheckFirst => see_other(accounts::address::CHECK, None),
            Stopped::ProveFirst { next, is_form } => prove_first(next, *is_form),
            Stopped::NotFound
            | Stopped::WrongMethod
            | Stopped::Unreadable
            | Stopped::TooLarge
            | Stopped::Forged
            | Stopped::Unencrypted
            | Stopped::Broken(_) => {
                let mut response = self.status().into_response();
                response.extensions_mut().insert(self);
                response
            }
        }
    }
}

/// Pages of members; what scripts ask for is not among them.
fn is_worth_coming_back(path: &str) -> bool {
    path == "/study"
        || path == "/setup"
        || path.starts_with("/account")
        || path.starts_with("/decks")
}

/// To the page that asks for the password, and from there to what was asked for; after a form, to
/// the page on which it stands: `/account/email` of `/account/email/…`.
fn prove_first(path: &str, is_form: bool) -> Response {
    let next = if is_form {
        let words: Vec<&str> = path.split('/').take(3).collect();
        words.join("/")
    } else {
        path.to_owned()
    };
    let said = if is_form {
        format!("&said={}", Said::ProveAgain.word())
    } else {
        String::new()
    };
    see_other(&format!("/account/proof?next={next}{said}"), None)
}

#[derive(Debug, Template)]
#[template(path = "frame/stopped.html")]
struct StoppedPage {
    t: Texts,
    frame: Frame,
    title: String,
    sentence: String,
    number: Option<String>,
}

pub(crate) async fn not_found() -> Stopped {
    Stopped::NotFound
}

pub(crate) async fn wrong_method() -> Stopped {
    Stopped::WrongMethod
}

/// Turns a stopped request into a page, and logs what broke: here and nowhere else.
pub(crate) async fn dress(State(app): State<App>, request: Request, next: Next) -> Response {
    let (parts, body) = request.into_parts();
    let response = next.run(Request::from_parts(parts.clone(), body)).await;
    let Some(stopped) = response.extensions().get::<Stopped>().cloned() else {
        return response;
    };
    let number = noted(&stopped, &parts, &app);
    let Some(reader) = reader_of(&stopped, parts, &app).await else {
        return response;
    };
    let dressed = StoppedPage {
        t: reader.t,
        frame: reader.frame(),
        title: stopped.title(reader.t),
        sentence: stopped.sentence(reader.t),
        number,
    };
    // Headers such as `allow` stay as they were.
    match page(stopped.status(), &dressed) {
        Ok(page) => {
            let (mut head, _) = response.into_parts();
            let (page_head, body) = page.into_parts();
            head.headers.extend(page_head.headers);
            head.headers.remove(axum::http::header::CONTENT_LENGTH);
            Response::from_parts(head, body)
        }
        Err(_) => response,
    }
}

/// Logs what broke, and tells the number by which it is found again. A full disk has none: it is said
/// once, and it is everybody's.
fn noted(stopped: &Stopped, parts: &Parts, app: &App) -> Option<String> {
    let Stopped::Broken(fault) = stopped else {
        return None;
    };
    if fault.is_full_disk() {
        app.ground.space.ran_out(fault);
        return None;
    }
    tracing::error!(
        fault = fault.chain(),
        path = parts.uri.path(),
        "a page broke"
    );
    let visit = parts.extensions.get::<Visit>();
    visit.map(|visit| visit.id().to_owned())
}

/// When something is broken, the session is not looked up: it may be what broke.
async fn reader_of(stopped: &Stopped, mut parts: Parts, app: &App) -> Option<Reader> {
    if !matches!(stopped, Stopped::Broken(_))
        && let Ok(reader) = Reader::from_request_parts(&mut parts, app).await
    {
        return Some(reader);
    }
    Reader::unknown(&parts, app)
}
