//! What commands say to whoever typed them.

use std::io::{self, BufRead as _, Write as _};
use std::process::ExitCode;

use anyhow::{Context as _, Result};

/// Standard output for answers, standard error for refusals.
#[derive(Debug)]
pub(super) struct Terminal(());

impl Terminal {
    pub(super) fn new() -> Terminal {
        Terminal(())
    }

    /// One line of answer.
    pub(super) fn say(&mut self, line: &str) {
        // A reader who has gone away wants no more lines.
        let _gone = writeln!(io::stdout().lock(), "{line}");
    }

    /// The sentence of a refusal, with its reasons.
    pub(super) fn refuse(&mut self, error: &anyhow::Error) -> ExitCode {
        let _gone = writeln!(io::stderr().lock(), "fuda: {error:#}");
        ExitCode::from(2)
    }

    /// The first line of standard input, without its end.
    pub(super) fn ask_secret(&mut self) -> Result<String> {
        let mut line = String::new();
        io::stdin().lock().read_line(&mut line).context("standard input cannot be read")?;
        Ok(line.trim_end_matches(['\r', '\n']).to_owned())
    }
}
