//! The setup page's side of the settings: what it may change lies in `settings.toml` of the data folder,
//! below the settings file and the environment, and counts from the next start on.

use std::fs::{self, File};
use std::io::{self, Write as _};
use std::os::unix::fs::OpenOptionsExt as _;
use std::path::{Path, PathBuf};
use std::pin::Pin;

use anyhow::{Context as _, Result, bail};
use store::Ground;
use toml::{Table, Value};
use web::{Checked, SetUp, Wish};

use crate::commands::doctor;
use crate::config::Config;

/// Names, and what may be chosen. The page offers these and no others. Two of them reach far: letters
/// with links for new passwords go to `mail.smtp_host`, and `web.base_url` is where links lead. So the
/// page is the steward's alone, after her password, and where letters go is changed together with the
/// password for it: whoever got hold of her session does not learn the one that is kept.
const OFFERED: [(&str, &[&str]); 11] = [
    ("web.base_url", &[]),
    ("web.operator", &[]),
    ("web.contact", &[]),
    ("web.location", &[]),
    ("accounts.registration", &["invite", "open", "closed"]),
    ("mail.from", &[]),
    ("mail.smtp_host", &[]),
    ("mail.smtp_port", &[]),
    ("mail.smtp_tls", &["starttls", "tls", "none"]),
    ("mail.smtp_user", &[]),
    (PASSWORD, &[]),
];
/// Written into a file of its own, whose name is the setting.
const PASSWORD: &str = "mail.smtp_password";
const PASSWORD_FILE: &str = "mail.smtp_password_file";

/// The desk of the setup page.
#[derive(Debug)]
pub(crate) struct Desk {
    ground: Ground,
    running: Config,
    /// The settings file and the environment.
    above: Table,
}

impl Desk {
    pub(crate) fn new(ground: &Ground, config: &Config) -> Result<Desk> {
        Ok(Desk {
            ground: ground.clone(),
            running: config.clone(),
            above: Config::above(config.file.as_deref())?,
        })
    }

    fn folder(&self) -> &Path {
        self.ground.folder.path()
    }

    fn own(&self) -> Result<Table> {
        own_settings(self.folder())
    }

    /// Letters must still go out after the next start. The password that is kept goes to the server, and
    /// under the name, for which it was typed.
    fn judge_mail(&self, next: &Config, is_typed: bool) -> Result<()> {
        let before = Config::of(self.own()?, self.above.clone())?;
        let (before, next) = (&before.mail, &next.mail);
        let is_other = next.smtp_host != before.smtp_host || next.smtp_user != before.smtp_user;
        let is_sent = !next.smtp_host.is_empty() && !next.smtp_user.is_empty();
        if before.smtp_password_file.is_empty() || !is_other || !is_sent {
            return Ok(());
        }
        if is_in(&self.above, PASSWORD_FILE) {
            bail!(
                "mail.smtp_password_file stands in the settings file or the environment: change \
                 mail.smtp_host and mail.smtp_user there, too"
            );
        }
        if !is_typed {
            bail!(
                "mail.smtp_host or mail.smtp_user changes: type the password at the mail server again, \
                 since the one that is kept was typed for another"
            );
        }
        Ok(())
    }

    fn try_keep(&self, typed: &[(String, String)]) -> Result<()> {
        let mut own = self.own()?;
        let mut secret = None;
        for (name, _) in OFFERED {
            let Some((_, value)) = typed.iter().find(|(typed, _)| typed == name) else {
                continue;
            };
            let value = value.trim();
            if name == PASSWORD {
                secret = Some(value).filter(|value| !value.is_empty());
            } else if !is_in(&self.above, name) {
                put(&mut own, name, parsed(name, value)?);
            }
        }
        let waiting = self.folder().join("smtp-password.new");
        let kept = self.folder().join("smtp-password");
        if let Some(secret) = secret {
            write_secret(&waiting, &format!("{secret}\n"))?;
            put(&mut own, PASSWORD_FILE, path_of(&waiting));
        }
        // What would not start is not kept.
        let judged = Config::of(own.clone(), self.above.clone()).and_then(|next| {
            self.judge_mail(&next, secret.is_some())?;
            Ok(mail::judge(&next.mail)?)
        });
        if secret.is_some() {
            match &judged {
                Ok(()) => fs::rename(&waiting, &kept)?,
                Err(_) => fs::remove_file(&waiting)?,
            }
            put(&mut own, PASSWORD_FILE, path_of(&kept));
        }
        judged?;
        let text = toml::to_string(&own).context("the settings cannot be written")?;
        let made = self.folder().join("settings.toml.new");
        write_secret(&made, &text)?;
        fs::rename(made, self.folder().join("settings.toml"))?;
        Ok(())
    }
}

