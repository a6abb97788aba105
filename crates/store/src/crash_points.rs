//! Named places where a test may pull the plug: the process kills itself as a power cut would.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

/// The crash points of a process. Off unless the operator of a test sets `FUDA_CRASH_AT`.
#[derive(Debug, Clone, Default)]
pub struct CrashPoints(Option<Arc<Plan>>);

#[derive(Debug)]
struct Plan {
    /// Only points of this name count; any point when empty.
    name: String,
    /// Dies at the n-th time a counted point is passed; 0 never dies.
    at: u64,
    passed: AtomicU64,
    list: bool,
}

impl CrashPoints {
    /// No point ever fires.
    pub fn off() -> CrashPoints {
        CrashPoints(None)
    }

    /// From the text of `FUDA_CRASH_AT`: `12` dies at the twelfth point of any name,
    /// `sync.finish.logged:3` at the third time that point is passed, `list` prints each name to
    /// the log and never dies.
    pub fn parse(text: &str) -> CrashPoints {
        if text.is_empty() {
            return CrashPoints::off();
        }
        let (name, at) = text.rsplit_once(':').unwrap_or(("", text));
        CrashPoints(Some(Arc::new(Plan {
            name: name.to_owned(),
            at: at.parse().unwrap_or(0),
            passed: AtomicU64::new(0),
            list: text == "list",
        })))
    }

    /// A point of the given name is passed.
    pub fn here(&self, name: &'static str) {
        let Some(plan) = &self.0 else { return };
        if plan.list {
            tracing::info!(point = name, "crash point passed");
        }
        if !plan.name.is_empty() && plan.name != name {
            return;
        }
        if plan.passed.fetch_add(1, Ordering::SeqCst) + 1 == plan.at {
            let own = rustix::process::getpid();
            // SIGKILL and not abort: no destructor, no buffer, no handler may run, as in a power cut.
            let _gone = rustix::process::kill_process(own, rustix::process::Signal::KILL);
        }
    }
}
