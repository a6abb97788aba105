//! What the site knows of a member beside the collection, as files that can be read: rows as JSON,
//! lines of logs, letters. The register says what belongs to it, and nobody else does.

use std::collections::BTreeMap;
use std::fs::{self, File};
use std::io::{self, BufRead as _, BufReader, Write as _};
use std::path::Path;

use accounts::Account;
use serde_json::{Map, Value as Json, json};
use store::{Export, Fault, Personal, Subject, Value};
use zip::ZipWriter;

use super::Copies;
use super::making::start;
use crate::storage;

/// How the data of one place get into a copy.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Source {
    /// Rows whose column names the account.
    Rows { by: &'static str },
    /// Lines of a log with the number of the account or its address.
    Lines,
    /// Letters to its address.
    Letters,
    /// What is noted about its address.
    Suppression,
}

fn source_of(entry: &Personal) -> Option<Source> {
    match (entry.subject, entry.place) {
        (Subject::Member { by }, _) if !entry.columns.is_empty() => Some(Source::Rows { by }),
        (Subject::Visitor | Subject::Addressee, place) if place.starts_with("logs/") => {
            Some(Source::Lines)
        }
        (Subject::Addressee, "outbox/*") => Some(Source::Letters),
        (Subject::Addressee, "suppressions") => Some(Source::Suppression),
        (
            Subject::Member { .. } | Subject::Applicant | Subject::Visitor | Subject::Addressee,
            _,
        ) => None,
    }
}

/// Whether the copy of a member holds this, or has said why not.
pub fn is_in_copy(entry: &Personal) -> bool {
    match entry.export {
        Export::Given => source_of(entry).is_some(),
        Export::InPackage => entry.place.starts_with("accounts/"),
        Export::Withheld(_) => true,
    }
}

/// Everything that is found of one account.
pub(super) struct Contents {
    /// JSON by the name of its file.
    tables: BTreeMap<String, Json>,
    /// Places of logs, and of letters.
    logs: Vec<&'static str>,
    letters: Vec<&'static str>,
    account: i64,
    email: String,
}

/// Looks up what is in the tables; logs and letters are read while they are written.
pub(super) async fn of(copies: &Copies, account: &Account) -> Result<Contents, Fault> {
    let mut found = Contents {
        tables: BTreeMap::new(),
        logs: Vec::new(),
        letters: Vec::new(),
        account: account.id.0,
        email: account.email.to_string(),
    };
    let mut columns: BTreeMap<(&str, &str), Vec<&'static str>> = BTreeMap::new();
    for entry in copies.register.personal() {
        if entry.export != Export::Given {
            continue;
        }
        match source_of(entry) {
            Some(Source::Rows { by }) => {
                let known = columns.entry((entry.place, by)).or_default();
                known.extend(entry.columns);
            }
            Some(Source::Lines) => found.logs.push(entry.place),
            Some(Source::Letters) => found.letters.push(entry.place),
            Some(Source::Suppression) => {
                let noted = suppression(copies, account).await?;
                found.tables.insert(entry.place.to_owned(), noted);
            }
            None => {
                return Err(Fault::new(format!("{} is in no copy", entry.place)));
            }
        }
    }
    for ((table, by), columns) in columns {
        let rows = rows(copies, account, (table, by, columns)).await?;
        found.tables.insert(table.to_owned(), rows);
    }
    found.tables.insert("rules".to_owned(), rules(copies));
    Ok(found)
}

async fn suppression(copies: &Copies, account: &Account) -> Result<Json, Fault> {
    let known = mail::suppression(&copies.ground, account.email.as_str()).await?;
    Ok(known.map_or_else(
        || json!([]),
        |known| json!([{ "reason": known.reason.word(), "noted_at": moment(known.noted_at.0) }]),
    ))
}

