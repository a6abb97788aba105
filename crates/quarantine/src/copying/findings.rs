//! What was found on the way and mended or left out, told in a few sentences.

use std::collections::BTreeMap;

use super::rule::Flaw;
use crate::received::text::printable;

/// No more lines than this; a hostile file could have a million strange names.
const LINES_MAX: usize = 100;

/// Everything worth telling about one file. Holds names of tables and ids, never card text.
#[derive(Debug, Default)]
pub(crate) struct Findings {
    tallies: BTreeMap<Finding, Tally>,
    foreign: Vec<String>,
    foreign_untold: usize,
}

/// A kind of finding.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Finding {
    /// A value that a column must not have.
    Value(&'static str, &'static str, Flaw),
    /// A row that cannot be a row of this table.
    CardWithoutNote,
    NoteWithoutNotetype,
    CardWithoutDeck,
    FieldCount,
    ConfigNotJson,
    NoDefaultDeck,
    NoDefaultPreset,
}

#[derive(Debug)]
struct Tally {
    count: u64,
    first: i64,
}

impl Findings {
    /// Notes a finding in the row with this id.
    pub(crate) fn note(&mut self, finding: Finding, id: i64) {
        self.tallies
            .entry(finding)
            .or_insert(Tally {
                count: 0,
                first: id,
            })
            .count += 1;
    }

    /// Notes a table, index, view or trigger that was left out.
    pub(crate) fn left_out(&mut self, kind: &str, name: &str) {
        if self.foreign.len() < LINES_MAX / 2 {
            self.foreign
                .push(format!("{kind} {} was left out", printable(name)));
        } else {
            self.foreign_untold += 1;
        }
    }

    /// Adds what another thread found.
    pub(crate) fn add(&mut self, others: Findings) {
        for (finding, tally) in others.tallies {
            let Tally { count, first } = tally;
            self.tallies
                .entry(finding)
                .or_insert(Tally { count: 0, first })
                .count += count;
        }
        self.foreign.extend(others.foreign);
        self.foreign_untold += others.foreign_untold;
    }

    /// The report: one sentence each, at most [`LINES_MAX`].
    pub(crate) fn sentences(&self) -> Vec<String> {
        let tallies = self
            .tallies
            .iter()
            .map(|(finding, tally)| sentence(*finding, tally));
        let untold = (self.foreign_untold > 0)
            .then(|| format!("{} more objects were left out", self.foreign_untold));
        let foreign = self.foreign.iter().cloned();
        tallies
            .chain(foreign)
            .chain(untold)
            .take(LINES_MAX)
            .collect()
    }
}

fn sentence(finding: Finding, tally: &Tally) -> String {
    let what = match finding {
        Finding::Value(table, column, flaw) => {
            let done = match flaw {
                Flaw::Fraction => "were rounded",
                Flaw::Range => "were out of range and were limited",
                Flaw::Type => "had another type and were converted",
                Flaw::Encoding => "were not text and were repaired",
                Flaw::Usn => "had no finished sync number and got 0",
            };
            format!("values of {table}.{column} {done}")
        }
        Finding::CardWithoutNote => "cards without a note were removed".into(),
        Finding::NoteWithoutNotetype => "notes without a notetype got a new one".into(),
        Finding::CardWithoutDeck => "cards without a deck got a new one".into(),
        Finding::FieldCount => "notes had another number of fields than their notetype".into(),
        Finding::ConfigNotJson => "settings were unreadable and were left out".into(),
        Finding::NoDefaultDeck => "default deck was missing and was made".into(),
        Finding::NoDefaultPreset => "default preset was missing and was made".into(),
    };
    format!("{} {what} (first: {})", tally.count, tally.first)
}
