//! The personal data that the doors keep.

use store::{Kept, Personal};

/// What the request log holds, why, and for how long.
pub const INVENTORY: &[Personal] = &[Personal {
    place: "logs/requests-*.jsonl",
    purpose: "time, address, path, browser or client version, referring page and account number of \
              each request: security, finding faults, counting use, support",
    kept: Kept::Days(30),
}];
