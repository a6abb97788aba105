//! What the last form did, said on top of the page to which it led. The address carries a word and
//! not the sentence, so nobody can put words into our mouth, and no second cookie is needed.

use texts::Texts;

/// What happened.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Said {
    Verified,
    NewPassword,
    PasswordChanged,
    DeviceRevoked,
    DeviceGone,
    LoggedOut,
    LoggedOutEverywhere,
    LogInAgain,
    DeckCreated,
    DeckRenamed,
    DeckMoved,
    DeckDeleted,
    DeckUnburied,
    DeckRebuilt,
    DeckEmptied,
    DeckDescribed,
    Undone,
    LimitExtended,
    ProveAgain,
    CodeLate,
    FactorOff,
    DevicePasswordEnded,
    RemovalAsked,
    AccountKept,
    BroughtBack,
    NothingToBring,
    OptionsSaved,
    PolicySeen,
}

impl Said {
    const ALL: [Said; 28] = [
        Said::Verified,
        Said::NewPassword,
        Said::PasswordChanged,
        Said::DeviceRevoked,
        Said::DeviceGone,
        Said::LoggedOut,
        Said::LoggedOutEverywhere,
        Said::LogInAgain,
        Said::DeckCreated,
        Said::DeckRenamed,
        Said::DeckMoved,
        Said::DeckDeleted,
        Said::DeckUnburied,
        Said::DeckRebuilt,
        Said::DeckEmptied,
        Said::DeckDescribed,
        Said::Undone,
        Said::LimitExtended,
        Said::ProveAgain,
        Said::CodeLate,
        Said::FactorOff,
        Said::DevicePasswordEnded,
        Said::RemovalAsked,
        Said::AccountKept,
        Said::BroughtBack,
        Said::NothingToBring,
        Said::OptionsSaved,
        Said::PolicySeen,
    ];

    /// The word in the address.
    pub(crate) const fn word(self) -> &'static str {
        match self {
            Said::Verified => "verified",
            Said::NewPassword => "new-password",
            Said::PasswordChanged => "password-changed",
            Said::DeviceRevoked => "device-logged-out",
            Said::DeviceGone => "device-gone",
            Said::LoggedOut => "logged-out",
            Said::LoggedOutEverywhere => "logged-out-everywhere",
            Said::LogInAgain => "log-in-again",
            Said::DeckCreated => "deck-created",
            Said::DeckRenamed => "deck-renamed",
            Said::DeckMoved => "deck-moved",
            Said::DeckDeleted => "deck-deleted",
            Said::DeckUnburied => "deck-unburied",
            Said::DeckRebuilt => "deck-rebuilt",
            Said::DeckEmptied => "deck-emptied",
            Said::DeckDescribed => "deck-described",
            Said::Undone => "undone",
            Said::LimitExtended => "limit-raised",
            Said::ProveAgain => "password-again",
            Said::CodeLate => "code-late",
            Said::FactorOff => "second-factor-off",
            Said::DevicePasswordEnded => "device-password-ended",
            Said::RemovalAsked => "removal-asked",
            Said::AccountKept => "account-kept",
            Said::BroughtBack => "brought-back",
            Said::NothingToBring => "nothing-to-bring-back",
            Said::OptionsSaved => "options-saved",
            Said::PolicySeen => "policy-seen",
        }
    }

    pub(crate) fn parse(word: &str) -> Option<Said> {
        Said::ALL.into_iter().find(|said| said.word() == word)
    }

    pub(crate) fn sentence(self, t: Texts) -> String {
        match self {
            Said::Verified => t.verify_done(),
            Said::NewPassword => t.new_password_done(),
            Said::PasswordChanged => t.account_password_changed(),
            Said::DeviceRevoked => t.device_revoked(),
            Said::DeviceGone => t.device_already_gone(),
            Said::LoggedOut => t.logged_out(),
            Said::LoggedOutEverywhere => t.logged_out_everywhere(),
            Said::LogInAgain => t.refused_stale_session(),
            Said::DeckCreated => t.decks_created(),
            Said::DeckRenamed => t.decks_renamed(),
            Said::DeckMoved => t.decks_moved(),
            Said::DeckDeleted => t.decks_deleted(),
            Said::DeckUnburied => t.decks_unburied(),
            Said::DeckRebuilt => t.decks_rebuilt(),
            Said::DeckEmptied => t.decks_emptied(),
            Said::DeckDescribed => t.decks_described(),
            Said::Undone => t.decks_undone(),
            Said::LimitExtended => t.custom_extended(),
            Said::ProveAgain => t.refused_proof_stale(),
            Said::CodeLate => t.code_late(),
            Said::FactorOff => t.factor_turned_off(),
            Said::DevicePasswordEnded => t.apps_passwords_revoked(),
            Said::RemovalAsked => t.leave_asked_said(),
            Said::AccountKept => t.leave_kept(),
            Said::BroughtBack => t.put_away_brought(),
            Said::NothingToBring => t.put_away_gone(),
            Said::OptionsSaved => t.options_saved(),
            Said::PolicySeen => t.policy_seen(),
        }
    }
}
