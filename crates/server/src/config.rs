//! The list of sections of the settings file, and where settings come from: the file, then the
//! environment, then the command line.

use std::fs;
use std::net::SocketAddr;
use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result, bail};
use serde::{Deserialize, Serialize};
use toml::{Table, Value};

use crate::refusals;
use crate::setup::own_settings;

/// All settings. Each crate declares its own section; unknown keys are refused.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Config {
    /// Where the process keeps its data and listens.
    pub server: ServerOptions,
    /// Where the site stands and who runs it.
    pub web: web::Options,
    /// Who may come in.
    pub accounts: accounts::Options,
    /// How letters are posted.
    pub mail: mail::Options,
    /// What programs are told that ask for a newer version, and what is counted.
    pub usage: usage::Options,
    /// What apps that sync may do.
    pub sync: sync::Options,
    /// What is kept, and for how long.
    pub shelf: shelf::Options,
    /// Where backups go, how often, for how long.
    pub backup: backup::Options,
    /// What happens to data in the course of time.
    pub privacy: privacy::Options,
    /// What a received file may cost.
    pub quarantine: quarantine::Options,
    /// Connections, patience and whom to believe.
    pub doorway: doorway::Options,
    /// The settings file that was named.
    #[serde(skip)]
    pub(crate) file: Option<PathBuf>,
}

/// Where the process keeps its data and listens.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct ServerOptions {
    /// The folder of all data, on a local disk.
    pub data: PathBuf,
    /// Address and port for people and apps.
    pub listen: SocketAddr,
    /// Address and port for Prometheus metrics; loopback unless you know who can reach it. Empty: none.
    pub metrics_listen: String,
    /// How much is written to standard error: `error`, `warn`, `info` or `debug`.
    pub log_level: String,
    /// Free bytes on the disk below which `/health` reports trouble.
    pub free_bytes_min: u64,
}

impl Default for ServerOptions {
    fn default() -> ServerOptions {
        ServerOptions {
            data: PathBuf::from("data"),
            listen: SocketAddr::from(([127, 0, 0, 1], 8080)),
            metrics_listen: String::new(),
            log_level: "info".to_owned(),
            free_bytes_min: 500_000_000,
        }
    }
}

const PREFIX: &str = "FUDA__";

impl Config {
    /// The settings: those that the setup page has kept in the data folder, then the file (if one is
    /// named), then the environment (`FUDA__SECTION__KEY`), each laid over what came before. `data` is
    /// the data folder, if the command line names it.
    pub fn load(file: Option<&Path>, data: Option<&Path>) -> Result<Config> {
        let above = Config::above(file)?;
        let named = above.get("server").and_then(|server| server.get("data"));
        let named = data.or_else(|| named.and_then(Value::as_str).map(Path::new));
        let folder = named.map_or_else(|| ServerOptions::default().data, Path::to_owned);
        let mut config = Config::of(own_settings(&folder)?, above)?;
        config.file = file.map(Path::to_owned);
        Ok(config)
    }

    /// The settings of the file and of the environment.
    pub(crate) fn above(file: Option<&Path>) -> Result<Table> {
        let mut table = match file {
            Some(path) => fs::read_to_string(path)
                .with_context(|| format!("the settings file {} cannot be read", path.display()))?
                .parse::<Table>()
                .with_context(|| format!("the settings file {} is no TOML", path.display()))?,
            None => Table::new(),
        };
        for (name, value) in std::env::vars() {
            if let Some(path) = name.strip_prefix(PREFIX) {
                lay_over(&mut table, path, &value)?;
            }
        }
        Ok(table)
    }

    /// The settings of two tables; where both say something, the second counts.
    pub(crate) fn of(mut below: Table, above: Table) -> Result<Config> {
        lay_table_over(&mut below, above);
        let mut config: Config = Value::Table(below)
            .try_into()
            .context("a setting is not right")?;
        config.web = config.web.with_plain_address();
        config.refuse_dangerous()?;
        Ok(config)
    }

