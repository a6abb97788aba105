//! Which personal data stand in which column, why, and how long (PR-63).

use std::time::Duration;

use store::{
    Class, Dated, Deletion, Export, Impersonal, Inventory, Kept, Personal, Purpose, Region, Subject,
};

use crate::timetable::DEAD_KEPT;
use crate::worker::TRIES_TAKE;

const DAY: Duration = Duration::from_hours(24);

/// All personal data of this crate.
pub const INVENTORY: Inventory = Inventory {
    personal: &[Personal {
        place: "jobs",
        columns: &["account_id", "payload"],
        subject: Subject::Member { by: "account_id" },
        class: Class::Identity,
        purpose: Purpose::Letters,
        why: "a letter or other work about an account that is still to be done; gone with the work",
        kept: Kept::AtMost(TRIES_TAKE.saturating_add(DEAD_KEPT).saturating_add(DAY)),
        dated: Dated::Since("died_at"),
        deletion: Deletion::WithAccount,
        export: Export::Withheld("it is on its way to its addressee, with links that work"),
        region: Region::Data,
    }],
    impersonal: &[
        Impersonal {
            place: "jobs",
            columns: &[
                "id",
                "kind",
                "not_before",
                "attempts",
                "interruptions",
                "claimed_until",
                "died_at",
                "reason",
            ],
            why: "how the work stands",
        },
        Impersonal {
            place: "job_numbers",
            columns: &[],
            why: "the highest number that was given",
        },
        Impersonal {
            place: "timetable",
            columns: &[],
            why: "when the site's own work was last done",
        },
    ],
};
