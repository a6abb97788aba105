//! What this crate refuses.

use std::time::Duration;

use store::Fault;

use crate::second_factor::HalfSignIn;

/// Why an account, a password or a link was refused.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// Unknown address or wrong password; the answer and its time are the same for both.
    #[error("email and password do not fit together")]
    WrongCredentials,
    /// The password was right, but the address has not been confirmed yet (PR-01).
    #[error("the address of this account is not confirmed yet")]
    Unverified,
    /// The operator has closed the account.
    #[error("this account is disabled")]
    Disabled,
    /// Too many failures from this network or for this address.
    #[error("too many failed tries; wait {} s", .retry_after.as_secs())]
    TooManyTries {
        /// When the next try has a chance.
        retry_after: Duration,
    },
    /// All hashing threads are busy and enough others wait already.
    #[error("too many passwords are being checked at this moment")]
    Busy,
    /// Not an email address that letters could reach.
    #[error("this is not an email address")]
    BadEmail,
    /// The new password breaks a rule.
    #[error("this password cannot be used: {0}")]
    BadPassword(PasswordFlaw),
    /// The site takes no new accounts, or only with an invitation and none was shown.
    #[error("this site is not open for registration")]
    RegistrationClosed,
    /// Unknown, used up or expired.
    #[error("this invitation is not valid")]
    BadInvitation,
    /// A link from a letter: unknown, used, expired, or made for an earlier password.
    #[error("this link is not valid any more")]
    BadToken,
    /// Only operators are told.
    #[error("there is no such account")]
    NoSuchAccount,
    /// Only operators are told.
    #[error("there is an account with this address already")]
    EmailTaken,
    /// Not one of the account's own devices.
    #[error("there is no such device")]
    NoSuchDevice,
    /// The password must be shown once more before this is done.
    #[error("the password must be shown once more")]
    ProofNeeded,
    /// The password was right; the account has a second factor, whose code is still missing.
    #[error("the code of the second factor is missing")]
    CodeNeeded(HalfSignIn),
    /// Not the code of this half minute, or used already; and no recovery code.
    #[error("this code does not fit")]
    WrongCode,
    /// No passkey of an account here, or not signed by it, or not in time.
    #[error("this passkey does not fit")]
    WrongPasskey,
    /// There are as many passkeys as there can be.
    #[error("there are too many passkeys")]
    TooManyPasskeys,
    /// A device password or passkey needs a name.
    #[error("it has no name")]
    NoName,
    /// There are as many device passwords as there can be.
    #[error("there are too many device passwords")]
    TooManyDevicePasswords,
    /// The new address is the one the account has.
    #[error("it is the same address")]
    SameEmail,
    /// Letters to this address came back earlier (PR-55).
    #[error("letters to this address came back")]
    Undeliverable,
    /// Broken, not refused.
    #[error(transparent)]
    Fault(#[from] Fault),
}

/// Which rule a new password breaks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum PasswordFlaw {
    /// Fewer than `PASSWORD_BYTES_MIN` bytes.
    #[error("it is too short")]
    TooShort,
    /// More than `PASSWORD_BYTES_MAX` bytes.
    #[error("it is too long")]
    TooLong,
    /// Among the first that anybody would guess, or made from the address or the name of the site.
    #[error("it is easy to guess")]
    Common,
    /// A guesser would come to it early.
    #[error("it is easy to guess")]
    Weak,
    /// It stands in the operator's list of passwords that have leaked.
    #[error("it has leaked")]
    Leaked,
    /// An imported hash in no form that we know.
    #[error("it is not a hash that can be imported")]
    UnknownHash,
}
