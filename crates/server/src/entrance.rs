//! What stands between the network and the site: its names, its encryption, and who is answered in the
//! clear; and the answers for whoever watches.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr};

use anyhow::{Context as _, Result};
use axum::Router;
use axum::routing::get;
use doorway::{Front, Plain, Tls};
use store::Ground;

use crate::alarms::{self, Watch};
use crate::config::Config;
use crate::health::{self, Checkup};

/// The front of these routes, and the encryption of its listener, if that is ours.
pub(crate) fn entrance(
    ground: &Ground,
    config: &Config,
    routes: Router,
) -> Result<(Front, Option<Tls>)> {
    let options = with_own_name(config);
    let tls = Tls::open(ground, &options)
        .context("doorway.tls is not right (docs/operators/install.md)")?;
    let checkup = Checkup::new(ground.clone(), config.server.free_bytes_min);
    let watch = Watch::new(ground, config, tls.as_ref());
    let routes = Router::new()
        .route("/health", get(health::answer).with_state(checkup))
        .route("/health/alarms", get(alarms::answer).with_state(watch))
        .merge(routes);
    let plain = if config.doorway.home_network {
        Plain::HomeNetwork
    } else {
        Plain::ThisMachine
    };
    let front = Front::admitting(ground, routes, &options, plain)
        .context("a proxy in doorway.trusted_proxies is misspelt")?;
    Ok((front, tls))
}

/// The front of the listener in the clear beside an encrypted one: known by the same names.
pub(crate) fn entrance_in_the_clear(ground: &Ground, config: &Config, tls: &Tls) -> Result<Front> {
    let routes = doorway::routes_to_https(tls.answers(), &config.web.base_url);
    Front::new(ground, routes, &with_own_name(config))
        .context("a proxy in doorway.trusted_proxies is misspelt")
}

/// Makes an address of the site out of the one that is listened on, if the settings say none.
pub(crate) fn name_after(config: &mut Config, listening: SocketAddr) {
    if config.web.base_url != web::Options::default().base_url {
        return;
    }
    let ip = match listening.ip() {
        IpAddr::V4(all) if all.is_unspecified() => IpAddr::V4(Ipv4Addr::LOCALHOST),
        IpAddr::V6(all) if all.is_unspecified() => IpAddr::V6(Ipv6Addr::LOCALHOST),
        IpAddr::V4(_) | IpAddr::V6(_) => listening.ip(),
    };
    let address = SocketAddr::new(ip, listening.port());
    config.web.base_url = format!("{}://{address}", scheme(config));
}

pub(crate) fn scheme(config: &Config) -> &'static str {
    if config.doorway.tls.is_set() {
        "https"
    } else {
        "http"
    }
}

/// Names of a site that has none and is reached from other machines: a foreign page can lead its own name
/// here, but neither a number nor a name of the home network.
const WITHOUT_A_NAME: [&str; 3] = ["0.0.0.0/0", "::/0", "*.local"];

/// The settings of the doorway, with the site's own name among its names. A site that only this
/// machine reaches answers to any.
fn with_own_name(config: &Config) -> doorway::Options {
    let mut options = config.doorway.clone();
    let own = doorway::host_of(&config.web.base_url);
    if !doorway::is_loopback(&own) && !doorway::is_unspecified(&own) {
        options.names.push(own);
    } else if config.server.listen.ip().to_canonical().is_loopback() {
        options.names.clear();
    } else if options.names.is_empty() {
        options.names = WITHOUT_A_NAME.map(str::to_owned).to_vec();
    }
    options
}

#[cfg(test)]
mod tests {
    use axum::body::Body;
    use axum::http::Request;
    use store::{Chance, Clock, CrashPoints, DataFolder};

    use super::*;

    struct Place {
        folder: tempfile::TempDir,
        ground: Ground,
    }

    impl Place {
        fn new() -> Place {
            let folder = tempfile::tempdir().unwrap();
            let data = DataFolder::open(folder.path()).unwrap();
            let (clock, chance) = (Clock::system(), Chance::seeded(1));
            let ground = Ground::open(data, clock, chance, CrashPoints::off()).unwrap();
            Place { folder, ground }
        }

        fn config(&self, listen: &str) -> Config {
            let mut config = Config::default();
            config.server.data = self.folder.path().to_owned();
            config.server.listen = listen.parse().unwrap();
            config
        }

        fn entrance(&self, config: &Config) -> (Front, Option<Tls>) {
            let routes = Router::new().fallback(async || "hello");
            entrance(&self.ground, config, routes).unwrap()
        }
    }

    async fn status(front: &Front, host: &str, path: &str) -> u16 {
        let request = Request::get(path).header("host", host);
        let request = request.body(Body::empty()).unwrap();
        let peer = "192.168.1.9:4711".parse().unwrap();
        front.answer(peer, request).await.status().as_u16()
    }

    #[tokio::test]
    async fn a_home_server_without_a_name_is_reached_by_numbers_and_not_by_names_of_others() {
        let place = Place::new();
        for listen in ["0.0.0.0:8080", "[::]:8080"] {
            let mut config = place.config(listen);
            config.doorway.home_network = true;
            let listening = config.server.listen;
            name_after(&mut config, listening);
            let (front, _) = place.entrance(&config);

            for (host, expected) in [
                ("192.168.1.5:8080", 200),
                ("[fd00::5]:8080", 200),
                ("anki.local:8080", 200),
                ("localhost:8080", 200),
                ("evil.example:8080", 421),
            ] {
                assert_eq!(status(&front, host, "/").await, expected, "{listen} {host}");
            }
        }
    }

    #[tokio::test]
    async fn names_that_were_chosen_count_where_the_site_has_no_address() {
        let place = Place::new();
        let mut config = place.config("0.0.0.0:8080");
        config.doorway.home_network = true;
        config.doorway.names = vec!["anki.local".to_owned()];
        let listening = config.server.listen;
        name_after(&mut config, listening);

        let (front, _) = place.entrance(&config);

        assert_eq!(config.web.base_url, "http://127.0.0.1:8080");
        assert_eq!(status(&front, "anki.local", "/").await, 200);
        assert_eq!(status(&front, "192.168.1.5", "/").await, 421);
    }

    #[tokio::test]
    async fn pr_58a_the_listener_in_the_clear_knows_the_sites_own_name_beside_others() {
        let place = Place::new();
        let mut config = place.config("0.0.0.0:443");
        config.web.base_url = "https://anki.example.org".to_owned();
        config.doorway.names = vec!["alt.example.org".to_owned()];
        config.doorway.tls.acme = true;
        let (_, tls) = place.entrance(&config);

        let front = entrance_in_the_clear(&place.ground, &config, &tls.unwrap()).unwrap();

        for (host, expected) in [
            ("anki.example.org", 308),
            ("alt.example.org", 308),
            ("evil.example", 421),
        ] {
            assert_eq!(status(&front, host, "/decks").await, expected, "{host}");
        }
        let challenge = "/.well-known/acme-challenge/unknown";
        assert_eq!(status(&front, "anki.example.org", challenge).await, 404);
    }
}