impl SetUp for Desk {
    fn checklist(&self) -> Pin<Box<dyn Future<Output = Vec<Checked>> + Send + '_>> {
        Box::pin(async move {
            let found = doctor::findings(&self.running, &self.ground).await;
            let found = found.unwrap_or_else(|error| {
                vec![doctor::trouble(format!("nobody could look: {error:#}"))]
            });
            let checked = found.into_iter().map(|finding| Checked {
                is_well: finding.is_well,
                words: finding.words,
            });
            checked.collect()
        })
    }

    fn wishes(&self) -> Vec<Wish> {
        let own = self.own().unwrap_or_default();
        let next = Config::of(own, self.above.clone()).unwrap_or_else(|_| self.running.clone());
        let next = Table::try_from(next).unwrap_or_default();
        let wishes = OFFERED.iter().map(|(name, choices)| Wish {
            name,
            value: value_in(&next, name),
            choices,
            is_secret: *name == PASSWORD,
            is_fixed: match *name {
                PASSWORD => is_in(&self.above, PASSWORD_FILE),
                name => is_in(&self.above, name),
            },
        });
        wishes.collect()
    }

    fn keep(&self, typed: &[(String, String)]) -> Result<(), String> {
        self.try_keep(typed).map_err(|error| format!("{error:#}"))
    }
}

/// What the setup page has kept in this data folder.
pub(crate) fn own_settings(folder: &Path) -> Result<Table> {
    let path = folder.join("settings.toml");
    match fs::read_to_string(&path) {
        Ok(text) => text
            .parse()
            .with_context(|| format!("{} is no TOML", path.display())),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(Table::new()),
        Err(error) => Err(error).with_context(|| format!("{} cannot be read", path.display())),
    }
}

fn split(name: &str) -> (&str, &str) {
    name.split_once('.').unwrap_or((name, ""))
}

fn is_in(table: &Table, name: &str) -> bool {
    let (section, key) = split(name);
    let section = table.get(section).and_then(Value::as_table);
    section.is_some_and(|section| section.contains_key(key))
}

fn value_in(table: &Table, name: &str) -> String {
    let (section, key) = split(name);
    let value = table.get(section).and_then(|section| section.get(key));
    match value {
        Some(Value::String(text)) => text.clone(),
        Some(other) => other.to_string(),
        None => String::new(),
    }
}

fn put(table: &mut Table, name: &str, value: Value) {
    let (section, key) = split(name);
    let section = table
        .entry(section)
        .or_insert_with(|| Value::Table(Table::new()));
    if let Some(section) = section.as_table_mut() {
        section.insert(key.to_owned(), value);
    }
}

fn parsed(name: &str, value: &str) -> Result<Value> {
    if name == "mail.smtp_port" {
        let port: u16 = value.parse().context("a port is a number, such as 587")?;
        return Ok(Value::Integer(i64::from(port)));
    }
    Ok(Value::String(value.to_owned()))
}

fn path_of(path: &Path) -> Value {
    let path: PathBuf = std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
    Value::String(path.display().to_string())
}

/// For nobody else to read.
fn write_secret(path: &Path, text: &str) -> io::Result<()> {
    let mut options = File::options();
    let mut file = options
        .create(true)
        .truncate(true)
        .write(true)
        .mode(0o600)
        .open(path)?;
    file.write_all(text.as_bytes())?;
    file.sync_all()
}

