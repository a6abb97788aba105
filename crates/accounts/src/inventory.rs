//! Which personal data stand in which column, why, and how long (PR-63).

use store::Kept::{Days, WithAccount};
use store::{Kept, Personal};

const fn entry(place: &'static str, purpose: &'static str, kept: Kept) -> Personal {
    Personal {
        place,
        purpose,
        kept,
    }
}

const LOG_IN: &str = "to log in";
const LETTERS: &str = "to send letters about the account";
const CONFIRM: &str = "a sign-up that is not confirmed yet: to make the account once it is";
const DEVICE: &str = "to show its owner which apps are logged in, and for support (PR-25)";
const DELETION: &str =
    "a removed account's number: so that a restored backup does not bring it back";

/// All personal data of this crate. What has ended is removed once a day, hence the odd numbers.
pub const INVENTORY: &[Personal] = &[
    entry(
        "accounts.id",
        "to name the account where its address should not stand",
        WithAccount,
    ),
    entry("accounts.email", LETTERS, WithAccount),
    entry("accounts.email_folded", LOG_IN, WithAccount),
    entry("accounts.language", LETTERS, WithAccount),
    entry("accounts.password_hash", LOG_IN, WithAccount),
    entry(
        "accounts.password_generation",
        "to void what an earlier password opened",
        WithAccount,
    ),
    entry("accounts.created_at", "for support", WithAccount),
    entry(
        "accounts.verified_at",
        "to let confirmed addresses in only",
        WithAccount,
    ),
    entry(
        "accounts.disabled_at",
        "to keep a closed account closed",
        WithAccount,
    ),
    entry("sign_ups.email", CONFIRM, Days(3)),
    entry("sign_ups.email_folded", CONFIRM, Days(3)),
    entry("sign_ups.language", CONFIRM, Days(3)),
    entry("sign_ups.password_hash", CONFIRM, Days(3)),
    entry("sign_ups.created_at", CONFIRM, Days(3)),
    entry(
        "invitation_uses.address_hash",
        "to let an address ask for its letter again",
        Days(8),
    ),
    entry(
        "sessions.token_hash",
        "to keep a browser logged in",
        Days(181),
    ),
    entry("sessions.account_id", "to know who is logged in", Days(181)),
    entry(
        "sessions.started_at",
        "to end the session in time",
        Days(181),
    ),
    entry("sessions.used_at", "to end the session in time", Days(181)),
    entry(
        "password_resets.token_hash",
        "to let a letter's link work",
        Days(3),
    ),
    entry(
        "password_resets.account_id",
        "to know whose password it is",
        Days(3),
    ),
    entry("devices.id", DEVICE, WithAccount),
    entry(
        "devices.account_id",
        "to know whose collection is synced",
        WithAccount,
    ),
    entry("devices.key_hash", "to keep an app logged in", WithAccount),
    entry("devices.program", DEVICE, WithAccount),
    entry("devices.version", DEVICE, WithAccount),
    entry("devices.system", DEVICE, WithAccount),
    entry("devices.signed_in_day", DEVICE, WithAccount),
    entry("devices.first_sync_day", DEVICE, WithAccount),
    entry("devices.last_sync_day", DEVICE, WithAccount),
    entry("deletions.account_id", DELETION, Days(31)),
    entry("deletions.deleted_at", DELETION, Days(31)),
];
