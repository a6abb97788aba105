//! The personal data of this crate (PR-63).

use store::{Kept, Personal};

/// What the shelf holds about people, where, why and for how long.
pub const INVENTORY: &[Personal] = &[
    Personal {
        place: "accounts/*/collection.db",
        purpose: "the learner's collection, as the apps and the site use it (PR-04)",
        kept: Kept::WithAccount,
    },
    Personal {
        place: "accounts/*/media",
        purpose: "the files that the learner's cards show and play (PR-04)",
        kept: Kept::WithAccount,
    },
    Personal {
        place: "accounts/*/snapshots",
        purpose: "earlier states, to undo a wrong one-way sync and to rebuild a damaged copy (PR-58c)",
        kept: Kept::Days(30),
    },
    Personal {
        place: "changes.record",
        purpose: "the changes since the last snapshot: what makes an answer acknowledged (PR-58c)",
        kept: Kept::Days(30),
    },
    Personal {
        place: "heads.facts",
        purpose: "sizes and counts of collection and media, to answer the apps quickly",
        kept: Kept::WithAccount,
    },
];
