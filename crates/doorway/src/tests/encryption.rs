//! TLS over a real socket, and the listener in the clear beside it.

use std::fs;
use std::net::SocketAddr;
use std::sync::Arc;

use axum::body::Body;
use axum::http::Request;
use http_body_util::BodyExt as _;
use rustls::version::{TLS12, TLS13};
use rustls::{ClientConfig, ProtocolVersion, SupportedProtocolVersion};
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::{TcpListener, TcpStream};
use tokio_rustls::TlsConnector;
use tokio_util::sync::CancellationToken;
use tower::ServiceExt as _;

use super::Site;
use super::authority::{Authority, NAME};
use crate::front::Arrival;
use crate::{Answers, Front, Plain, Tls, routes_to_https, serve_encrypted};

impl Site {
    /// Puts a certificate into files that the settings name.
    fn has_certificate(&mut self, authority: &Authority, year: i32) {
        let (chain, key) = authority.certificate(year);
        let place = |name: &str| self.folder.path().join(name);
        fs::write(place("chain.pem"), chain).unwrap();
        fs::write(place("key.pem"), key).unwrap();
        self.options.tls.certificate_file = place("chain.pem").display().to_string();
        self.options.tls.key_file = place("key.pem").display().to_string();
    }

    async fn listen_encrypted(&self) -> (SocketAddr, Tls, CancellationToken) {
        let tls = Tls::open(&self.ground, &self.options).unwrap().unwrap();
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap();
        let stop = CancellationToken::new();
        let (front, options, stopped) = (self.front(), self.options.clone(), stop.clone());
        let shown = tls.clone();
        tokio::spawn(async move {
            serve_encrypted(listener, &shown, front, &options, stopped.cancelled_owned()).await
        });
        (address, tls, stop)
    }
}

/// What is answered to one request, and over which version.
async fn ask(
    address: SocketAddr,
    authority: &Authority,
    version: &'static SupportedProtocolVersion,
) -> Result<(Option<ProtocolVersion>, String), std::io::Error> {
    let provider = Arc::new(rustls::crypto::ring::default_provider());
    let config = ClientConfig::builder_with_provider(provider)
        .with_protocol_versions(&[version])
        .unwrap()
        .with_root_certificates(authority.root())
        .with_no_client_auth();
    let socket = TcpStream::connect(address).await?;
    let name = NAME.try_into().unwrap();
    let connector = TlsConnector::from(Arc::new(config));
    let mut socket = connector.connect(name, socket).await?;
    let spoken = socket.get_ref().1.protocol_version();
    let request = format!("GET /who HTTP/1.1\r\nhost: {NAME}\r\nconnection: close\r\n\r\n");
    socket.write_all(request.as_bytes()).await?;
    let mut answer = String::new();
    let _closed = socket.read_to_string(&mut answer).await;
    Ok((spoken, answer))
}

#[tokio::test]
async fn pr_58a_tls_of_both_versions_is_spoken_and_browsers_are_told_to_keep_to_it() {
    let mut site = Site::new();
    let authority = Authority::new();
    site.has_certificate(&authority, 2040);
    let (address, tls, stop) = site.listen_encrypted().await;

    for (version, spoken) in [
        (&TLS12, ProtocolVersion::TLSv1_2),
        (&TLS13, ProtocolVersion::TLSv1_3),
    ] {
        let (found, answer) = ask(address, &authority, version).await.unwrap();

        assert_eq!(found, Some(spoken));
        assert!(answer.starts_with("HTTP/1.1 200"), "{answer}");
        assert!(answer.contains("strict-transport-security: max-age=63072000"));
        assert!(answer.ends_with("127.0.0.1"), "{answer}");
    }
    let stranger = ask(address, &Authority::new(), &TLS13).await;
    assert!(stranger.is_err());
    assert_eq!(tls.validity().unwrap().ends_at.0, 2_208_988_800_000);
    stop.cancel();
}

