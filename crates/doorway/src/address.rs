//! The way a request asks for, before any route sees it.

use axum::http::Uri;

/// What becomes of the path of a request.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Way {
    /// It goes on as it is.
    AsAsked,
    /// It goes on under a tidied address.
    Tidied(Uri),
    /// No address of ours is written like this.
    Nowhere,
}

/// Old clients ask for `/msync//begin` when somebody typed a slash too many: for them slashes are
/// tidied. Pages are strict, because caches and we must never read one address differently.
pub(crate) fn way_of(uri: &Uri) -> Way {
    let path = uri.path();
    let first = path.split('/').find(|part| !part.is_empty());
    if matches!(first, Some("sync" | "msync")) {
        return tidy(uri);
    }
    if is_ambiguous(path) {
        return Way::Nowhere;
    }
    Way::AsAsked
}

fn tidy(uri: &Uri) -> Way {
    let path = uri.path();
    if !path.contains("//") && (path.len() < 2 || !path.ends_with('/')) {
        return Way::AsAsked;
    }
    let parts: Vec<&str> = path.split('/').filter(|part| !part.is_empty()).collect();
    let query = uri
        .query()
        .map(|query| format!("?{query}"))
        .unwrap_or_default();
    match format!("/{}{query}", parts.join("/")).parse() {
        Ok(uri) => Way::Tidied(uri),
        Err(_) => Way::Nowhere,
    }
}

fn is_ambiguous(path: &str) -> bool {
    let lower = path.to_ascii_lowercase();
    ["//", "\\", ";", "%2f", "%5c", "%00", "%3b"]
        .iter()
        .any(|trick| lower.contains(trick))
        || lower
            .split('/')
            .any(|part| matches!(part, "." | ".." | "%2e" | "%2e%2e" | ".%2e" | "%2e."))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn way(path: &str) -> String {
        match way_of(&path.parse().unwrap()) {
            Way::AsAsked => path.to_owned(),
            Way::Tidied(uri) => uri.to_string(),
            Way::Nowhere => "nowhere".to_owned(),
        }
    }

    #[test]
    fn edge_09_double_and_trailing_slashes_of_old_clients_are_tidied() {
        for (asked, taken) in [
            ("/msync//begin?k=1&v=a//b", "/msync/begin?k=1&v=a//b"),
            ("//sync/meta", "/sync/meta"),
            ("/sync/meta/", "/sync/meta"),
            ("/sync//meta//", "/sync/meta"),
            ("/sync/", "/sync"),
            ("/sync/meta", "/sync/meta"),
        ] {
            assert_eq!(way(asked), taken);
        }
    }

    #[test]
    fn pages_have_one_address_only() {
        for tricky in [
            "//shared",
            "/shared//decks",
            "/a/%2e%2e/b",
            "/a%2fb",
            "/a%5Cb",
            "/a;x=1",
            "/a%00",
            "/a/../b",
        ] {
            assert_eq!(way(tricky), "nowhere");
        }
        assert_eq!(way("/shared/decks/"), "/shared/decks/");
        assert_eq!(way("/"), "/");
    }
}
