//! What commands say to whoever typed them.

use std::io::{self, Write as _};
use std::process::ExitCode;

use anyhow::{Context as _, Result};

/// Standard output for answers, standard error for refusals, standard input for secrets.
#[derive(Debug)]
pub(super) struct Terminal {
    answers: io::Stdout,
    refusals: io::Stderr,
    typed: io::Stdin,
}

impl Terminal {
    pub(super) fn new() -> Terminal {
        Terminal {
            answers: io::stdout(),
            refusals: io::stderr(),
            typed: io::stdin(),
        }
    }

    /// One line of answer.
    pub(super) fn say(&mut self, line: &str) {
        // A reader who has gone away wants no more lines.
        let _gone = writeln!(self.answers, "{line}");
    }

    /// The sentence of a refusal, with its reasons.
    pub(super) fn refuse(&mut self, error: &anyhow::Error) -> ExitCode {
        let _gone = writeln!(self.refusals, "fuda: {error:#}");
        ExitCode::from(2)
    }

    /// The first line of standard input, without its end.
    pub(super) fn ask_secret(&mut self) -> Result<String> {
        let mut line = String::new();
        self.typed
            .read_line(&mut line)
            .context("standard input cannot be read")?;
        Ok(line.trim_end_matches(['\r', '\n']).to_owned())
    }
}
