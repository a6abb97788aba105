//! The register of processing: what all crates have declared, with the running settings (PR-63).

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use accounts::AccountId;
use store::{Deletion, Fault, Ground, Impersonal, Inventory, Kept, Personal, Purpose, Subject};

use crate::certificate::Counted;
use crate::storage;

/// Every place that holds personal data, with its rules. Cheap to clone.
#[derive(Debug, Clone)]
pub struct Register(Arc<Inner>);

#[derive(Debug)]
struct Inner {
    personal: Vec<Personal>,
    impersonal: Vec<Impersonal>,
    /// Limits that the operator can lower.
    settings: BTreeMap<&'static str, u32>,
}

impl Register {
    /// Puts the inventories of all crates together. `settings` are the days that settings say, by name.
    pub fn new(inventories: &[Inventory], settings: &[(&'static str, u32)]) -> Register {
        Register(Arc::new(Inner {
            personal: inventories
                .iter()
                .flat_map(|inventory| inventory.personal.iter().copied())
                .collect(),
            impersonal: inventories
                .iter()
                .flat_map(|inventory| inventory.impersonal.iter().copied())
                .collect(),
            settings: settings.iter().copied().collect(),
        }))
    }

    /// Everything that is about a person.
    pub fn personal(&self) -> &[Personal] {
        &self.0.personal
    }

    /// What is not.
    pub fn impersonal(&self) -> &[Impersonal] {
        &self.0.impersonal
    }

    /// What serves one purpose.
    pub fn of(&self, purpose: Purpose) -> impl Iterator<Item = &Personal> {
        self.personal()
            .iter()
            .filter(move |entry| entry.purpose == purpose)
    }

    /// For how many days at most something is kept here; `None`: it has no such limit.
    pub fn days(&self, kept: Kept) -> Option<u32> {
        match kept {
            Kept::Setting { name, days_max } => {
                Some(self.0.settings.get(name).copied().unwrap_or(days_max))
            }
            Kept::WithAccount | Kept::AtMost(_) | Kept::UntilLifted => kept.days_max(),
        }
    }

    /// Tables that must not name an account once it is removed, with the columns that would.
    pub(crate) fn emptied_tables(&self) -> BTreeSet<(&'static str, &'static str)> {
        self.personal()
            .iter()
            .filter(|entry| entry.deletion == Deletion::WithAccount)
            .filter_map(|entry| match entry.subject {
                Subject::Member { by } => (!by.is_empty()).then_some((entry.place, by)),
                Subject::Applicant | Subject::Visitor | Subject::Addressee => None,
            })
            .collect()
    }

    /// How many rows name an account, by table: the plan of every removal, and the proof that it was
    /// carried out (PR-52).
    pub(crate) async fn rows_of(
        &self,
        ground: &Ground,
        account: AccountId,
    ) -> Result<Vec<Counted>, Fault> {
        let tables = self.emptied_tables();
        ground
            .db
            .read(async move |r| {
                let mut counts = Vec::new();
                for (table, column) in tables {
                    counts.push(Counted {
                        what: table.to_owned(),
                        count: storage::count_of(r, (table, column), account).await?,
                    });
                }
                Ok(counts)
            })
            .await
    }
}
