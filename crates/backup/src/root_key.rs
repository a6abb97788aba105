//! The key of the backups: one line in a file, of which the operator keeps a copy elsewhere.

use std::fs::{self, OpenOptions};
use std::io::{self, Write as _};
use std::os::unix::fs::OpenOptionsExt as _;
use std::path::Path;

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use store::Chance;

use crate::error::Error;
use crate::sealed::Secret;

const WORD: &str = "fuda-backup-key-1";
const CHECK: usize = 4;

/// The key of the backups as one line of text, with four bytes by which a typing error is noticed.
pub(crate) fn line_of(key: &Secret) -> String {
    let mut bytes = key.bytes().to_vec();
    bytes.extend(check_of(key.bytes()));
    format!("{WORD} {}", URL_SAFE_NO_PAD.encode(bytes))
}

fn check_of(key: &[u8; 32]) -> Vec<u8> {
    blake3::hash(key)
        .as_bytes()
        .iter()
        .take(CHECK)
        .copied()
        .collect()
}

fn key_in(text: &str) -> Option<Secret> {
    let line = text
        .lines()
        .find_map(|line| line.trim().strip_prefix(WORD))?;
    let bytes = URL_SAFE_NO_PAD.decode(line.trim()).ok()?;
    let (key, check) = bytes.split_first_chunk::<32>()?;
    (check == check_of(key)).then(|| Secret::new(*key))
}

/// Reads the key in this file.
pub(crate) fn read(path: &Path) -> Result<Secret, Error> {
    let named = || Error::NoKey(path.display().to_string());
    let text = fs::read_to_string(path).map_err(|_| named())?;
    key_in(&text).ok_or_else(named)
}

/// Reads the key in this file, or makes one if there is no such file.
pub(crate) fn read_or_make(path: &Path, chance: &Chance) -> Result<Secret, Error> {
    if path.exists() {
        return read(path);
    }
    let key = Secret::new(chance.bytes());
    match write(path, &key) {
        Ok(()) => Ok(key),
        // Another process was faster.
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists => read(path),
        Err(error) => Err(error.into()),
    }
}

/// Writes a key into a new file that its owner alone may read.
pub(crate) fn write(path: &Path, key: &Secret) -> io::Result<()> {
    let mut file = OpenOptions::new()
        .create_new(true)
        .write(true)
        .mode(0o600)
        .open(path)?;
    writeln!(
        file,
        "# The key of Fuda's backups. Without it they cannot be read: keep a copy away from this machine.\n{}",
        line_of(key)
    )?;
    file.sync_all()?;
    path.parent()
        .map_or(Ok(()), |folder| fs::File::open(folder)?.sync_all())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_survives_its_file_and_a_typing_error_is_noticed() {
        let place = tempfile::tempdir().unwrap();
        let file = place.path().join("backup.key");

        let made = read_or_make(&file, &Chance::seeded(3)).unwrap();

        assert_eq!(read_or_make(&file, &Chance::seeded(4)).unwrap(), made);
        let line = line_of(&made);
        let wrong: String = line.chars().rev().collect();
        let wrong = wrong.replacen(['A', 'b', 'c', 'd', 'e'], "z", 1);
        let wrong: String = wrong.chars().rev().collect();
        assert_ne!(line, wrong);
        assert!(key_in(&line).is_some() && key_in(&wrong).is_none());
    }
}
