//! `fuda account …`.

use std::process::ExitCode;

use accounts::{
    Account, Added, NewInvitation, NewPassword, Operator, Passwords, Selection, devices_of,
};
use anyhow::{Context as _, Result, bail};
use clap::{Args, Subcommand};
use shelf::{Moment, Shelf};
use store::{Ground, Millis};
use texts::Language;

use super::terminal::Terminal;
use super::{Place, ground_beside};
use crate::config::Config;

const ACCOUNTS_A_PAGE: u32 = 1000;

#[derive(Debug, Subcommand)]
pub(super) enum Verb {
    /// Add an account.
    Add(AddArgs),
    /// List all accounts: number, address, state.
    List(Place),
    /// Show an account: its devices, storage and the collections it has had.
    Show(OneArgs),
    /// Set a password; all sessions and devices are logged out.
    Password(PasswordArgs),
    /// Close an account: no login, no sync.
    Disable(OneArgs),
    /// Open a closed account again.
    Enable(OneArgs),
    /// Turn the second factor off, for somebody who has lost phone and recovery codes. Make sure
    /// first that it is she who asks.
    ResetSecondFactor(OneArgs),
    /// Let an account see the setup page, in place of the one that saw it so far.
    Steward(OneArgs),
    /// Remove an account and everything it has stored.
    Remove(RemoveArgs),
    /// Give back an earlier state of a collection.
    Restore(RestoreArgs),
    /// Make an invitation link.
    Invite(InviteArgs),
}

#[derive(Debug, Args)]
pub(super) struct OneArgs {
    #[command(flatten)]
    place: Place,
    /// Address or number of the account.
    account: String,
}

#[derive(Debug, Args)]
#[group(id = "secret", required = true, multiple = false)]
struct SecretArgs {
    /// Read the password from standard input.
    #[arg(long, group = "secret")]
    password_stdin: bool,
    /// Read a hash from standard input instead: Argon2id, or PBKDF2 of Anki's own sync server.
    #[arg(long, group = "secret")]
    hash_stdin: bool,
}

#[derive(Debug, Args)]
pub(super) struct AddArgs {
    #[command(flatten)]
    place: Place,
    #[command(flatten)]
    secret: SecretArgs,
    /// The address counts as confirmed; otherwise a letter is sent.
    #[arg(long)]
    verified: bool,
    /// The language of the account's pages and letters, such as de.
    #[arg(long, default_value = "en", value_parser = language)]
    language: Language,
    /// The address.
    email: String,
}

#[derive(Debug, Args)]
pub(super) struct PasswordArgs {
    #[command(flatten)]
    one: OneArgs,
    #[command(flatten)]
    secret: SecretArgs,
}

#[derive(Debug, Args)]
pub(super) struct RemoveArgs {
    #[command(flatten)]
    one: OneArgs,
    /// Yes, everything, for good.
    #[arg(long)]
    yes: bool,
}

#[derive(Debug, Args)]
#[group(id = "moment", required = true, multiple = false)]
pub(super) struct RestoreArgs {
    #[command(flatten)]
    one: OneArgs,
    /// The state at this time, for example `2026-11-20T18:30:00+01:00` or `2026-11-20 18:30` (UTC).
    #[arg(long, group = "moment", value_name = "TIME")]
    at: Option<String>,
    /// The last state of this generation (`fuda account show` lists them).
    #[arg(long, group = "moment", value_name = "N")]
    generation: Option<i64>,
}

#[derive(Debug, Args)]
pub(super) struct InviteArgs {
    #[command(flatten)]
    place: Place,
    /// How many accounts may be made with the link.
    #[arg(long, default_value_t = 1)]
    uses: u32,
    /// After so many days the link ends.
    #[arg(long, default_value_t = 14)]
    days: u32,
    /// Send the link to this address instead of only printing it.
    #[arg(long, value_name = "EMAIL")]
    to: Option<String>,
    /// The language of that letter, such as de.
    #[arg(long, default_value = "en", value_parser = language)]
    language: Language,
}

fn language(code: &str) -> Result<Language, String> {
    Language::from_code(code).ok_or_else(|| {
        let known: Vec<_> = Language::ALL.iter().map(|known| known.code()).collect();
        format!("the languages are {}", known.join(", "))
    })
}

