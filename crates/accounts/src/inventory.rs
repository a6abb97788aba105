//! Which personal data stand in which column, why, and how long (PR-63).

use store::{Kept, Personal};

/// All personal data of this crate.
pub const INVENTORY: &[Personal] = &[];
