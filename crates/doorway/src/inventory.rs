//! The personal data that the doors keep.

use store::{
    Class, Dated, Deletion, Export, Impersonal, Inventory, Kept, LOGS_KEPT, Personal, Purpose,
    Region, Subject,
};

/// What the request log holds, why, and for how long.
pub const INVENTORY: Inventory = Inventory {
    personal: &[Personal {
        place: "logs/requests-*.jsonl",
        columns: &[],
        subject: Subject::Visitor,
        class: Class::Network,
        purpose: Purpose::Diagnosis,
        why: "time, address, path, browser or client version, referring page and account number of \
              each request: security, finding faults, counting use, support (PR-13 to PR-17); \
              after 7 days without the last part of the address",
        kept: Kept::AtMost(LOGS_KEPT),
        dated: Dated::FileName,
        deletion: Deletion::ByAge,
        export: Export::Given,
        region: Region::Data,
    }],
    impersonal: &[
        Impersonal {
            place: "tls/*",
            columns: &[],
            why: "the site's own certificate, and its account at the authority that gave it",
        },
        Impersonal {
            place: "settings.toml",
            columns: &[],
            why: "settings of the site that were made on its setup page",
        },
        Impersonal {
            place: "smtp-password",
            columns: &[],
            why: "the site's own password at its mail server",
        },
    ],
};
