//! `GET /m/{pass}/{name}`: a file of a card.

use std::io;

use axum::body::Body;
use axum::extract::{Path, State};
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse as _, Response};
use doorway::Public;
use shelf::{Error, MediaPart, OpenMedia};
use tokio::io::AsyncReadExt as _;
use tokio_util::io::ReaderStream;
use unicode_normalization::UnicodeNormalization as _;

use crate::pass::Passes;
use crate::range::{Wanted, wanted};

const PIECE_BYTES: usize = 64 * 1024;

/// Opened by itself, a file runs nothing and shows nothing foreign.
const POLICY: HeaderValue = HeaderValue::from_static(
    "sandbox; default-src 'none'; style-src 'unsafe-inline'; img-src data:; frame-ancestors 'none'",
);

pub(crate) async fn show(
    State(passes): State<Passes>,
    Path((pass, name)): Path<(String, String)>,
    headers: HeaderMap,
) -> Response {
    let name: String = name.nfc().collect();
    // One answer for a pass that is no more, a file it does not open and a file that is not there.
    let Some(media) = passes.opens(&pass, &name) else {
        return dressed(StatusCode::NOT_FOUND.into_response());
    };
    match media.open(name.clone()).await {
        Ok(file) => match answer(&name, file, &headers) {
            Ok(answer) => Public::for_its_bearer(dressed(answer)).into_response(),
            Err(error) => broken(&error),
        },
        Err(Error::NoSuchMedia(_) | Error::DamagedMedia(_)) => {
            dressed(StatusCode::NOT_FOUND.into_response())
        }
        Err(Error::Busy) => dressed(StatusCode::SERVICE_UNAVAILABLE.into_response()),
        Err(
            error @ (Error::Degraded(_) | Error::OverQuota | Error::NoSuchMoment | Error::Fault(_)),
        ) => broken(&error),
    }
}

fn broken(error: &dyn std::error::Error) -> Response {
    tracing::error!(%error, "a media file could not be read");
    dressed(StatusCode::INTERNAL_SERVER_ERROR.into_response())
}

fn answer(name: &str, file: OpenMedia, headers: &HeaderMap) -> io::Result<Response> {
    let said = |name| {
        headers
            .get(name)
            .and_then(|value: &HeaderValue| value.to_str().ok())
    };
    let etag = format!("\"{}\"", file.sha1);
    if said(header::IF_NONE_MATCH).is_some_and(|known| known.contains(&etag)) {
        let nothing = Body::empty();
        return Ok(described(StatusCode::NOT_MODIFIED, nothing, name, &etag));
    }
    let size = file.size;
    Ok(match wanted(said(header::RANGE), size) {
        Wanted::Whole => {
            let mut response = described(StatusCode::OK, body(file.part(0, size)?), name, &etag);
            put(&mut response, header::CONTENT_LENGTH, &size.to_string());
            response
        }
        Wanted::Part(first, end) => {
            let part = body(file.part(first, end)?);
            let mut response = described(StatusCode::PARTIAL_CONTENT, part, name, &etag);
            let range = format!("bytes {first}-{}/{size}", end - 1);
            put(&mut response, header::CONTENT_RANGE, &range);
            let length = (end - first).to_string();
            put(&mut response, header::CONTENT_LENGTH, &length);
            response
        }
        Wanted::Nothing => {
            let status = StatusCode::RANGE_NOT_SATISFIABLE;
            let mut response = described(status, Body::empty(), name, &etag);
            let range = format!("bytes */{size}");
            put(&mut response, header::CONTENT_RANGE, &range);
            response
        }
    })
}

/// What is large goes out as it is read.
fn body(part: MediaPart) -> Body {
    match part {
        MediaPart::Bytes(bytes) => Body::from(bytes),
        MediaPart::File(file, length) => {
            let file = tokio::fs::File::from_std(file).take(length);
            Body::from_stream(ReaderStream::with_capacity(file, PIECE_BYTES))
        }
    }
}

fn described(status: StatusCode, body: Body, name: &str, etag: &str) -> Response {
    let mut response = (status, body).into_response();
    let (kind, disposition) = match kind_of(name) {
        Some(kind) => (kind, "inline"),
        None => ("application/octet-stream", "attachment"),
    };
    put(&mut response, header::CONTENT_TYPE, kind);
    put(&mut response, header::CONTENT_DISPOSITION, disposition);
    put(&mut response, header::ACCEPT_RANGES, "bytes");
    put(&mut response, header::ETAG, etag);
    response
}

fn put(response: &mut Response, name: header::HeaderName, value: &str) {
    // Hashes, numbers and names of kinds are plain ASCII, so this never fails.
    if let Ok(value) = HeaderValue::from_str(value) {
        response.headers_mut().insert(name, value);
    }
}

fn dressed(mut response: Response) -> Response {
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_SECURITY_POLICY, POLICY);
    // The frame's origin is nobody's, so every request from it is one across origins.
    headers.insert(
        "cross-origin-resource-policy",
        HeaderValue::from_static("cross-origin"),
    );
    headers.insert(
        header::ACCESS_CONTROL_ALLOW_ORIGIN,
        HeaderValue::from_static("*"),
    );
    headers.insert(
        header::REFERRER_POLICY,
        HeaderValue::from_static("no-referrer"),
    );
    response
}

/// What a browser may take the file for, by its name; with `nosniff` it takes it for nothing else.
/// Pages, XML and PDF are not among them: they are only ever handed over as attachments.
fn kind_of(name: &str) -> Option<&'static str> {
    let (_, extension) = name.rsplit_once('.')?;
    Some(match extension.to_ascii_lowercase().as_str() {
        "jpg" | "jpeg" | "jfif" => "image/jpeg",
        "png" => "image/png",
        "gif" => "image/gif",
        "webp" => "image/webp",
        "avif" => "image/avif",
        "bmp" => "image/bmp",
        "ico" => "image/x-icon",
        "svg" => "image/svg+xml",
        "tif" | "tiff" => "image/tiff",
        "mp3" => "audio/mpeg",
        "m4a" | "aac" => "audio/mp4",
        "ogg" | "oga" | "spx" => "audio/ogg",
        "opus" => "audio/ogg; codecs=opus",
        "wav" => "audio/wav",
        "flac" => "audio/flac",
        "weba" => "audio/webm",
        "3gp" => "video/3gpp",
        "mp4" | "m4v" | "mov" => "video/mp4",
        "webm" => "video/webm",
        "ogv" => "video/ogg",
        "mkv" => "video/x-matroska",
        "ttf" => "font/ttf",
        "otf" => "font/otf",
        "woff" => "font/woff",
        "woff2" => "font/woff2",
        "css" => "text/css; charset=utf-8",
        "js" | "mjs" => "text/javascript; charset=utf-8",
        "json" => "application/json",
        "txt" | "csv" => "text/plain; charset=utf-8",
        "wasm" => "application/wasm",
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::kind_of;

    #[test]
    fn what_could_be_a_page_is_handed_over_as_an_attachment() {
        for name in ["a.html", "a.xhtml", "a.xml", "a.pdf", "a.svgz", "a", ".htm"] {
            assert_eq!(kind_of(name), None, "{name}");
        }
        assert_eq!(kind_of("A.B.JPG"), Some("image/jpeg"));
    }
}
