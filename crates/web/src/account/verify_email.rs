//! GET, POST /account/verify-email — the link in the first letter. Looking at it changes nothing, so
//! that a mail program that follows links ahead of its reader does no harm.

use accounts::Error;
use askama::Template;
use axum::extract::{Query, State};
use axum::http::StatusCode;
use texts::Texts;

use crate::account::address::{CONNECT, LOG_IN, SIGN_UP};
use crate::account::link::{self, Link};
use crate::app::App;
use crate::frame::refusals::refused;
use crate::frame::{Frame, Reader, Reply, Said, Saying, Typed, page, see_other};

#[derive(Debug, Template)]
#[template(path = "account/verify_email.html")]
struct VerifyPage {
    t: Texts,
    frame: Frame,
    token: String,
}

pub(super) async fn show(reader: Reader, Query(link): Query<Link>) -> Reply {
    if link.token.is_empty() {
        return dead_link(&reader);
    }
    let shown = VerifyPage {
        t: reader.t,
        frame: reader.frame(),
        token: link.token,
    };
    page(StatusCode::OK, &shown).map(|response| reader.without_referrer(response))
}

pub(super) async fn create(
    State(app): State<App>,
    reader: Reader,
    Typed(link): Typed<Link>,
) -> Reply {
    let (policy, now) = (app.policy.clone(), app.ground.clock.now());
    let from = reader.whereabouts();
    // Whoever signs up has accepted what stands beside the form (PR-00b).
    let confirmed = accounts::verify_email(
        &app.ground,
        &link.token,
        from,
        async move |w, id, version| policy.accepted_at_sign_up(w, (id, version), now).await,
    );
    match confirmed.await {
        Ok((session, is_steward)) => {
            // Whoever set the site up goes on with that.
            let next = if is_steward && app.set_up.is_some() {
                "/setup"
            } else {
                CONNECT
            };
            let onward = see_other(next, Some(Said::Verified));
            Ok(reader.begin_session(onward, session))
        }
        Err(Error::BadToken) => dead_link(&reader),
        Err(error) => {
            let refused = refused(error, reader.t)?;
            let saying =
                Saying::new(&reader, reader.t.verify_title()).paragraph(refused.sentence());
            page(refused.status, &saying)
        }
    }
}

fn dead_link(reader: &Reader) -> Reply {
    let t = reader.t;
    let saying = Saying::new(reader, t.verify_bad_link_title())
        .paragraph(t.verify_bad_link())
        .onward(t.log_in_title(), LOG_IN)
        .onward(t.sign_up_try_again(), SIGN_UP);
    link::dead_link(reader, &saying)
}
