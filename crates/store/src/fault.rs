//! What is broken, as opposed to refused: a database that is gone, a row that does not add up.

use std::error::Error;
use std::fmt;
use std::sync::Arc;

/// Something is broken. Never shown to a reader; logged once, at the door, with its whole chain.
#[derive(Clone)]
pub struct Fault {
    context: String,
    source: Option<Arc<dyn Error + Send + Sync + 'static>>,
    conflict: Option<Conflict>,
}

/// A rule of the database that a statement would have broken: uniqueness or existence.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Conflict {
    /// The table whose rule it is; empty when the database does not say.
    pub table: String,
    /// The columns of the rule; empty when the database does not say.
    pub columns: Vec<String>,
}

impl Fault {
    /// A fault that has no deeper cause.
    pub fn new(context: impl Into<String>) -> Fault {
        Fault {
            context: context.into(),
            source: None,
            conflict: None,
        }
    }

    /// A fault with its cause: `context` says what we were doing.
    pub fn because(
        context: impl Into<String>,
        source: impl Error + Send + Sync + 'static,
    ) -> Fault {
        Fault {
            context: context.into(),
            source: Some(Arc::new(source)),
            conflict: None,
        }
    }

    pub(crate) fn with_conflict(mut self, conflict: Option<Conflict>) -> Fault {
        self.conflict = conflict;
        self
    }

    /// The rule that was violated, if that is what went wrong. `storage.rs` of each service maps it
    /// to a refusal.
    pub fn conflict(&self) -> Option<&Conflict> {
        self.conflict.as_ref()
    }

    /// Context and all causes in one line, for the log.
    pub fn chain(&self) -> String {
        let mut line = self.context.clone();
        let mut cause = self.source();
        while let Some(error) = cause {
            line.push_str(": ");
            line.push_str(&error.to_string());
            cause = error.source();
        }
        line
    }
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.context)
    }
}

impl fmt::Debug for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Fault({})", self.chain())
    }
}

impl Error for Fault {
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        self.source
            .as_ref()
            .map(|source| source.as_ref() as &(dyn Error + 'static))
    }
}

impl From<std::io::Error> for Fault {
    fn from(error: std::io::Error) -> Fault {
        Fault::because("input or output failed", error)
    }
}
