//! `fuda letters …`: addresses that are not written to any more, and what letters look like.

use std::fs;
use std::io::Read as _;
use std::path::PathBuf;
use std::process::ExitCode;

use anyhow::{Context as _, Result};
use clap::{Args, Subcommand};
use store::Clock;

use super::terminal::Terminal;
use super::{Place, ground_beside};

#[derive(Debug, Subcommand)]
pub(super) enum Verb {
    /// Say whether letters are sent to an address, and if not, why.
    Show(AddressArgs),
    /// Send no more letters to an address.
    Stop(AddressArgs),
    /// Send letters to an address again.
    Lift(AddressArgs),
    /// Read a message from standard input that came back to the sender's address, and note whom
    /// letters do not reach. For a mail server that can pipe messages into a command.
    Bounce(Place),
    /// Write every letter there is into a folder, in every language, to be looked at.
    Samples(SamplesArgs),
}

#[derive(Debug, Args)]
pub(super) struct SamplesArgs {
    #[command(flatten)]
    place: Place,
    /// The folder.
    folder: PathBuf,
}

#[derive(Debug, Args)]
pub(super) struct AddressArgs {
    #[command(flatten)]
    place: Place,
    /// The address.
    email: String,
}

pub(super) async fn run(verb: Verb, terminal: &mut Terminal) -> Result<ExitCode> {
    match verb {
        Verb::Show(args) => {
            let ground = ground_beside(&args.place.settings()?)?;
            let words = match mail::suppression(&ground, &args.email).await? {
                Some(known) => {
                    let since = jiff::Timestamp::from_millisecond(known.noted_at.0)?;
                    format!("not written to since {since}: {}", known.reason.word())
                }
                None => "written to".to_owned(),
            };
            terminal.say(&words);
        }
        Verb::Stop(args) => {
            let ground = ground_beside(&args.place.settings()?)?;
            mail::suppress(&ground, &args.email, mail::Reason::Operator).await?;
            terminal.say("it is not written to any more");
        }
        Verb::Lift(args) => {
            let ground = ground_beside(&args.place.settings()?)?;
            let words = if mail::lift_suppression(&ground, &args.email).await? {
                "it is written to again"
            } else {
                "it was written to all the time"
            };
            terminal.say(words);
        }
        Verb::Bounce(place) => {
            let ground = ground_beside(&place.settings()?)?;
            let mut raw = Vec::new();
            let most = 2 * 1024 * 1024;
            std::io::stdin().take(most).read_to_end(&mut raw)?;
            terminal.say(&match mail::take_report(&ground, &raw).await? {
                mail::Taken::Suppressed(reason) => {
                    format!("the address is not written to any more: {}", reason.word())
                }
                mail::Taken::Counted(days) => format!("letters failed on {days} days lately"),
                mail::Taken::NotOurs => "no report about a letter of this site".to_owned(),
            });
        }
        Verb::Samples(args) => {
            let config = args.place.settings()?;
            let now = Clock::system().now();
            let samples = mail::samples(&config.mail, &config.web.base_url, now)?;
            fs::create_dir_all(&args.folder).context("the folder cannot be made")?;
            for sample in &samples {
                let name = format!("{}.{}.eml", sample.purpose, sample.language);
                fs::write(args.folder.join(name), &sample.message)?;
            }
            terminal.say(&format!("{} letters are written", samples.len()));
        }
    }
    Ok(ExitCode::SUCCESS)
}
