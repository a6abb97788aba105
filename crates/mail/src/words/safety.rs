//! Letters about what keeps an account its owner's: the address, the second factor, apps.

use super::{Said, Writer};
use crate::address;

impl Writer<'_> {
    pub(super) fn confirm_new(self, token: &str, hours: u32) -> Said {
        let Writer { t, site } = self;
        Said::to_whoever_it_is(
            t.letter_new_address_subject(),
            [
                t.letter_new_address_lead(site.name()),
                site.link_with(address::CONFIRM_NEW, "token", token),
                t.letter_verify_life(hours),
                t.letter_new_address_not_you(),
            ],
        )
    }

    pub(super) fn check_address(self, token: &str, days: u32, link_days: u32) -> Said {
        let Writer { t, site } = self;
        let effect = match days {
            0 => t.letter_check_overdue(),
            days => t.letter_check_effect(days),
        };
        Said::about_the_account(
            t.letter_check_subject(),
            [
                t.letter_check_lead(site.name()),
                site.link_with(address::CHECK, "token", token),
                t.letter_check_life(link_days),
                effect,
            ],
        )
    }

    pub(super) fn address_changed(self, token: &str, days: u32) -> Said {
        let Writer { t, site } = self;
        Said::about_the_account(
            t.letter_address_changed_subject(),
            [
                t.letter_address_changed_lead(site.name()),
                t.letter_address_changed_not_you(days),
                site.link_with(address::TAKE_BACK, "token", token),
                t.letter_address_changed_effect(),
            ],
        )
    }

    pub(super) fn second_factor_on(self, token: &str, days: u32) -> Said {
        let Writer { t, site } = self;
        Said::about_the_account(
            t.letter_factor_on_subject(),
            [
                t.letter_factor_on_lead(site.name()),
                t.letter_factor_on_apps(),
                site.link(address::DEVICE_PASSWORDS),
                t.letter_address_changed_not_you(days),
                site.link_with(address::REFUSE_FACTOR, "token", token),
                t.letter_factor_on_effect(),
            ],
        )
    }

    pub(super) fn second_factor_off(self) -> Said {
        let Writer { t, site } = self;
        Said::about_the_account(
            t.letter_factor_off_subject(),
            [
                t.letter_factor_off_lead(site.name()),
                t.letter_not_you_password(),
                site.link(address::FORGOTTEN),
            ],
        )
    }

    pub(super) fn authenticator_removed(self) -> Said {
        let Writer { t, site } = self;
        Said::about_the_account(
            t.letter_authenticator_off_subject(),
            [
                t.letter_authenticator_off_lead(site.name()),
                t.letter_not_you_password(),
                site.link(address::FORGOTTEN),
            ],
        )
    }

    pub(super) fn passkey_added(self, token: &str, days: u32) -> Said {
        let Writer { t, site } = self;
        Said::about_the_account(
            t.letter_passkey_on_subject(),
            [
                t.letter_passkey_on_lead(site.name()),
                t.letter_factor_on_apps(),
                site.link(address::DEVICE_PASSWORDS),
                t.letter_address_changed_not_you(days),
                site.link_with(address::REFUSE_FACTOR, "token", token),
                t.letter_factor_on_effect(),
            ],
        )
    }

    pub(super) fn passkey_removed(self) -> Said {
        let Writer { t, site } = self;
        Said::about_the_account(
            t.letter_passkey_off_subject(),
            [
                t.letter_passkey_off_lead(site.name()),
                t.letter_passkey_not_you(),
                site.link(address::PASSKEYS),
            ],
        )
    }

    pub(super) fn recovery_code_used(self, left: u32) -> Said {
        let Writer { t, site } = self;
        Said::about_the_account(
            t.letter_recovery_used_subject(),
            [
                t.letter_recovery_used_lead(site.name()),
                t.letter_recovery_used_left(left),
                site.link(address::SECOND_FACTOR),
                t.letter_not_you_password(),
                site.link(address::FORGOTTEN),
            ],
        )
    }

    pub(super) fn codes_renewed(self, token: &str, days: u32) -> Said {
        let Writer { t, site } = self;
        Said::about_the_account(
            t.letter_codes_renewed_subject(),
            [
                t.letter_codes_renewed_lead(site.name()),
                t.letter_address_changed_not_you(days),
                site.link_with(address::REFUSE_FACTOR, "token", token),
                t.letter_factor_on_effect(),
            ],
        )
    }

    pub(super) fn new_log_in(self, [program, system]: [&str; 2], token: &str, days: u32) -> Said {
        let Writer { t, site } = self;
        let with = match (program, system) {
            ("", _) => t.letter_log_in_unknown(),
            (program, "") => t.letter_log_in_with_program(program),
            (program, system) => t.letter_log_in_with(program, system),
        };
        Said::about_the_account(
            t.letter_log_in_subject(),
            [
                t.letter_log_in_lead(site.name()),
                with,
                t.letter_log_in_you(),
                t.letter_log_in_not_you(days),
                site.link_with(address::REFUSE_LOG_IN, "token", token),
                t.letter_log_in_effect(),
            ],
        )
    }

    pub(super) fn device_password_needed(self) -> Said {
        let Writer { t, site } = self;
        Said::about_the_account(
            t.letter_app_refused_subject(),
            [
                t.letter_app_refused_lead(site.name()),
                t.letter_app_refused_how(),
                site.link(address::DEVICE_PASSWORDS),
                t.letter_app_refused_not_you(),
                site.link(address::FORGOTTEN),
            ],
        )
    }
}
