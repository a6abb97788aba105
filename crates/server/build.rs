//! Collects the doc comments of all `Options`, so that `fuda config` and the operators' page say what
//! stands beside the code.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::{env, fs};

const SOURCES: [&str; 10] = [
    "server/src/config.rs",
    "web/src/options.rs",
    "accounts/src/options.rs",
    "mail/src/options.rs",
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
