//! What `fuda doctor` says about what time does: logs that must go, certificates that end, a clock that
//! is wrong, a build that grows old.

use std::time::Duration;

use doorway::TlsOptions;
use store::{Ground, Millis};

use super::{Finding, trouble, well};
use crate::build::{AGE_MAX, built};
use crate::commands::account::time;
use crate::config::Config;

const PAGE: &str = "docs/operators/install.md";
const HOUR: Duration = Duration::from_hours(1);

pub(super) fn findings(ground: &Ground, config: &Config) -> Vec<Finding> {
    let mut findings = vec![logs(ground), clock(ground), age(ground)];
    findings.extend(certificate(ground, &config.doorway.tls));
    findings
}

/// PR-18.
fn logs(ground: &Ground) -> Finding {
    match ground.logs.overdue() {
        Ok(names) if names.is_empty() => {
            well("no log holds more than it may: addresses for 7 days, lines for 30")
        }
        Ok(names) => trouble(format!(
            "{} should have been shortened or removed by now (PR-18): it is done every hour while Fuda \
             serves; look in the journal for why it was not (docs/operators/troubles.md)",
            names.join(", ")
        )),
        Err(error) => trouble(format!("the logs cannot be looked at: {error}")),
    }
}

/// Nobody can tell a wrong time from a right one here, except one that has been already.
fn clock(ground: &Ground) -> Finding {
    let now = ground.clock.now();
    let known = built().into_iter().chain(newest_file(ground)).max();
    match known {
        Some(known) if now.plus(HOUR) < known => trouble(format!(
            "the clock says {}, but {} is past already: apps refuse to sync when clocks differ by five \
             minutes (docs/operators/troubles.md)",
            time(now),
            time(known)
        )),
        _ => well(format!("the clock says {}", time(now))),
    }
}

fn newest_file(ground: &Ground) -> Option<Millis> {
    let changed = ground
        .folder
        .path()
        .join("fuda.db")
        .metadata()
        .and_then(|file| file.modified())
        .ok()?;
    let since = changed.duration_since(std::time::UNIX_EPOCH).ok()?;
    Some(Millis(0).plus(since))
}

/// PR-58b.
fn age(ground: &Ground) -> Finding {
    let Some(built) = built() else {
        return trouble("nobody knows when this program was built");
    };
    let age = ground.clock.now().since(built);
    let days = age.as_secs() / 86_400;
    let words = format!(
        "fuda {} was built {days} days ago",
        env!("CARGO_PKG_VERSION")
    );
    if age > AGE_MAX {
        trouble(format!(
            "{words} (PR-58b): look for a newer version, which may mend what is known by now to be unsafe \
             (docs/operators/upgrade.md)"
        ))
    } else {
        well(words)
    }
}

/// PR-58a.
fn certificate(ground: &Ground, options: &TlsOptions) -> Option<Finding> {
    if !options.is_set() {
        return None;
    }
    Some(
        match doorway::certificate_validity(ground.folder.path(), options) {
            Ok(Some(validity)) if validity.late_from() < ground.clock.now() => trouble(format!(
                "the certificate ends {} and was not renewed in time ({PAGE})",
                time(validity.ends_at)
            )),
            Ok(Some(validity)) => well(format!("the certificate ends {}", time(validity.ends_at))),
            Ok(None) => trouble(format!(
                "no certificate was ordered yet: the authority must reach this server by its name on port \
             80 ({PAGE})"
            )),
            Err(fault) => trouble(format!("{} ({PAGE})", fault.chain())),
        },
    )
}
