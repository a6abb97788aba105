//! The caged child: the same program, started with a hidden command. It gets the received file
//! as its standard input, the new file as its standard output, and says its answer on its standard
//! error. It knows no names of files and needs none.

mod limits;
#[cfg(target_os = "linux")]
mod walls;

use std::fs::File;
use std::io::Write;
use std::os::fd::AsFd;
use std::process::ExitCode;

pub use limits::Limits;

use crate::answer::{Answer, Copied, Protection, Refusal};
use crate::copying;

/// The hidden command that the parent starts.
pub(crate) const COMMAND: &str = "cage";

/// Runs the child. A program calls this first of all, before it starts any thread or opens any
/// file, if its first argument is `cage`, with the arguments after that one.
pub fn child_main(arguments: impl IntoIterator<Item = String>) -> ExitCode {
    let Some(limits) = Limits::from_arguments(arguments) else {
        return ExitCode::from(2);
    };
    // The site goes first; who uploads waits anyway.
    let _ = rustix::process::nice(10);
    let protection = raise_walls(&limits);
    let outcome = copy_between_standard_streams(&limits);
    match say(&Answer {
        protection,
        outcome,
    }) {
        Ok(()) => ExitCode::SUCCESS,
        Err(_) => ExitCode::FAILURE,
    }
}

/// Cages this process for good, as far as the system can: open files stay usable, nothing else
/// can be opened, executed or reached. For the few programs that look at strangers' files.
pub fn raise_walls(limits: &Limits) -> Protection {
    let mut protection = Protection {
        limits: limits.set(),
        ..Protection::default()
    };
    #[cfg(target_os = "linux")]
    walls::raise(&mut protection);
    protection
}

fn copy_between_standard_streams(limits: &Limits) -> Result<Copied, Refusal> {
    let taken = |error| Refusal::fault("taking the files", error);
    let received = std::io::stdin()
        .as_fd()
        .try_clone_to_owned()
        .map_err(taken)?;
    let fresh = std::io::stdout()
        .as_fd()
        .try_clone_to_owned()
        .map_err(taken)?;
    copying::copy(File::from(received), &File::from(fresh), limits.file_bytes)
}

fn say(answer: &Answer) -> std::io::Result<()> {
    let line = serde_json::to_vec(answer)?;
    std::io::stderr().write_all(&line)
}
