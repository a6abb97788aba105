//! `fuda doctor`: what is wrong with this installation, if anything is, and what to do about it.

use std::process::ExitCode;

use anyhow::Result;
use quarantine::Quarantine;
use store::{DataFolder, Ground};

use super::terminal::Terminal;
use super::{Place, ground_beside};
use crate::config::Config;

/// Below this the write-ahead log of SQLite has a known fault.
const SQLITE_MIN: i32 = 3_051_003;

pub(super) async fn run(place: &Place, terminal: &mut Terminal) -> Result<ExitCode> {
    let config = place.settings()?;
    let ground = ground_beside(&config)?;
    let findings = vec![
        serving(&config),
        sqlite(),
        disk(&ground, &config),
        address(&config),
        letters(&config),
        jobs(&ground).await?,
        cage(&config).await,
        accounts_of(&ground).await?,
    ];
    let mut troubles = 0;
    for finding in findings {
        let mark = if finding.is_well { "ok     " } else { "TROUBLE" };
        troubles += usize::from(!finding.is_well);
        terminal.say(&format!("{mark}  {}", finding.words));
    }
    Ok(if troubles == 0 { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

struct Finding {
    is_well: bool,
    words: String,
}

fn well(words: impl Into<String>) -> Finding {
    Finding { is_well: true, words: words.into() }
}

fn trouble(words: impl Into<String>) -> Finding {
    Finding { is_well: false, words: words.into() }
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
    let version = rusqlite::version();
    if rusqlite::version_number() >= SQLITE_MIN {
        well(format!("SQLite {version}"))
    } else {
        trouble(format!("SQLite {version} is older than 3.51.3, whose write-ahead log is mended"))
    }
}

fn disk(ground: &Ground, config: &Config) -> Finding {
    match rustix::fs::statvfs(ground.folder.path()) {
        Ok(disk) => {
            let free = disk.f_bavail.saturating_mul(disk.f_frsize);
            let words = format!("{} MB free on the disk", free / 1_000_000);
            if free < config.server.free_bytes_min { trouble(words) } else { well(words) }
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
    trouble(format!(
        "web.base_url is {base}: passwords would cross the network in clear; put a proxy with TLS in \
         front and set the https address (docs/operators/install.md)"
    ))
}

fn letters(config: &Config) -> Finding {
    if config.mail.smtp_host.is_empty() {
        return well("no mail server is set: letters are written to the folder outbox");
    }
    if config.mail.from == mail::Options::default().from {
        return trouble("mail.from is not set: mail servers refuse letters from fuda@localhost");
    }
    well(format!("letters go through {}", config.mail.smtp_host))
}

async fn jobs(ground: &Ground) -> Result<Finding> {
    let overview = jobs::overview(ground).await.map_err(|fault| anyhow::anyhow!(fault.chain()))?;
    if let Some(dead) = overview.dead.first() {
        return Ok(trouble(format!(
            "{} jobs were given up, the first ({}) because: {}",
            overview.dead.len(),
            dead.kind,
            dead.reason
        )));
    }
    Ok(well(format!("{} jobs wait, none was given up", overview.waiting)))
}

async fn cage(config: &Config) -> Finding {
    let program = match std::env::current_exe() {
        Ok(program) => program,
        Err(error) => return trouble(format!("this program does not know where it lies: {error}")),
    };
    match Quarantine::new(program, config.quarantine.clone()).protection().await {
        Ok(walls) if walls.is_complete() => well("received files are opened in a complete cage"),
        Ok(walls) => trouble(format!("the cage for received files has gaps on this system: {walls:?}")),
        Err(error) => trouble(format!("the cage for received files does not start: {error}")),
    }
}

async fn accounts_of(ground: &Ground) -> Result<Finding> {
    let count = accounts::count(ground).await.map_err(|fault| anyhow::anyhow!(fault.chain()))?;
    Ok(well(format!("{count} accounts")))
}