async fn rows(
    copies: &Copies,
    account: &Account,
    (table, by, columns): (&'static str, &'static str, Vec<&'static str>),
) -> Result<Json, Fault> {
    let (id, wanted) = (account.id, columns.clone());
    let rows = copies
        .ground
        .db
        .read(async move |r| storage::copies::rows_of(r, (table, by), &wanted, id).await)
        .await?;
    let rows = rows.iter().map(|row| {
        let cells = columns.iter().zip(row.values());
        let cells = cells.map(|(name, value)| ((*name).to_owned(), readable(name, value)));
        Json::Object(cells.collect::<Map<String, Json>>())
    });
    Ok(Json::Array(rows.collect()))
}

/// A value as people read it: times and days as dates, JSON as JSON.
fn readable(column: &str, value: &Value) -> Json {
    match value {
        Value::Null => Json::Null,
        Value::Integer(at) if column == "at" || column.ends_with("_at") => moment(*at).into(),
        Value::Integer(day) if column.ends_with("_day") => {
            let text = moment(day.saturating_mul(86_400_000));
            text.split('T').next().unwrap_or_default().into()
        }
        Value::Integer(number) => (*number).into(),
        Value::Real(number) => json!(number),
        Value::Text(text) if text.starts_with('{') => {
            serde_json::from_str(text).unwrap_or_else(|_| text.as_str().into())
        }
        Value::Text(text) => text.as_str().into(),
        Value::Bytes(bytes) => format!("{} bytes", bytes.len()).into(),
    }
}

fn moment(ms: i64) -> String {
    jiff::Timestamp::from_millisecond(ms).map_or_else(|_| ms.to_string(), |at| at.to_string())
}

/// What is kept of her at all, for what and how long, and what she gets no copy of, with the reason.
fn rules(copies: &Copies) -> Json {
    let register = &copies.register;
    let entries = register.personal().iter().map(|entry| {
        json!({
            "place": entry.place,
            "columns": entry.columns,
            "purpose": entry.purpose.word(),
            "why": entry.why,
            "days_at_most": register.days(entry.kept),
            "in_this_copy": !matches!(entry.export, Export::Withheld(_)),
            "not_because": match entry.export {
                Export::Withheld(why) => Some(why),
                Export::Given | Export::InPackage => None,
            },
        })
    });
    Json::Array(entries.collect())
}

impl Contents {
    /// The names of all files beside the package.
    pub(super) fn names(&self) -> Vec<String> {
        let tables = self.tables.keys().map(|name| format!("data/{name}.json"));
        let logs = self.logs.iter().map(|place| log_file(place));
        tables.chain(logs).collect()
    }

    /// Writes everything into the zip.
    pub(super) fn write(&self, data: &Path, zip: &mut ZipWriter<File>) -> Result<(), Fault> {
        for (name, rows) in &self.tables {
            start(zip, &format!("data/{name}.json"), true)?;
            let text = serde_json::to_string_pretty(rows)
                .map_err(|error| Fault::because("rows cannot be written", error))?;
            zip.write_all(text.as_bytes())?;
        }
        for place in &self.logs {
            start(zip, &log_file(place), true)?;
            for path in files_of(data, place)? {
                self.lines(&path, zip)?;
            }
        }
        for place in &self.letters {
            for path in files_of(data, place)? {
                self.letter(&path, zip)?;
            }
        }
        Ok(())
    }

    fn lines(&self, path: &Path, zip: &mut ZipWriter<File>) -> Result<(), Fault> {
        for line in BufReader::new(File::open(path)?).split(b'\n') {
            let line = line?;
            let Ok(parsed) = serde_json::from_slice::<Json>(&line) else {
                continue;
            };
            let is_hers = parsed.get("account").and_then(Json::as_i64) == Some(self.account)
                || parsed.get("to").and_then(Json::as_str) == Some(self.email.as_str());
            if is_hers {
                zip.write_all(&line)?;
                zip.write_all(b"\n")?;
            }
        }
        Ok(())
    }

    fn letter(&self, path: &Path, zip: &mut ZipWriter<File>) -> Result<(), Fault> {
        let text = match fs::read_to_string(path) {
            Ok(text) => text,
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(()),
            Err(error) => return Err(error.into()),
        };
        if mail::is_letter_to(&text, &self.email)
            && let Some(name) = path.file_name().and_then(|name| name.to_str())
        {
            start(zip, &format!("letters/{name}"), true)?;
            zip.write_all(text.as_bytes())?;
        }
        Ok(())
    }
}

/// `logs/requests-*.jsonl` becomes `logs/requests.jsonl`.
fn log_file(place: &str) -> String {
    place.replace("-*", "")
}

/// The files that a place names, by their names.
fn files_of(data: &Path, place: &str) -> Result<Vec<std::path::PathBuf>, Fault> {
    let (folder, name) = place.rsplit_once('/').unwrap_or(("", place));
    let (first, last) = name.split_once('*').unwrap_or((name, ""));
    let entries = match fs::read_dir(data.join(folder)) {
        Ok(entries) => entries,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Vec::new()),
        Err(error) => return Err(error.into()),
    };
    let mut files = Vec::new();
    for entry in entries {
        let path = entry?.path();
        let name = path
            .file_name()
            .and_then(|name| name.to_str())
            .unwrap_or_default();
        if name.starts_with(first) && name.ends_with(last) {
            files.push(path);
        }
    }
    files.sort();
    Ok(files)
}
