//! `fuda in-use`.

use std::process::ExitCode;

use anyhow::Result;
use usage::Counts;

use super::account::time;
use super::terminal::Terminal;
use super::{Place, ground_beside};
use store::Millis;

pub(super) async fn run(place: &Place, terminal: &mut Terminal) -> Result<ExitCode> {
    let config = place.settings()?;
    let ground = ground_beside(&config)?;
    let drawn = usage::draw(&ground, &config.usage)
        .await
        .map_err(|fault| anyhow::anyhow!(fault.chain()))?;
    terminal.say(&format!(
        "drawn {}; groups of fewer than {} are merged",
        time(Millis(drawn.at)),
        drawn.least
    ));
    for (title, counts) in [
        ("members by the app they synced with last", &drawn.apps),
        ("the same by system", &drawn.app_systems),
        (
            "installations that asked for a newer version",
            &drawn.versions,
        ),
        ("the same by system", &drawn.version_systems),
    ] {
        say(title, counts, drawn.least, terminal);
    }
    Ok(ExitCode::SUCCESS)
}

fn say(title: &str, counts: &Counts, least: u32, terminal: &mut Terminal) {
    terminal.say("");
    terminal.say(&format!("{title}, in the last 30 days:"));
    if counts.all() == 0 {
        terminal.say(&format!("  fewer than {least}"));
        return;
    }
    for group in &counts.groups {
        terminal.say(&format!("  {:>9}  {}", group.count, group.name));
    }
    if counts.others > 0 {
        terminal.say(&format!("  {:>9}  others", counts.others));
    }
}
