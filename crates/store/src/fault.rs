//! What is broken, as opposed to refused: a database that is gone, a row that does not add up.

use std::error::Error;
use std::fmt;
use std::io::{self, ErrorKind};
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

    /// Whether all that is wrong is that no byte more could be kept: the disk is full. Nothing is
    /// broken then, and it passes without anybody starting anew.
    pub fn is_full_disk(&self) -> bool {
        let mut cause = self.source();
        while let Some(error) = cause {
            if says_full(error) {
                return true;
            }
            cause = error.source();
        }
        false
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

fn says_full(error: &(dyn Error + 'static)) -> bool {
    if let Some(error) = error.downcast_ref::<io::Error>() {
        return matches!(
            error.kind(),
            ErrorKind::StorageFull | ErrorKind::QuotaExceeded
        );
    }
    let Some(rusqlite::Error::SqliteFailure(error, _)) = error.downcast_ref() else {
        return false;
    };
    // The index of the WAL has a code of its own for the same trouble.
    error.code == rusqlite::ErrorCode::DiskFull
        || error.extended_code == rusqlite::ffi::SQLITE_IOERR_SHMSIZE
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_full_disk_is_told_from_a_broken_one_however_deep_it_stands() {
        let full = |kind| Fault::because("outer", Fault::because("inner", io::Error::from(kind)));
        let sqlite = |code| {
            let error = rusqlite::ffi::Error::new(code);
            Fault::because("a commit", rusqlite::Error::SqliteFailure(error, None))
        };

        assert!(full(ErrorKind::StorageFull).is_full_disk());
        assert!(full(ErrorKind::QuotaExceeded).is_full_disk());
        assert!(sqlite(rusqlite::ffi::SQLITE_FULL).is_full_disk());
        assert!(sqlite(rusqlite::ffi::SQLITE_IOERR_SHMSIZE).is_full_disk());
        assert!(!full(ErrorKind::FileTooLarge).is_full_disk());
        assert!(!sqlite(rusqlite::ffi::SQLITE_CORRUPT).is_full_disk());
        assert!(!Fault::new("no space left on device").is_full_disk());
    }
}
