//! Which personal data this crate keeps where, why, and how long (PR-63). Letters that wait are jobs
//! and stand in the inventory of `jobs`.

use store::{
    Class, Dated, Deletion, Export, Inventory, Kept, LOGS_KEPT, Personal, Purpose, Region, Subject,
};

use crate::bounce::COUNTED;
use crate::outbox::KEPT;

/// All personal data of this crate.
pub const INVENTORY: Inventory = Inventory {
    personal: &[
        Personal {
            place: "outbox/*",
            columns: &[],
            subject: Subject::Addressee,
            class: Class::Identity,
            purpose: Purpose::Letters,
            why: "letters with their address, for the operator of a site without a mail server; those about \
                  a removed account go with it, but for the last, which certifies the removal",
            kept: Kept::swept_daily(KEPT),
            dated: Dated::FileName,
            deletion: Deletion::ByAge,
            export: Export::Given,
            region: Region::Data,
        },
        Personal {
            place: "logs/mail-*.jsonl",
            columns: &[],
            subject: Subject::Addressee,
            class: Class::Identity,
            purpose: Purpose::Diagnosis,
            why: "which letter went to which address and what the mail server said, to find faults \
                  (PR-16)",
            kept: Kept::AtMost(LOGS_KEPT),
            dated: Dated::FileName,
            deletion: Deletion::ByAge,
            export: Export::Given,
            region: Region::Data,
        },
        Personal {
            place: "bounced_days",
            columns: &["address_hash", "day"],
            subject: Subject::Addressee,
            class: Class::Record,
            purpose: Purpose::Bounces,
            why: "on which days letters failed, to give up an address on which they always do \
                  (PR-55); a keyed hash that names no account",
            kept: Kept::swept_daily(COUNTED),
            dated: Dated::SinceDay("day"),
            deletion: Deletion::ByAge,
            export: Export::Withheld("it names no account"),
            region: Region::Data,
        },
        Personal {
            place: "suppressions",
            columns: &["address_hash", "reason", "noted_at"],
            subject: Subject::Addressee,
            class: Class::Record,
            purpose: Purpose::Bounces,
            why: "not to write again to an address that letters do not reach (PR-55); a keyed hash \
                  that names no account",
            kept: Kept::UntilLifted,
            dated: Dated::Not,
            deletion: Deletion::Stays(
                "or the next letter would go to an address that refused them",
            ),
            export: Export::Given,
            region: Region::Data,
        },
    ],
    impersonal: &[],
};
