//! `fuda restore`.

use std::path::PathBuf;
use std::process::ExitCode;

use anyhow::{Result, bail};
use backup::{Order, Source};
use clap::Args;
use store::{Clock, Millis};

use super::Place;
use super::account::{parse_time, time};
use super::backup::code;
use super::terminal::Terminal;

#[derive(Debug, Args)]
pub(super) struct RestoreArgs {
    #[command(flatten)]
    place: Place,
    /// The folder of backups; otherwise the bucket or the folder of the settings.
    #[arg(long, value_name = "DIR")]
    from: Option<PathBuf>,
    /// The file with the key of the backups; otherwise `backup.key_file`.
    #[arg(long, value_name = "FILE")]
    key_file: Option<PathBuf>,
    /// Collections and media as they were in the newest backup before this time.
    #[arg(long, value_name = "TIME")]
    at: Option<String>,
}

pub(super) async fn run(args: &RestoreArgs, terminal: &mut Terminal) -> Result<ExitCode> {
    let config = args.place.settings()?;
    let set = Some(&config.backup.key_file).filter(|file| !file.is_empty());
    let Some(key) = args.key_file.clone().or(set.map(PathBuf::from)) else {
        bail!(
            "name the file with the key of the backups: --key-file FILE (docs/operators/backup.md)"
        );
    };
    let at = args.at.as_deref().map(parse_time).transpose()?;
    let into = config.server.data;
    let order = Order {
        from: source(args, &config.backup)?,
        key_file: key.clone(),
        into: into.clone(),
        at,
    };
    let restored = backup::restore_site(order, &config.shelf, &Clock::system()).await?;
    if config.backup.key_file.is_empty() {
        // Where the next backup looks for it.
        std::fs::copy(&key, into.join("backup.key"))?;
    }
    for trouble in &restored.troubles {
        terminal.say(trouble);
    }
    terminal.say(&format!(
        "{} accounts are back, as of {}; {} that were removed later stay removed",
        restored.accounts,
        time(Millis(restored.backup_at)),
        restored.removed_since
    ));
    terminal.say("at the next sync each app asks which side to keep");
    Ok(code(restored.troubles.is_empty()))
}

fn source(args: &RestoreArgs, settings: &backup::Options) -> Result<Source> {
    match &args.from {
        Some(folder) => Ok(Source::Folder(folder.clone())),
        None if !settings.bucket.name.is_empty() => Ok(Source::Bucket(settings.bucket.clone())),
        None if !settings.folder.is_empty() => Ok(Source::Folder(PathBuf::from(&settings.folder))),
        None => bail!("name the folder of backups: --from DIR, or a bucket in the settings"),
    }
}
