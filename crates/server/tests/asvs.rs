//! The page about the verification standard names tests and files that are there.

#![cfg(test)]

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

/// The names of all functions in Rust sources.
fn functions() -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    let mut folders = vec![root().join("crates")];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|kind| kind == "rs") {
                let text = fs::read_to_string(path).unwrap();
                let names = text.split("fn ").skip(1);
                found.extend(names.map(|rest| {
                    let is_name = |c: &char| c.is_ascii_alphanumeric() || *c == '_';
                    rest.chars().take_while(is_name).collect::<String>()
                }));
            }
        }
    }
    found
}

#[test]
fn every_row_of_the_standard_names_a_test_that_is_there_or_says_why_not() {
    let page = fs::read_to_string(root().join("docs/asvs.md")).unwrap();
    let functions = functions();
    let mut rows = 0;

    for row in page.lines().filter(|line| line.starts_with("| ")).skip(2) {
        rows += 1;
        let proof = row.trim_end_matches(" |").rsplit_once("| ").unwrap().1;
        let named: Vec<&str> = proof.split('`').skip(1).step_by(2).collect();
        assert!(!named.is_empty() || proof.split(' ').count() > 2, "{row}");
        for name in named {
            let is_there = functions.contains(name) || root().join(name).exists();
            assert!(is_there, "{name} of {row}");
        }
    }

    assert!(rows > 60, "{rows}");
}
