//! Who reads a page: her language, her session, and how she came.

use accounts::{Browser, NewSession, Proven, SignedIn, Whereabouts};
use axum::extract::{FromRequestParts, Query};
use axum::http::request::Parts;
use axum::http::{HeaderMap, HeaderValue, Method, Uri, header};
use axum::response::Response;
use doorway::{Caller, Visit};
use serde::Deserialize;
use texts::Texts;

use crate::app::App;
use crate::frame::page::Frame;
use crate::frame::said::Said;
use crate::frame::stopped::Stopped;
use crate::frame::way::Way;
use crate::frame::{assets, cookie, language};

/// Anybody who asks for a page.
#[derive(Debug, Clone)]
pub(crate) struct Reader {
    /// The sentences in her language.
    pub(crate) t: Texts,
    /// Where the request comes from, for limits.
    pub(crate) caller: Caller,
    /// How it came: encrypted or not.
    pub(crate) way: Way,
    /// Whom the session belongs to.
    pub(crate) who: Option<SignedIn>,
    browser: Browser,
    visit: Visit,
    said: Option<Said>,
    policy_changed: Option<u32>,
    path: String,
    /// The page that was asked for, if it can be asked for again.
    here: Option<String>,
}

impl Reader {
    /// The frame of the page she gets.
    pub(crate) fn frame(&self) -> Frame {
        Frame {
            links: assets::links(),
            member: self.who.as_ref().map(|who| who.account.email.to_string()),
            said: self.said.map(|said| said.sentence(self.t)),
            policy_changed: self.policy_changed,
            check_asked: self.check_asked(),
            is_plain: self.way == Way::Plain && !self.caller.address.is_loopback(),
            path: self.path.clone(),
            here: self.here.clone(),
        }
    }

    /// From where she comes in, and with what.
    pub(crate) fn whereabouts(&self) -> Whereabouts {
        Whereabouts {
            network: self.caller.network(),
            browser: self.browser,
        }
    }

    fn check_asked(&self) -> Option<String> {
        let check = self.who.as_ref()?.address_check?;
        (self.path != accounts::address::CHECK).then(|| self.t.day(check.asked_at.0))
    }

    /// She has a session now: the browser gets its token, the log her account's number (PR-15).
    pub(crate) fn begin_session(&self, response: Response, session: NewSession) -> Response {
        self.visit.account(session.account.0);
        cookie::begin_session(response, self.way, session.token)
    }

    /// For pages with a token in their address: no later page may learn it as its referrer. Where
    /// nothing is encrypted, browsers then hide the origin, too, by which `forgery` knows our own
    /// forms; there the later page may learn the site, but not the page.
    pub(crate) fn without_referrer(&self, mut response: Response) -> Response {
        let policy = match self.way {
            Way::Encrypted => "no-referrer",
            Way::Plain => "strict-origin",
        };
        let policy = HeaderValue::from_static(policy);
        response
            .headers_mut()
            .insert(header::REFERRER_POLICY, policy);
        response
    }

    /// A reader of whom nothing is looked up: for the page that says that something broke.
    pub(crate) fn unknown(parts: &Parts, app: &App) -> Option<Reader> {
        let caller = *parts.extensions.get::<Caller>()?;
        Some(Reader {
            t: Texts::new(language::of_visitor(&parts.uri, &parts.headers)),
            caller,
            way: Way::of(&app.options, caller),
            who: None,
            browser: browser_in(&parts.headers),
            visit: parts.extensions.get::<Visit>().cloned().unwrap_or_default(),
            said: said_in(&parts.uri),
            policy_changed: None,
            path: parts.uri.path().to_owned(),
            here: (parts.method == Method::GET).then(|| language::here(&parts.uri)),
        })
    }
}

impl FromRequestParts<App> for Reader {
    type Rejection = Stopped;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Reader, Stopped> {
        let mut reader = Reader::unknown(parts, app).ok_or_else(Stopped::no_doorway)?;
        if let Some(token) = cookie::session_token(&parts.headers, reader.way) {
            reader.who = accounts::session(&app.ground, &token).await?;
        }
        if let Some(who) = &reader.who {
            reader.visit.account(who.account.id.0);
            reader.t = Texts::new(who.account.language);
            reader.policy_changed = app.policy.unseen(&app.ground, who).await?;
        }
        Ok(reader)
    }
}

fn browser_in(headers: &HeaderMap) -> Browser {
    let told = headers.get(header::USER_AGENT);
    Browser::parse(told.and_then(|told| told.to_str().ok()).unwrap_or_default())
}

/// What a page is to say on top, from `?said=…`.
fn said_in(uri: &Uri) -> Option<Said> {
    #[derive(Deserialize)]
    struct Asked {
        said: String,
    }
    let Query(asked) = Query::<Asked>::try_from_uri(uri).ok()?;
    Said::parse(&asked.said)
}

/// A reader who is logged in: every page about an account is of this one and no other (PR-05). Others are sent to the log-in page, and come back afterwards if they
/// only wanted to read.
#[derive(Debug, Clone)]
pub(crate) struct Member {
    pub(crate) reader: Reader,
    pub(crate) who: SignedIn,
}

impl FromRequestParts<App> for Member {
    type Rejection = Stopped;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Member, Stopped> {
        let reader = Reader::from_request_parts(parts, app).await?;
        match reader.who.clone() {
            Some(who) if waits_for_check(&who, parts, app) => Err(Stopped::CheckFirst),
            Some(who) => Ok(Member { reader, who }),
            None if parts.method == Method::GET || parts.method == Method::HEAD => {
                Err(Stopped::LogInFirst(Some(parts.uri.path().to_owned())))
            }
            None => Err(Stopped::LogInFirst(None)),
        }
    }
}

/// Whether nothing is shown before her address is confirmed again. What she needs for that, and what is
/// hers by right, is open: another address, logging out, her data, leaving.
fn waits_for_check(who: &SignedIn, parts: &Parts, app: &App) -> bool {
    const OPEN: [&str; 7] = [
        accounts::address::CHECK,
        "/account/email",
        "/account/proof",
        "/account/privacy",
        "/account/data",
        "/account/remove-account",
        "/account/departure",
    ];
    let path = parts.uri.path();
    let is_open = OPEN.iter().any(|open| path.starts_with(open));
    let now = app.ground.clock.now();
    !is_open && who.address_check.is_some_and(|check| check.is_overdue(now))
}

/// A member who has shown her password a moment ago. Others are asked for it, and come back
/// afterwards.
#[derive(Debug, Clone)]
pub(crate) struct ProvenMember {
    pub(crate) reader: Reader,
    pub(crate) proven: Proven,
}

impl FromRequestParts<App> for ProvenMember {
    type Rejection = Stopped;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<ProvenMember, Stopped> {
        let Member { reader, who } = Member::from_request_parts(parts, app).await?;
        match who.proven(app.ground.clock.now()) {
            Ok(proven) => Ok(ProvenMember { reader, proven }),
            Err(_stale) => Err(Stopped::ProveFirst {
                next: parts.uri.path().to_owned(),
                is_form: !parts.method.is_safe(),
            }),
        }
    }
}
