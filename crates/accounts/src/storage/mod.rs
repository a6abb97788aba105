//! All SQL of accounts, a file for each noun.

pub(crate) mod accounts;
pub(crate) mod address_changes;
pub(crate) mod address_checks;
pub(crate) mod departures;
pub(crate) mod device_passwords;
pub(crate) mod devices;
pub(crate) mod invitations;
pub(crate) mod passkeys;
pub(crate) mod second_factors;
pub(crate) mod sessions;
pub(crate) mod sign_ups;
pub(crate) mod steward;
pub(crate) mod unused;
pub(crate) mod whereabouts;
