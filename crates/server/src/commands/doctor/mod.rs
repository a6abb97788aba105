//! `fuda doctor`: what is wrong with this installation, if anything is, and what to do about it.

mod backups;
mod upkeep;

use std::process::ExitCode;

use anyhow::{Context as _, Result};
use collection::{Birth, Collection};
use quarantine::{Protection, Quarantine};
use store::{DataFolder, Ground};

use super::terminal::Terminal;
use super::{Place, ground_beside};
use crate::config::Config;

/// Below this the write-ahead log of SQLite has a known fault.
const SQLITE_MIN: i32 = 3_051_003;

pub(super) async fn run(place: &Place, terminal: &mut Terminal) -> Result<ExitCode> {
    let config = place.settings()?;
    let ground = ground_beside(&config)?;
    let findings = findings(&config, &ground).await?;
    let mut troubles = 0;
    for finding in findings {
        let mark = if finding.is_well {
            "ok     "
        } else {
            "TROUBLE"
        };
        troubles += usize::from(!finding.is_well);
        terminal.say(&format!("{mark}  {}", finding.words));
    }
    Ok(if troubles == 0 {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    })
}

/// Everything that was looked at.
pub(crate) async fn findings(config: &Config, ground: &Ground) -> Result<Vec<Finding>> {
    let mut findings = vec![
        serving(config),
        sqlite(),
        disk(ground, config),
        address(config),
        letters(config),
        jobs(ground).await?,
        cage(ground, config).await,
        accounts_of(ground).await?,
    ];
    findings.extend(upkeep::findings(ground, config));
    findings.extend(backups::findings(ground, config).await?);
    Ok(findings)
}

/// What was found of one thing.
pub(crate) struct Finding {
    pub(crate) is_well: bool,
    pub(crate) words: String,
}

fn well(words: impl Into<String>) -> Finding {
    Finding {
        is_well: true,
        words: words.into(),
    }
}

pub(crate) fn trouble(words: impl Into<String>) -> Finding {
    Finding {
        is_well: false,
        words: words.into(),
    }
}

fn serving(config: &Config) -> Finding {
    let data = config.server.data.display();
    match DataFolder::open(&config.server.data).map(|folder| folder.is_leased()) {
        Ok(true) => well(format!("{data} is being served")),
        Ok(false) => well(format!("{data} is readable, and no process serves it now")),
        Err(error) => trouble(error.to_string()),
    }
}

fn sqlite() -> Finding {
    let (version, number) = store::sqlite_version();
    if number >= SQLITE_MIN {
        well(format!("SQLite {version}"))
    } else {
        trouble(format!(
            "SQLite {version} is older than 3.51.3, whose write-ahead log is mended"
        ))
    }
}

fn disk(ground: &Ground, config: &Config) -> Finding {
    match rustix::fs::statvfs(ground.folder.path()) {
        Ok(disk) => {
            let free = disk.f_bavail.saturating_mul(disk.f_frsize);
            let words = format!("{} MB free on the disk", free / 1_000_000);
            if free < config.server.free_bytes_min {
                trouble(format!(
                    "{words}, less than server.free_bytes_min (docs/operators/troubles.md)"
                ))
            } else {
                well(words)
            }
        }
        Err(error) => trouble(format!("the disk does not answer: {error}")),
    }
}

fn address(config: &Config) -> Finding {
    let base = &config.web.base_url;
    let stays_here = config.server.listen.ip().is_loopback();
    if base.starts_with("https://") {
        return well(format!("people reach the site at {base}"));
    }
    if stays_here && config.doorway.trusted_proxies.is_empty() {
        return well(format!("only this machine reaches the site, at {base}"));
    }
    if config.doorway.home_network {
        return well(format!(
            "networks of your own reach the site in the clear, at {base}; nobody else does"
        ));
    }
    trouble(format!(
        "web.base_url is {base}: passwords would cross the network in the clear; set doorway.tls or put \
         a proxy in front, and set the https address (docs/operators/install.md)"
    ))
}

fn letters(config: &Config) -> Finding {
    if config.mail.smtp_host.is_empty() {
        return well("no mail server is set: letters are written to the folder outbox");
    }
    if config.mail.from == mail::Options::default().from {
        return trouble(
            "mail.from is not set: mail servers refuse letters from fuda@localhost \
             (docs/operators/install.md)",
        );
    }
    well(format!("letters go through {}", config.mail.smtp_host))
}

async fn jobs(ground: &Ground) -> Result<Finding> {
    let overview = jobs::overview(ground)
        .await
        .map_err(|fault| anyhow::anyhow!(fault.chain()))?;
    if let Some(dead) = overview.dead.first() {
        return Ok(trouble(format!(
            "{} jobs were given up, the first ({}) because: {} (docs/operators/troubles.md)",
            overview.dead.len(),
            dead.kind,
            dead.reason
        )));
    }
    Ok(well(format!(
        "{} jobs wait, none was given up",
        overview.waiting
    )))
}

/// Sends a new, empty collection through the cage, as if an app had uploaded it.
async fn cage(ground: &Ground, config: &Config) -> Finding {
    match send_through_cage(ground, config).await {
        Ok(walls) if walls.is_complete() => well("received files are opened in a complete cage"),
        Ok(walls) => trouble(format!(
            "the cage for received files has gaps on this system: {walls:?}"
        )),
        Err(error) => trouble(format!(
            "the cage for received files does not work: {error:#}"
        )),
    }
}

async fn send_through_cage(ground: &Ground, config: &Config) -> Result<Protection> {
    let program = std::env::current_exe().context("this program does not know where it lies")?;
    let folder = ground
        .folder
        .temporary()
        .join(format!("doctor-{}", ground.chance.id()));
    std::fs::create_dir(&folder)?;
    let received = folder.join("received");
    let birth = Birth {
        now: collection::model::Millis(ground.clock.now().0),
        minutes_west: None,
        seed: ground.chance.id().cast_unsigned(),
    };
    let sent = match Collection::create(&received, &birth).and_then(Collection::close) {
        Ok(()) => {
            let quarantine = Quarantine::new(program, config.quarantine.clone());
            let checked = quarantine.inspect(&received, &folder.join("checked")).await;
            checked
                .map(|checked| checked.protection)
                .map_err(anyhow::Error::new)
        }
        Err(error) => Err(anyhow::Error::new(error)),
    };
    std::fs::remove_dir_all(&folder)?;
    sent
}

async fn accounts_of(ground: &Ground) -> Result<Finding> {
    let count = accounts::count(ground)
        .await
        .map_err(|fault| anyhow::anyhow!(fault.chain()))?;
    Ok(well(format!("{count} accounts")))
}