    /// The environment names a process reads beside the settings: where a test pulls the plug.
    #[expect(
        clippy::disallowed_methods,
        reason = "this module is where the environment is read"
    )]
    pub fn crash_points() -> store::CrashPoints {
        std::env::var("FUDA_CRASH_AT").map_or_else(
            |_| store::CrashPoints::off(),
            |text| store::CrashPoints::parse(&text),
        )
    }

    /// A start with these settings would break a promise.
    fn refuse_dangerous(&self) -> Result<()> {
        if self.shelf.history_days > shelf::HISTORY_DAYS_MAX {
            bail!(
                "shelf.history_days is {}, but the privacy policy promises that what was removed is \
                 gone within a month (PR-54): choose 30 or less",
                self.shelf.history_days
            );
        }
        if self.shelf.history_days == 0 {
            bail!(
                "shelf.history_days is 0: then no wrong one-way sync could be undone; choose 1 to 30"
            );
        }
        self.refuse_long_backups()?;
        self.refuse_early_expiry()?;
        self.refuse_other_places()?;
        refusals::half_encryption(self)?;
        refusals::small_groups(self)?;
        if self.accounts.argon2_memory_kib < 19_456 || self.accounts.argon2_passes < 2 {
            bail!(
                "accounts.argon2_* is below 19456 KiB and 2 passes, which a thief could try too fast"
            );
        }
        if !self.web.base_url.starts_with("http://") && !self.web.base_url.starts_with("https://") {
            bail!("web.base_url must begin with http:// or https://");
        }
        if !self.web.base_url.is_ascii() {
            bail!(
                "web.base_url must be written as browsers send it: xn--… for a name with other letters"
            );
        }
        self.refuse_placeholder_secret()
    }

    fn refuse_long_backups(&self) -> Result<()> {
        let backup = &self.backup;
        let (data_max, key_max) = (backup::DATA_DAYS_MAX, backup::KEY_DAYS_MAX);
        if !(1..=data_max).contains(&backup.data_days) || !(1..=key_max).contains(&backup.key_days)
        {
            bail!(
                "backup.data_days is {} and backup.key_days {}, but the privacy policy promises that \
                 what was removed is gone from backups within a month (PR-54): choose 1 to {data_max} and 1 to {key_max}",
                backup.data_days,
                backup.key_days
            );
        }
        if !backup.folder.is_empty() && !backup.bucket.name.is_empty() {
            bail!("both backup.folder and backup.bucket are set: choose one");
        }
        if backup.every_hours == 0 || backup.every_hours > 24 * 7 {
            bail!(
                "backup.every_hours is {}: choose 1 to 168",
                backup.every_hours
            );
        }
        let data = std::path::absolute(&self.server.data)?;
        if !backup.folder.is_empty() && std::path::absolute(&backup.folder)?.starts_with(&data) {
            bail!(
                "backup.folder lies in the data folder {}: what takes the one takes the other",
                data.display()
            );
        }
        Ok(())
    }

    fn refuse_early_expiry(&self) -> Result<()> {
        let unused_days = self.privacy.unused_days_max;
        if unused_days != 0 && unused_days < 183 {
            bail!(
                "privacy.unused_days_max is {unused_days}, but the privacy policy promises half a \
                 year without use (PR-50): choose 183 or more, or 0 for never"
            );
        }
        Ok(())
    }

    /// Data lie where the privacy page says, or nothing starts (PR-34).
    fn refuse_other_places(&self) -> Result<()> {
        let declared = &self.privacy.locations;
        if declared.is_empty() {
            return Ok(());
        }
        let mut used = vec![("web.location", &self.web.location)];
        let backups = &self.privacy.backup_location;
        if self.backup.is_set() && !backups.is_empty() {
            used.push(("privacy.backup_location", backups));
        }
        for (setting, place) in used {
            if !declared.contains(place) {
                bail!(
                    "{setting} is {place:?}, but the privacy page declares that data lie in {} (PR-34): \
                     change the place, or privacy.locations",
                    declared.join(", ")
                );
            }
        }
        Ok(())
    }

    fn refuse_placeholder_secret(&self) -> Result<()> {
        const PLACEHOLDERS: [&str; 8] = [
            "changeme",
            "change-me",
            "password",
            "secret",
            "example",
            "placeholder",
            "xxx",
            "todo",
        ];
        let path = &self.mail.smtp_password_file;
        if path.is_empty() {
            return Ok(());
        }
        let text = fs::read_to_string(path)
            .with_context(|| format!("mail.smtp_password_file {path} cannot be read"))?;
        let secret = text
            .lines()
            .next()
            .unwrap_or_default()
            .trim()
            .to_lowercase();
        if secret.is_empty() || PLACEHOLDERS.contains(&secret.as_str()) {
            bail!(
                "mail.smtp_password_file {path} still holds a placeholder: write the real password in it"
            );
        }
        Ok(())
    }
}

