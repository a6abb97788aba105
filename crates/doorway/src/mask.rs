//! What of a path, an address of a page or a client's name may stand in the log (PR-14).

use std::borrow::Cow;

/// Longest text of a client that is kept; the rest is cut.
const TEXT_CHARS_MAX: usize = 200;
/// Our tokens have 43 characters, host keys as many, Anki's own 40. No word of an address of ours
/// is half as long, so everything from here on is taken for a secret.
const SECRET_LENGTH_MIN: usize = 20;
const MASK: &str = "***";

/// A path without its query and with every part masked that could be a token or an email address.
pub(crate) fn path(path: &str) -> String {
    let path = path.split(['?', '#']).next().unwrap_or_default();
    // Names of media are the learner's own words.
    if path.starts_with("/m/") {
        return format!("/m/{MASK}/{MASK}");
    }
    let parts: Vec<Cow<'_, str>> = path.split('/').map(part).collect();
    cut(&parts.join("/"))
}

/// A referring page as origin and path, masked like every path. Empty for what is no http address:
/// a referrer is the only field in which a stranger's site could leave text in our log.
pub(crate) fn referrer(address: &str) -> String {
    let Some((scheme, rest)) = address.split_once("://") else {
        return String::new();
    };
    if scheme != "http" && scheme != "https" {
        return String::new();
    }
    let (authority, way) = rest
        .find(['/', '?', '#'])
        .map_or((rest, ""), |at| rest.split_at(at));
    let host = authority.rsplit('@').next().unwrap_or_default();
    cut(&format!("{scheme}://{host}{}", path(way)))
}

/// A client's name for itself, cut and without addresses or secrets.
pub(crate) fn client(text: &str) -> String {
    let words: Vec<Cow<'_, str>> = text.split(' ').map(part).collect();
    cut(&words.join(" "))
}

fn part(part: &str) -> Cow<'_, str> {
    let is_email = part.contains('@') || part.contains("%40");
    let longest_run = part
        .split(|c: char| !(c.is_ascii_alphanumeric() || "-_=%~".contains(c)))
        .map(str::len)
        .max()
        .unwrap_or_default();
    if is_email || longest_run >= SECRET_LENGTH_MIN {
        return Cow::Borrowed(MASK);
    }
    Cow::Borrowed(part)
}

fn cut(text: &str) -> String {
    text.chars().take(TEXT_CHARS_MAX).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pr_14_tokens_and_addresses_are_masked_and_words_are_not() {
        let token = "q".repeat(43);
        for (path, logged) in [
            ("/sync/meta".to_owned(), "/sync/meta"),
            ("/account/devices/12".to_owned(), "/account/devices/12"),
            ("/m/short/my diary.png".to_owned(), "/m/***/***"),
            (format!("/account/verify/{token}"), "/account/verify/***"),
            (
                format!("/account/verify/{token}?again={token}"),
                "/account/verify/***",
            ),
            ("/u/mia@example.org/x".to_owned(), "/u/***/x"),
            ("/u/mia%40example.org".to_owned(), "/u/***"),
            (format!("/x.{token}.y"), "/***"),
            (String::new(), ""),
        ] {
            assert_eq!(super::path(&path), logged);
        }
    }

    #[test]
    fn a_referrer_keeps_origin_and_path_only() {
        let token = "q".repeat(43);
        for (sent, logged) in [
            (
                "https://fuda.example/shared/decks?q=secret#x",
                "https://fuda.example/shared/decks",
            ),
            ("https://user:word@host:81", "https://host:81"),
            ("http://host?token=abc", "http://host"),
            (
                format!("https://h/reset/{token}").as_str(),
                "https://h/reset/***",
            ),
            ("javascript:alert(1)", ""),
            ("file:///etc/passwd", ""),
            ("", ""),
        ] {
            assert_eq!(referrer(sent), logged);
        }
    }

    #[test]
    fn a_client_version_stays_readable_and_ends_after_200_characters() {
        assert_eq!(
            client("anki,26.09.3 (29bb700b),linux"),
            "anki,26.09.3 (29bb700b),linux"
        );
        assert_eq!(client(&"a b ".repeat(200)).chars().count(), 200);
        assert_eq!(client("mia@example.org"), "***");
    }
}
