//! `fuda log …`: the request log, for its four purposes and no other.

use std::process::ExitCode;

use accounts::{AccountId, Operator};
use anyhow::Result;
use clap::{Args, Subcommand};

use super::terminal::Terminal;
use super::{Place, ground_beside};

/// Fewer refusals of one address are typing mistakes.
const REFUSED_LEAST: u64 = 10;

#[derive(Debug, Subcommand)]
pub(super) enum Verb {
    /// Security: addresses whose requests were refused again and again.
    Pushing(Place),
    /// Faults: requests that broke, with the id under which the journal tells more.
    Broken(Place),
    /// Use: requests, syncs and accounts of each day.
    Use(Place),
    /// Support: the requests of one account.
    Of(OfArgs),
}

#[derive(Debug, Args)]
pub(super) struct OfArgs {
    #[command(flatten)]
    place: Place,
    /// Number of the account.
    account: i64,
}

pub(super) fn run(verb: &Verb, terminal: &mut Terminal) -> Result<ExitCode> {
    let may = Operator::at_the_terminal();
    let open = |place: &Place| ground_beside(&place.settings()?);
    match verb {
        Verb::Pushing(place) => {
            for one in doorway::pushing(&open(place)?, &may, REFUSED_LEAST)? {
                terminal.say(&format!("{}\t{} refused", one.address, one.refused));
            }
        }
        Verb::Broken(place) => {
            for one in doorway::broken(&open(place)?, &may)? {
                terminal.say(&format!(
                    "{}\t{}\t{} {}\t{} ms\t{}",
                    one.time, one.status, one.method, one.path, one.ms, one.request
                ));
            }
        }
        Verb::Use(place) => {
            for one in doorway::days_of_use(&open(place)?, &may)? {
                terminal.say(&format!(
                    "{}\t{} requests\t{} of apps\t{} accounts",
                    one.day, one.requests, one.syncs, one.accounts
                ));
            }
        }
        Verb::Of(args) => {
            for one in doorway::calls_of(&open(&args.place)?, &may, AccountId(args.account))? {
                terminal.say(&format!(
                    "{}\t{}\t{} {}\t{}\t{}",
                    one.time, one.status, one.method, one.path, one.client, one.request
                ));
            }
        }
    }
    Ok(ExitCode::SUCCESS)
}
