//! Tags: on notes, and those that are known.

mod bulk;
mod canonical;
mod list;
mod matcher;
mod tree;

pub use bulk::{add, has, remove};
pub use canonical::canonical;
pub use list::{
    Search, clear_unused, find_and_replace, remove_everywhere, rename, reparent, set_collapsed,
};
pub use tree::{Branch, complete, tree};

/// The tag of notes that are hard to learn.
pub const LEECH: &str = "leech";
/// The tag by which learners mark notes.
pub const MARKED: &str = "marked";
