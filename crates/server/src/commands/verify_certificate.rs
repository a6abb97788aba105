//! `fuda verify-certificate FILE`.

use std::fs;
use std::path::PathBuf;
use std::process::ExitCode;

use anyhow::{Context as _, Result, bail};
use clap::Args;
use privacy::Certificate;

use super::terminal::Terminal;

#[derive(Debug, Args)]
pub(super) struct CertificateArgs {
    /// A file that holds the certificate, such as the letter in which it came.
    file: PathBuf,
    /// The key of the site, as its page on leaving shows it; without it the key is only printed.
    #[arg(long, value_name = "KEY")]
    key: Option<String>,
}

pub(super) fn run(args: &CertificateArgs, terminal: &mut Terminal) -> Result<ExitCode> {
    let bytes =
        fs::read(&args.file).with_context(|| format!("{} cannot be read", args.file.display()))?;
    let Certificate { statement, key } = Certificate::read(&String::from_utf8_lossy(&bytes))?;
    if let Some(expected) = &args.key
        && *expected != key.0
    {
        bail!(
            "the signature fits, but it is of another site: its key is {}",
            key.0
        );
    }
    terminal.say("the signature fits");
    terminal.say(&format!("key      {}", key.0));
    terminal.say(&format!("says     {}", statement.kind));
    terminal.say(&format!("account  {}", statement.account));
    terminal.say(&format!("asked    {}", time(statement.asked_at)));
    terminal.say(&format!("removed  {}", time(statement.removed_at)));
    for counted in &statement.found {
        terminal.say(&format!("found    {} {}", counted.count, counted.what));
    }
    let left: u64 = statement.left.iter().map(|counted| counted.count).sum();
    let places = statement.left.len();
    terminal.say(&format!("left     {left}, looked for in {places} places"));
    for stays in &statement.stays {
        let until = time(stays.until);
        terminal.say(&format!(
            "stays    {}, until {until} at the latest",
            stays.what
        ));
    }
    Ok(ExitCode::SUCCESS)
}

fn time(at: i64) -> String {
    jiff::Timestamp::from_millisecond(at).map_or_else(|_| at.to_string(), |time| time.to_string())
}
