//! `fuda verify`.

use std::process::ExitCode;

use accounts::{AccountId, Operator, Selection};
use anyhow::Result;
use clap::Args;
use shelf::{Shelf, Verified};
use store::Ground;

use super::terminal::Terminal;
use super::{Place, ground_beside};

#[derive(Debug, Args)]
pub(super) struct VerifyArgs {
    #[command(flatten)]
    place: Place,
    /// Address or number of the only account to check.
    #[arg(long, value_name = "ACCOUNT")]
    account: Option<String>,
}

pub(super) async fn run(args: &VerifyArgs, terminal: &mut Terminal) -> Result<ExitCode> {
    let config = args.place.settings()?;
    let ground = ground_beside(&config)?;
    let shelf = Shelf::open(&ground, config.shelf.clone());
    let (mut checked, mut with_trouble) = (0, 0);
    for account in accounts_to_check(&ground, args.account.as_deref()).await? {
        checked += 1;
        let verified = shelf
            .verify(account)
            .await
            .unwrap_or_else(|error| Verified {
                troubles: vec![format!("cannot be read: {error}")],
                ..Verified::default()
            });
        with_trouble += usize::from(!verified.troubles.is_empty());
        for trouble in &verified.troubles {
            terminal.say(&format!("account {}: {trouble}", account.0));
        }
    }
    terminal.say(&format!(
        "{checked} accounts checked, {with_trouble} with trouble"
    ));
    Ok(if with_trouble == 0 {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    })
}

async fn accounts_to_check(ground: &Ground, only: Option<&str>) -> Result<Vec<AccountId>> {
    let operator = Operator::at_the_terminal();
    if let Some(only) = only {
        return Ok(vec![accounts::find(ground, &operator, only).await?.id]);
    }
    let mut all = Vec::new();
    loop {
        let after = all.last().copied().unwrap_or(AccountId(0));
        let page = accounts::list(ground, &operator, Selection { after, most: 1000 }).await?;
        if page.is_empty() {
            return Ok(all);
        }
        all.extend(page.iter().map(|account| account.id));
    }
}
