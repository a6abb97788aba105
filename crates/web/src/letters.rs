//! POST /letters/notices — what a mail provider says became of letters (PR-55).

use axum::body::Bytes;
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse as _, Response};
use mail::Notice;

use crate::app::App;
use crate::frame::Stopped;

/// Answers in words, since programs and the people who set them up read it.
pub(crate) async fn take(
    State(app): State<App>,
    headers: HeaderMap,
    body: Bytes,
) -> Result<Response, Stopped> {
    let signature = headers
        .get("fuda-signature")
        .and_then(|value| value.to_str().ok())
        .unwrap_or_default();
    let answer = match app.notices.take(&app.ground, signature, &body).await? {
        Notice::Noted(events) => (StatusCode::OK, format!("noted: {events}\n")),
        Notice::Closed => return Err(Stopped::NotFound),
        Notice::Unsigned => (
            StatusCode::FORBIDDEN,
            "not signed with the secret, or more than five minutes ago\n".to_owned(),
        ),
        Notice::Unreadable => (
            StatusCode::UNPROCESSABLE_ENTITY,
            "not of the form that is described in the operators' guide\n".to_owned(),
        ),
    };
    Ok(answer.into_response())
}
