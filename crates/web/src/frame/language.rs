//! The language of a page. A member's account knows hers; a visitor's browser says it, and a link
//! at the foot of each page overrides that: `?lang=de`. From then on every link, form and redirect
//! carries the word along, so nothing is kept in the browser (PR-08).

use axum::body::{Body, to_bytes};
use axum::extract::{Request, State};
use axum::http::{HeaderMap, HeaderValue, StatusCode, Uri, header};
use axum::middleware::Next;
use axum::response::{IntoResponse as _, Response};
use doorway::Caller;
use texts::Language;

use crate::app::App;
use crate::frame::cookie;
use crate::frame::way::Way;

/// No page is longer.
const PAGE_BYTES_MAX: usize = 4 * 1024 * 1024;

/// What a visitor reads.
pub(crate) fn of_visitor(uri: &Uri, headers: &HeaderMap) -> Language {
    chosen(uri).unwrap_or_else(|| {
        let wanted = headers.get(header::ACCEPT_LANGUAGE);
        let wanted = wanted.and_then(|value| value.to_str().ok());
        Language::preferred(wanted.unwrap_or_default())
    })
}

/// What the address says.
fn chosen(uri: &Uri) -> Option<Language> {
    let words = uri.query()?.split('&');
    let code = words
        .filter_map(|word| word.strip_prefix("lang="))
        .next_back()?;
    Language::from_code(code)
}

/// The page itself, without its language and without what the last form did.
pub(crate) fn here(uri: &Uri) -> String {
    let words = uri.query().unwrap_or_default().split('&');
    let kept: Vec<&str> = words
        .filter(|word| !word.is_empty())
        .filter(|word| !word.starts_with("lang=") && !word.starts_with("said="))
        .collect();
    if kept.is_empty() {
        uri.path().to_owned()
    } else {
        format!("{}?{}", uri.path(), kept.join("&"))
    }
}

/// The same page in a language.
pub(crate) fn address_in(here: &str, language: Language) -> String {
    let (page, part) = match here.split_once('#') {
        Some((page, part)) => (page, format!("#{part}")),
        None => (here, String::new()),
    };
    let joint = if page.contains('?') { '&' } else { '?' };
    format!("{page}{joint}lang={}{part}", language.code())
}

/// Carries a visitor's choice on to what the page leads to.
pub(crate) async fn carry(State(app): State<App>, request: Request, next: Next) -> Response {
    let language = chosen(request.uri());
    let caller = request.extensions().get::<Caller>().copied();
    let is_member = caller.is_some_and(|caller| {
        let way = Way::of(&app.options, caller);
        cookie::session_token(request.headers(), way).is_some()
    });
    let response = next.run(request).await;
    match language {
        // Who has just logged in reads on in the language of her account.
        Some(language) if !is_member && !response.headers().contains_key(header::SET_COOKIE) => {
            onward(response, language).await
        }
        Some(_) | None => response,
    }
}

async fn onward(response: Response, language: Language) -> Response {
    let (mut head, body) = response.into_parts();
    let location = head.headers.get(header::LOCATION);
    if let Some(location) = location.and_then(|value| value.to_str().ok())
        && is_ours(location)
        && let Ok(location) = HeaderValue::from_str(&address_in(location, language))
    {
        head.headers.insert(header::LOCATION, location);
    }
    let is_page = head.headers.get(header::CONTENT_TYPE).is_some_and(|kind| {
        kind.to_str()
            .is_ok_and(|kind| kind.starts_with("text/html"))
    });
    if !is_page {
        return Response::from_parts(head, body);
    }
    let Ok(bytes) = to_bytes(body, PAGE_BYTES_MAX).await else {
        return StatusCode::INTERNAL_SERVER_ERROR.into_response();
    };
    head.headers.remove(header::CONTENT_LENGTH);
    let page = with_language(&String::from_utf8_lossy(&bytes), language);
    Response::from_parts(head, Body::from(page))
}

