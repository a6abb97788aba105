//! The parts of the policy in their order. The page `/account/privacy` shows them.

use privacy::WAIT_DAYS;
use texts::Texts;

use super::{Promised, Proof, Section, controller};
use crate::options::Options;

const LOGS: &[&str] = &["logs/requests-*.jsonl", "logs/mail-*.jsonl"];

impl Promised {
    /// Everything that the page says, in a language.
    pub(crate) fn sections(&self, t: Texts) -> Vec<Section> {
        let mut all = vec![self.responsible(t)];
        all.extend(what_you_give(t));
        all.push(self.keeping(t));
        all.push(
            Section::new("devices", t.privacy_devices_title())
                .say(t.privacy_devices())
                .promises(&["PR-23", "PR-24a", "PR-24b", "PR-25"])
                .way(t.in_use_title(), "/in-use"),
        );
        all.push(
            Section::new("versions", t.privacy_versions_title())
                .say(t.privacy_versions(self.limit("installations")))
                .promises(&["PR-19", "PR-20", "PR-21", "PR-22"])
                .proof(Proof::Swept(&["installations"])),
        );
        all.push(
            Section::new("cookies", t.privacy_cookies_title())
                .say(t.privacy_cookies())
                .promises(&["PR-08", "PR-09", "PR-10", "PR-11", "PR-12"])
                .proof(Proof::Swept(&["sessions"])),
        );
        all.extend(self.use_of_the_site(t));
        all.extend(self.leaving(t));
        all.extend([self.places(t), self.others(t)]);
        all.extend(rights(t));
        all.push(self.contact(t));
        all
    }

    fn limit(&self, what: &str) -> String {
        let days = self.days().into_iter().find(|(name, _)| *name == what);
        days.map_or(0, |(_, days)| days).to_string()
    }

    fn responsible(&self, t: Texts) -> Section {
        let known = controller(&self.options, &self.privacy);
        let mut section = Section::new("controller", t.privacy_controller_title());
        if known.name.is_empty() {
            section = section.say(t.privacy_controller_none());
        } else {
            section = section.say(t.privacy_controller(known.name));
        }
        if !known.address.is_empty() {
            section = section.say(t.privacy_controller_address(known.address));
        }
        if !known.officer.is_empty() {
            section = section.say(t.privacy_controller_officer(known.officer));
        }
        if let Some(next) = &self.successor {
            let day = t.day(next.effective_at);
            section = section.say(t.privacy_successor(day, &next.name, &next.address));
        }
        section.promises(&["PR-00a", "PR-63", "PR-68"])
    }

    fn keeping(&self, t: Texts) -> Section {
        let section = Section::new("cards", t.privacy_cards_title())
            .say(t.privacy_cards())
            .say(t.privacy_earlier(self.limit("history")));
        let section = if self.has_backups {
            section.say(t.privacy_backups(self.limit("backups"), self.limit("keys")))
        } else {
            section.say(t.privacy_no_backups())
        };
        section
            .say(t.privacy_own_copy())
            .promises(&["PR-04", "PR-05", "PR-53", "PR-54", "PR-58c", "PR-59"])
            .proof(Proof::Backups)
            .way(t.status_title(), "/status")
    }

    fn use_of_the_site(&self, t: Texts) -> [Section; 3] {
        [
            Section::new("logs", t.privacy_logs_title())
                .say(t.privacy_logs(self.limit("logs")))
                .promises(&[
                    "PR-13", "PR-14", "PR-15", "PR-16", "PR-17", "PR-18", "PR-66",
                ])
                .proof(Proof::Swept(LOGS)),
            Section::new("limits", t.privacy_limits_title())
                .say(t.privacy_limits())
                .promises(&["PR-17", "PR-61"]),
            Section::new("statistics", t.privacy_statistics_title())
                .say(t.privacy_statistics(privacy::MEMBERS_MIN.to_string()))
                .promises(&["PR-07", "PR-65"])
                .way(t.statistics_title(), "/statistics"),
        ]
    }

