//! `GET /cardframe/shell/{reach}/{version}`: the page inside the frame. It is the same for everybody and never
//! sees a session; cards are handed into it by the page around it, through a channel.

use axum::extract::Path;
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{Html, IntoResponse as _, Response};
use doorway::{Caller, Public};

use crate::files::{Bundle, for_frames};

const STYLE: &str = include_str!("shell/shell.css");
const PERMISSIONS: HeaderValue = HeaderValue::from_static(
    "accelerometer=(), camera=(), display-capture=(), geolocation=(), gyroscope=(), hid=(), \
     microphone=(), midi=(), payment=(), serial=(), usb=(), publickey-credentials-get=(), \
     browsing-topics=(), autoplay=*",
);

/// What cards may load beside their own media.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reach {
    /// Nothing: nobody else learns who studies what (PR-48).
    Own,
    /// Pictures and sounds of other hosts, at the wish of the learner.
    Pictures,
}

impl Reach {
    const fn word(self) -> &'static str {
        match self {
            Reach::Own => "own",
            Reach::Pictures => "pictures",
        }
    }

    fn parse(word: &str) -> Option<Reach> {
        [Reach::Own, Reach::Pictures]
            .into_iter()
            .find(|reach| reach.word() == word)
    }
}

/// Where a page finds the shell: the address changes with its content.
pub fn address(reach: Reach) -> String {
    format!("/cardframe/shell/{}/{}", reach.word(), version(&html()))
}

pub(crate) async fn show(
    Path((reach, asked)): Path<(String, String)>,
    caller: Caller,
    headers: HeaderMap,
) -> Response {
    let html = html();
    let host = headers
        .get(header::HOST)
        .and_then(|host| host.to_str().ok())
        .filter(|host| is_host(host));
    let Some(host) = host else {
        return StatusCode::BAD_REQUEST.into_response();
    };
    let Some(reach) = Reach::parse(&reach).filter(|_| asked == version(&html)) else {
        return StatusCode::NOT_FOUND.into_response();
    };
    let scheme = if caller.secure { "https" } else { "http" };
    let mut response = Html(html).into_response();
    let headers = response.headers_mut();
    if let Ok(policy) = HeaderValue::from_str(&policy(&format!("{scheme}://{host}"), reach)) {
        headers.insert(header::CONTENT_SECURITY_POLICY, policy);
    }
    headers.insert("permissions-policy", PERMISSIONS);
    headers.insert(
        header::X_FRAME_OPTIONS,
        HeaderValue::from_static("SAMEORIGIN"),
    );
    headers.insert(
        header::REFERRER_POLICY,
        HeaderValue::from_static("no-referrer"),
    );
    for_frames(headers);
    Public::for_ever(response).into_response()
}

/// Everything a card may do, and nothing else: run its scripts in an origin that is nobody's, and load
/// media and our own programs. No other host, no form, no frame within the frame.
fn policy(site: &str, reach: Reach) -> String {
    let media = format!("{site}/m/");
    let files = format!("{site}/cardframe/files/");
    let others = match reach {
        Reach::Own => "",
        Reach::Pictures => " https: http:",
    };
    format!(
        "sandbox allow-scripts; default-src 'none'; \
         script-src 'unsafe-inline' 'unsafe-eval' 'wasm-unsafe-eval' blob: data: {media} {files}; \
         style-src 'unsafe-inline' {media}; img-src {media} data: blob:{others}; \
         media-src {media} data: blob:{others}; font-src {media} {files} data:; \
         connect-src {media} data: blob:; worker-src blob:; frame-src 'none'; object-src 'none'; \
         form-action 'none'; base-uri {media}; frame-ancestors {site}"
    )
}

/// `Host` goes into a header of ours, so it may hold what a host and a port are made of, and no more.
fn is_host(host: &str) -> bool {
    !host.is_empty()
        && host.len() <= 255
        && host
            .chars()
            .all(|c| c.is_ascii_alphanumeric() || "-.:[]_".contains(c))
}

fn html() -> String {
    let script = Bundle::get("shell.js")
        .map(|file| String::from_utf8_lossy(&file.data).into_owned())
        .unwrap_or_default();
    format!(
        "<!doctype html>\n<html lang=\"und\" dir=\"ltr\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <title>Card</title>\n<style>{STYLE}</style>\n</head>\n\
         <body><div id=\"qa\" dir=\"auto\"></div>\n<script>{script}</script>\n</body>\n</html>\n"
    )
}

/// FNV-1a: names a version, guards nothing.
fn version(html: &str) -> String {
    let hash = html.bytes().fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
    });
    format!("{hash:016x}")
}

#[cfg(test)]
mod tests {
    use super::{Reach, is_host, policy};

    #[test]
    fn a_card_may_load_media_and_nothing_of_the_site_around_it() {
        let policy = policy("https://fuda.test", Reach::Own);

        assert!(policy.starts_with("sandbox allow-scripts;"), "{policy}");
        assert!(!policy.contains("allow-same-origin"));
        assert!(policy.contains("connect-src https://fuda.test/m/ data: blob:;"));
        assert!(policy.contains("form-action 'none'"));
        assert!(!policy.contains("'self'"), "{policy}");
        assert!(policy.contains("img-src https://fuda.test/m/ data: blob:;"));
    }

    #[test]
    fn pr_48_at_the_wish_of_the_learner_pictures_and_sounds_of_others_are_loaded_and_nothing_else()
    {
        let policy = policy("https://fuda.test", Reach::Pictures);

        for part in policy.split("; ") {
            let is_open = part.ends_with("https: http:");
            let may_be = part.starts_with("img-src") || part.starts_with("media-src");
            assert_eq!(is_open, may_be, "{part}");
        }
    }

    #[test]
    fn what_is_no_host_does_not_get_into_the_policy() {
        assert!(is_host("fuda.test:8080"));
        assert!(is_host("[::1]:8080"));
        assert!(!is_host("fuda.test; script-src *"));
        assert!(!is_host("fuda.test evil.test"));
    }
}
