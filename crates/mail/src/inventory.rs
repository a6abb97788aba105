//! Which personal data this crate keeps where, why, and how long (PR-63). Letters that wait are jobs
//! and stand in the inventory of `jobs`.

use store::{Kept, Personal};

/// All personal data of this crate.
pub const INVENTORY: &[Personal] = &[
    Personal {
        place: "outbox/",
        purpose: "letters with their address, for the operator of a site without a mail server",
        kept: Kept::Days(30),
    },
    Personal {
        place: "logs/mail-*",
        purpose: "which letter went to which address and what the mail server said, to find faults",
        kept: Kept::Days(30),
    },
    Personal {
        place: "suppressions.address_hash",
        purpose: "not to write again to an address that letters do not reach (PR-55); a keyed hash \
                  that names no account",
        kept: Kept::UntilLifted,
    },
];