    fn leaving(&self, t: Texts) -> [Section; 3] {
        let unused = match self.privacy.unused_days_max {
            0 => t.privacy_unused_never(),
            days => t.privacy_unused(days.to_string()),
        };
        [
            Section::new("unused", t.privacy_unused_title())
                .say(unused)
                .promises(&["PR-49", "PR-50"]),
            Section::new("leaving", t.privacy_leaving_title())
                .say(t.privacy_leaving())
                .promises(&["PR-51", "PR-52", "PR-53", "PR-54"])
                .proof(Proof::Swept(&["deletions"]))
                .way(t.account_leave_link(), "/account/remove-account"),
            Section::new("bounces", t.privacy_bounces_title())
                .say(t.privacy_bounces())
                .promises(&["PR-55"]),
        ]
    }

    fn places(&self, t: Texts) -> Section {
        let section = Section::new("places", t.privacy_location_title());
        let section = match Options::said(&self.options.location) {
            Some(place) => section.say(t.privacy_location(place)),
            None => section.say(t.privacy_location_unknown()),
        };
        let section = match Options::said(&self.privacy.backup_location) {
            Some(place) if self.has_backups => section.say(t.privacy_location_backups(place)),
            _ => section,
        };
        section
            .say(t.privacy_location_caches())
            .promises(&["PR-34", "PR-35"])
    }

    fn others(&self, t: Texts) -> Section {
        let section = Section::new("others", t.privacy_sharing_title()).say(t.privacy_sharing());
        let provider = self.mail_provider();
        let section = if provider.is_empty() {
            section.say(t.privacy_sharing_no_mail())
        } else {
            section.say(t.privacy_sharing_mail(provider))
        };
        let section = if self.privacy.processors.is_empty() {
            section
        } else {
            section
                .say(t.privacy_sharing_list())
                .list(self.privacy.processors.clone())
        };
        section.promises(&["PR-36", "PR-42"])
    }

    fn contact(&self, t: Texts) -> Section {
        let section = Section::new("contact", t.privacy_contact_title()).promises(&["PR-70"]);
        match Options::said(&self.options.contact) {
            Some(contact) => section.say(format!("{} {contact}", t.privacy_contact_at())),
            None => section.say(t.privacy_contact_none()),
        }
    }
}

fn what_you_give(t: Texts) -> [Section; 2] {
    [
        Section::new("email", t.privacy_email_title())
            .say(t.privacy_email())
            .promises(&["PR-01", "PR-02", "PR-03"]),
        Section::new("password", t.privacy_password_title())
            .say(t.privacy_password())
            .promises(&["PR-61", "PR-62"]),
    ]
}

fn rights(t: Texts) -> [Section; 4] {
    [
        Section::new("basis", t.privacy_basis_title())
            .say(t.privacy_basis())
            .promises(&["PR-63", "PR-64", "PR-65", "PR-66"])
            .way(t.policy_register_link(), "/account/privacy/register"),
        Section::new("rights", t.privacy_rights_title())
            .say(t.privacy_rights())
            .promises(&["PR-60"])
            .proof(Proof::Swept(&["copies", "copies/*.zip"]))
            .way(t.privacy_rights_data_link(), "/account/data"),
        Section::new("changes", t.privacy_changes_title())
            .say(t.privacy_changes())
            .promises(&["PR-00b", "PR-67", "PR-69", "PR-71"])
            .proof(Proof::Told)
            .way(t.policy_history_link(), "/account/privacy/history"),
        Section::new("transfer", t.privacy_transfer_title())
            .say(t.privacy_transfer(WAIT_DAYS.to_string()))
            .promises(&["PR-68", "PR-69"]),
    ]
}

/// The terms, which are published with the policy (PR-00b). `terms.html` shows them.
pub(super) fn terms(t: Texts) -> Vec<Section> {
    let part = |title, sentence| Section::new("terms", title).say(sentence);
    vec![
        part(t.terms_title(), t.terms_lead()),
        part(t.terms_account_title(), t.terms_account()),
        part(t.terms_content_title(), t.terms_content()),
        part(t.terms_fair_title(), t.terms_fair()),
        part(t.terms_service_title(), t.terms_service()),
        part(t.terms_end_title(), t.terms_end()),
    ]
}
