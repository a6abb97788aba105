//! What the policy of this very site says: its sentences, with what the running settings and the list
//! of data add to them. The page shows it, in the reader's language; in English it is the text that is
//! published as a version (PR-67, PR-71).

mod releases;
mod section;
mod sections;

use std::sync::Arc;

use privacy::{Controller, Draft, Facts, Register, Successor};
use texts::{Language, Texts};

use crate::options::Options;

pub(crate) use section::{Proof, Section};

/// What the policy speaks of beside its sentences.
#[derive(Debug, Clone)]
pub struct Promised {
    /// Where the site stands and who runs it.
    pub options: Arc<Options>,
    /// What happens to data in the course of time.
    pub privacy: privacy::Options,
    /// Every place that holds personal data.
    pub register: Register,
    /// The host that letters go through; empty: none.
    pub mail_host: String,
    /// Whether the site makes backups.
    pub has_backups: bool,
    /// Who will be responsible, if that was announced.
    pub successor: Option<Successor>,
}

/// Who the settings say is responsible.
pub fn controller(options: &Options, privacy: &privacy::Options) -> Controller {
    let tidy = |setting: &str| setting.trim().to_owned();
    Controller {
        name: tidy(&options.operator),
        address: tidy(&privacy.controller_address),
        contact: tidy(&options.contact),
        officer: tidy(&privacy.data_protection_officer),
    }
}

impl Promised {
    /// The text that is published, in English.
    pub fn draft(&self) -> Draft {
        let t = Texts::new(Language::En);
        let sections = self.sections(t).into_iter().chain(sections::terms(t));
        let text: Vec<String> = sections.map(|section| section.plain()).collect();
        Draft {
            release: releases::newest().number,
            release_that_matters: releases::newest_that_matters(),
            text: text.join("\n"),
            facts: self.facts(),
        }
    }

    fn facts(&self) -> Facts {
        let mut facts = Facts {
            controller: controller(&self.options, &self.privacy),
            successor: self.successor.clone(),
            processors: self.privacy.processors.clone(),
            ..Facts::default()
        };
        for (what, place) in [
            ("data", &self.options.location),
            ("backups", &self.privacy.backup_location),
            ("letters", &self.mail_provider()),
        ] {
            facts
                .places
                .insert(what.to_owned(), place.trim().to_owned());
        }
        for (what, days) in self.days() {
            facts.days.insert(what.to_owned(), days);
        }
        for purpose in store::Purpose::ALL {
            if self.register.of(purpose).next().is_some() {
                facts.purposes.push(purpose.word().to_owned());
            }
        }
        // Sums are drawn from what the collections hold; nothing is kept of it in a place of its own.
        facts
            .purposes
            .push(store::Purpose::Statistics.word().to_owned());
        facts.purposes.sort();
        facts.purposes.dedup();
        facts
    }

    /// Who carries letters, as the page names it.
    fn mail_provider(&self) -> String {
        match Options::said(&self.privacy.mail_provider) {
            Some(provider) => provider,
            None => self.mail_host.clone(),
        }
    }

    /// The limits that the page names.
    fn days(&self) -> [(&'static str, u32); 6] {
        let of = |place: &str| {
            let mut entries = self.register.personal().iter();
            let entry = entries.find(|entry| entry.place == place);
            entry
                .and_then(|entry| self.register.days(entry.kept))
                .unwrap_or_default()
        };
        [
            ("logs", of("logs/requests-*.jsonl")),
            ("history", of("accounts/*/snapshots/*")),
            ("backups", of("backups/accounts/*")),
            ("keys", of("backups/keys/*")),
            ("installations", of("installations")),
            ("unused", self.privacy.unused_days_max),
        ]
    }
}
