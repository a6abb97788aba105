//! Letters about coming in: signing up, passwords, invitations.

use super::{Said, Writer};
use crate::address;

impl Writer<'_> {
    pub(super) fn confirm_address(self, token: &str, hours: u32) -> Said {
        let Writer { t, site } = self;
        Said::to_whoever_it_is(
            t.letter_verify_subject(),
            [
                t.letter_verify_lead(site.name()),
                site.link_with(address::VERIFY, "token", token),
                t.letter_verify_life(hours),
                t.letter_verify_not_you(),
            ],
        )
    }

    pub(super) fn address_known(self) -> Said {
        let Writer { t, site } = self;
        Said::about_the_account(
            t.letter_known_subject(),
            [
                t.letter_known_lead(site.name()),
                t.letter_known_log_in(),
                site.link(address::LOG_IN),
                t.letter_known_reset(),
                site.link(address::FORGOTTEN),
                t.letter_known_not_you(),
            ],
        )
    }

    pub(super) fn reset_password(self, token: &str, minutes: u32) -> Said {
        let Writer { t, site } = self;
        Said::about_the_account(
            t.letter_reset_subject(),
            [
                t.letter_reset_lead(site.name()),
                site.link_with(address::NEW_PASSWORD, "token", token),
                t.letter_reset_life(minutes),
                t.letter_reset_not_you(),
            ],
        )
    }

    pub(super) fn password_changed(self) -> Said {
        let Writer { t, site } = self;
        Said::about_the_account(
            t.letter_password_changed_subject(),
            [
                t.letter_password_changed_lead(site.name()),
                t.letter_password_changed_not_you(),
                site.link(address::FORGOTTEN),
            ],
        )
    }

    pub(super) fn invitation(self, token: &str, days: u32) -> Said {
        let Writer { t, site } = self;
        Said::to_whoever_it_is(
            t.letter_invitation_subject(),
            [
                t.letter_invitation_lead(site.name()),
                site.link_with(address::SIGN_UP, "invitation", token),
                t.letter_invitation_life(days),
            ],
        )
    }

    pub(super) fn trial(self) -> Said {
        let Writer { t, site } = self;
        Said::about_the_account(
            t.letter_trial_subject(),
            [t.letter_trial_lead(site.name()), t.letter_trial_effect()],
        )
    }
}
