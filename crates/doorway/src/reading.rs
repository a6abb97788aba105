//! Reading the request log: one function for each purpose of the privacy policy (PR-17, PR-66), each of
//! which sees the fields that its purpose needs, and no other. There is no fifth.
//!
//! Only the operator may call them. What holds somebody off who tries passwords does not read the log:
//! that is counted in memory, in `accounts`.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::io;

use accounts::{AccountId, Operator};
use serde::Deserialize;
use store::Ground;

/// Security: an address whose requests were refused again and again.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pushing {
    /// The address, or the part of it that is left after seven days.
    pub address: String,
    /// Requests that were refused because of who asked, or how often: 401, 403, 429.
    pub refused: u64,
}

/// Finding faults: a request that broke. It tells nothing of who asked.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct Broken {
    /// When.
    pub time: String,
    /// What was asked for.
    pub method: String,
    /// Where.
    pub path: String,
    /// 500 and more.
    pub status: u16,
    /// The id under which the operator's own log tells more.
    pub request: String,
    /// How long it took.
    pub ms: u64,
}

/// Counting use: a day in numbers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DayOfUse {
    /// Such as `2026-11-22`.
    pub day: String,
    /// All requests.
    pub requests: u64,
    /// Those of apps that sync.
    pub syncs: u64,
    /// Accounts that were logged in.
    pub accounts: u64,
}

/// Support: a request of the account that asks for help.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct Call {
    /// When.
    pub time: String,
    /// What was asked for.
    pub method: String,
    /// Where.
    pub path: String,
    /// What was answered.
    pub status: u16,
    /// Which browser or app.
    pub client: String,
    /// The id under which the operator's own log tells more.
    pub request: String,
}

/// Addresses that were refused at least `least` times, the worst first.
pub fn pushing(ground: &Ground, _may: &Operator, least: u64) -> io::Result<Vec<Pushing>> {
    #[derive(Deserialize)]
    struct Line {
        address: String,
        status: u16,
    }
    let mut refused: HashMap<String, u64> = HashMap::new();
    each(ground, |line: Line| {
        if matches!(line.status, 401 | 403 | 429) {
            *refused.entry(line.address).or_default() += 1;
        }
    })?;
    let mut found: Vec<Pushing> = refused
        .into_iter()
        .map(|(address, refused)| Pushing { address, refused })
        .filter(|pushing| pushing.refused >= least)
        .collect();
    found.sort_by(|a, b| (b.refused, &a.address).cmp(&(a.refused, &b.address)));
    Ok(found)
}

/// Requests that broke, the oldest first.
pub fn broken(ground: &Ground, _may: &Operator) -> io::Result<Vec<Broken>> {
    let mut found = Vec::new();
    each(ground, |line: Broken| {
        if line.status >= 500 {
            found.push(line);
        }
    })?;
    Ok(found)
}

/// The days of the log, in numbers.
pub fn days_of_use(ground: &Ground, _may: &Operator) -> io::Result<Vec<DayOfUse>> {
    #[derive(Deserialize)]
    struct Line {
        time: String,
        path: String,
        account: Option<i64>,
    }
    #[derive(Default)]
    struct Day {
        requests: u64,
        syncs: u64,
        accounts: HashSet<i64>,
    }
    let mut days: BTreeMap<String, Day> = BTreeMap::new();
    each(ground, |line: Line| {
        let day = line.time.split('T').next().unwrap_or_default();
        let day = days.entry(day.to_owned()).or_default();
        day.requests += 1;
        day.syncs += u64::from(line.path.starts_with("/sync/") || line.path.starts_with("/msync/"));
        day.accounts.extend(line.account);
    })?;
    let found = days.into_iter().map(|(day, counted)| DayOfUse {
        day,
        requests: counted.requests,
        syncs: counted.syncs,
        accounts: counted.accounts.len() as u64,
    });
    Ok(found.collect())
}

/// The requests of one account, the oldest first.
pub fn calls_of(ground: &Ground, _may: &Operator, account: AccountId) -> io::Result<Vec<Call>> {
    #[derive(Deserialize)]
    struct Line {
        account: Option<i64>,
        #[serde(flatten)]
        call: Call,
    }
    let mut found = Vec::new();
    each(ground, |line: Line| {
        if line.account == Some(account.0) {
            found.push(line.call);
        }
    })?;
    Ok(found)
}

/// A line that a power cut has left half written is nobody's.
fn each<T: for<'de> Deserialize<'de>>(ground: &Ground, mut see: impl FnMut(T)) -> io::Result<()> {
    ground.logs.requests.read(|line| {
        if let Ok(line) = serde_json::from_str(line) {
            see(line);
        }
    })
}
