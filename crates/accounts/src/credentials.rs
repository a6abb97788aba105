//! What somebody types to come in.

use std::fmt;

/// An address and a password as they were typed.
#[derive(Clone, Copy)]
pub struct Credentials<'a> {
    /// Surrounding white space is ignored.
    pub email: &'a str,
    /// Taken as it is, byte for byte.
    pub password: &'a str,
}

impl fmt::Debug for Credentials<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Credentials")
    }
}
