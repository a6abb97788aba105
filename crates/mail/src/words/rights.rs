//! Letters about what is promised: a new version of the policy, a copy that is ready.

use super::{Said, Writer};
use crate::address;

impl Writer<'_> {
    pub(super) fn policy_changed(self) -> Said {
        let Writer { t, site } = self;
        Said::about_the_account(
            t.letter_policy_subject(),
            [
                t.letter_policy_lead(site.name()),
                site.link(address::POLICY_HISTORY),
                t.letter_policy_effect(),
            ],
        )
    }

    pub(super) fn copy_ready(self, days: u32) -> Said {
        let Writer { t, site } = self;
        Said::about_the_account(
            t.letter_copy_subject(),
            [
                t.letter_copy_lead(site.name()),
                site.link(address::DATA),
                t.letter_copy_days(days),
                t.letter_copy_not_you(),
            ],
        )
    }
}