#[cfg(test)]
mod tests {
    use store::{Chance, Clock, CrashPoints, DataFolder};

    use super::*;

    fn desk(folder: &Path, above: &str) -> Desk {
        let data = DataFolder::open(folder).unwrap();
        let (clock, chance) = (Clock::system(), Chance::seeded(1));
        Desk {
            ground: Ground::open(data, clock, chance, CrashPoints::off()).unwrap(),
            running: Config::default(),
            above: above.parse().unwrap(),
        }
    }

    fn keep(desk: &Desk, typed: &[(&str, &str)]) -> Result<(), String> {
        let typed = typed
            .iter()
            .map(|(name, value)| ((*name).to_owned(), (*value).to_owned()));
        desk.keep(&typed.collect::<Vec<_>>())
    }

    #[test]
    fn the_password_that_is_kept_goes_to_no_other_mail_server_and_under_no_other_name() {
        let folder = tempfile::tempdir().unwrap();
        let desk = desk(folder.path(), "");
        let first = [
            ("mail.from", "Fuda <fuda@example.org>"),
            ("mail.smtp_host", "mail.example.org"),
            ("mail.smtp_user", "fuda"),
            (PASSWORD, "frogs-and-herons"),
        ];
        keep(&desk, &first).unwrap();

        for changed in [
            ("mail.smtp_host", "mail.evil.example"),
            ("mail.smtp_user", "mallory"),
        ] {
            let refused = keep(&desk, &[changed, (PASSWORD, "")]).unwrap_err();
            assert!(refused.contains("type the password"), "{refused}");
        }
        // What was refused was not kept, what leads nowhere else needs no password, and a new one may go
        // elsewhere.
        let kept = &value_in(&desk.own().unwrap(), "mail.smtp_host");
        assert_eq!(kept, "mail.example.org");
        keep(&desk, &[("web.operator", "Ann"), (PASSWORD, "")]).unwrap();
        let moved = [
            ("mail.smtp_host", "mail.example.net"),
            (PASSWORD, "other-herons"),
        ];
        keep(&desk, &moved).unwrap();
    }

    #[test]
    fn settings_of_mail_with_which_nothing_would_start_are_not_kept() {
        let folder = tempfile::tempdir().unwrap();
        let desk = desk(folder.path(), "");
        let mut typed = vec![
            ("mail.from", "Fuda <fuda@example.org>"),
            ("mail.smtp_host", "mail.example.org"),
            ("mail.smtp_tls", "none"),
            ("mail.smtp_user", "fuda"),
            (PASSWORD, "frogs-and-herons"),
        ];

        let in_clear = keep(&desk, &typed).unwrap_err();

        assert!(in_clear.contains("choose starttls or tls"), "{in_clear}");
        assert!(desk.own().unwrap().is_empty());
        assert!(!folder.path().join("smtp-password").exists());
        typed.pop();
        let half = keep(&desk, &typed).unwrap_err();
        assert!(half.contains("belong together"), "{half}");
        typed.truncate(3);
        keep(&desk, &typed).expect("a server nearby that asks nobody who she is");
        let placeholder = keep(&desk, &[("mail.from", "Fuda <fuda@localhost>")]).unwrap_err();
        assert!(placeholder.contains("mail.from"), "{placeholder}");
    }

    #[test]
    fn a_password_of_the_settings_file_goes_nowhere_at_the_wish_of_the_page() {
        let folder = tempfile::tempdir().unwrap();
        let secret = folder.path().join("secret");
        fs::write(&secret, "frogs-and-herons\n").unwrap();
        let above = format!("[mail]\nsmtp_password_file = \"{}\"\n", secret.display());
        let desk = desk(folder.path(), &above);

        let typed = [
            ("mail.smtp_host", "mail.evil.example"),
            ("mail.smtp_user", "fuda"),
            (PASSWORD, "frogs"),
        ];
        let refused = keep(&desk, &typed).unwrap_err();

        assert!(refused.contains("change mail.smtp_host"), "{refused}");
    }
}
