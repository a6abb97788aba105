//! `fuda register`: the record of processing (article 30 of the General Data Protection Regulation).

use std::process::ExitCode;

use anyhow::Result;
use clap::Args;

use super::Place;
use super::terminal::Terminal;
use crate::register_page;

#[derive(Debug, Args)]
pub(super) struct RegisterArgs {
    #[command(flatten)]
    place: Place,
    /// For programs instead of people.
    #[arg(long)]
    json: bool,
}

pub(super) fn run(args: &RegisterArgs, terminal: &mut Terminal) -> Result<ExitCode> {
    let config = args.place.settings()?;
    let text = if args.json {
        register_page::json(&config)
    } else {
        register_page::markdown(&config)
    };
    terminal.say(text.trim_end());
    Ok(ExitCode::SUCCESS)
}
