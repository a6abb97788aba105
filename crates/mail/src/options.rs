//! The settings of mail.

use serde::{Deserialize, Serialize};

/// How letters are posted.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Options {
    /// Whom letters come from: `Name <address>`.
    pub from: String,
    /// The mail server. Empty: letters are written to the folder `outbox` of the data folder.
    pub smtp_host: String,
    /// Its port; 0 means the usual one: 587 for `starttls`, 465 for `tls`, 25 for `none`.
    pub smtp_port: u16,
    /// How the connection is encrypted: `starttls`, `tls` or `none` (for a server on this machine).
    pub smtp_tls: Tls,
    /// Whom to log in as. Empty: no login.
    pub smtp_user: String,
    /// The file whose first line is the password.
    pub smtp_password_file: String,
    /// A folder into which the mail server puts what comes back to the sender's address: a Maildir, or
    /// a file for each message. It is read every minute and emptied. Empty: none.
    pub bounce_folder: String,
    /// The file whose first line is the secret with which a mail provider signs notices about letters
    /// that came back, posted to `/letters/notices`. Empty: none are taken.
    pub webhook_secret_file: String,
}

/// How the connection to the mail server is encrypted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Tls {
    /// After a greeting in clear; refused if the server cannot.
    #[default]
    Starttls,
    /// From the first byte.
    Tls,
    /// Not at all.
    None,
}

pub(crate) const PLACEHOLDER_SENDER: &str = "Fuda <fuda@localhost>";

impl Default for Options {
    fn default() -> Options {
        Options {
            from: PLACEHOLDER_SENDER.to_owned(),
            smtp_host: String::new(),
            smtp_port: 0,
            smtp_tls: Tls::Starttls,
            smtp_user: String::new(),
            smtp_password_file: String::new(),
            bounce_folder: String::new(),
            webhook_secret_file: String::new(),
        }
    }
}
