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
const ANOTHER_ADDRESS: &str = "to change the address of an account once the new one confirms";
const TAKE_BACK: &str = "to let the former address take the change back";
const SECOND_FACTOR: &str = "to ask for a code beside the password";
const HALF: &str = "to wait for the code of a log-in whose password was right";
const DEVICE_PASSWORD: &str = "to let an app in without the account's own password";
const LEAVING: &str = "to remove the account once its owner has had a week to think about it";
const REMOVING: &str = "to end a removal that was cut off, and to send the last letter";
const USE: &str = "to put data away that nobody uses, after letters (PR-50)";
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
    entry(
        "sessions.proven_at",
        "to ask for the password again before what matters",
        Days(181),
    ),
    entry("address_changes.token_hash", ANOTHER_ADDRESS, Days(3)),
    entry("address_changes.account_id", ANOTHER_ADDRESS, Days(3)),
    entry("address_changes.new_email", ANOTHER_ADDRESS, Days(3)),
    entry("former_addresses.token_hash", TAKE_BACK, Days(9)),
    entry("former_addresses.account_id", TAKE_BACK, Days(9)),
    entry("former_addresses.email", TAKE_BACK, Days(9)),
    entry("former_addresses.changed_at", TAKE_BACK, Days(9)),
    entry("second_factors.account_id", SECOND_FACTOR, WithAccount),
    entry("second_factors.secret", SECOND_FACTOR, WithAccount),
    entry("second_factors.turned_on_at", SECOND_FACTOR, WithAccount),
    entry(
        "second_factors.last_step",
        "to take no code twice",
        WithAccount,
    ),
    entry("recovery_codes.account_id", SECOND_FACTOR, WithAccount),
    entry("recovery_codes.code_hash", SECOND_FACTOR, WithAccount),
    entry("half_sign_ins.token_hash", HALF, Days(1)),
    entry("half_sign_ins.account_id", HALF, Days(1)),
    entry("device_passwords.id", DEVICE_PASSWORD, WithAccount),
    entry("device_passwords.account_id", DEVICE_PASSWORD, WithAccount),
    entry(
        "device_passwords.name",
        "to let its owner tell it from others",
        WithAccount,
    ),
    entry(
        "device_passwords.password_hash",
        DEVICE_PASSWORD,
        WithAccount,
    ),
    entry(
        "device_passwords.made_day",
        "to let its owner tell it from others",
        WithAccount,
    ),
    entry(
        "device_passwords.used_day",
        "to show its owner which are still in use",
        WithAccount,
    ),
    entry(
        "devices.password_id",
        "to log an app out with the password it came in by",
        WithAccount,
    ),
    entry("departures.account_id", LEAVING, Days(8)),
    entry("departures.token_hash", LEAVING, Days(8)),
    entry("departures.asked_at", LEAVING, Days(8)),
    entry("departures.due_at", LEAVING, Days(8)),
    entry("removals.account_id", REMOVING, Days(1)),
    entry("removals.asked_at", REMOVING, Days(1)),
    entry("removals.began_at", REMOVING, Days(1)),
    entry("removals.email", REMOVING, Days(1)),
    entry("removals.language", REMOVING, Days(1)),
    entry("removals.found", REMOVING, Days(1)),
    entry("accounts.used_day", USE, WithAccount),
    entry(
        "accounts.news",
        "what apps tell their owner once",
        WithAccount,
    ),
    entry(
        "accounts.news_day",
        "what apps tell their owner once",
        WithAccount,
    ),
    entry(
        "devices.news_day",
        "what apps tell their owner once",
        WithAccount,
    ),
    entry("unused_accounts.account_id", USE, Days(121)),
    entry("unused_accounts.notices", USE, Days(121)),
    entry("unused_accounts.noticed_day", USE, Days(121)),
    entry("unused_accounts.put_away_at", USE, Days(121)),
];
