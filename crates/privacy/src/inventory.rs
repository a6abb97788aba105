//! The personal data of this crate, and what is no person's: the site's own table, and that of its
//! migrations.

use crate::copy::KEPT;
use store::{
    Class, Dated, Deletion, Export, Impersonal, Inventory, Kept, Personal, Purpose, Region, Subject,
};

/// What this crate declares.
pub const INVENTORY: Inventory = Inventory {
    personal: &[
        Personal {
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
        },
        Personal {
            place: "objections",
            columns: &["account_id", "at"],
            subject: Subject::Member { by: "account_id" },
            class: Class::Record,
            purpose: Purpose::Statistics,
            why: "who does not take part in statistics (PR-65)",
            kept: Kept::WithAccount,
            dated: Dated::Not,
            deletion: Deletion::WithAccount,
            export: Export::Given,
            region: Region::Data,
        },
        Personal {
            place: "copies",
            columns: &[
                "id",
                "account_id",
                "kind",
                "token",
                "asked_at",
                "ready_at",
                "bytes",
            ],
            subject: Subject::Member { by: "account_id" },
            class: Class::Credential,
            purpose: Purpose::Copy,
            why: "the copies of her data that a member asked for, and the links that open them (PR-60)",
            kept: Kept::swept_daily(KEPT),
            dated: Dated::Since("ready_at"),
            deletion: Deletion::WithAccount,
            export: Export::Withheld("it is this copy and its link"),
            region: Region::Data,
        },
        Personal {
            place: "copies/*.zip",
            columns: &[],
            subject: Subject::Member { by: "" },
            class: Class::Content,
            purpose: Purpose::Copy,
            why: "the copies themselves (PR-60)",
            kept: Kept::swept_daily(KEPT),
            dated: Dated::FileTime,
            deletion: Deletion::WithAccount,
            export: Export::Withheld("it is this copy"),
            region: Region::Data,
        },
    ],
    impersonal: &[
        Impersonal {
            place: "copies",
            columns: &["packed", "to_pack"],
            why: "how far the work is",
        },
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
