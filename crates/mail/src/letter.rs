//! A letter that is to be posted.

use std::fmt;

use serde::{Deserialize, Serialize};
use store::{Fault, Millis, Write};

/// The kind of job that posts a letter.
pub(crate) const KIND: &str = "mail.letter";

/// A letter: to whom, in which language, and what for.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Letter {
    /// The account it is about (its number); removing the account takes the letter back. `None`: it
    /// is about none, or about one that is just being removed.
    pub account: Option<i64>,
    /// An email address.
    pub to: String,
    /// The code of its language.
    pub language: String,
    /// What for.
    pub purpose: Purpose,
}

/// Everything that letters are for (PR-02). There is no other way to send one.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Purpose {
    /// Somebody signed up with this address.
    ConfirmAddress {
        /// For the link.
        token: String,
        /// So long it works.
        hours: u32,
    },
    /// Somebody signed up with an address that has an account already.
    AddressKnown,
    /// Somebody forgot the password.
    ResetPassword {
        /// For the link.
        token: String,
        /// So long it works.
        minutes: u32,
    },
    /// The password was changed.
    PasswordChanged,
    /// The operator invites somebody.
    Invitation {
        /// For the link.
        token: String,
        /// So long it works.
        days: u32,
    },
    /// The operator has closed the account.
    AccountDisabled,
    /// The account is gone.
    AccountRemoved,
    /// The account is gone, and what was removed is certified.
    RemovalCertified {
        /// The certificate as lines of text.
        certificate: String,
    },
    /// To the new address of an account: is it its owner's?
    ConfirmNewAddress {
        /// For the link.
        token: String,
        /// So long it works.
        hours: u32,
    },
    /// Does it still reach its owner?
    CheckAddress {
        /// For the link.
        token: String,
        /// Days until pages ask before anything else; 0: they do already.
        days: u32,
        /// So long the link works.
        link_days: u32,
    },
    /// To the former address of an account.
    AddressChanged {
        /// For the link that takes it back.
        token: String,
        /// So long it works.
        days: u32,
    },
    /// Logging in takes a code now.
    SecondFactorOn {
        /// For the link that takes it back.
        token: String,
        /// So long it works.
        days: u32,
    },
    /// It no longer does.
    SecondFactorOff,
    /// Codes of an authenticator app are not taken any more; passkeys stay.
    AuthenticatorRemoved,
    /// A passkey logs in now.
    PasskeyAdded {
        /// For the link that takes it back.
        token: String,
        /// So long it works.
        days: u32,
    },
    /// One of several no longer does.
    PasskeyRemoved,
    /// Somebody came in with one of the codes kept for the day the phone is lost.
    RecoveryCodeUsed {
        /// So many are left.
        left: u32,
    },
    /// The codes kept for the day the phone is lost were made anew.
    RecoveryCodesRenewed {
        /// For the link that takes it back.
        token: String,
        /// So long it works.
        days: u32,
    },
    /// Somebody logged in with what was not used for the account lately, or from where it was not.
    NewLogIn {
        /// Such as `Firefox`; empty if it is not known.
        program: String,
        /// Such as `Windows`; empty if it is not known.
        system: String,
        /// For the link that locks everybody out.
        token: String,
        /// So long it works.
        days: u32,
    },
    /// An app showed the account's password, but only device passwords let apps in.
    DevicePasswordNeeded,
    /// Somebody asked for the account to be removed.
    RemovalAsked {
        /// For the link that takes it back.
        token: String,
        /// So long there is to think about it.
        days: u32,
    },
    /// The account stays after all.
    RemovalTakenBack,
    /// The account has not been used for long, and will be emptied.
    Unused {
        /// Days without a visit or a sync.
        unused_days: u32,
        /// Days until it is emptied.
        days_left: u32,
    },
    /// The privacy policy has changed in a way that matters.
    PolicyChanged,
    /// A copy of everything the site knows about somebody is ready.
    CopyReady {
        /// So long it can be fetched.
        days: u32,
    },
    /// The operator wants to see whether letters arrive.
    Trial,
    /// The account was emptied; for a while everything can be had back.
    PutAway {
        /// So long.
        days: u32,
    },
}

impl Purpose {
    /// A word for logs and file names.
    pub fn name(&self) -> &'static str {
        match self {
            Purpose::ConfirmAddress { .. } => "confirm-address",
            Purpose::AddressKnown => "address-known",
            Purpose::ResetPassword { .. } => "reset-password",
            Purpose::PasswordChanged => "password-changed",
            Purpose::Invitation { .. } => "invitation",
            Purpose::AccountDisabled => "account-disabled",
            Purpose::AccountRemoved => "account-removed",
            Purpose::RemovalCertified { .. } => "removal-certified",
            Purpose::ConfirmNewAddress { .. } => "confirm-new-address",
            Purpose::CheckAddress { .. } => "check-address",
            Purpose::AddressChanged { .. } => "address-changed",
            Purpose::SecondFactorOn { .. } => "second-factor-on",
            Purpose::SecondFactorOff => "second-factor-off",
            Purpose::AuthenticatorRemoved => "authenticator-removed",
            Purpose::PasskeyAdded { .. } => "passkey-added",
            Purpose::PasskeyRemoved => "passkey-removed",
            Purpose::RecoveryCodeUsed { .. } => "recovery-code-used",
            Purpose::RecoveryCodesRenewed { .. } => "recovery-codes-renewed",
            Purpose::NewLogIn { .. } => "new-log-in",
            Purpose::DevicePasswordNeeded => "device-password-needed",
            Purpose::RemovalAsked { .. } => "removal-asked",
            Purpose::RemovalTakenBack => "removal-taken-back",
            Purpose::Unused { .. } => "unused",
            Purpose::PolicyChanged => "policy-changed",
            Purpose::CopyReady { .. } => "copy-ready",
            Purpose::Trial => "trial",
            Purpose::PutAway { .. } => "put-away",
        }
    }
}

/// Without token and address.
impl fmt::Debug for Purpose {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

impl fmt::Debug for Letter {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "Letter({}, account {:?})",
            self.purpose.name(),
            self.account
        )
    }
}

/// A letter as it waits in the queue.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct Queued {
    pub(crate) letter: Letter,
    pub(crate) written_at_ms: i64,
}

/// Queues a letter in this transaction.
pub async fn post(w: &Write, letter: Letter, now: Millis) -> Result<(), Fault> {
    let account = letter.account;
    let queued = Queued {
        letter,
        written_at_ms: now.0,
    };
    match account {
        Some(account) => jobs::later_about(w, account, KIND, &queued, now).await?,
        None => jobs::later(w, KIND, &queued, now).await?,
    };
    Ok(())
}
