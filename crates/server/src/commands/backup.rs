//! `fuda backup …`.

use std::process::ExitCode;

use anyhow::Result;
use backup::Backups;
use clap::{Args, Subcommand};
use shelf::Shelf;

use super::account::time;
use super::terminal::Terminal;
use super::{Place, ground_beside};

#[derive(Debug, Args)]
#[command(args_conflicts_with_subcommands = true)]
pub(super) struct BackupArgs {
    #[command(flatten)]
    make: MakeArgs,
    #[command(subcommand)]
    verb: Option<Verb>,
}

#[derive(Debug, Args)]
struct MakeArgs {
    #[command(flatten)]
    place: Place,
    /// Write everything anew, because what lies in the folder is not trusted.
    #[arg(long)]
    full: bool,
}

#[derive(Debug, Subcommand)]
enum Verb {
    /// List the backups that lie in the folder.
    List(Place),
    /// Restore the newest backup into a temporary folder, look at everything, remove it again.
    Rehearse(Place),
    /// Print the key of the backups, to be kept away from this machine.
    Key(Place),
}

pub(super) async fn run(args: BackupArgs, terminal: &mut Terminal) -> Result<ExitCode> {
    match args.verb {
        None => make(&args.make, terminal).await,
        Some(Verb::List(place)) => list(&place, terminal).await,
        Some(Verb::Rehearse(place)) => rehearse(&place, terminal).await,
        Some(Verb::Key(place)) => {
            terminal.say(&backups_of(&place)?.show_key().await?);
            Ok(ExitCode::SUCCESS)
        }
    }
}

fn backups_of(place: &Place) -> Result<Backups> {
    let config = place.settings()?;
    let ground = ground_beside(&config)?;
    let shelf = Shelf::open(&ground, config.shelf.clone());
    Ok(Backups::new(&ground, &shelf, &config.shelf, config.backup))
}

async fn make(args: &MakeArgs, terminal: &mut Terminal) -> Result<ExitCode> {
    let made = backups_of(&args.place)?.make(args.full).await?;
    for trouble in &made.troubles {
        terminal.say(trouble);
    }
    terminal.say(&format!(
        "{} accounts, {} bytes new, in {} ms",
        made.accounts, made.written, made.took_ms
    ));
    Ok(code(made.troubles.is_empty()))
}

async fn list(place: &Place, terminal: &mut Terminal) -> Result<ExitCode> {
    for kept in backups_of(place)?.kept().await? {
        terminal.say(&format!(
            "{}\t{} accounts\t{} bytes",
            time(kept.at),
            kept.accounts,
            kept.bytes
        ));
    }
    Ok(ExitCode::SUCCESS)
}

async fn rehearse(place: &Place, terminal: &mut Terminal) -> Result<ExitCode> {
    let rehearsed = backups_of(place)?.rehearse().await?;
    for trouble in &rehearsed.troubles {
        terminal.say(trouble);
    }
    terminal.say(&format!(
        "{} accounts restored and checked in {} ms",
        rehearsed.accounts, rehearsed.took_ms
    ));
    Ok(code(rehearsed.troubles.is_empty()))
}

pub(super) fn code(is_well: bool) -> ExitCode {
    if is_well {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    }
}
