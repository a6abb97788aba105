//! The personal data of this crate (PR-63). The columns of a collection are Anki's, and are declared as
//! one class: everything in it is its owner's.

use store::{
    Class, Dated, Deletion, Export, Impersonal, Inventory, Kept, Personal, Purpose, Region, Subject,
};

/// No state is kept longer, whatever the settings say (PR-54).
pub const HISTORY_DAYS_MAX: u32 = 30;

const HISTORY: Kept = Kept::Setting {
    name: "shelf.history_days",
    days_max: HISTORY_DAYS_MAX,
};
const EARLIER: Export =
    Export::Withheld("what it says stands in the collection, in its last state");

/// What an account has stored.
const STORED: Personal = Personal {
    place: "",
    columns: &[],
    subject: Subject::Member { by: "" },
    class: Class::Content,
    purpose: Purpose::Cards,
    why: "",
    kept: Kept::WithAccount,
    dated: Dated::Not,
    deletion: Deletion::WithAccount,
    export: Export::InPackage,
    region: Region::Data,
};

const OF_ACCOUNT: Subject = Subject::Member { by: "account_id" };

/// What the shelf holds about people, where, why and for how long.
pub const INVENTORY: Inventory = Inventory {
    personal: &[
        Personal {
            place: "accounts/*/collection.db*",
            why: "the learner's collection, as the apps and the site use it (PR-04)",
            ..STORED
        },
        Personal {
            place: "accounts/*/media/*",
            why: "the files that the learner's cards show and play (PR-04)",
            ..STORED
        },
        Personal {
            place: "accounts/*/media.db*",
            why: "the names of these files (PR-04)",
            ..STORED
        },
        Personal {
            place: "accounts/*/snapshots/*",
            purpose: Purpose::Undo,
            why: "earlier states, to undo a wrong one-way sync and to rebuild a damaged copy (PR-58c)",
            kept: HISTORY,
            export: EARLIER,
            ..STORED
        },
        Personal {
            place: "changes",
            columns: &["account_id", "at", "op", "record", "facts"],
            subject: OF_ACCOUNT,
            purpose: Purpose::Undo,
            why: "the changes since the last snapshot: what makes an answer acknowledged (PR-58c)",
            kept: HISTORY,
            export: EARLIER,
            ..STORED
        },
        Personal {
            place: "heads",
            columns: &["account_id", "book", "generation", "seq", "facts"],
            subject: OF_ACCOUNT,
            class: Class::Activity,
            why: "sizes and counts of collection and media, to answer the apps quickly",
            export: Export::Given,
            ..STORED
        },
        Personal {
            place: "generations",
            columns: &[
                "account_id",
                "book",
                "generation",
                "reason",
                "started_at",
                "ended_at",
            ],
            subject: OF_ACCOUNT,
            class: Class::Activity,
            purpose: Purpose::Undo,
            why: "when a collection was replaced, and why",
            export: Export::Given,
            ..STORED
        },
        Personal {
            place: "snapshots",
            columns: &["account_id", "book", "bytes", "at", "facts"],
            subject: OF_ACCOUNT,
            class: Class::Activity,
            purpose: Purpose::Undo,
            why: "which earlier states there are",
            kept: HISTORY,
            export: Export::Given,
            ..STORED
        },
    ],
    impersonal: &[
        Impersonal {
            place: "changes",
            columns: &["book", "generation", "seq"],
            why: "puts changes in order",
        },
        Impersonal {
            place: "generations",
            columns: &["op"],
            why: "a number by chance, so that nothing is done twice",
        },
        Impersonal {
            place: "snapshots",
            columns: &["generation", "seq", "file"],
            why: "puts snapshots in order, and names files by chance",
        },
        Impersonal {
            place: "tmp/*",
            columns: &[],
            why: "gone when the request that makes it ends, or with the next start",
        },
    ],
};
