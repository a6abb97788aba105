//! A request, and why it was refused.

use renderer::card;
use serde_json::Value;

/// One line of input.
#[derive(Debug)]
pub(crate) struct Request(Value);

impl Request {
    pub(crate) fn of(value: Value) -> Request {
        Request(value)
    }

    /// All of it.
    pub(crate) fn all(&self) -> &Value {
        &self.0
    }

    /// The operation's name; empty if there is none.
    pub(crate) fn op(&self) -> &str {
        self.text("op").unwrap_or_default()
    }

    /// All of it.
    pub(crate) fn whole(&self) -> &Value {
        &self.0
    }

    pub(crate) fn get(&self, name: &str) -> Option<&Value> {
        self.0.get(name).filter(|value| !value.is_null())
    }

    pub(crate) fn text(&self, name: &str) -> Option<&str> {
        self.get(name)?.as_str()
    }

    pub(crate) fn int(&self, name: &str) -> Option<i64> {
        self.get(name)?.as_i64()
    }

    pub(crate) fn is(&self, name: &str) -> bool {
        self.flag(name, false)
    }

    pub(crate) fn flag(&self, name: &str, default: bool) -> bool {
        self.get(name).and_then(Value::as_bool).unwrap_or(default)
    }

    /// A list of numbers; empty if it is not there.
    pub(crate) fn ints(&self, name: &str) -> Vec<i64> {
        let list = self.get(name).and_then(Value::as_array);
        list.into_iter()
            .flatten()
            .filter_map(Value::as_i64)
            .collect()
    }

    /// A list of texts; empty if it is not there.
    pub(crate) fn texts(&self, name: &str) -> Vec<String> {
        let list = self.get(name).and_then(Value::as_array);
        list.into_iter()
            .flatten()
            .filter_map(Value::as_str)
            .map(str::to_owned)
            .collect()
    }

    #[expect(clippy::unused_self, reason = "it reads as a sentence")]
    pub(crate) fn need<T>(&self, name: &str, found: Option<T>) -> Result<T, Refusal> {
        found.ok_or_else(|| Refusal::new("BAD_REQUEST", format!("missing {name}")))
    }
}

/// An error as the judge writes it.
#[derive(Debug)]
pub(crate) struct Refusal {
    pub kind: &'static str,
    pub message: String,
}

impl Refusal {
    pub(crate) fn new(kind: &'static str, message: impl Into<String>) -> Refusal {
        Refusal {
            kind,
            message: message.into(),
        }
    }
}

impl From<anyhow::Error> for Refusal {
    fn from(error: anyhow::Error) -> Refusal {
        Refusal::new("BAD_REQUEST", format!("{error:#}"))
    }
}

impl From<rusqlite::Error> for Refusal {
    fn from(error: rusqlite::Error) -> Refusal {
        Refusal::new("DB_ERROR", error.to_string())
    }
}

impl From<collection::Error> for Refusal {
    #[expect(
        clippy::wildcard_enum_match_arm,
        reason = "the judge has one name for all that is broken"
    )]
    fn from(error: collection::Error) -> Refusal {
        let error = match error {
            collection::Error::Search(mistake) => return crate::search_ops::refusal(&mistake),
            collection::Error::Expression(reason) => {
                let reason = reason.split("regex parse error").last().unwrap_or_default();
                return Refusal::new("INVALID_INPUT", format!("<pre>regex parse error{reason}"));
            }
            error => error,
        };
        let kind = match &error {
            collection::Error::Card(card::Error::Template { .. }) => "TEMPLATE_PARSE",
            collection::Error::Card(_)
            | collection::Error::Invalid(_)
            | collection::Error::QueueIsStale(_) => "INVALID_INPUT",
            collection::Error::FilteredDeckHasNoChildren
            | collection::Error::FilteredDeckTakesNoCards
            | collection::Error::FilteredDeckIsEmpty
            | collection::Error::NotFiltered => "FILTERED_DECK_ERROR",
            collection::Error::NothingToStudy | collection::Error::CustomStudyDeckIsTaken => {
                "CUSTOM_STUDY_ERROR"
            }
            collection::Error::NothingToUndo => "UNDO_EMPTY",
            collection::Error::OldScheduler => "SCHEDULER_UPGRADE_REQUIRED",
            collection::Error::NotFound(_) => "NOT_FOUND_ERROR",
            collection::Error::Template(_) => "CARD_TYPE_ERROR",
            collection::Error::Json(_) => "JSON_ERROR",
            collection::Error::Sql(_) => "DB_ERROR",
            _ => "OTHER",
        };
        Refusal::new(kind, error.to_string())
    }
}
