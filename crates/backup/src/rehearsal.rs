//! A rehearsal: a backup that was never restored is a hope.

use std::path::PathBuf;

use crate::backups::{Backups, blocking, millis};
use crate::error::Error;
use crate::facts::{self, RehearsedFact};
use crate::repository::Repository;
use crate::restoring::{Restored, Wanted, chain, restore};

impl Backups {
    /// Restores the newest backup into a temporary folder, looks at everything, and removes it again.
    pub async fn rehearse(&self) -> Result<RehearsedFact, Error> {
        let began = self.ground.clock.now();
        let outcome = self.rehearse_one().await;
        let restored = outcome.unwrap_or_else(|error| Restored {
            troubles: vec![chain(&error)],
            ..Restored::default()
        });
        let rehearsed = RehearsedFact {
            at: began.0,
            backup_at: restored.backup_at,
            took_ms: millis(self.ground.clock.now().since(began)),
            accounts: restored.accounts,
            troubles: anonymous(&restored.troubles),
        };
        let (ground, fact) = (self.ground.clone(), rehearsed.clone());
        blocking(move || Ok(facts::remember(&ground, facts::REHEARSED, &fact, None)?)).await?;
        if !rehearsed.troubles.is_empty() {
            let troubles = rehearsed.troubles.join("; ");
            tracing::error!(troubles, "the rehearsal of the newest backup failed");
        }
        Ok(rehearsed)
    }

    async fn rehearse_one(&self) -> Result<Restored, Error> {
        let backups = self.clone();
        let repository = blocking(move || backups.open()).await?;
        let kept = self.kept().await?;
        let needed = kept.last().map_or(0, |newest| newest.bytes);
        let place = if self.options.rehearsal_folder.is_empty() {
            self.ground.folder.temporary()
        } else {
            PathBuf::from(&self.options.rehearsal_folder)
        };
        let free = Repository::free_bytes(&place)?;
        // Files, working copies of collections and a new snapshot of each.
        if free < needed.saturating_mul(3) {
            return Err(Error::NoRoom(format!(
                "a rehearsal needs about {} MB in {}, where {} are free; set backup.rehearsal_folder",
                needed.saturating_mul(3) / 1_000_000,
                place.display(),
                free / 1_000_000
            )));
        }
        let into = place.join(format!("rehearsal-{}", self.ground.chance.id()));
        let wanted = Wanted {
            repository,
            into: into.clone(),
            at: None,
            shelf: shelf::Options::clone(&self.shelf_options),
            clock: self.ground.clock.clone(),
        };
        let outcome = restore(wanted).await;
        blocking(move || Ok(std::fs::remove_dir_all(into)?)).await?;
        outcome
    }
}

/// What is wrong, without what people named their files.
fn anonymous(troubles: &[String]) -> Vec<String> {
    let mut words: Vec<String> = troubles
        .iter()
        .map(|trouble| match trouble.split_once(": ") {
            Some((account, _)) if account.starts_with("account ") => {
                format!("{account} did not come back whole")
            }
            _ => trouble.clone(),
        })
        .collect();
    words.dedup();
    words
}
