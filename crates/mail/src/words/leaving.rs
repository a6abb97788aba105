//! Letters about the end of an account: closed, removed, or not used any more.

use super::{Part, Said, Writer};
use crate::address;

impl Writer<'_> {
    pub(super) fn account_disabled(self) -> Said {
        let Writer { t, site } = self;
        Said::about_the_account(
            t.letter_disabled_subject(),
            [t.letter_disabled_lead(site.name())],
        )
    }

    pub(super) fn account_removed(self) -> Said {
        let Writer { t, site } = self;
        Said::about_the_account(
            t.letter_removed_subject(),
            [t.letter_removed_lead(site.name())],
        )
    }

    pub(super) fn removal_certified(self, certificate: &str) -> Said {
        let Writer { t, site } = self;
        let mut said = Said::about_the_account(
            t.letter_removed_subject(),
            [
                t.letter_removed_lead(site.name()),
                t.letter_removed_certificate(),
            ],
        );
        said.parts.push(Part::Lines(certificate.to_owned()));
        said
    }

    pub(super) fn removal_asked(self, token: &str, days: u32) -> Said {
        let Writer { t, site } = self;
        Said::about_the_account(
            t.letter_removal_subject(),
            [
                t.letter_removal_lead(site.name(), days),
                t.letter_removal_keep(),
                site.link_with(address::KEEP, "token", token),
                t.letter_removal_effect(),
            ],
        )
    }

    pub(super) fn removal_taken_back(self) -> Said {
        let Writer { t, site } = self;
        Said::about_the_account(t.letter_kept_subject(), [t.letter_kept_lead(site.name())])
    }

    pub(super) fn unused(self, unused_days: u32, days_left: u32) -> Said {
        let Writer { t, site } = self;
        Said::about_the_account(
            t.letter_unused_subject(days_left),
            [
                t.letter_unused_lead(site.name(), unused_days.to_string()),
                t.letter_unused_end(days_left),
                t.letter_unused_keep(),
                site.link(address::LOG_IN),
            ],
        )
    }

    pub(super) fn put_away(self, days: u32) -> Said {
        let Writer { t, site } = self;
        Said::about_the_account(
            t.letter_put_away_subject(),
            [
                t.letter_put_away_lead(site.name()),
                t.letter_put_away_back(days),
                site.link(address::LOG_IN),
                t.letter_put_away_account(),
            ],
        )
    }
}
