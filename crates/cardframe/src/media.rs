//! `GET /m/{pass}/{name}`: a file of a card.

use std::io;

use axum::body::Body;
use axum::extract::{Path, State};
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse as _, Response};
use doorway::Public;
use futures_util::stream;
use shelf::{Error, StoredMedia};
use unicode_normalization::UnicodeNormalization as _;

use crate::pass::Passes;
use crate::range::{Wanted, wanted};

const PIECE_BYTES: usize = 256 * 1024;
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
    match media.read(name.clone()).await {
        Ok(file) => Public::for_its_bearer(dressed(answer(&name, &file, &headers))).into_response(),
        Err(Error::NoSuchMedia(_) | Error::DamagedMedia(_)) => {
            dressed(StatusCode::NOT_FOUND.into_response())
        }
        Err(Error::Busy) => dressed(StatusCode::SERVICE_UNAVAILABLE.into_response()),
        Err(Error::Fault(fault)) if fault.is_full_disk() => {
            dressed(StatusCode::SERVICE_UNAVAILABLE.into_response())
        }
        Err(
            error @ (Error::Degraded(_) | Error::OverQuota | Error::NoSuchMoment | Error::Fault(_)),
        ) => {
            tracing::error!(%error, "a media file could not be read");
            dressed(StatusCode::INTERNAL_SERVER_ERROR.into_response())
        }
    }
}

fn answer(name: &str, file: &StoredMedia, headers: &HeaderMap) -> Response {
    let said = |name| {
        headers
            .get(name)
            .and_then(|value: &HeaderValue| value.to_str().ok())
    };
    let etag = format!("\"{}\"", file.sha1);
    if said(header::IF_NONE_MATCH).is_some_and(|known| known.contains(&etag)) {
        return described(StatusCode::NOT_MODIFIED, Body::empty(), name, &etag);
    }
    let size = file.bytes.size();
    // A part of what the player has no beginning of would be mixed with another file.
    let known = headers.get(header::IF_RANGE);
    let is_same = known.is_none_or(|known| known.as_bytes() == etag.as_bytes());
    match wanted(said(header::RANGE).filter(|_| is_same), size) {
        Wanted::Whole => {
            let mut response = described(StatusCode::OK, part(file, 0, size), name, &etag);
            put(&mut response, header::CONTENT_LENGTH, &size.to_string());
            response
        }
        Wanted::Part(first, end) => {
            let body = part(file, first, end);
            let mut response = described(StatusCode::PARTIAL_CONTENT, body, name, &etag);
            let range = format!("bytes {first}-{}/{size}", end - 1);
            put(&mut response, header::CONTENT_RANGE, &range);
            put(
                &mut response,
                header::CONTENT_LENGTH,
                &(end - first).to_string(),
            );
            response
        }
        Wanted::Nothing => {
            let status = StatusCode::RANGE_NOT_SATISFIABLE;
            let mut response = described(status, Body::empty(), name, &etag);
            put(
                &mut response,
                header::CONTENT_RANGE,
                &format!("bytes */{size}"),
            );
            response
        }
    }
}

/// Bytes of a file from `first` up to `end`, read from the disk as fast as they are taken.
fn part(file: &StoredMedia, first: u64, end: u64) -> Body {
    let bytes = file.bytes.clone();
    let pieces = stream::try_unfold((bytes, first), move |(bytes, at)| async move {
        if at >= end {
            return Ok(None);
        }
        let length = usize::try_from(end - at)
            .unwrap_or(PIECE_BYTES)
            .min(PIECE_BYTES);
        let read = tokio::task::spawn_blocking(move || {
            let piece = bytes.read(at, length)?;
            Ok::<_, io::Error>((piece, bytes))
        });
        let (piece, bytes) = read.await.map_err(io::Error::other)??;
        let next = at + piece.len() as u64;
        Ok::<_, io::Error>(Some((piece, (bytes, next))))
    });
    Body::from_stream(pieces)
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
