//! Holds the house to its plan: who may use whom, and that the documents speak of what is there.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use toml::{Table, Value};

/// What a test needs of the tree was not there or could not be read.
type Answer<T> = Result<T, Box<dyn std::error::Error>>;

/// Where files of this tree lie; other words with a slash are data paths, addresses or commands.
const FOLDERS: [&str; 10] = [
    ".cargo", ".ci", ".config", "benches", "crates", "deploy", "docs", "locales", "scripts",
    "tests",
];

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

fn toml_of(path: &Path) -> Answer<Table> {
    let text = fs::read_to_string(path).map_err(|error| format!("{}: {error}", path.display()))?;
    Ok(text.parse()?)
}

/// Name and manifest of every member, in floor order.
fn members() -> Answer<Vec<(String, Table)>> {
    let workspace = toml_of(&root().join("Cargo.toml"))?;
    let listed = workspace
        .get("workspace")
        .and_then(|table| table.get("members"));
    let listed = listed
        .and_then(Value::as_array)
        .ok_or("the workspace lists its members")?;
    let mut members = Vec::new();
    for folder in listed.iter().filter_map(Value::as_str) {
        let manifest = toml_of(&root().join(folder).join("Cargo.toml"))?;
        let name = manifest
            .get("package")
            .and_then(|package| package.get("name"));
        let name = name.and_then(Value::as_str).ok_or("a member has a name")?;
        members.push((name.to_owned(), manifest));
    }
    Ok(members)
}

/// What a crate uses to be built, on any system.
fn uses(manifest: &Table) -> BTreeSet<String> {
    let systems = manifest.get("target").and_then(Value::as_table);
    let systems = systems
        .into_iter()
        .flat_map(Table::values)
        .filter_map(Value::as_table);
    let mut used = BTreeSet::new();
    for table in systems.chain([manifest]) {
        for section in ["dependencies", "build-dependencies"] {
            let names = table.get(section).and_then(Value::as_table);
            used.extend(names.into_iter().flat_map(Table::keys).cloned());
        }
    }
    used
}

/// What its tests use besides.
fn tests_use(manifest: &Table) -> BTreeSet<String> {
    let names = manifest.get("dev-dependencies").and_then(Value::as_table);
    names.into_iter().flat_map(Table::keys).cloned().collect()
}

/// All Markdown files of ours, by their paths from the root.
fn documents() -> Answer<Vec<PathBuf>> {
    let mut found = Vec::new();
    let mut folders = vec![root().join("docs")];
    for entry in fs::read_dir(root())? {
        found.push(entry?.path());
    }
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder)? {
            let path = entry?.path();
            if path.is_dir() {
                folders.push(path);
            } else {
                found.push(path);
            }
        }
    }
    found.retain(|path| path.extension().is_some_and(|extension| extension == "md"));
    Ok(found)
}

/// The words in backticks, fenced blocks left out.
fn quoted(text: &str) -> Vec<&str> {
    let mut found = Vec::new();
    let mut in_fence = false;
    for line in text.lines() {
        if line.trim_start().starts_with("```") {
            in_fence = !in_fence;
        } else if !in_fence {
            found.extend(line.split('`').skip(1).step_by(2));
        }
    }
    found
}

fn is_path_of_ours(word: &str) -> bool {
    let is_plain = !word.contains([' ', '<', '*', '{', '…', ':']);
    let first = word.split('/').next().unwrap_or_default();
    is_plain && word.contains('/') && FOLDERS.contains(&first)
}

/// Where the links of a document lead in this tree, without their anchors.
fn links(text: &str) -> Vec<&str> {
    let targets = text
        .split("](")
        .skip(1)
        .filter_map(|rest| rest.split(')').next());
    let ours = targets.filter(|target| !target.contains(':') && !target.starts_with('#'));
    ours.filter_map(|target| target.split('#').next()).collect()
}

