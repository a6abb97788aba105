//! Settings with which letters cannot be posted.

use store::Fault;

/// Why there is no postman.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// `from` is no address, or still the placeholder although a mail server is named.
    #[error("mail.from must be an address of yours, such as `Fuda <fuda@example.org>`")]
    BadSender,
    /// The password would travel unencrypted.
    #[error(
        "mail.smtp_tls is `none`, so mail.smtp_user must be empty, or the password would be sent in the clear: \
         choose starttls or tls, or log in as nobody"
    )]
    PasswordInClear,
    /// A user without a password, or the other way round.
    #[error("mail.smtp_user and mail.smtp_password_file belong together")]
    HalfALogin,
    /// The address of the site is no web address, so links would lead nowhere.
    #[error("`{0}` is not the web address of a site")]
    BadSite(String),
    /// Short secrets can be guessed.
    #[error("the secret in mail.webhook_secret_file is shorter than 24 characters")]
    ShortSecret,
    /// Broken, not refused.
    #[error(transparent)]
    Fault(#[from] Fault),
}
