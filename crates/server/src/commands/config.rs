//! `fuda config`.

use std::process::ExitCode;

use anyhow::Result;
use clap::Args;

use super::terminal::Terminal;
use crate::settings_page;

#[derive(Debug, Args)]
pub(super) struct ConfigArgs {
    /// As a page of the operators' guide instead of a settings file.
    #[arg(long)]
    markdown: bool,
}

pub(super) fn run(args: &ConfigArgs, terminal: &mut Terminal) -> Result<ExitCode> {
    let text = if args.markdown {
        settings_page::markdown()?
    } else {
        settings_page::example()?
    };
    terminal.say(text.trim_end());
    Ok(ExitCode::SUCCESS)
}
