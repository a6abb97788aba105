//! The personal data of this crate, and what is no person's: the site's own table, and that of its
//! migrations.

use store::{
    Class, Dated, Deletion, Export, Impersonal, Inventory, Kept, Personal, Purpose, Region, Subject,
};

/// What this crate declares.
pub const INVENTORY: Inventory = Inventory {
    personal: &[Personal {
        place: "policy_notices",
        columns: &["account_id", "version", "channel", "device_id", "at"],
        subject: Subject::Member { by: "account_id" },
        class: Class::Record,
        purpose: Purpose::Policy,
        why: "which version of the policy its owner accepted, and how she was told of changes (PR-67)",
        kept: Kept::WithAccount,
        dated: Dated::Not,
        deletion: Deletion::WithAccount,
        export: Export::Given,
        region: Region::Data,
    }],
    impersonal: &[
        Impersonal {
            place: "policy_versions",
            columns: &[],
            why: "what the site has promised everybody",
        },
        Impersonal {
            place: "controller_changes",
            columns: &[],
            why: "who is responsible for the site, as everybody may read",
        },
        Impersonal {
            place: "site",
            columns: &[],
            why: "the site's own secrets and facts",
        },
        Impersonal {
            place: "migrations",
            columns: &[],
            why: "the order in which the tables were made",
        },
        Impersonal {
            place: "lease",
            columns: &[],
            why: "locked by the process that serves",
        },
        Impersonal {
            place: "fuda.db*",
            columns: &[],
            why: "the service database: its columns are declared one by one",
        },
    ],
};