#[tokio::test]
async fn pr_58a_whoever_speaks_plain_http_to_the_encrypted_listener_gets_nothing() {
    let mut site = Site::new();
    site.has_certificate(&Authority::new(), 2040);
    let (address, _, stop) = site.listen_encrypted().await;

    let mut socket = TcpStream::connect(address).await.unwrap();
    let request = b"GET /who HTTP/1.1\r\nhost: x\r\n\r\n";
    socket.write_all(request).await.unwrap();
    let mut answer = Vec::new();
    let _closed = socket.read_to_end(&mut answer).await;

    assert!(!answer.starts_with(b"HTTP"), "{answer:?}");
    assert_eq!(site.log().len(), 0);
    stop.cancel();
}

#[tokio::test]
async fn pr_58a_a_certificate_that_was_replaced_is_shown_without_a_restart() {
    let mut site = Site::new();
    let (first, second) = (Authority::new(), Authority::new());
    site.has_certificate(&first, 2040);
    let (address, tls, stop) = site.listen_encrypted().await;
    let mut worker = jobs::Worker::new(site.ground.clone(), vec![], tls.timetable());
    worker.run_due().await.unwrap();

    // One file of two is replaced: they do not fit each other, and the earlier one is still shown.
    let (chain, key) = second.certificate(2041);
    fs::write(&site.options.tls.certificate_file, chain).unwrap();
    site.ground.clock.advance(std::time::Duration::from_mins(2));
    let _told = worker.run_due().await;
    assert!(ask(address, &first, &TLS13).await.is_ok());
    fs::write(&site.options.tls.key_file, key).unwrap();
    site.ground
        .clock
        .advance(std::time::Duration::from_mins(30));
    worker.run_due().await.unwrap();

    assert!(ask(address, &second, &TLS13).await.is_ok());
    assert!(ask(address, &first, &TLS13).await.is_err());
    stop.cancel();
}

#[tokio::test]
async fn a_certificate_of_another_key_stops_the_start() {
    let mut site = Site::new();
    let authority = Authority::new();
    site.has_certificate(&authority, 2040);
    let (_, other) = authority.certificate(2040);
    fs::write(&site.options.tls.key_file, other).unwrap();

    let refused = Tls::open(&site.ground, &site.options).unwrap_err();

    assert!(
        refused.to_string().contains("is not the key of"),
        "{refused}"
    );
}

#[tokio::test]
async fn pr_58a_in_the_clear_browsers_are_sent_on_and_apps_are_told() {
    let routes = routes_to_https(Answers::default(), "https://anki.example.org/");
    let ask = async |method: &str, path: &str| {
        let request = Request::builder().method(method).uri(path);
        let request = request.header("anki-sync", "a-key-that-is-not-echoed");
        let request = request.body(Body::empty()).unwrap();
        let answer = routes.clone().oneshot(request).await.unwrap();
        let location = answer.headers().get("location").cloned();
        let status = answer.status().as_u16();
        let body = answer.into_body().collect().await.unwrap().to_bytes();
        assert!(!body.windows(5).any(|part| part == b"a-key"));
        (status, location.map(|to| to.to_str().unwrap().to_owned()))
    };

    let to = Some("https://anki.example.org/decks?x=1".to_owned());
    assert_eq!(ask("GET", "/decks?x=1").await, (308, to));
    assert_eq!(ask("POST", "/account/login").await, (403, None));
    assert_eq!(ask("POST", "/sync/hostKey").await, (403, None));
    assert_eq!(ask("GET", "/msync/begin?k=secret").await, (403, None));
    assert_eq!(
        ask("GET", "/.well-known/acme-challenge/x").await,
        (404, None)
    );
}

