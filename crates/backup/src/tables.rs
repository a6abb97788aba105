//! What becomes of each table of the service database in a backup. A table that is not listed here fails
//! a test: whoever adds one says what a restore needs of it.

/// What becomes of a table.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Treatment {
    /// Rows about the site: under the key of the backups.
    OfSite,
    /// Rows about an account, which this column names: under the account's own key. `only` is a further
    /// condition.
    OfAccount {
        column: &'static str,
        only: &'static str,
    },
    /// The same, but part of its collection and media: an earlier time that is asked for concerns these.
    OfBooks,
    /// The log of changes, which goes into files of its own because most of it never changes again.
    Log,
    /// Not in backups, because …
    LeftOut(&'static str),
}

const fn of_account(column: &'static str) -> Treatment {
    Treatment::OfAccount { column, only: "" }
}

/// All tables, in an order in which they can be filled.
pub(crate) const TABLES: &[(&str, Treatment)] = &[
    ("site", Treatment::OfSite),
    ("account_numbers", Treatment::OfSite),
    ("job_numbers", Treatment::OfSite),
    ("invitations", Treatment::OfSite),
    ("accounts", of_account("id")),
    ("second_factors", of_account("account_id")),
    ("passkeys", of_account("account_id")),
    ("recovery_codes", of_account("account_id")),
    ("device_passwords", of_account("account_id")),
    ("devices", of_account("account_id")),
    ("unused_accounts", of_account("account_id")),
    ("departures", of_account("account_id")),
    ("address_checks", of_account("account_id")),
    ("whereabouts", of_account("account_id")),
    // Until its rows are gone an account can come back: then its removal goes on.
    ("removals", of_account("account_id")),
    ("former_addresses", of_account("account_id")),
    ("suppressions", Treatment::OfSite),
    ("policy_versions", Treatment::OfSite),
    ("controller_changes", Treatment::OfSite),
    ("policy_notices", of_account("account_id")),
    ("objections", of_account("account_id")),
    (
        "jobs",
        Treatment::OfAccount {
            column: "account_id",
            only: "died_at is null",
        },
    ),
    ("heads", Treatment::OfBooks),
    ("generations", Treatment::OfBooks),
    ("snapshots", Treatment::OfBooks),
    ("changes", Treatment::Log),
    (
        "installations",
        Treatment::LeftOut("each is counted again when it asks the next time"),
    ),
    (
        "sessions",
        Treatment::LeftOut("whoever used the site logs in again"),
    ),
    (
        "password_resets",
        Treatment::LeftOut("a link for a new password is asked for again"),
    ),
    (
        "half_sign_ins",
        Treatment::LeftOut("whoever was about to log in begins anew"),
    ),
    (
        "address_changes",
        Treatment::LeftOut("a link to a new address is asked for again"),
    ),
    ("copies", Treatment::LeftOut("a copy is asked for again")),
    (
        "sign_ups",
        Treatment::LeftOut("who was not confirmed yet signs up again; nobody's key fits them"),
    ),
    (
        "invitation_uses",
        Treatment::LeftOut("belongs to sign-ups that are not confirmed"),
    ),
    (
        "bounced_days",
        Treatment::LeftOut("a count that begins anew does no harm"),
    ),
    (
        "timetable",
        Treatment::LeftOut("all that comes again is done at the first start"),
    ),
    (
        "backup_keys",
        Treatment::LeftOut("lies in the key ring, which is kept for a shorter time"),
    ),
    ("deletions", Treatment::LeftOut("lies in the key ring")),
    (
        "migrations",
        Treatment::LeftOut("a new database makes its own"),
    ),
];

/// What becomes of this table.
pub(crate) fn treatment_of(table: &str) -> Option<Treatment> {
    TABLES
        .iter()
        .find(|(name, _)| *name == table)
        .map(|(_, treatment)| *treatment)
}