/// Lays one table over another, key by key.
fn lay_table_over(below: &mut Table, above: Table) {
    for (key, value) in above {
        match (below.get_mut(&key), value) {
            (Some(Value::Table(below)), Value::Table(above)) => lay_table_over(below, above),
            (_, value) => {
                below.insert(key, value);
            }
        }
    }
}

/// Puts the value of `SECTION__KEY` (or deeper) in its place. Numbers, booleans and lists are read as
/// TOML; what is no TOML is text.
fn lay_over(table: &mut Table, path: &str, text: &str) -> Result<()> {
    let lower = path.to_lowercase();
    let mut names: Vec<&str> = lower.split("__").collect();
    let key = names
        .pop()
        .context("a setting in the environment has no name")?;
    let mut place = table;
    for name in names {
        let entry = place
            .entry(name)
            .or_insert_with(|| Value::Table(Table::new()));
        place = entry
            .as_table_mut()
            .with_context(|| format!("{PREFIX}{path} names no section"))?;
    }
    let value = format!("value = {text}")
        .parse::<Table>()
        .ok()
        .and_then(|mut read| read.remove("value"))
        .unwrap_or_else(|| Value::String(text.to_owned()));
    place.insert(key.to_owned(), value);
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_environment_is_laid_over_the_file() {
        let mut table: Table = "[web]\noperator = \"Ann\"".parse().unwrap();

        lay_over(&mut table, "WEB__OPERATOR", "Bob").unwrap();
        lay_over(&mut table, "SHELF__HISTORY_DAYS", "7").unwrap();

        let config: Config = Value::Table(table).try_into().unwrap();
        assert_eq!(config.web.operator, "Bob");
        assert_eq!(config.shelf.history_days, 7);
    }

    #[test]
    fn a_misspelt_setting_is_refused() {
        let mut table = Table::new();
        lay_over(&mut table, "SHELF__HISTORY_DAY", "7").unwrap();

        assert!(Value::Table(table).try_into::<Config>().is_err());
    }

    #[test]
    fn pr_54_a_history_longer_than_a_month_is_refused() {
        let mut config = Config::default();
        config.shelf.history_days = 60;

        assert!(
            config
                .refuse_dangerous()
                .unwrap_err()
                .to_string()
                .contains("PR-54")
        );
    }

    #[test]
    fn pr_54_backups_that_outlive_a_month_are_refused() {
        for (data, keys, is_right) in [
            (28, 14, true),
            (29, 14, false),
            (28, 15, false),
            (0, 1, false),
        ] {
            let mut config = Config::default();
            (config.backup.data_days, config.backup.key_days) = (data, keys);

            assert_eq!(config.refuse_dangerous().is_ok(), is_right, "{data} {keys}");
        }
    }

    #[test]
    fn pr_34_data_in_a_place_that_was_not_declared_are_refused() {
        let mut config = Config::default();
        config.web.location = "Dallas, USA".to_owned();
        config.refuse_dangerous().unwrap();
        config.privacy.locations = vec!["Linz, Austria".to_owned()];

        let refused = config.refuse_dangerous().unwrap_err().to_string();

        assert!(refused.contains("PR-34") && refused.contains("Dallas"));
        config.web.location = "Linz, Austria".to_owned();
        config.refuse_dangerous().unwrap();
        config.backup.folder = "/backups".to_owned();
        config.privacy.backup_location = "Dallas, USA".to_owned();
        assert!(config.refuse_dangerous().is_err());
    }

    #[test]
    fn backups_in_the_data_folder_are_refused() {
        let mut config = Config::default();
        config.backup.folder = "data/backups".to_owned();

        assert!(config.refuse_dangerous().is_err());
    }

    #[test]
    fn a_placeholder_for_the_mail_password_is_refused() {
        let place = tempfile::tempdir().unwrap();
        let file = place.path().join("password");
        fs::write(&file, "ChangeMe\n").unwrap();
        let mut config = Config::default();
        config.mail.smtp_password_file = file.display().to_string();

        assert!(config.refuse_dangerous().is_err());
        fs::write(&file, "k3-frogs-in-a-pond\n").unwrap();
        config.refuse_dangerous().unwrap();
    }
}
