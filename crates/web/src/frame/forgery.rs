//! Nothing unsafe happens at the wish of another site's page (PR-09).
//!
//! Browsers say where a request was made: in `Sec-Fetch-Site`, and where the page itself is not
//! encrypted only in `Origin`. A form that says neither was not sent by a page of ours.

use axum::extract::{Request, State};
use axum::http::request::Parts;
use axum::http::{HeaderMap, header};
use axum::middleware::Next;
use axum::response::{IntoResponse as _, Response};
use doorway::Caller;

use crate::app::App;
use crate::frame::stopped::Stopped;
use crate::frame::way::Way;
use crate::options::Options;

pub(crate) async fn refuse(State(app): State<App>, request: Request, next: Next) -> Response {
    if request.method().is_safe() {
        return next.run(request).await;
    }
    let (parts, body) = request.into_parts();
    match guard(&parts, &app.options) {
        Ok(()) => next.run(Request::from_parts(parts, body)).await,
        Err(stopped) => stopped.into_response(),
    }
}

fn guard(parts: &Parts, options: &Options) -> Result<(), Stopped> {
    let caller = *parts
        .extensions
        .get::<Caller>()
        .ok_or_else(Stopped::no_doorway)?;
    let way = Way::of(options, caller);
    if !is_own(&parts.headers, options, way) {
        return Err(Stopped::Forged);
    }
    if way == Way::Plain && !doorway::is_near(caller.address) {
        return Err(Stopped::Unencrypted);
    }
    Ok(())
}

fn is_own(headers: &HeaderMap, options: &Options, way: Way) -> bool {
    if let Some(site) = headers.get("sec-fetch-site") {
        return site == "same-origin";
    }
    let Some(origin) = headers
        .get(header::ORIGIN)
        .and_then(|origin| origin.to_str().ok())
    else {
        return false;
    };
    if origin == options.origin() {
        return true;
    }
    // A home server has many names: its address in the network, `server.local`. The browser writes
    // `Host` itself, so a foreign page cannot make the two agree.
    let host = headers
        .get(header::HOST)
        .and_then(|host| host.to_str().ok());
    way == Way::Plain && host.is_some_and(|host| origin.strip_prefix("http://") == Some(host))
}

#[cfg(test)]
mod tests {
    use axum::http::{HeaderMap, HeaderName, HeaderValue};

    use super::is_own;
    use crate::frame::way::Way;
    use crate::options::Options;

    fn says(headers: &[(&'static str, &'static str)], way: Way) -> bool {
        let options = Options {
            base_url: "https://a.example".to_owned(),
            ..Options::default()
        };
        let headers: HeaderMap = headers
            .iter()
            .map(|(name, value)| {
                (
                    HeaderName::from_static(name),
                    HeaderValue::from_static(value),
                )
            })
            .collect();
        is_own(&headers, &options, way)
    }

    #[test]
    fn pr_09_a_form_of_our_own_page_counts_and_every_other_does_not() {
        for (headers, own) in [
            (vec![("sec-fetch-site", "same-origin")], true),
            (
                vec![
                    ("sec-fetch-site", "same-site"),
                    ("origin", "https://a.example"),
                ],
                false,
            ),
            (
                vec![
                    ("sec-fetch-site", "cross-site"),
                    ("origin", "https://a.example"),
                ],
                false,
            ),
            (vec![("sec-fetch-site", "none")], false),
            (vec![("origin", "https://a.example")], true),
            (vec![("origin", "https://a.example.evil.example")], false),
            (vec![("origin", "http://a.example")], false),
            (vec![("origin", "null")], false),
            (
                vec![("origin", "http://b.example"), ("host", "b.example")],
                false,
            ),
            (vec![], false),
        ] {
            assert_eq!(says(&headers, Way::Encrypted), own, "{headers:?}");
        }
    }

    #[test]
    fn pr_09_a_home_server_is_known_by_whatever_name_it_was_called() {
        let host = ("host", "192.168.1.5:8080");

        assert!(says(
            &[("origin", "http://192.168.1.5:8080"), host],
            Way::Plain
        ));
        assert!(!says(&[("origin", "http://192.168.1.5"), host], Way::Plain));
        assert!(!says(
            &[("origin", "http://evil.example"), host],
            Way::Plain
        ));
    }
}
