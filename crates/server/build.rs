//! Collects the doc comments of all `Options`, so that `fuda config` and the operators' page say what
//! stands beside the code.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::time::SystemTime;
use std::{env, fs};

const SOURCES: [&str; 11] = [
    "server/src/config.rs",
    "web/src/options.rs",
    "accounts/src/options.rs",
    "mail/src/options.rs",
    "usage/src/options.rs",
    "sync/src/options.rs",
    "shelf/src/options.rs",
    "backup/src/options.rs",
    "privacy/src/options.rs",
    "quarantine/src/options.rs",
    "doorway/src/options.rs",
];

#[expect(
    clippy::disallowed_methods,
    reason = "cargo tells a build script its folders this way"
)]
fn main() {
    println!("cargo::rustc-env=FUDA_BUILT={}", day_of_build());
    println!("cargo::rerun-if-env-changed=SOURCE_DATE_EPOCH");
    let own = env::var("CARGO_MANIFEST_DIR").expect("cargo names the crate's folder");
    let crates: PathBuf = Path::new(&own)
        .parent()
        .expect("crates lie in a folder")
        .to_owned();
    let mut list = String::from("&[\n");
    for source in SOURCES {
        let path = crates.join(source);
        println!("cargo::rerun-if-changed={}", path.display());
        let section = source.split('/').next().unwrap_or_default();
        collect(
            section,
            &fs::read_to_string(&path).expect("the file exists"),
            &mut list,
        );
    }
    list.push(']');
    let out = env::var("OUT_DIR").expect("cargo names the folder of built files");
    fs::write(Path::new(&out).join("settings.rs"), list).expect("the folder can be written");
}

/// Today, or the day that whoever wants the same bytes twice has set.
#[expect(
    clippy::disallowed_methods,
    reason = "the day of the build is the machine's own"
)]
fn day_of_build() -> String {
    let set = env::var("SOURCE_DATE_EPOCH").ok();
    let set = set.and_then(|seconds| seconds.parse::<u64>().ok());
    let seconds = set.unwrap_or_else(|| {
        let now = SystemTime::now().duration_since(SystemTime::UNIX_EPOCH);
        now.map_or(0, |since| since.as_secs())
    });
    civil(seconds / 86_400)
}

/// The date of a day counted from 1970, by the calendar of the Gregorian years.
fn civil(mut days: u64) -> String {
    let is_leap = |year: u64| {
        year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400))
    };
    let mut year = 1970;
    while days >= 365 + u64::from(is_leap(year)) {
        days -= 365 + u64::from(is_leap(year));
        year += 1;
    }
    let february = 28 + u64::from(is_leap(year));
    let mut month = 1;
    for length in [31, february, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31] {
        if days < length {
            break;
        }
        days -= length;
        month += 1;
    }
    format!("{year}-{month:02}-{:02}", days + 1)
}

/// Writes `(section, struct, field, type, words)` for every documented field.
fn collect(section: &str, text: &str, list: &mut String) {
    let (mut words, mut owner) = (String::new(), String::new());
    for line in text.lines().map(str::trim) {
        if let Some(doc) = line.strip_prefix("///") {
            if !words.is_empty() {
                words.push(' ');
            }
            words.push_str(doc.trim());
        } else if let Some(rest) = line.strip_prefix("pub struct ") {
            rest.split([' ', '(', '{'])
                .next()
                .unwrap_or_default()
                .clone_into(&mut owner);
            words.clear();
        } else if let Some((name, kind)) = line
            .strip_prefix("pub ")
            .and_then(|field| field.strip_suffix(',')?.split_once(": "))
        {
            let _ = writeln!(
                list,
                "    ({section:?}, {owner:?}, {name:?}, {kind:?}, {words:?}),"
            );
            words.clear();
        } else if !line.starts_with('#') {
            words.clear();
        }
    }
}
