//! `fuda controller …`: who is responsible for the site, and how somebody else becomes it (PR-68).

use std::process::ExitCode;

use anyhow::{Context as _, Result};
use clap::{Args, Subcommand};

use super::terminal::Terminal;
use super::{Place, ground_beside};

#[derive(Debug, Subcommand)]
pub(super) enum Verb {
    /// Say who is responsible, and what was announced.
    Show(Place),
    /// Announce that somebody else will be responsible. Members are told with the next start and have
    /// 30 days from then to leave; then the settings may name the new one.
    Announce(ControllerArgs),
    /// Correct name or address: it is the same entity, and nothing passes on.
    Correct(ControllerArgs),
}

#[derive(Debug, Args)]
pub(super) struct ControllerArgs {
    #[command(flatten)]
    place: Place,
    /// The name, exactly as `web.operator` will say it.
    #[arg(long)]
    name: String,
    /// The postal address, exactly as `privacy.controller_address` will say it.
    #[arg(long, default_value = "")]
    address: String,
}

pub(super) async fn run(verb: Verb, terminal: &mut Terminal) -> Result<ExitCode> {
    match verb {
        Verb::Show(place) => show(&place, terminal).await?,
        Verb::Announce(args) => {
            let change = announce(&args, false).await?;
            terminal.say(&format!(
                "announced: restart the site, and members are told; {} days after that the settings may name {}",
                privacy::WAIT_DAYS,
                change.name
            ));
        }
        Verb::Correct(args) => {
            let change = announce(&args, true).await?;
            terminal.say(&format!("the settings may name {} now", change.name));
        }
    }
    Ok(ExitCode::SUCCESS)
}

async fn announce(args: &ControllerArgs, is_correction: bool) -> Result<privacy::ControllerChange> {
    let ground = ground_beside(&args.place.settings()?)?;
    let named = (args.name.as_str(), args.address.as_str());
    privacy::announce_controller(&ground, named, is_correction)
        .await
        .map_err(|fault| anyhow::anyhow!(fault.chain()))
        .context("it could not be noted")
}

async fn show(place: &Place, terminal: &mut Terminal) -> Result<()> {
    let ground = ground_beside(&place.settings()?)?;
    let versions = privacy::versions(&ground).await?;
    match versions.first() {
        Some(newest) => {
            let known = &newest.facts.controller;
            terminal.say(&format!("responsible: {} ({})", known.name, known.address));
        }
        None => terminal.say("nothing was published yet"),
    }
    for change in privacy::controller_changes(&ground).await? {
        let day = jiff::Timestamp::from_millisecond(change.effective_at.0)?;
        let kind = if change.is_correction {
            "corrected"
        } else {
            "announced"
        };
        terminal.say(&format!(
            "{kind}: {} ({}), from {day} at the earliest",
            change.name, change.address
        ));
    }
    Ok(())
}
