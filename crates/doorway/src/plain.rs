//! The listener in the clear beside an encrypted one: it answers an authority that wants to know whether
//! the name is ours, and sends browsers on to https. Apps are told, not sent: whoever follows would have
//! shown its key in the clear first.

use axum::Router;
use axum::extract::{Path, State};
use axum::http::{Method, StatusCode, Uri, header};
use axum::response::{IntoResponse, Response};
use axum::routing::get;

use crate::tls::Answers;

/// The routes of that listener. `base_url` is where everybody is sent.
pub fn routes_to_https(answers: Answers, base_url: &str) -> Router {
    let to = base_url.trim_end_matches('/').to_owned();
    Router::new()
        .route("/.well-known/acme-challenge/{token}", get(answer))
        .with_state(answers)
        .fallback(async move |method: Method, uri: Uri| elsewhere(&to, &method, &uri))
}

async fn answer(State(answers): State<Answers>, Path(token): Path<String>) -> Response {
    match answers.get(&token) {
        Some(answer) => answer.into_response(),
        None => StatusCode::NOT_FOUND.into_response(),
    }
}

fn elsewhere(base_url: &str, method: &Method, uri: &Uri) -> Response {
    let is_app = matches!(uri.path().split('/').nth(1), Some("sync" | "msync"));
    if is_app || !method.is_safe() {
        let words = format!("This server is reached by https only: {base_url}");
        return (StatusCode::FORBIDDEN, words).into_response();
    }
    let path = uri.path_and_query().map_or("/", |path| path.as_str());
    let location = [(header::LOCATION, format!("{base_url}{path}"))];
    (StatusCode::PERMANENT_REDIRECT, location).into_response()
}