/// Our templates write addresses of our own in one way, and escape what is not theirs.
fn with_language(page: &str, language: Language) -> String {
    let mut carried = String::with_capacity(page.len() + 512);
    let mut rest = page;
    while let Some((start, length)) = next_address(rest) {
        let (before, from) = rest.split_at(start);
        let (address, after) = from.split_at(length);
        carried.push_str(before);
        if is_ours(address) && !address.contains("lang=") {
            carried.push_str(&address_in(address, language));
        } else {
            carried.push_str(address);
        }
        rest = after;
    }
    carried.push_str(rest);
    carried
}

/// Where the next address of a link or form begins, and how long it is.
fn next_address(page: &str) -> Option<(usize, usize)> {
    let starts = [" href=\"/", " action=\"/"].map(|attribute| {
        let at = page.find(attribute)?;
        Some(at + attribute.len() - 1)
    });
    let start = starts.into_iter().flatten().min()?;
    let (_, from) = page.split_at(start);
    Some((start, from.find('"')?))
}

/// A page of ours; files are the same in every language.
pub(crate) fn is_ours(address: &str) -> bool {
    let is_within = address.starts_with('/') && !address.starts_with("//");
    is_within
        && !address.starts_with("/static/")
        && address
            .bytes()
            .all(|byte| byte.is_ascii_graphic() && byte != b'\\')
}

#[cfg(test)]
mod tests {
    use axum::http::{HeaderMap, HeaderValue, Uri, header};
    use texts::Language;

    use super::{address_in, here, is_ours, of_visitor, with_language};

    #[test]
    fn the_address_comes_first_and_the_browser_second() {
        let mut headers = HeaderMap::new();
        headers.insert(
            header::ACCEPT_LANGUAGE,
            HeaderValue::from_static("de-AT,de;q=0.9,en;q=0.8"),
        );

        for (uri, expected) in [
            ("/about", Language::De),
            ("/about?lang=ja", Language::Ja),
            ("/about?lang=xx", Language::De),
            ("/about?a=1&lang=es", Language::Es),
        ] {
            let uri: Uri = uri.parse().unwrap();

            assert_eq!(of_visitor(&uri, &headers), expected, "{uri}");
        }
        assert_eq!(
            of_visitor(&Uri::from_static("/"), &HeaderMap::new()),
            Language::En
        );
    }

    #[test]
    fn a_page_is_the_same_page_in_another_language() {
        let uri = Uri::from_static("/account/verify-email?token=t&said=verified&lang=de");

        let here = here(&uri);

        assert_eq!(here, "/account/verify-email?token=t");
        assert_eq!(
            address_in(&here, Language::Ja),
            "/account/verify-email?token=t&lang=ja"
        );
        assert_eq!(address_in("/a#b", Language::Es), "/a?lang=es#b");
    }

    #[test]
    fn every_way_on_from_a_page_carries_its_language() {
        let page = r##"<link href="/static/a.css"><a href="/about">x</a> <a href="/x?a=1#b">y</a>
            <form action="/account/login" method="post"><a href="#content"><a href="//evil">
            <a href="https://a.example/about"><a href="/about?lang=es" hreflang="es">"##;

        let carried = with_language(page, Language::De);

        let expected = r##"<link href="/static/a.css"><a href="/about?lang=de">x</a> <a href="/x?a=1&lang=de#b">y</a>
            <form action="/account/login?lang=de" method="post"><a href="#content"><a href="//evil">
            <a href="https://a.example/about"><a href="/about?lang=es" hreflang="es">"##;
        assert_eq!(carried, expected);
    }

    #[test]
    fn a_choice_never_leads_to_another_site() {
        for foreign in [
            "//evil.example",
            "https://evil.example",
            "/\\evil.example",
            "",
            "a",
            "/ä",
        ] {
            assert!(!is_ours(foreign), "{foreign}");
        }
        assert!(is_ours("/account?a=b"));
    }
}
