//! The commands of `fuda`, one file each.

mod account;
mod backup;
mod config;
mod controller;
pub(crate) mod doctor;
mod in_use;
mod letters;
mod log;
mod register;
mod restore;
mod serve;
mod terminal;
mod verify;
mod verify_certificate;

use std::ffi::OsString;
use std::net::SocketAddr;
use std::path::PathBuf;
use std::process::ExitCode;
use std::time::Duration;

use anyhow::{Context as _, Result};
use clap::{Args, Parser, Subcommand};
use store::{Chance, Clock, DataFolder, Ground};

use crate::config::Config;
use terminal::Terminal;

/// Version and day of the build (PR-58b).
const VERSION: &str = concat!(
    env!("CARGO_PKG_VERSION"),
    " (built ",
    env!("FUDA_BUILT"),
    ")"
);

/// Fuda, an AnkiWeb that anyone can run.
#[derive(Debug, Parser)]
#[command(name = "fuda", version = VERSION, about, disable_help_subcommand = true)]
struct Command {
    #[command(subcommand)]
    verb: Verb,
}

#[derive(Debug, Subcommand)]
enum Verb {
    /// Serve the site and the apps that sync.
    Serve(ServeArgs),
    /// Add, list, show, change and restore accounts.
    #[command(subcommand)]
    Account(account::Verb),
    /// Addresses that are not written to, because letters came back.
    #[command(subcommand)]
    Letters(letters::Verb),
    /// Who is responsible for the site, and how somebody else becomes it.
    #[command(subcommand)]
    Controller(controller::Verb),
    /// Print the record of processing: what is kept of whom, what for, how long.
    Register(register::RegisterArgs),
    /// Draw and print which apps and systems are in use, without people.
    InUse(Place),
    /// Read the request log, for one of its four purposes.
    #[command(subcommand)]
    Log(log::Verb),
    /// Say what is wrong with this installation, if anything is.
    Doctor(Place),
    /// Print every setting with its meaning and default, as a settings file.
    Config(config::ConfigArgs),
    /// Make a backup now, list them, rehearse the newest, show the key.
    Backup(backup::BackupArgs),
    /// Restore a backup into an empty data folder.
    Restore(restore::RestoreArgs),
    /// Check every account's collection, media and counters.
    Verify(verify::VerifyArgs),
    /// Check the certificate of a removed account. Needs no data folder.
    VerifyCertificate(verify_certificate::CertificateArgs),
}

/// Where settings and data are.
#[derive(Debug, Clone, Args)]
struct Place {
    /// The data folder; overrides server.data.
    #[arg(long, value_name = "DIR")]
    data: Option<PathBuf>,
    /// The settings file.
    #[arg(long, value_name = "FILE")]
    config: Option<PathBuf>,
}

#[derive(Debug, Args)]
struct ServeArgs {
    #[command(flatten)]
    place: Place,
    /// Address and port; overrides server.listen.
    #[arg(long, value_name = "ADDR:PORT")]
    listen: Option<SocketAddr>,
}

impl Place {
    fn settings(&self) -> Result<Config> {
        let mut config = Config::load(self.config.as_deref(), self.data.as_deref())?;
        if let Some(data) = &self.data {
            config.server.data.clone_from(data);
        }
        Ok(config)
    }
}

/// The ground for a command that works beside a serving process: it takes no lease.
fn ground_beside(config: &Config) -> Result<Ground> {
    let folder = DataFolder::open(&config.server.data)?;
    Ground::open(
        folder,
        Clock::system(),
        Chance::system(),
        Config::crash_points(),
    )
    .map_err(|fault| anyhow::anyhow!(fault.chain()))
    .context("the data folder cannot be used")
}

/// What still runs on threads of its own when a command has ended gets so long.
const LAST_WORK: Duration = Duration::from_secs(5);

/// Runs the command that the arguments name. Exit code 2: the arguments or a refusal; 1: broken or
/// trouble found.
pub fn run(arguments: Vec<OsString>) -> ExitCode {
    let command = match Command::try_parse_from(arguments) {
        Ok(command) => command,
        Err(error) => error.exit(),
    };
    let mut terminal = Terminal::new();
    // For all TLS: of letters, of certificates, of buckets. It fails when installed twice only.
    let _already = rustls::crypto::ring::default_provider().install_default();
    // Requests wait for disks and for each other far more than they compute, and work in collections
    // has threads of its own. Waking a second core for each small step costs more than it brings:
    // measured on two cores, a session takes a third less processor time with one such thread.
    let cores = std::thread::available_parallelism().map_or(2, usize::from);
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .worker_threads((cores / 2).max(1))
        .enable_all()
        .max_blocking_threads(64)
        .thread_name("fuda")
        .build();
    let runtime = match runtime {
        Ok(runtime) => runtime,
        Err(error) => return terminal.refuse(&anyhow::Error::new(error)),
    };
    let outcome = runtime.block_on(async {
        match command.verb {
            Verb::Serve(args) => serve::run(args, &mut terminal).await,
            Verb::Account(verb) => account::run(verb, &mut terminal).await,
            Verb::Letters(verb) => letters::run(verb, &mut terminal).await,
            Verb::Controller(verb) => controller::run(verb, &mut terminal).await,
            Verb::InUse(place) => in_use::run(&place, &mut terminal).await,
            Verb::Log(verb) => log::run(&verb, &mut terminal),
            Verb::Register(args) => register::run(&args, &mut terminal),
            Verb::Doctor(place) => doctor::run(&place, &mut terminal).await,
            Verb::Config(args) => config::run(&args, &mut terminal),
            Verb::Backup(args) => backup::run(args, &mut terminal).await,
            Verb::Restore(args) => restore::run(&args, &mut terminal).await,
            Verb::VerifyCertificate(args) => verify_certificate::run(&args, &mut terminal),
            Verb::Verify(args) => verify::run(&args, &mut terminal).await,
        }
    });
    // Threads that wait for a disk are not waited for.
    runtime.shutdown_timeout(LAST_WORK);
    match outcome {
        Ok(code) => code,
        Err(error) => terminal.refuse(&error),
    }
}
