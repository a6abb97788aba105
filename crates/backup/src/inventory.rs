//! The personal data of this crate (PR-63).

use store::{Kept, Personal};

/// What backups hold about people, where, why and for how long.
pub const INVENTORY: &[Personal] = &[
    Personal {
        place: "backup_keys.account_id",
        purpose: "to know whose key it is",
        kept: Kept::WithAccount,
    },
    Personal {
        place: "backup_keys.key",
        purpose: "to seal an account's part of the backups: without it they cannot be read (PR-53)",
        kept: Kept::WithAccount,
    },
    Personal {
        place: "backups/keys",
        purpose: "the keys of all accounts, to restore the site after a loss (PR-58c)",
        kept: Kept::Days(14),
    },
    Personal {
        place: "backups/sets, backups/accounts",
        purpose: "account, devices, collection and media, to restore the site after a loss (PR-58c)",
        kept: Kept::Days(28),
    },
];
