//! Which personal data stand in which column, why, and how long (PR-63). The times are those by
//! which `retention.rs` and the services themselves go; none is written down twice.

mod impersonal;

use std::time::Duration;

use store::{Class, Dated, Deletion, Export, Inventory, Kept, Personal, Purpose, Region, Subject};

use crate::address_change::LINK_LIFE as CHANGE_LIFE;
use crate::departure::GRACE;
use crate::recovery::LINK_LIFE as RESET_LIFE;
use crate::retention::{DELETIONS_KEPT, ENDED_LINKS_KEPT, USES_KEPT};
use crate::session::AGE_MAX;
use crate::sign_in::HALF_SIGN_IN_LIFE;
use crate::sign_up::LINK_LIFE as SIGN_UP_LIFE;
use crate::take_back::LIFE as RETURN_LIFE;
use crate::whereabouts::KNOWN_FOR;
use impersonal::IMPERSONAL;

const DAY: Duration = Duration::from_hours(24);

const fn until_swept(life: Duration) -> Kept {
    Kept::swept_daily(life.saturating_add(ENDED_LINKS_KEPT))
}

/// Rows that go with the account and are shown to its owner, unless an entry says otherwise.
const ROWS: Personal = Personal {
    place: "",
    columns: &[],
    subject: Subject::Member { by: "account_id" },
    class: Class::Record,
    purpose: Purpose::Account,
    why: "",
    kept: Kept::WithAccount,
    dated: Dated::Not,
    deletion: Deletion::WithAccount,
    export: Export::Given,
    region: Region::Data,
};

/// What was used on a day goes on the day after the last on which it is known.
const KNOWN: Kept = Kept::swept_daily(KNOWN_FOR.saturating_add(DAY));
const HASH: Export =
    Export::Withheld("a hash of a secret says nothing to its owner, much to a thief");
const LINK: Export = Export::Withheld("it belongs to a link that lies in a letter");

/// All personal data of this crate.
pub const INVENTORY: Inventory = Inventory {
    personal: PERSONAL,
    impersonal: IMPERSONAL,
};

