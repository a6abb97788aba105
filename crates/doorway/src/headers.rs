//! What stands on every answer: it is private, it is what it says it is, and pages load nothing foreign.

use axum::body::Body;
use axum::http::header::{self, HeaderName};
use axum::http::{HeaderMap, HeaderValue, Response};

use crate::public::IsPublic;

const PAGE_POLICY: HeaderValue = HeaderValue::from_static(
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; \
     connect-src 'self'; manifest-src 'self'; form-action 'self'; base-uri 'none'; \
     object-src 'none'; frame-ancestors 'none'; require-trusted-types-for 'script'; \
     trusted-types app",
);
const OTHER_POLICY: HeaderValue =
    HeaderValue::from_static("default-src 'none'; frame-ancestors 'none'");
const PERMISSIONS: HeaderValue = HeaderValue::from_static(
    "accelerometer=(), camera=(), display-capture=(), geolocation=(), gyroscope=(), hid=(), \
     microphone=(), midi=(), payment=(), serial=(), usb=(), publickey-credentials-get=(self), \
     publickey-credentials-create=(self), browsing-topics=(), autoplay=(self)",
);
const TWO_YEARS: HeaderValue = HeaderValue::from_static("max-age=63072000; includeSubDomains");

/// Puts on what the handler did not say itself. A handler may be stricter (a page with a token in
/// its address says `no-referrer`), but only the public type makes an answer cacheable.
pub(crate) fn put_on(response: &mut Response<Body>, secure: bool) {
    let is_public = response.extensions().get::<IsPublic>().is_some()
        && !response.headers().contains_key(header::SET_COOKIE);
    let is_page = is_page(response.headers());
    let headers = response.headers_mut();
    if !is_public {
        headers.insert(
            header::CACHE_CONTROL,
            // PR-35: what is not said to be public is kept by nobody.
            HeaderValue::from_static("private, no-store"),
        );
    }
    let policy = if is_page { PAGE_POLICY } else { OTHER_POLICY };
    say(headers, header::CONTENT_SECURITY_POLICY, policy);
    say_word(headers, header::X_CONTENT_TYPE_OPTIONS, "nosniff");
    say_word(headers, header::REFERRER_POLICY, "same-origin");
    say_word(
        headers,
        HeaderName::from_static("cross-origin-resource-policy"),
        "same-origin",
    );
    if is_page {
        say_word(headers, header::X_FRAME_OPTIONS, "DENY");
        say_word(
            headers,
            HeaderName::from_static("cross-origin-opener-policy"),
            "same-origin",
        );
        say_word(
            headers,
            HeaderName::from_static("origin-agent-cluster"),
            "?1",
        );
        say(
            headers,
            HeaderName::from_static("permissions-policy"),
            PERMISSIONS,
        );
    }
    if secure {
        say(headers, header::STRICT_TRANSPORT_SECURITY, TWO_YEARS);
    }
}

fn is_page(headers: &HeaderMap) -> bool {
    headers
        .get(header::CONTENT_TYPE)
        .is_some_and(|kind| kind.as_bytes().starts_with(b"text/html"))
}

fn say(headers: &mut HeaderMap, name: HeaderName, value: HeaderValue) {
    headers.entry(name).or_insert(value);
}

fn say_word(headers: &mut HeaderMap, name: HeaderName, value: &'static str) {
    say(headers, name, HeaderValue::from_static(value));
}
