//! A version of the policy, and what makes one differ from another.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use store::Millis;

use super::Draft;

/// Who is responsible.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Controller {
    /// A person or a company.
    pub name: String,
    /// Where letters reach it.
    pub address: String,
    /// Where questions go.
    pub contact: String,
    /// The data protection officer.
    pub officer: String,
}

/// Who will be responsible, and from when on.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Successor {
    /// A person or a company.
    pub name: String,
    /// Where letters reach it.
    pub address: String,
    /// From then on, in milliseconds.
    pub effective_at: i64,
}

/// What the policy says beside its words. Another fact is a change that matters.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Facts {
    /// Who is responsible.
    pub controller: Controller,
    /// Who will be.
    pub successor: Option<Successor>,
    /// Where data, backups and letters go.
    pub places: BTreeMap<String, String>,
    /// Who works with the data for the operator.
    pub processors: Vec<String>,
    /// Limits in days.
    pub days: BTreeMap<String, u32>,
    /// What data are used for, by its words.
    pub purposes: Vec<String>,
}

/// A version as it was published.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Version {
    /// Counted from 1.
    pub number: u32,
    /// When.
    pub published_at: Millis,
    /// The number of its words.
    pub release: u32,
    /// BLAKE3 of the text.
    pub hash: String,
    /// Everything it says, in English.
    pub text: String,
    /// Whether it changed something that matters to members.
    pub is_significant: bool,
    /// What it says beside its words.
    pub facts: Facts,
}

/// The version that follows, if the draft says something else.
pub(super) fn next(last: Option<&Version>, draft: &Draft, now: Millis) -> Option<Version> {
    let hash = blake3::hash(draft.text.as_bytes()).to_hex().to_string();
    let is_significant = match last {
        None => false,
        Some(last) if last.hash == hash && last.facts == draft.facts => return None,
        Some(last) => last.facts != draft.facts || last.release < draft.release_that_matters,
    };
    Some(Version {
        number: last.map_or(1, |last| last.number + 1),
        published_at: now,
        release: draft.release,
        hash,
        text: draft.text.clone(),
        is_significant,
        facts: draft.facts.clone(),
    })
}