const PERSONAL: &[Personal] = &[
    Personal {
        place: "accounts",
        columns: &["id", "email", "email_folded", "language"],
        subject: Subject::Member { by: "id" },
        class: Class::Identity,
        why: "to log in, and to know where letters go and in which language",
        ..ROWS
    },
    Personal {
        place: "accounts",
        columns: &["password_hash"],
        subject: Subject::Member { by: "id" },
        class: Class::Credential,
        why: "to log in: the hash cannot be turned back",
        export: HASH,
        ..ROWS
    },
    Personal {
        place: "accounts",
        columns: &[
            "password_generation",
            "created_at",
            "verified_at",
            "checked_at",
            "disabled_at",
        ],
        subject: Subject::Member { by: "id" },
        why: "to let in who confirmed the address, and to void what an earlier password opened",
        ..ROWS
    },
    Personal {
        place: "accounts",
        columns: &["entered_day", "used_day", "news", "news_day"],
        subject: Subject::Member { by: "id" },
        class: Class::Activity,
        purpose: Purpose::Unused,
        why: "the days of the first log-in and of the last use (PR-49), and what apps tell their owner once",
        ..ROWS
    },
    Personal {
        place: "sign_ups",
        columns: &[
            "email",
            "email_folded",
            "language",
            "policy_version",
            "created_at",
        ],
        subject: Subject::Applicant,
        class: Class::Identity,
        why: "a sign-up that is not confirmed yet: to make the account once it is",
        kept: until_swept(SIGN_UP_LIFE),
        dated: Dated::Since("created_at"),
        export: Export::Withheld("there is no account yet that could ask for it"),
        ..ROWS
    },
    Personal {
        place: "sign_ups",
        columns: &["password_hash"],
        subject: Subject::Applicant,
        class: Class::Credential,
        why: "the password that was chosen at a sign-up which is not confirmed yet",
        kept: until_swept(SIGN_UP_LIFE),
        export: HASH,
        ..ROWS
    },
    Personal {
        place: "invitation_uses",
        columns: &["address_hash", "used_at"],
        subject: Subject::Applicant,
        class: Class::Identity,
        why: "to let an address ask for its letter again with the invitation it has used",
        kept: Kept::swept_daily(USES_KEPT),
        dated: Dated::Since("used_at"),
        deletion: Deletion::ByAge,
        export: HASH,
        ..ROWS
    },
    Personal {
        place: "sessions",
        columns: &[
            "account_id",
            "started_at",
            "used_at",
            "proven_at",
            "program",
            "system",
        ],
        class: Class::Activity,
        why: "to know who is logged in, to show its owner which browsers are, to end sessions in time, to ask \
              again before what matters",
        kept: Kept::swept_daily(AGE_MAX),
        dated: Dated::Since("started_at"),
        ..ROWS
    },
    Personal {
        place: "sessions",
        columns: &["token_hash"],
        class: Class::Credential,
        why: "to keep a browser logged in (PR-08)",
        kept: Kept::swept_daily(AGE_MAX),
        export: HASH,
        ..ROWS
    },
    Personal {
        place: "whereabouts",
        columns: &["account_id", "used_day"],
        class: Class::Activity,
        why: "when there was a last log-in with something that would not be told of again",
        kept: KNOWN,
        dated: Dated::SinceDay("used_day"),
        ..ROWS
    },
    Personal {
        place: "whereabouts",
        columns: &["mark"],
        class: Class::Network,
        why: "to tell its owner of a log-in with a browser or an app, or from a network, that was not used \
              lately (PR-61); a keyed hash of browser or app and system, or of the shortened address",
        kept: KNOWN,
        dated: Dated::SinceDay("used_day"),
        export: Export::Withheld("a keyed hash says nothing to its owner"),
        ..ROWS
    },
    Personal {
        place: "password_resets",
        columns: &["token_hash", "account_id"],
        class: Class::Credential,
        why: "to let a letter's link choose a new password",
        kept: until_swept(RESET_LIFE),
        dated: Dated::Until("expires_at", RESET_LIFE),
        export: LINK,
        ..ROWS
    },
    Personal {
        place: "half_sign_ins",
        columns: &["token_hash", "account_id"],
        class: Class::Credential,
        why: "to wait for the code of a log-in whose password was right",
        kept: Kept::swept_daily(HALF_SIGN_IN_LIFE),
        dated: Dated::Until("expires_at", HALF_SIGN_IN_LIFE),
        export: LINK,
        ..ROWS
    },
    Personal {
        place: "devices",
        columns: &[
            "id",
            "account_id",
            "program",
            "version",
            "system",
            "signed_in_day",
            "first_sync_day",
            "last_sync_day",
            "password_id",
            "news_day",
        ],
        class: Class::Activity,
        purpose: Purpose::Devices,
        why: "to show its owner which apps are logged in, and for support (PR-24a, PR-25)",
        ..ROWS
    },
    Personal {
        place: "devices",
        columns: &["key_hash"],
        class: Class::Credential,
        why: "to keep an app logged in",
        export: HASH,
        ..ROWS
    },
    Personal {
        place: "device_passwords",
        columns: &["id", "account_id", "name", "made_day", "used_day"],
        class: Class::Activity,
        why: "to let its owner tell one from the others, and see which are still in use",
        ..ROWS
    },
    Personal {
        place: "device_passwords",
        columns: &["password_hash"],
        class: Class::Credential,
        why: "to let an app in without the account's own password",
        export: HASH,
        ..ROWS
    },
    Personal {
        place: "second_factors",
        columns: &["account_id", "turned_on_at"],
        why: "to ask for a code beside the password",
        ..ROWS
    },
    Personal {
        place: "second_factors",
        columns: &["secret", "last_step"],
        class: Class::Credential,
        why: "to know the code, and to take none twice",
        export: Export::Withheld("a copy of the secret would be a second key to the account"),
        ..ROWS
    },
    Personal {
        place: "recovery_codes",
        columns: &["account_id", "code_hash", "made_at"],
        class: Class::Credential,
        why: "to let somebody in who has lost the phone",
        export: HASH,
        ..ROWS
    },
    Personal {
        place: "address_checks",
        columns: &["account_id", "asked_at", "due_at", "ends_at"],
        why: "to ask once a year whether letters still reach the account's owner (PR-01)",
        ..ROWS
    },
    Personal {
        place: "address_checks",
        columns: &["token_hash"],
        class: Class::Credential,
        why: "to let the letter's link answer",
        export: LINK,
        ..ROWS
    },
    Personal {
        place: "passkeys",
        columns: &["id", "account_id", "name", "made_at", "used_day"],
        class: Class::Activity,
        why: "to let its owner tell one from the others, and see which are still in use",
        ..ROWS
    },
    Personal {
        place: "passkeys",
        columns: &["credential_id", "public_key", "sign_count"],
        class: Class::Credential,
        why: "to know a passkey by what it signs, and to notice a copy of it",
        export: Export::Withheld("it belongs to a key that its owner's device keeps"),
        ..ROWS
    },
    Personal {
        place: "address_changes",
        columns: &["account_id", "new_email"],
        class: Class::Identity,
        why: "to change the address of an account once the new one confirms",
        kept: until_swept(CHANGE_LIFE),
        dated: Dated::Until("expires_at", CHANGE_LIFE),
        ..ROWS
    },
    Personal {
        place: "address_changes",
        columns: &["token_hash"],
        class: Class::Credential,
        why: "to let the letter's link confirm the new address",
        kept: until_swept(CHANGE_LIFE),
        export: LINK,
        ..ROWS
    },
    Personal {
        place: "former_addresses",
        columns: &["account_id", "email", "changed_at"],
        class: Class::Identity,
        why: "to let the address of that time take a change of it, a new second factor or a log-in back",
        kept: until_swept(RETURN_LIFE),
        dated: Dated::Since("changed_at"),
        ..ROWS
    },
    Personal {
        place: "former_addresses",
        columns: &["token_hash"],
        class: Class::Credential,
        why: "to let the letter's link take back what the letter tells of",
        kept: until_swept(RETURN_LIFE),
        export: LINK,
        ..ROWS
    },
    Personal {
        place: "departures",
        columns: &["account_id", "asked_at", "due_at"],
        purpose: Purpose::Removal,
        why: "to remove the account once its owner has had a week to think about it (PR-51)",
        kept: Kept::swept_daily(GRACE),
        dated: Dated::Since("asked_at"),
        ..ROWS
    },
    Personal {
        place: "departures",
        columns: &["token_hash"],
        class: Class::Credential,
        purpose: Purpose::Removal,
        why: "to let the letter's link keep the account",
        kept: Kept::swept_daily(GRACE),
        export: LINK,
        ..ROWS
    },
    Personal {
        place: "removals",
        columns: &[
            "account_id",
            "asked_at",
            "began_at",
            "email",
            "language",
            "found",
        ],
        class: Class::Identity,
        purpose: Purpose::Removal,
        why: "to end a removal that was cut off, and to send the last letter",
        kept: Kept::AtMost(DAY),
        dated: Dated::Since("began_at"),
        deletion: Deletion::Stays("the removal itself stands there until it has ended"),
        export: Export::Withheld("there is no account any more that could ask for it"),
        ..ROWS
    },
    Personal {
        place: "unused_accounts",
        columns: &["account_id", "notices", "noticed_day", "put_away_at"],
        class: Class::Activity,
        purpose: Purpose::Unused,
        why: "how often its owner was written to before the data are put away (PR-50); gone with the \
              next use",
        ..ROWS
    },
    Personal {
        place: "deletions",
        columns: &["account_id", "deleted_at"],
        purpose: Purpose::Removal,
        why: "a removed account's number, so that a restored backup does not bring it back",
        kept: Kept::swept_daily(DELETIONS_KEPT),
        dated: Dated::Since("deleted_at"),
        deletion: Deletion::Stays("it is what keeps the account removed"),
        export: Export::Withheld("there is no account any more that could ask for it"),
        ..ROWS
    },
];