#[tokio::test]
async fn pr_58a_from_afar_nobody_is_answered_in_the_clear() {
    let mut site = Site::new();
    site.options.trusted_proxies = vec!["10.0.0.1".to_owned()];
    let status = async |plain: Plain, peer: &str, path: &str| {
        let routes = axum::Router::new().fallback(async || "hello");
        let front = Front::admitting(&site.ground, routes, &site.options, plain).unwrap();
        let request = Request::get(path).body(Body::empty()).unwrap();
        front.answer(peer.parse().unwrap(), request).await.status()
    };

    for (plain, peer, expected) in [
        (Plain::ThisMachine, "127.0.0.1:1", 200),
        (Plain::ThisMachine, "10.0.0.1:1", 200),
        (Plain::ThisMachine, "192.168.1.9:1", 403),
        (Plain::ThisMachine, "203.0.113.7:1", 403),
        (Plain::HomeNetwork, "192.168.1.9:1", 200),
        (Plain::HomeNetwork, "203.0.113.7:1", 403),
    ] {
        assert_eq!(status(plain, peer, "/sync/meta").await, expected, "{peer}");
    }
    let watcher = status(Plain::ThisMachine, "203.0.113.7:1", "/health").await;
    assert_eq!(watcher, 200);
}

#[tokio::test]
async fn pr_58a_what_came_to_a_proxy_in_the_clear_from_afar_is_refused() {
    let mut site = Site::new();
    site.options.trusted_proxies = vec!["10.0.0.1".to_owned()];
    let routes = axum::Router::new().fallback(async || "hello");
    let plain = Plain::ThisMachine;
    let front = Front::admitting(&site.ground, routes, &site.options, plain).unwrap();
    let arrives = async |is_encrypted: bool, from: &str, proto: Option<&str>| {
        let mut request = Request::post("/sync/hostKey").header("x-forwarded-for", from);
        if let Some(proto) = proto {
            request = request.header("x-forwarded-proto", proto);
        }
        let request = request.body(Body::empty()).unwrap();
        let peer = "10.0.0.1:1".parse().unwrap();
        let arrival = Arrival { peer, is_encrypted };
        let answer = front.answer_on(None, arrival, request).await;
        let is_secure = answer.headers().contains_key("strict-transport-security");
        (answer.status().as_u16(), is_secure)
    };

    for (is_encrypted, from, proto, expected) in [
        (false, "203.0.113.7", Some("https"), (200, true)),
        (false, "203.0.113.7", Some("http"), (403, false)),
        (true, "203.0.113.7", Some("http"), (403, false)),
        (false, "203.0.113.7", Some("https, http"), (403, false)),
        (false, "192.168.1.9", Some("http"), (200, false)),
        (true, "192.168.1.9", Some("http"), (200, false)),
        // Proxies that say nothing of it.
        (false, "203.0.113.7", None, (200, false)),
        (true, "203.0.113.7", None, (200, true)),
    ] {
        let found = arrives(is_encrypted, from, proto).await;
        assert_eq!(found, expected, "{is_encrypted} {from} {proto:?}");
    }
}

#[test]
fn pr_58a_only_names_that_an_authority_would_sign_are_ordered() {
    let options = crate::Options {
        names: [
            "anki.local",
            "192.168.1.5",
            "[2001:db8::5]",
            "nas.lan",
            "nas.home.arpa",
            "nas.internal",
            "nas",
            "*.example.org",
            "192.168.0.0/16",
            "Alt.example.org.",
            NAME,
            NAME,
        ]
        .map(str::to_owned)
        .to_vec(),
        ..crate::Options::default()
    };

    assert_eq!(crate::tls::names(&options), ["alt.example.org", NAME]);
}

#[tokio::test]
async fn an_unknown_name_is_answered_with_421_and_the_apps_are_served() {
    let mut site = Site::new();
    site.options.names = vec![NAME.to_owned()];

    for (host, expected) in [
        (Some("anki.example.org:8443"), 200),
        (Some("evil.example"), 421),
        (None, 421),
    ] {
        let mut request = Request::post("/sync/meta");
        if let Some(host) = host {
            request = request.header("host", host);
        }
        let peer = "203.0.113.7:4711".parse().unwrap();
        let request = request.body(Body::empty()).unwrap();
        let answer = site.front().answer(peer, request).await;
        assert_eq!(answer.status(), expected, "{host:?}");
    }
    assert_eq!(site.log().len(), 3);
}