pub(super) async fn run(verb: Verb, terminal: &mut Terminal) -> Result<ExitCode> {
    match verb {
        Verb::Add(args) => add(args, terminal).await?,
        Verb::List(place) => list(&place, terminal).await?,
        Verb::Show(args) => show(&args, terminal).await?,
        Verb::Password(args) => password(&args, terminal).await?,
        Verb::Disable(args) => {
            let desk = Desk::open(&args.place)?;
            let account = desk.find(&args.account).await?;
            accounts::disable(&desk.ground, &desk.operator, account.id).await?;
            terminal.say(&format!("account {} is closed", account.id.0));
        }
        Verb::Enable(args) => {
            let desk = Desk::open(&args.place)?;
            let account = desk.find(&args.account).await?;
            accounts::enable(&desk.ground, &desk.operator, account.id).await?;
            terminal.say(&format!("account {} is open again", account.id.0));
        }
        Verb::ResetSecondFactor(args) => reset_second_factor(&args, terminal).await?,
        Verb::Steward(args) => steward(&args, terminal).await?,
        Verb::Remove(args) => remove(&args, terminal).await?,
        Verb::Restore(args) => restore(&args, terminal).await?,
        Verb::Invite(args) => invite(args, terminal).await?,
    }
    Ok(ExitCode::SUCCESS)
}

/// What every account command needs.
struct Desk {
    config: Config,
    ground: Ground,
    operator: Operator,
}

impl Desk {
    fn open(place: &Place) -> Result<Desk> {
        let config = place.settings()?;
        let ground = ground_beside(&config)?;
        Ok(Desk {
            config,
            ground,
            operator: Operator::at_the_terminal(),
        })
    }

    fn passwords(&self) -> Result<Passwords> {
        Ok(Passwords::start(&self.config.accounts)?)
    }

    fn shelf(&self) -> Shelf {
        Shelf::open(&self.ground, self.config.shelf.clone())
    }

    async fn find(&self, account: &str) -> Result<Account> {
        accounts::find(&self.ground, &self.operator, account)
            .await
            .with_context(|| format!("account {account}"))
    }
}

fn new_password<'a>(args: &SecretArgs, secret: &'a str) -> NewPassword<'a> {
    if args.hash_stdin {
        NewPassword::Hashed(secret)
    } else {
        NewPassword::Clear(secret)
    }
}

async fn add(args: AddArgs, terminal: &mut Terminal) -> Result<()> {
    let desk = Desk::open(&args.place)?;
    let secret = terminal.ask_secret()?;
    let new = Added {
        email: &args.email,
        password: new_password(&args.secret, &secret),
        verified: args.verified,
        language: args.language,
    };
    let id = accounts::add(&desk.ground, &desk.operator, &desk.passwords()?, new).await?;
    terminal.say(&format!("account {} added", id.0));
    Ok(())
}

async fn list(place: &Place, terminal: &mut Terminal) -> Result<()> {
    let desk = Desk::open(place)?;
    let mut after = accounts::AccountId(0);
    loop {
        let selection = Selection {
            after,
            most: ACCOUNTS_A_PAGE,
        };
        let page = accounts::list(&desk.ground, &desk.operator, selection).await?;
        let Some(last) = page.last() else {
            return Ok(());
        };
        after = last.id;
        for account in &page {
            terminal.say(&format!(
                "{}\t{}\t{}",
                account.id.0,
                account.email,
                state_of(account)
            ));
        }
    }
}

fn state_of(account: &Account) -> &'static str {
    match (account.disabled_at, account.verified_at) {
        (Some(_), _) => "closed",
        (None, None) => "not verified",
        (None, Some(_)) => "open",
    }
}

async fn show(args: &OneArgs, terminal: &mut Terminal) -> Result<()> {
    let desk = Desk::open(&args.place)?;
    let account = desk.find(&args.account).await?;
    let shelf = desk.shelf();
    let head = shelf.head(account.id).await?;
    terminal.say(&format!("account     {}", account.id.0));
    terminal.say(&format!("address     {}", account.email));
    terminal.say(&format!("state       {}", state_of(&account)));
    terminal.say(&format!("since       {}", time(account.created_at)));
    terminal.say(&format!(
        "collection  {} bytes, {} notes, {} cards, {} reviews",
        head.collection_bytes, head.counts.notes, head.counts.cards, head.counts.revlog
    ));
    terminal.say(&format!(
        "media       {} bytes, {} files",
        head.media.bytes, head.media.files
    ));
    for device in devices_of(&desk.ground, &desk.operator, account.id).await? {
        terminal.say(&format!(
            "device      {} {} {}, last sync {}",
            device.client.program,
            device.client.version,
            device.client.system,
            device
                .last_sync
                .map_or_else(|| "never".to_owned(), |day| time(day.start()))
        ));
    }
    for one in shelf.generations(account.id).await? {
        let until = one.ended_at.map_or_else(|| "now".to_owned(), time);
        terminal.say(&format!(
            "generation  {}: {} to {until}, {}",
            one.number,
            time(one.started_at),
            one.reason
        ));
    }
    Ok(())
}

