//! Every promise of the privacy policy has code that keeps it and a test that proves it, both bearing its
//! number; `docs/promises.md` is made from them. `PROMISES=write cargo test -p server --test promises`
//! writes it anew.

#![cfg(test)]

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

/// Promises that are kept today, in the order of the policy.
#[rustfmt::skip]
const KEPT: &[(&str, &str)] = &[
    ("00a", "Every page has Log in, Sign up, and below Apps, About, Support, Terms, Privacy; the privacy page can be read without login, script or cookie."),
    ("00b", "Policy and terms are published together; a sign-up records which version was accepted."),
    ("01", "A valid address is required; an account works once its address is confirmed."),
    ("02", "Letters have a purpose from a closed list; an address is changed by letter, and the old one can take it back."),
    ("03", "No other letters; no remote pictures, links to the own site only."),
    ("04", "Cards, media and review history that apps send are stored, and come back as they were."),
    ("05", "Other members cannot see them."),
    ("07", "Review history and options may serve sums over many, such as the average pass rate; text and media never."),
    ("08", "A cookie keeps you logged in: out of reach of scripts and other sites, of limited life."),
    ("09", "It ties what you do to your account; other sites cannot act in your name."),
    ("10", "Logging out removes it."),
    ("11", "No analytics, nothing loaded from elsewhere."),
    ("12", "Cookies of others are not read."),
    ("13", "Every request is logged."),
    ("14", "With time, address, place, client and referring page; without secrets."),
    ("15", "And the number of the account, if logged in."),
    ("16", "Only the mail log holds email addresses."),
    ("17", "Logs are for security, faults, use and support: one reader for each, which sees what it needs."),
    ("18", "Addresses in them are shortened after 7 days, and they remove themselves after 30; a sweep that has stopped is noticed."),
    ("19", "The desktop program's number for itself is taken as it is and never joined to an account."),
    ("20", "It is told whether there is a newer version, and the operator's message once."),
    ("21", "Of what it says only version, system and that number are read."),
    ("22", "They are counted, as keyed hashes without address or account, while they are in use."),
    ("23", "Program, version and system of a syncing app are noted."),
    ("24a", "And the day, in the list of devices."),
    ("24b", "An app older than the operator allows is told to upgrade."),
    ("25", "For support and counts; the owner sees it; no count tells of few."),
    ("34", "Data lie where the page says, or nothing starts."),
    ("35", "What is private is kept by no cache."),
    ("36", "Who carries letters is named from the settings."),
    ("42", "Who else works with the data is named from the settings."),
    ("48", "Cards load nothing from servers of others unless the learner says so; links to them tell those servers nothing."),
    ("49", "Data are kept while they are used: any visit or sync counts."),
    ("50", "Unused for half a year, after three letters, they are put away; for a month they can be had back."),
    ("51", "An account is removed from its own page, after a week to think about it."),
    ("52", "Removing an account removes its data, in every service, and a signed certificate says so."),
    ("53", "What remains in backups cannot be read once the account's key is gone, and a restore does not bring it back."),
    ("54", "What remains in earlier states, backups and logs is gone within a month."),
    ("55", "Addresses that letters do not reach are not written to again; what is kept of them is a keyed hash."),
    ("58a", "Nothing travels in the clear beyond this machine, or a home network whose owner wants it: TLS 1.2 and 1.3, by Fuda or by a proxy that is named."),
    ("58b", "Who runs an old build is told."),
    ("58c", "Earlier states are kept, and can be given back; backups are made, encrypted and rehearsed; a missing one is an alarm."),
    ("59", "Members are told to keep a copy of their own."),
    ("60", "A copy of everything, and a package of the collection that Anki opens."),
    ("61", "Passwords that are easy to guess are refused; trying is limited; a second factor can be asked for, and apps then need passwords of their own."),
    ("62", "Password managers work: long passwords, pasting, the well-known address."),
    ("63", "Every place that holds personal data is declared with its purpose, limit and end; the record of processing is made from it."),
    ("64", "Addresses and cards serve what was asked for, and nothing else."),
    ("65", "Statistics rest on contract and legitimate interest; who objects is left out from the next drawing on."),
    ("66", "Logs are read for what they are kept for: diagnosis, counting use, and safety."),
    ("67", "A change of the policy that matters is told on the site, by the apps and by letter, and who was reached how is written down."),
    ("68", "Somebody else becomes responsible only after an announcement and a month."),
    ("69", "Nothing new is done with the data of who has not seen it."),
    ("70", "Questions have an address."),
    ("71", "The date of the policy is that of its version; no sentence changes without one."),
];

const BEGIN: &str = "<!-- promises: made by crates/server/tests/promises.rs -->";
const END: &str = "<!-- promises: end -->";

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

