//! The settings of privacy.

use serde::{Deserialize, Serialize};

use crate::policy::AnnounceBy;

/// What happens to data in the course of time, and what the privacy page says of the operator.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Options {
    /// Days without a visit or a sync after which the owner of an account gets the first of three
    /// letters; 60 days later its collection and media are put away, and after 30 more days removed.
    /// At least 183, as the privacy page promises; 0 means never.
    pub unused_days_max: u32,
    /// The postal address of whoever `web.operator` names, for the privacy page, on one line. Another
    /// name or address is announced first: see docs/operators/privacy.md.
    pub controller_address: String,
    /// The data protection officer, if there is one: a name and an address, for the privacy page.
    pub data_protection_officer: String,
    /// Where data may lie, for example `["Linz, Austria", "Vienna, Austria"]`. Once anything stands
    /// here, `web.location` and `privacy.backup_location` must be among it, or the start is refused.
    pub locations: Vec<String>,
    /// Where the folder of backups lies, for the privacy page. Empty: in the same place as the data.
    pub backup_location: String,
    /// Who carries the letters and where, for example `Example Mail Ltd., Ireland`. Empty: the privacy
    /// page names the host of `mail.smtp_host`.
    pub mail_provider: String,
    /// Who else works with the data for you, one line each with name, country and task, for example
    /// `["Example Hosting Ltd., Austria: the machine"]`.
    pub processors: Vec<String>,
    /// How members learn of a change of the policy that matters: `banner` on the website, `sync` by
    /// their apps, `letter`. All three, unless you have a reason.
    pub announce_by: Vec<AnnounceBy>,
}

impl Default for Options {
    fn default() -> Options {
        Options {
            unused_days_max: 183,
            controller_address: String::new(),
            data_protection_officer: String::new(),
            locations: Vec::new(),
            backup_location: String::new(),
            mail_provider: String::new(),
            processors: Vec::new(),
            announce_by: vec![AnnounceBy::Banner, AnnounceBy::Sync, AnnounceBy::Letter],
        }
    }
}
