//! `fuda register`: the record of processing (article 30 of the General Data Protection Regulation).

use std::process::ExitCode;

use anyhow::Result;

use super::Place;
use super::terminal::Terminal;
use crate::register_page;

pub(super) fn run(place: &Place, terminal: &mut Terminal) -> Result<ExitCode> {
    terminal.say(register_page::markdown(&place.settings()?).trim_end());
    Ok(ExitCode::SUCCESS)
}
