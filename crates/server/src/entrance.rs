//! What stands between the network and the site: its names, its encryption, and who is answered in the
//! clear; and the answers for whoever watches.

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

/// The settings of the doorway, with the site's own name among its names. A site that only this
/// machine reaches answers to any.
fn with_own_name(config: &Config) -> doorway::Options {
    let mut options = config.doorway.clone();
    let own = doorway::host_of(&config.web.base_url);
    if doorway::is_loopback(&own) {
        options.names.clear();
    } else {
        options.names.push(own);
    }
    options
}
