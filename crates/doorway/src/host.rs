//! The names under which the site is asked for. A browser that was led here under another name could be
//! made to believe that it talks to somebody else.

use std::net::IpAddr;

use axum::http::{HeaderMap, Uri, header};

use crate::caller::Range;

/// Names that are ours. Without any, every name is.
#[derive(Debug, Clone, Default)]
pub(crate) struct Names(Vec<Name>);

#[derive(Debug, Clone)]
enum Name {
    /// Just this.
    Same(String),
    /// All that end so, written `*.local`.
    Below(String),
    /// All addresses of a network, written `192.168.0.0/16`.
    Within(Range),
}

impl Name {
    fn of(name: &str) -> Name {
        if let Some(ending) = name.strip_prefix('*').filter(|end| end.starts_with('.')) {
            return Name::Below(ending.to_owned());
        }
        let network = name.contains('/').then(|| name.parse().ok()).flatten();
        network.map_or_else(|| Name::Same(name.to_owned()), Name::Within)
    }

    fn is(&self, asked: &str) -> bool {
        match self {
            Name::Same(name) => asked == name,
            Name::Below(ending) => asked.ends_with(ending),
            Name::Within(network) => {
                address_of(asked).is_some_and(|address| network.contains(address))
            }
        }
    }
}

impl Names {
    pub(crate) fn of(names: &[String]) -> Names {
        let names = names.iter().map(|name| folded(name));
        let names = names.filter(|name| !name.is_empty());
        Names(names.map(|name| Name::of(&name)).collect())
    }

    /// Whether a request asked for us. This machine may call itself what it likes.
    pub(crate) fn know(&self, uri: &Uri, headers: &HeaderMap) -> bool {
        if self.0.is_empty() {
            return true;
        }
        let asked = uri.host().or_else(|| {
            let host = headers.get(header::HOST)?.to_str().ok()?;
            Some(without_port(host))
        });
        asked.is_some_and(|asked| {
            let asked = folded(asked);
            is_loopback(&asked) || self.0.iter().any(|name| name.is(&asked))
        })
    }
}

/// The host of an address such as `https://anki.example.org:8443/`.
pub fn host_of(base_url: &str) -> String {
    let uri: Option<Uri> = base_url.parse().ok();
    uri.and_then(|uri| uri.host().map(folded))
        .unwrap_or_default()
}

/// Whether a host leads to the machine itself.
pub fn is_loopback(host: &str) -> bool {
    host == "localhost" || address_of(host).is_some_and(|address| address.is_loopback())
}

/// Whether a host is the address that stands for all addresses of a machine: one listens on it, and
/// nobody is reached by it.
pub fn is_unspecified(host: &str) -> bool {
    address_of(host).is_some_and(|address| address.is_unspecified())
}

/// The address that a host is, if it is no name.
fn address_of(host: &str) -> Option<IpAddr> {
    let bare = host.trim_start_matches('[').trim_end_matches(']');
    bare.parse()
        .ok()
        .map(|address: IpAddr| address.to_canonical())
}

/// Whether somebody asks how it goes.
pub(crate) fn is_about_health(path: &str) -> bool {
    path == "/health" || path.starts_with("/health/")
}

pub(crate) fn folded(name: &str) -> String {
    name.trim().trim_end_matches('.').to_ascii_lowercase()
}

/// `name:8080` and `[::1]:8080` without their ports.
fn without_port(host: &str) -> &str {
    match host.rsplit_once(':') {
        Some((name, port)) if port.bytes().all(|digit| digit.is_ascii_digit()) => name,
        _ => host,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn know(host: Option<&str>, path: &str) -> bool {
        let mut headers = HeaderMap::new();
        if let Some(host) = host {
            headers.insert(header::HOST, host.parse().unwrap());
        }
        let names = Names::of(&["Anki.example.org".to_owned(), "192.168.1.5".to_owned()]);
        names.know(&path.parse().unwrap(), &headers)
    }

    #[test]
    fn the_site_answers_to_its_names_and_on_this_machine_to_any() {
        for host in [
            "anki.example.org",
            "ANKI.example.org:443",
            "anki.example.org.",
            "192.168.1.5:8080",
            "localhost:8080",
            "127.0.0.1",
            "127.9.9.9:1",
            "[::1]:8080",
        ] {
            assert!(know(Some(host), "/sync/meta"), "{host}");
        }
        for host in [
            Some("evil.example"),
            Some("anki.example.org.evil.example"),
            Some("10.0.0.1"),
            Some("[2001:db8::1]:80"),
            Some(""),
            None,
        ] {
            assert!(!know(host, "/sync/meta"), "{host:?}");
        }
    }

    #[test]
    fn a_network_of_addresses_and_an_ending_are_names_too() {
        let names = Names::of(&["192.168.0.0/16".to_owned(), "*.Local".to_owned()]);
        let know = |host: &str| {
            let headers = HeaderMap::from_iter([(header::HOST, host.parse().unwrap())]);
            names.know(&"/".parse().unwrap(), &headers)
        };

        for host in ["192.168.1.5:8080", "anki.local", "[::ffff:192.168.1.5]:80"] {
            assert!(know(host), "{host}");
        }
        for host in ["10.0.0.1", "local", "anki.local.evil.example", "evil-local"] {
            assert!(!know(host), "{host}");
        }
    }

    #[test]
    fn the_name_in_the_first_line_counts_more_than_the_header() {
        assert!(!know(Some("anki.example.org"), "http://evil.example/"));
        assert!(know(Some("evil.example"), "http://anki.example.org/"));
    }

    #[test]
    fn only_questions_about_health_count_as_such() {
        assert!(is_about_health("/health") && is_about_health("/health/alarms"));
        assert!(!is_about_health("/healthy"));
    }

    #[test]
    fn without_names_every_name_is_ours() {
        assert!(Names::default().know(&"/".parse().unwrap(), &HeaderMap::new()));
        assert_eq!(
            host_of("https://Anki.example.org:8443/x"),
            "anki.example.org"
        );
        assert_eq!(host_of("nonsense"), "nonsense");
        assert_eq!(host_of("https://"), "");
    }
}
