//! Links in letters.

use jobs::Handler;

/// The later work of this crate, for the worker.
pub fn handlers() -> Vec<Handler> {
    todo!()
}
