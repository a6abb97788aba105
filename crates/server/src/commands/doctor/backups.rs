//! What `fuda doctor` says about backups.

use std::time::Duration;

use anyhow::Result;
use backup::{Backups, Remembered};
use shelf::Shelf;
use store::{Ground, Millis};

use super::{Finding, trouble, well};
use crate::commands::account::time;
use crate::config::Config;

const HOUR: Duration = Duration::from_hours(1);
const DAY: Duration = Duration::from_hours(24);
const PAGE: &str = "docs/operators/backup.md";

pub(super) async fn findings(ground: &Ground, config: &Config) -> Result<Vec<Finding>> {
    if !config.backup.is_set() {
        return Ok(vec![trouble(format!(
            "there are no backups: a broken disk would take everything; set backup.folder or \
             backup.bucket ({PAGE})"
        ))]);
    }
    let remembered = backup::remembered(ground)
        .await
        .map_err(|fault| anyhow::anyhow!(fault.chain()))?;
    let now = ground.clock.now();
    let mut findings = vec![made(&remembered, config, now)];
    if remembered.made.is_some() {
        findings.push(readable(ground, config).await);
        findings.push(key(&remembered));
        findings.push(rehearsed(&remembered, config, now));
    }
    Ok(findings)
}

fn made(remembered: &Remembered, config: &Config, now: Millis) -> Finding {
    if let Some(failed) = &remembered.failed {
        return trouble(format!(
            "the last backup failed: {}; mend that, then: fuda backup ({PAGE})",
            failed.reason
        ));
    }
    let Some(made) = &remembered.made else {
        return trouble(format!(
            "no backup was made yet: it is made by itself while Fuda serves, or with: fuda backup ({PAGE})"
        ));
    };
    let words = format!(
        "a backup of {} accounts was made at {}",
        made.accounts,
        time(Millis(made.at))
    );
    // Two are missing: one may be under way.
    if now.since(Millis(made.at)) > HOUR * config.backup.every_hours * 2 {
        return trouble(format!("{words}, and none since ({PAGE})"));
    }
    match made.troubles.first() {
        Some(first) => trouble(format!("{words}, but {first} ({PAGE})")),
        None => well(words),
    }
}

async fn readable(ground: &Ground, config: &Config) -> Finding {
    let shelf = Shelf::open(ground, config.shelf.clone());
    let backups = Backups::new(ground, &shelf, &config.shelf, config.backup.clone());
    let folder = config.backup.words();
    match backups.kept().await {
        Ok(kept) if kept.is_empty() => {
            trouble(format!("{folder} holds no backup any more ({PAGE})"))
        }
        Ok(kept) => well(format!(
            "{} backups lie in {folder}, and the key opens them",
            kept.len()
        )),
        Err(error) => trouble(format!(
            "the backups in {folder} cannot be read: {:#} ({PAGE})",
            anyhow::Error::new(error)
        )),
    }
}

fn key(remembered: &Remembered) -> Finding {
    if remembered.key_was_shown {
        well("the key of the backups was shown to be kept elsewhere")
    } else {
        trouble(format!(
            "nobody has a copy of the backups' key, and without it they cannot be read: print it with \
             fuda backup key, and keep it away from this machine ({PAGE})"
        ))
    }
}

fn rehearsed(remembered: &Remembered, config: &Config, now: Millis) -> Finding {
    let days = config.backup.rehearse_days;
    let Some(rehearsed) = &remembered.rehearsed else {
        return trouble(format!(
            "no backup was ever rehearsed, so nobody knows whether one can be restored: fuda backup \
             rehearse ({PAGE})"
        ));
    };
    let words = format!(
        "a restore of {} accounts was rehearsed at {} and took {} s",
        rehearsed.accounts,
        time(Millis(rehearsed.at)),
        rehearsed.took_ms.div_ceil(1000)
    );
    if let Some(first) = rehearsed.troubles.first() {
        return trouble(format!("{words}, but {first} ({PAGE})"));
    }
    if days > 0 && now.since(Millis(rehearsed.at)) > DAY * days * 2 {
        return trouble(format!("{words}, and none since ({PAGE})"));
    }
    well(words)
}
