//! The personal data of this crate (PR-63).

use store::{
    Class, Dated, Deletion, Export, Impersonal, Inventory, Kept, Personal, Purpose, Region, Subject,
};

/// No backup is kept longer, whatever the settings say (PR-54).
pub const DATA_DAYS_MAX: u32 = 28;
/// No key ring is kept longer, whatever the settings say (PR-53).
pub const KEY_DAYS_MAX: u32 = 14;

/// What backups hold, sealed.
const SEALED: Personal = Personal {
    place: "",
    columns: &[],
    subject: Subject::Member { by: "" },
    class: Class::Content,
    purpose: Purpose::Loss,
    why: "",
    kept: Kept::Setting {
        name: "backup.data_days",
        days_max: DATA_DAYS_MAX,
    },
    dated: Dated::Not,
    deletion: Deletion::KeyFirst,
    export: Export::Withheld("a sealed copy of what the export holds already"),
    region: Region::Backups,
};

/// What backups hold about people, where, why and for how long.
pub const INVENTORY: Inventory = Inventory {
    personal: &[
        Personal {
            place: "backup_keys",
            columns: &["account_id", "key", "made_at"],
            subject: Subject::Member { by: "account_id" },
            class: Class::Credential,
            why: "to seal an account's part of the backups: without it they cannot be read (PR-53)",
            kept: Kept::WithAccount,
            deletion: Deletion::WithAccount,
            export: Export::Withheld("a key to backups that the site keeps, of no use elsewhere"),
            region: Region::Data,
            ..SEALED
        },
        Personal {
            place: "backups/keys/*",
            class: Class::Credential,
            why: "the keys of all accounts, to restore the site after a loss (PR-58c)",
            kept: Kept::Setting {
                name: "backup.key_days",
                days_max: KEY_DAYS_MAX,
            },
            deletion: Deletion::ByAge,
            ..SEALED
        },
        Personal {
            place: "backups/sets/*",
            class: Class::Record,
            why: "which accounts a backup holds, to restore the site after a loss (PR-58c)",
            ..SEALED
        },
        Personal {
            place: "backups/accounts/*",
            why: "account, devices, collection and media, to restore the site after a loss (PR-58c)",
            ..SEALED
        },
    ],
    impersonal: &[Impersonal {
        place: "backup.key",
        columns: &[],
        why: "the key of the site's backups",
    }],
};
