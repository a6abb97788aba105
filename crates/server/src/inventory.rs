//! Which personal data the site keeps: the inventories of all crates, with the running settings.

use privacy::Register;
use store::Inventory;

use crate::config::Config;

/// The inventory of every crate that keeps anything.
const ALL: [Inventory; 8] = [
    jobs::INVENTORY,
    mail::INVENTORY,
    accounts::INVENTORY,
    usage::INVENTORY,
    shelf::INVENTORY,
    backup::INVENTORY,
    privacy::INVENTORY,
    doorway::INVENTORY,
];

/// The register of processing of a site with these settings.
pub fn register(config: &Config) -> Register {
    let settings = [
        ("shelf.history_days", config.shelf.history_days),
        ("backup.data_days", config.backup.data_days),
        ("backup.key_days", config.backup.key_days),
        ("usage.unseen_days_max", config.usage.unseen_days_max),
    ];
    Register::new(&ALL, &settings)
}