/// All source files of the tree, by their paths from the root.
fn sources() -> Vec<(String, String)> {
    let mut found = Vec::new();
    let mut folders = vec![root().join("crates"), root().join("tests")];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            let name = path.file_name().unwrap().to_str().unwrap();
            if path.is_dir() {
                folders.push(path);
                continue;
            }
            let is_source = [".rs", ".py", ".ts", ".html"]
                .iter()
                .any(|end| name.ends_with(end));
            if is_source && !path.ends_with("server/tests/promises.rs") {
                let from_root = path
                    .strip_prefix(root())
                    .unwrap()
                    .to_str()
                    .unwrap()
                    .to_owned();
                found.push((from_root, fs::read_to_string(&path).unwrap()));
            }
        }
    }
    found.sort();
    found
}

/// What follows each `mark` in a text, as far as it is a number of a promise.
fn numbers<'a>(text: &'a str, mark: &'a str) -> impl Iterator<Item = &'a str> {
    text.split(mark).skip(1).filter_map(|rest| {
        let digits = rest
            .find(|c: char| !c.is_ascii_digit())
            .unwrap_or(rest.len());
        let is_part = rest.get(digits..)?.starts_with(['a', 'b', 'c', 'd']);
        (digits == 2)
            .then(|| rest.get(..digits + usize::from(is_part)))
            .flatten()
    })
}

fn is_test(path: &str) -> bool {
    path.starts_with("tests/") || path.contains("/tests/") || path.ends_with("/tests.rs")
}

/// Where the code of each promise stands, and the names of its tests.
#[derive(Default)]
struct Found {
    code: BTreeMap<String, BTreeSet<String>>,
    tests: BTreeMap<String, BTreeSet<String>>,
}

fn found() -> Found {
    let mut found = Found::default();
    for (path, text) in sources() {
        if !is_test(&path) {
            // A page that tells promises keeps none by that.
            let code = text.split("#[cfg(test)]").next().unwrap_or_default();
            let tells = path.ends_with("policy/sections.rs");
            for number in numbers(code, "PR-").filter(|number| !tells || is_kept_by_words(number)) {
                let places = found.code.entry(number.to_owned()).or_default();
                places.insert(path.clone());
            }
        }
        for line in text.lines() {
            let Some((_, name)) = line.split_once("fn ").or_else(|| line.split_once("def ")) else {
                continue;
            };
            let name = name.split('(').next().unwrap_or_default();
            for number in numbers(name, "pr_") {
                let tests = found.tests.entry(number.to_owned()).or_default();
                tests.insert(name.to_owned());
            }
        }
    }
    found
}

/// Promises that consist in what the page says.
fn is_kept_by_words(number: &str) -> bool {
    ["36", "42", "59", "70"].contains(&number)
}

fn table(found: &Found) -> String {
    let mut lines = vec![
        "| | promise | where it is kept | what proves it |".to_owned(),
        "| --- | --- | --- | --- |".to_owned(),
    ];
    for (number, words) in KEPT {
        let list = |of: &BTreeMap<String, BTreeSet<String>>| {
            let all = of.get(*number).into_iter().flatten();
            all.map(|one| format!("`{one}`"))
                .collect::<Vec<_>>()
                .join("<br>")
        };
        let (code, tests) = (list(&found.code), list(&found.tests));
        lines.push(format!("| PR-{number} | {words} | {code} | {tests} |"));
    }
    lines.join("\n")
}

#[test]
fn every_promise_has_code_that_keeps_it_and_a_test_that_proves_it() {
    let found = found();

    for (number, words) in KEPT {
        assert!(
            found.code.contains_key(*number),
            "PR-{number} stands beside no code: {words}"
        );
        assert!(
            found.tests.contains_key(*number),
            "no test bears pr_{number}_: {words}"
        );
    }
    let known: BTreeSet<&str> = KEPT.iter().map(|(number, _)| *number).collect();
    for (number, tests) in &found.tests {
        assert!(
            known.contains(number.as_str()),
            "{tests:?} prove PR-{number}, which crates/server/tests/promises.rs does not list"
        );
    }
}

#[test]
#[expect(
    clippy::disallowed_methods,
    reason = "a test that writes what it compares, if it is told to"
)]
fn the_page_of_promises_is_made_from_code_and_tests() {
    let path = root().join("docs/promises.md");
    let kept = fs::read_to_string(&path).unwrap();
    let (before, rest) = kept.split_once(BEGIN).unwrap();
    let (_, after) = rest.split_once(END).unwrap();

    let made = format!("{before}{BEGIN}\n{}\n{END}{after}", table(&found()));

    if std::env::var("PROMISES").is_ok_and(|word| word == "write") {
        fs::write(&path, &made).unwrap();
        return;
    }
    assert!(
        kept == made,
        "docs/promises.md is old: PROMISES=write cargo test -p server --test promises"
    );
}
