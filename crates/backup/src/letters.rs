//! Letters in the outbox: those of the last two days, each under the key of the account that it goes to.
//! Older ones, and letters to strangers, are left out, so that none lives on in backups beyond a month.

use std::collections::HashMap;
use std::fs;
use std::path::PathBuf;
use std::time::{Duration, UNIX_EPOCH};

use store::{Fault, Ground};

use crate::error::Error;
use crate::storage;

const KEPT: Duration = Duration::from_hours(48);

/// The letters of each account.
pub(crate) fn by_account(ground: &Ground) -> Result<HashMap<i64, Vec<PathBuf>>, Error> {
    let mut letters: HashMap<i64, Vec<PathBuf>> = HashMap::new();
    let Ok(entries) = fs::read_dir(ground.folder.path().join("outbox")) else {
        return Ok(letters);
    };
    let addresses = ground
        .db
        .read_blocking(async |r| Ok::<_, Fault>(storage::addresses(r).await?))?;
    let account_of: HashMap<String, i64> = addresses.into_iter().map(|(id, at)| (at, id)).collect();
    let oldest = ground.clock.now().minus(KEPT);
    for entry in entries {
        let path = entry?.path();
        // Gone since, or not a letter: nothing to keep.
        let (Ok(text), Ok(about)) = (fs::read_to_string(&path), fs::metadata(&path)) else {
            continue;
        };
        let written = about.modified()?.duration_since(UNIX_EPOCH);
        let is_new = written.is_ok_and(|at| at.as_millis() >= oldest.0.unsigned_abs().into());
        let account = addressee(&text).and_then(|address| account_of.get(&address));
        if let (true, Some(account)) = (is_new, account) {
            letters.entry(*account).or_default().push(path);
        }
    }
    Ok(letters)
}

/// The address that a letter goes to, in lower case.
fn addressee(letter: &str) -> Option<String> {
    let mut header = letter.lines().take_while(|line| !line.is_empty());
    let line = header.find_map(|line| line.strip_prefix("To: "))?;
    let address = line.rsplit('<').next()?.trim_end_matches('>').trim();
    Some(address.to_lowercase())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_addressee_stands_in_the_header_and_nowhere_else() {
        let letter = "Subject: Hello\r\nTo: Mia <Mia@example.org>\r\n\r\nTo: tom@example.org\r\n";
        assert_eq!(addressee(letter).unwrap(), "mia@example.org");
        assert_eq!(addressee("Subject: x\r\n\r\nTo: tom@example.org"), None);
    }
}