pub(super) fn time(at: Millis) -> String {
    jiff::Timestamp::from_millisecond(at.0)
        .map_or_else(|_| at.0.to_string(), |time| time.to_string())
}

async fn password(args: &PasswordArgs, terminal: &mut Terminal) -> Result<()> {
    let desk = Desk::open(&args.one.place)?;
    let account = desk.find(&args.one.account).await?;
    let secret = terminal.ask_secret()?;
    let new = new_password(&args.secret, &secret);
    accounts::set_password(
        &desk.ground,
        &desk.operator,
        &desk.passwords()?,
        account.id,
        new,
    )
    .await?;
    terminal.say(&format!(
        "account {} has a new password; its devices are logged out",
        account.id.0
    ));
    Ok(())
}

async fn reset_second_factor(args: &OneArgs, terminal: &mut Terminal) -> Result<()> {
    let desk = Desk::open(&args.place)?;
    let account = desk.find(&args.account).await?;
    accounts::reset_second_factor(&desk.ground, &desk.operator, account.id).await?;
    terminal.say(&format!(
        "account {} has no second factor now",
        account.id.0
    ));
    Ok(())
}

async fn steward(args: &OneArgs, terminal: &mut Terminal) -> Result<()> {
    let desk = Desk::open(&args.place)?;
    let account = desk.find(&args.account).await?;
    accounts::appoint_steward(&desk.ground, &desk.operator, account.id).await?;
    terminal.say(&format!("account {} sees the setup page", account.id.0));
    Ok(())
}

async fn remove(args: &RemoveArgs, terminal: &mut Terminal) -> Result<()> {
    let desk = Desk::open(&args.one.place)?;
    let account = desk.find(&args.one.account).await?;
    if !args.yes {
        bail!(
            "account {} and everything it has stored would be removed for good; add --yes to do it",
            account.id.0
        );
    }
    // First the keys, so that no device brings anything back while the files go.
    accounts::remove(&desk.ground, &desk.operator, account.id).await?;
    desk.shelf().remove(account.id).await?;
    desk.shelf().remove_archive(account.id).await?;
    mail::remove_letters_of(&desk.ground, account.id.0, account.email.as_str()).await?;
    terminal.say(&format!("account {} is removed", account.id.0));
    Ok(())
}

async fn restore(args: &RestoreArgs, terminal: &mut Terminal) -> Result<()> {
    let desk = Desk::open(&args.one.place)?;
    let account = desk.find(&args.one.account).await?;
    let moment = match (&args.at, args.generation) {
        (Some(text), _) => Moment::At(parse_time(text)?),
        (None, Some(number)) => Moment::EndOf(number),
        (None, None) => bail!("name a time or a generation"),
    };
    let given = desk.shelf().restore(account.id, moment).await?;
    let (head, counts) = (&given.head, given.head.counts);
    terminal.say(&format!(
        "account {} has generation {} now: {} notes, {} cards, {} reviews; {} media files came back; at \
         the next sync each app asks which side to keep: choose Download",
        account.id.0, head.generation, counts.notes, counts.cards, counts.revlog, given.media
    ));
    Ok(())
}

pub(super) fn parse_time(text: &str) -> Result<Millis> {
    let moment = text.parse::<jiff::Timestamp>().or_else(|_| {
        let local: jiff::civil::DateTime = text.parse()?;
        Ok::<_, jiff::Error>(local.to_zoned(jiff::tz::TimeZone::UTC)?.timestamp())
    });
    let moment =
        moment.with_context(|| format!("{text} is not a time like 2026-11-20T18:30:00Z"))?;
    Ok(Millis(moment.as_millisecond()))
}

async fn invite(args: InviteArgs, terminal: &mut Terminal) -> Result<()> {
    let desk = Desk::open(&args.place)?;
    let new = NewInvitation {
        uses: args.uses,
        days: args.days,
        email: args.to,
        language: args.language,
    };
    let token = accounts::invite(&desk.ground, &desk.operator, new).await?;
    let base = desk.config.web.base_url.trim_end_matches('/').to_owned();
    terminal.say(&format!("{base}/account/signup?invitation={token}"));
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_time_may_be_given_with_or_without_zone() {
        assert_eq!(parse_time("1970-01-01T01:00:00+01:00").unwrap(), Millis(0));
        assert_eq!(parse_time("1970-01-01 00:00").unwrap(), Millis(0));
        assert!(parse_time("yesterday").is_err());
    }
}
