//! Which data of this crate could be called personal, why they are there, and how long (PR-63).

use store::{Class, Dated, Deletion, Export, Inventory, Kept, Personal, Purpose, Region, Subject};

/// All of them.
pub const INVENTORY: Inventory = Inventory {
    personal: &[Personal {
        place: "installations",
        columns: &["installation", "version", "system", "seen_day"],
        subject: Subject::Visitor,
        class: Class::Activity,
        purpose: Purpose::Installations,
        why: "desktop programs that asked for a newer version: a keyed hash of a random number of \
              theirs, which leads to no account and no address (PR-19 to PR-22)",
        kept: Kept::Setting {
            name: "usage.unseen_days_max",
            days_max: 400,
        },
        dated: Dated::SinceDay("seen_day"),
        deletion: Deletion::ByAge,
        export: Export::Withheld("nobody can say whose they are"),
        region: Region::Data,
    }],
    impersonal: &[],
};
