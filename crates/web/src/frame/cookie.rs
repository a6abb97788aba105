//! The session cookie, the only one there is (PR-08, PR-11). Others are not even read (PR-12).

use axum::http::{HeaderMap, HeaderValue, header};
use axum::response::Response;
use axum_extra::extract::cookie::{Cookie, CookieJar, SameSite};

use crate::frame::way::Way;

/// A session lasts 180 days at most; the server ends it earlier when it is not used.
const AGE_SECONDS_MAX: i64 = 180 * 24 * 60 * 60;

const fn name(way: Way) -> &'static str {
    match way {
        Way::Encrypted => "__Host-sid",
        // Browsers refuse the prefix and `Secure` where nothing is encrypted.
        Way::Plain => "sid",
    }
}

pub(crate) fn session_token(headers: &HeaderMap, way: Way) -> Option<String> {
    let jar = CookieJar::from_headers(headers);
    jar.get(name(way)).map(|cookie| cookie.value().to_owned())
}

/// Gives the browser its session.
pub(crate) fn begin_session(response: Response, way: Way, token: String) -> Response {
    with(response, &cookie(way, token, AGE_SECONDS_MAX))
}

/// Takes the session from the browser, with all that it may have kept of our pages (PR-10).
pub(crate) fn end_session(response: Response, way: Way) -> Response {
    let mut response = with(response, &cookie(way, String::new(), 0));
    response.headers_mut().insert(
        "clear-site-data",
        HeaderValue::from_static(r#""cache", "cookies", "storage""#),
    );
    response
}

fn cookie(way: Way, token: String, age_seconds: i64) -> String {
    let mut cookie = Cookie::new(name(way), token);
    cookie.set_path("/");
    cookie.set_http_only(true);
    cookie.set_same_site(SameSite::Lax);
    cookie.set_secure(way == Way::Encrypted);
    format!("{cookie}; Max-Age={age_seconds}")
}

fn with(mut response: Response, cookie: &str) -> Response {
    // Our tokens and names are plain ASCII, so this never fails.
    if let Ok(value) = HeaderValue::from_str(cookie) {
        response.headers_mut().append(header::SET_COOKIE, value);
    }
    response
}

#[cfg(test)]
mod tests {
    use super::{cookie, session_token};
    use crate::frame::way::Way;
    use axum::http::{HeaderMap, HeaderValue, header};

    #[test]
    fn pr_08_the_cookie_is_out_of_reach_of_scripts_and_other_sites() {
        assert_eq!(
            cookie(Way::Encrypted, "abc".to_owned(), 60),
            "__Host-sid=abc; HttpOnly; SameSite=Lax; Secure; Path=/; Max-Age=60"
        );
        assert_eq!(
            cookie(Way::Plain, "abc".to_owned(), 60),
            "sid=abc; HttpOnly; SameSite=Lax; Path=/; Max-Age=60"
        );
    }

    #[test]
    fn a_cookie_set_in_the_clear_does_not_count_on_an_encrypted_way() {
        let mut headers = HeaderMap::new();
        headers.insert(
            header::COOKIE,
            HeaderValue::from_static("_ga=x; sid=planted"),
        );

        assert_eq!(session_token(&headers, Way::Encrypted), None);
        assert_eq!(
            session_token(&headers, Way::Plain).as_deref(),
            Some("planted")
        );
    }
}