/// All Rust files of the workspace.
fn sources() -> Answer<Vec<String>> {
    let mut texts = Vec::new();
    let mut folders = vec![root().join("crates")];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder)? {
            let path = entry?.path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|extension| extension == "rs") {
                texts.push(fs::read_to_string(path)?);
            }
        }
    }
    Ok(texts)
}

/// What follows each `mark` in the text, as far as it is a number with dots or a letter behind it.
fn numbered<'t>(text: &'t str, mark: &str) -> BTreeSet<&'t str> {
    let numbers = text.split(mark).skip(1).map(|rest| {
        let end = rest.find(|c: char| !(c.is_ascii_alphanumeric() || c == '.'));
        rest.split_at(end.unwrap_or(rest.len()))
            .0
            .trim_end_matches('.')
    });
    numbers
        .filter(|number| number.starts_with(|c: char| c.is_ascii_digit()))
        .collect()
}

#[test]
fn a_crate_uses_only_crates_listed_above_it() {
    let members = members().unwrap();

    for (floor, (name, manifest)) in members.iter().enumerate() {
        let above: BTreeSet<&str> = members
            .iter()
            .take(floor)
            .map(|(name, _)| name.as_str())
            .collect();
        let is_ours = |used: &&String| members.iter().any(|(member, _)| member == *used);
        for used in uses(manifest).iter().filter(is_ours) {
            assert!(
                above.contains(used.as_str()),
                "{name} uses {used}, which is not listed above it"
            );
        }
        for used in tests_use(manifest).iter().filter(is_ours) {
            // The testkit stands on the roof, and tests anywhere may use it.
            let may = above.contains(used.as_str()) || used == "testkit";
            assert!(
                may,
                "the tests of {name} use {used}, which is not listed above it"
            );
        }
    }
}

#[test]
fn the_map_names_every_crate() {
    let map = fs::read_to_string(root().join("ARCHITECTURE.md")).unwrap();
    let named = quoted(&map);

    for (name, _) in members().unwrap() {
        assert!(
            named.contains(&name.as_str()),
            "ARCHITECTURE.md does not name `{name}`"
        );
    }
}

#[test]
fn every_path_and_link_in_the_documents_leads_somewhere() {
    let mut seen = 0;
    for document in documents().unwrap() {
        let text = fs::read_to_string(&document).unwrap();
        let (shown, beside) = (document.display(), document.parent().unwrap());
        for path in quoted(&text)
            .into_iter()
            .filter(|word| is_path_of_ours(word))
        {
            assert!(
                root().join(path).exists(),
                "{shown} names {path}, which is not there"
            );
            seen += 1;
        }
        for link in links(&text) {
            assert!(
                beside.join(link).exists(),
                "{shown} links to {link}, which is not there"
            );
            seen += 1;
        }
    }
    assert!(seen > 100, "only {seen} paths and links were found");
}

#[test]
fn what_comments_point_to_is_written_down() {
    let protocol: String = ["transport", "collection", "media", "sharp-edges"]
        .map(|page| fs::read_to_string(root().join(format!("docs/protocol/{page}.md"))).unwrap())
        .concat();
    let promises = fs::read_to_string(root().join("docs/promises.md")).unwrap();

    for source in sources().unwrap() {
        for section in numbered(&source, "§") {
            let is_there = protocol.lines().any(|line| {
                line.starts_with('#') && line.split(' ').nth(1).is_some_and(|word| word == section)
            });
            assert!(
                is_there,
                "a comment points to §{section}, which docs/protocol does not have"
            );
        }
        for edge in numbered(&source, "sharp edge ") {
            assert!(
                protocol.contains(&format!("\n{edge}. ")),
                "there is no sharp edge {edge}"
            );
        }
        for promise in numbered(&source, "PR-") {
            assert!(
                promises.contains(&format!("PR-{promise} ")),
                "PR-{promise} is not explained"
            );
        }
    }
}
