//! `fuda serve`.

use std::io::IsTerminal as _;
use std::net::SocketAddr;
use std::process::ExitCode;
use std::time::Duration;

use anyhow::{Context as _, Result, bail};
use doorway::{Front, Tls};
use store::{Chance, Clock, DataFolder, Ground};
use tokio::net::TcpListener;
use tokio::runtime::Builder;
use tokio::signal::unix::{SignalKind, signal};
use tokio::task::JoinHandle;
use tokio_util::sync::CancellationToken;
use tracing_subscriber::EnvFilter;

use super::ServeArgs;
use super::terminal::Terminal;
use crate::config::{Config, ServerOptions};
use crate::site::Site;
use crate::{entrance, operations, refusals};

/// What may still be rolled back and emptied after that.
const LAST_PATIENCE: Duration = Duration::from_secs(5);
/// Background work that is running when the process is told to stop gets this long.
const PATIENCE_WITH_JOBS: Duration = Duration::from_secs(10);

pub(super) async fn run(args: ServeArgs, terminal: &mut Terminal) -> Result<ExitCode> {
    let mut config = args.place.settings()?;
    if let Some(listen) = args.listen {
        config.server.listen = listen;
    }
    refusals::plain(&config)?;
    begin_log(&config.server)?;
    let folder = DataFolder::open(&config.server.data)?.lease()?;
    if folder.path().join(backup::UNFINISHED).exists() {
        bail!(
            "{} was being restored and that did not come to its end: remove the folder and restore again \
             (docs/operators/backup.md)",
            folder.path().display()
        );
    }
    let ground = Ground::open(
        folder,
        Clock::system(),
        Chance::system(),
        Config::crash_points(),
    )
    .map_err(|fault| anyhow::anyhow!(fault.chain()))?;
    let listener = TcpListener::bind(config.server.listen)
        .await
        .with_context(|| format!("{} cannot be listened on", config.server.listen))?;
    let address = listener.local_addr()?;
    entrance::name_after(&mut config, address);
    if !config.server.metrics_listen.is_empty() {
        operations::serve_metrics(&config.server.metrics_listen).await?;
    }
    let program = std::env::current_exe().context("this program does not know where it lies")?;
    let site = Site::build(&ground, &config, program)?;
    site.policy
        .publish(&ground)
        .await
        .context("the privacy policy would break a promise")?;
    announce(&site, &config, address, terminal).await?;
    serve(site, &config, listener).await
}

async fn announce(
    site: &Site,
    config: &Config,
    address: SocketAddr,
    terminal: &mut Terminal,
) -> Result<()> {
    let invitation = accounts::first_run_invitation(&site.ground, &site.passwords)
        .await
        .map_err(|fault| anyhow::anyhow!(fault.chain()))?;
    terminal.say(&format!(
        "listening on {}://{address}",
        entrance::scheme(config)
    ));
    terminal.say(&format!("letters go to {}", site.letters));
    if let Some(token) = invitation {
        let base = config.web.base_url.trim_end_matches('/');
        terminal.say("the first account is made with this link, which works once:");
        terminal.say(&format!("  {base}/account/signup?invitation={token}"));
    }
    Ok(())
}

async fn serve(site: Site, config: &Config, listener: TcpListener) -> Result<ExitCode> {
    let stop = told_to_stop(&config.doorway)?;
    let beside = listen_in_the_clear(&site, config, stop.clone()).await?;
    let ways = Ways {
        listener,
        front: site.front,
        tls: site.tls,
        beside,
    };
    let (worker, ground) = (site.worker.start(), site.ground.clone());
    let backups = site.backups;
    let sweeper = tokio::spawn(site.sync.clone().keep_swept());
    let in_time = ways.serve(&config.doorway, stop).await;
    sweeper.abort();
    backups.stop();
    site.sync.close().await;
    worker.stop(PATIENCE_WITH_JOBS).await;
    // So that a copy of the stopped folder is whole even for those who forget the file beside it.
    let emptied = ground.db.empty_log().await;
    tracing::info!(in_time, log_emptied = emptied.is_ok(), "stopped");
    Ok(ExitCode::SUCCESS)
}

/// The ways in.
struct Ways {
    listener: TcpListener,
    front: Front,
    tls: Option<Tls>,
    /// The listener in the clear beside an encrypted one.
    beside: Option<JoinHandle<bool>>,
}

impl Ways {
    /// Serves until the stop; says whether running requests ended in time.
    async fn serve(self, options: &doorway::Options, stop: CancellationToken) -> bool {
        let (front, stopped) = (self.front, stop.cancelled_owned());
        let in_time = match &self.tls {
            None => doorway::serve(self.listener, front, options, stopped).await,
            Some(tls) => {
                doorway::serve_encrypted(self.listener, tls, front, options, stopped).await
            }
        };
        if let Some(beside) = self.beside {
            let _in_time = beside.await;
        }
        in_time
    }
}

/// The listener in the clear beside an encrypted one, if it is wanted.
async fn listen_in_the_clear(
    site: &Site,
    config: &Config,
    stop: CancellationToken,
) -> Result<Option<JoinHandle<bool>>> {
    let address = &config.doorway.tls.plain_listen;
    let (Some(tls), false) = (&site.tls, address.is_empty()) else {
        return Ok(None);
    };
    let listener = TcpListener::bind(address)
        .await
        .with_context(|| format!("doorway.tls.plain_listen {address} cannot be listened on"))?;
    let front = entrance::entrance_in_the_clear(&site.ground, config, tls)?;
    let options = config.doorway.clone();
    Ok(Some(tokio::spawn(async move {
        doorway::serve(listener, front, &options, stop.cancelled_owned()).await
    })))
}

/// Cancelled when the process gets SIGTERM or SIGINT. It ends soon after, whatever hangs: a disk that
/// does not answer may hold every thread but this one.
fn told_to_stop(options: &doorway::Options) -> Result<CancellationToken> {
    let patience = Duration::from_secs(options.drain_secs_max) + PATIENCE_WITH_JOBS + LAST_PATIENCE;
    let runtime = Builder::new_current_thread().enable_all().build()?;
    let entered = runtime.enter();
    let mut terminate = signal(SignalKind::terminate())?;
    let mut interrupt = signal(SignalKind::interrupt())?;
    drop(entered);
    let stop = CancellationToken::new();
    let told = stop.clone();
    let listen = move || {
        runtime.block_on(async {
            tokio::select! {
                _ = terminate.recv() => {}
                _ = interrupt.recv() => {}
            }
        });
        tracing::info!("stopping: running requests may finish");
        told.cancel();
        std::thread::sleep(patience);
        tracing::error!("something hangs; what was acknowledged is kept, the rest is given up");
        std::process::exit(1);
    };
    let thread = std::thread::Builder::new().name("stop".to_owned());
    thread.spawn(listen)?;
    Ok(stop)
}

/// The operator's log: standard error, one line an event. Personal data go to the logs in the data
/// folder, which remove themselves.
fn begin_log(options: &ServerOptions) -> Result<()> {
    let filter = EnvFilter::try_new(format!("{},hyper=warn,rustls=warn", options.log_level))
        .context("server.log_level is not a level")?;
    tracing_subscriber::fmt()
        .with_env_filter(filter)
        .with_writer(std::io::stderr)
        .with_ansi(std::io::stderr().is_terminal())
        .with_target(false)
        .init();
    Ok(())
}
