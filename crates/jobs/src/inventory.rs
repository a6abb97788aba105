//! Which personal data stand in which column, why, and how long (PR-63).

use store::{Kept, Personal};

/// All personal data of this crate.
pub const INVENTORY: &[Personal] = &[
    Personal {
        place: "jobs.payload",
        purpose: "a letter or other work about an account that is still to be done; gone with the work",
        kept: Kept::Days(30),
    },
    Personal {
        place: "jobs.account_id",
        purpose: "whom the work is about, so that removing the account takes it back",
        kept: Kept::Days(30),
    },
];
