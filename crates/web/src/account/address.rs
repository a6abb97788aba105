//! Where the pages of this area lie, for redirects. Those that letters link to are the letters'.

pub(crate) use accounts::address::{
    DEVICE_PASSWORDS, FORGOTTEN, LOG_IN, PASSKEYS, SECOND_FACTOR, SIGN_UP,
};

/// The account page.
pub(crate) const ACCOUNT: &str = "/account";
pub(crate) const DATA: &str = accounts::address::DATA;
/// Connecting apps; where one lands after logging in.
pub(crate) const CONNECT: &str = "/account/connect";
/// The form for a new password on the account page.
pub(crate) const PASSWORD: &str = "/account#password";
