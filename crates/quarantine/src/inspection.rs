//! The parent's side: gives a file to a caged child and waits for its answer.

use std::os::unix::process::ExitStatusExt;
use std::path::{Path, PathBuf};
use std::process::{ExitStatus, Stdio};
use std::sync::Arc;

use collection::{Counts, Stamp};
use rustix::process::Signal;
use store::Fault;
use tokio::fs::File;
use tokio::io::AsyncReadExt;
use tokio::process::{Child, Command};
use tokio::sync::Semaphore;

use crate::answer::{Answer, Copied, Protection};
use crate::cage::{COMMAND, Limits};
use crate::error::Error;
use crate::options::Options;

/// More than any honest answer has.
const ANSWER_BYTES_MAX: u64 = 256 << 10;

/// Where strangers' files are looked at. Cheap to clone; all clones share the places.
#[derive(Debug, Clone)]
pub struct Quarantine {
    exe: Arc<Path>,
    options: Options,
    /// One permit for each cage that may be in use.
    cages: Arc<Semaphore>,
}

/// A file of ours with the content of a received one: schema 18 and nothing else in it, on the
/// disk, marked as WAL but without one beside it; `user_version` and `application_id` are 0.
#[derive(Debug)]
pub struct Checked {
    /// The new file.
    pub path: PathBuf,
    /// How long it is.
    pub bytes: u64,
    /// The numbers and times of its `col`, as they were received.
    pub stamp: Stamp,
    pub counts: Counts,
    /// What was mended or left out, a sentence each; names no content.
    pub report: Vec<String>,
    /// Which walls stood around the child.
    pub protection: Protection,
}

impl Quarantine {
    /// `exe` is a program that calls [`crate::child_main`]; usually the running one.
    pub fn new(exe: PathBuf, options: Options) -> Quarantine {
        let cores = || std::thread::available_parallelism().map_or(1, usize::from);
        let cages = if options.cages_max == 0 {
            cores()
        } else {
            options.cages_max
        };
        Quarantine {
            exe: exe.into(),
            options,
            cages: Arc::new(Semaphore::new(cages)),
        }
    }

    /// Checks the received `file` and makes a new file `into` from it, which must not exist. The
    /// received file is not changed. Whatever goes wrong, also if the caller gives up waiting, no
    /// new file is left.
    ///
    /// Checks wait for each other if there are too many; [`Options::wall_seconds`] counts from
    /// the moment a check begins.
    pub async fn inspect(&self, file: &Path, into: &Path) -> Result<Checked, Error> {
        let received = File::open(file).await;
        let received = received.map_err(|error| fault("opening the received file", error))?;
        let about = received.metadata().await;
        let length = about
            .map_err(|error| fault("reading its length", error))?
            .len();
        if length == 0 {
            return Err(Error::Empty);
        }
        if length > self.options.file_bytes() {
            return Err(Error::TooLarge);
        }
        let turn = self.cages.acquire().await;
        let _turn = turn.map_err(|error| fault("waiting for a cage", error))?;
        let mut fresh = File::options();
        let fresh = fresh
            .read(true)
            .write(true)
            .create_new(true)
            .open(into)
            .await;
        let fresh = fresh.map_err(|error| fault("making the new file", error))?;
        let unfinished = Unfinished(into);
        let Answer {
            protection,
            outcome,
        } = self.ask_child(received, fresh).await?;
        warn_of_gaps(protection);
        let copied = outcome?;
        make_durable(into).await?;
        std::mem::forget(unfinished);
        Ok(checked(into, copied, protection))
    }

    async fn ask_child(&self, received: File, fresh: File) -> Result<Answer, Error> {
        let limits = Limits {
            file_bytes: self.options.file_bytes(),
            cpu_seconds: self.options.cpu_seconds,
            memory_bytes: self.options.memory_bytes,
        };
        let mut child = Command::new(self.exe.as_os_str())
            .arg(COMMAND)
            .args(limits.to_arguments())
            .env_clear()
            .current_dir("/")
            .stdin(Stdio::from(received.into_std().await))
            .stdout(Stdio::from(fresh.into_std().await))
            .stderr(Stdio::piped())
            .kill_on_drop(true)
            .spawn()
            .map_err(|error| fault("starting a cage", error))?;
        let Ok(heard) = tokio::time::timeout(self.options.wall(), hear(&mut child)).await else {
            child
                .kill()
                .await
                .map_err(|error| fault("ending a cage", error))?;
            return Err(Error::TooSlow);
        };
        let (said, status) = heard.map_err(|error| fault("listening to a cage", error))?;
        if status.success() {
            return serde_json::from_slice(&said)
                .map_err(|error| fault("reading an answer", error).into());
        }
        Err(why_it_died(status, &said))
    }
}

/// Reads the answer, then waits for the end of the child.
async fn hear(child: &mut Child) -> std::io::Result<(Vec<u8>, ExitStatus)> {
    let mut said = Vec::new();
    if let Some(stderr) = child.stderr.take() {
        stderr.take(ANSWER_BYTES_MAX).read_to_end(&mut said).await?;
    }
    Ok((said, child.wait().await?))
}

/// A child that does not answer ran into one of its limits, or is broken.
fn why_it_died(status: ExitStatus, said: &[u8]) -> Error {
    let last_words = String::from_utf8_lossy(said);
    match status.signal().and_then(Signal::from_named_raw) {
        Some(Signal::XCPU) => Error::TooSlow,
        Some(Signal::XFSZ) => Error::TooLarge,
        // What Rust says before it gives up for want of memory.
        Some(Signal::ABORT) if last_words.contains("memory allocation") => Error::TooLarge,
        _ => Error::Fault(Fault::new(format!(
            "a cage ended with {status}: {last_words}"
        ))),
    }
}

/// The name of the new file must survive a power cut as its content does.
async fn make_durable(file: &Path) -> Result<(), Error> {
    let folder = file
        .parent()
        .filter(|folder| !folder.as_os_str().is_empty());
    let folder = folder.unwrap_or(Path::new("."));
    let folder = File::open(folder).await;
    let folder = folder.map_err(|error| fault("opening the folder", error))?;
    folder
        .sync_all()
        .await
        .map_err(|error| fault("syncing the folder", error).into())
}

fn checked(into: &Path, copied: Copied, protection: Protection) -> Checked {
    Checked {
        path: into.to_owned(),
        bytes: copied.bytes,
        stamp: copied.stamp(),
        counts: copied.counts(),
        report: copied.report,
        protection,
    }
}

/// Once per process: on a system without Landlock or seccomp every check would say the same.
fn warn_of_gaps(protection: Protection) {
    static WARNED: std::sync::Once = std::sync::Once::new();
    if !protection.is_complete() {
        WARNED.call_once(|| {
            tracing::warn!(
                ?protection,
                "received files are checked behind fewer walls than planned"
            );
        });
    }
}

/// Removes a new file that was not finished.
struct Unfinished<'p>(&'p Path);

impl Drop for Unfinished<'_> {
    fn drop(&mut self) {
        if let Err(error) = std::fs::remove_file(self.0) {
            tracing::warn!(%error, "an unfinished file could not be removed");
        }
    }
}

fn fault(doing: &str, error: impl std::error::Error + Send + Sync + 'static) -> Fault {
    Fault::because(doing, error)
}
