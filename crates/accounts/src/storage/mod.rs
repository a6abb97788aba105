//! All SQL of accounts, a file for each noun.

pub(crate) mod accounts;
pub(crate) mod devices;
pub(crate) mod invitations;
pub(crate) mod sessions;
pub(crate) mod sign_ups;
