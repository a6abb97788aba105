//! What somebody types to come in.

use std::fmt;

use crate::password::PASSWORD_BYTES_MAX;

/// An address and a password as they were typed.
#[derive(Clone, Copy)]
pub struct Credentials<'a> {
    /// Surrounding white space is ignored.
    pub email: &'a str,
    /// Taken as it is, byte for byte.
    pub password: &'a str,
}

impl Credentials<'_> {
    /// A typed password as far as it is worth hashing. Nobody has a longer one; hashing it would only
    /// do an attacker's work.
    pub(crate) fn bounded(password: &str) -> &str {
        if password.len() > PASSWORD_BYTES_MAX {
            ""
        } else {
            password
        }
    }
}

impl fmt::Debug for Credentials<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Credentials")
    }
}
