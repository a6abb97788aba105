//! An email address.

use std::fmt;
use std::str::FromStr;

use crate::error::Error;

/// An email address that letters can reach: domain in lower case, local part as it was typed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Email(String);

impl Email {
    /// The address as letters need it.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Email {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl FromStr for Email {
    type Err = Error;

    fn from_str(typed: &str) -> Result<Email, Error> {
        todo!()
    }
}
