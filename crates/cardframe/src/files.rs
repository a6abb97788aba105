//! `GET /cardframe/files/{path}`: programs that cards know from Anki, served by us: `MathJax` with its
//! fonts, and jQuery. A card loads them only if it needs them.

use axum::extract::Path;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse as _, Response};
use doorway::Public;
use rust_embed::Embed;

/// What `make assets` put together from npm packages. Without Node it is empty: formulas then stay
/// as they were written.
#[derive(Embed)]
#[folder = "../../target/cardframe"]
#[allow_missing = true]
pub(crate) struct Bundle;

pub(crate) async fn show(Path(path): Path<String>) -> Response {
    let kind = match path.rsplit_once('.') {
        Some((_, "js")) => "text/javascript; charset=utf-8",
        Some((_, "woff")) => "font/woff",
        _ => return StatusCode::NOT_FOUND.into_response(),
    };
    let Some(file) = Bundle::get(&path) else {
        return StatusCode::NOT_FOUND.into_response();
    };
    let mut response = file.data.into_response();
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(kind));
    for_frames(headers);
    Public::for_an_hour(response).into_response()
}

/// The frame's origin is nobody's: what it loads is loaded across origins.
pub(crate) fn for_frames(headers: &mut axum::http::HeaderMap) {
    headers.insert(
        "cross-origin-resource-policy",
        HeaderValue::from_static("cross-origin"),
    );
    headers.insert(
        header::ACCESS_CONTROL_ALLOW_ORIGIN,
        HeaderValue::from_static("*"),
    );
}
