//! GET /account/privacy/history — every version of the policy and what changed; POST
//! /account/privacy/sight — she has seen the newest (PR-67).

use askama::Template;
use axum::extract::State;
use axum::http::StatusCode;
use privacy::Version;
use serde::Deserialize;
use texts::Texts;

use crate::app::App;
use crate::frame::{Frame, Member, Reader, Reply, Said, Typed, page, see_other};

const HISTORY: &str = "/account/privacy/history";

#[derive(Debug, Template)]
#[template(path = "account/policy_history.html")]
struct HistoryPage {
    t: Texts,
    frame: Frame,
    versions: Vec<Shown>,
}

#[derive(Debug)]
struct Shown {
    number: u32,
    title: String,
    kind: String,
    hash: String,
    /// Lines that went and lines that came, in the order of the text.
    changes: Vec<Change>,
    text: String,
}

#[derive(Debug, PartialEq, Eq)]
struct Change {
    is_new: bool,
    line: String,
}

pub(super) async fn show(State(app): State<App>, reader: Reader) -> Reply {
    let versions = privacy::versions(&app.ground).await?;
    let t = reader.t;
    let earlier = versions.iter().skip(1).map(Some).chain([None]);
    let shown = versions
        .iter()
        .zip(earlier)
        .map(|(version, earlier)| Shown::of(version, earlier, t))
        .collect();
    page(
        StatusCode::OK,
        &HistoryPage {
            t,
            frame: reader.frame(),
            versions: shown,
        },
    )
}

/// Which version the page told her of.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Sight {
    version: u32,
}

pub(super) async fn see(
    State(app): State<App>,
    member: Member,
    Typed(sight): Typed<Sight>,
) -> Reply {
    app.policy
        .see(&app.ground, &member.who, sight.version)
        .await?;
    Ok(see_other(HISTORY, Some(Said::PolicySeen)))
}

impl Shown {
    fn of(version: &Version, earlier: Option<&Version>, t: Texts) -> Shown {
        Shown {
            number: version.number,
            title: t.history_version(version.number.to_string(), t.day(version.published_at.0)),
            kind: match earlier {
                None => t.history_first(),
                Some(_) if version.is_significant => t.history_significant(),
                Some(_) => t.history_insignificant(),
            },
            hash: t.history_hash(version.hash.clone()),
            changes: earlier.map_or_else(Vec::new, |earlier| changes(&earlier.text, &version.text)),
            text: version.text.clone(),
        }
    }
}

/// What went and what came between two texts. Lines are whole paragraphs; one that only moved is no
/// change.
fn changes(old: &str, new: &str) -> Vec<Change> {
    let lines = |text: &'_ str| -> Vec<String> {
        let lines = text.lines().filter(|line| !line.trim().is_empty());
        lines.map(str::to_owned).collect()
    };
    let (old, new) = (lines(old), lines(new));
    let gone = old.iter().filter(|line| !new.contains(line));
    let come = new.iter().filter(|line| !old.contains(line));
    gone.map(|line| (false, line))
        .chain(come.map(|line| (true, line)))
        .map(|(is_new, line)| Change {
            is_new,
            line: line.clone(),
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::changes;

    #[test]
    fn a_change_shows_the_paragraph_that_went_and_the_one_that_came() {
        let found = changes(
            "## Logs\nKept 30 days.\n\n## End\n",
            "## Logs\nKept 20 days.\n## End\n",
        );

        let found: Vec<(bool, &str)> = found
            .iter()
            .map(|change| (change.is_new, change.line.as_str()))
            .collect();
        assert_eq!(found, [(false, "Kept 30 days."), (true, "Kept 20 days.")]);
        assert!(changes("a\nb", "b\na").is_empty(), "moved only");
    }
}
