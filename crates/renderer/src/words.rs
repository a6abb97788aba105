//! The sentences that Anki puts on cards, in English.

use std::fmt;

use crate::card::Side;
use crate::template::Problem;

/// A name inside a sentence, with marks around it that keep its writing direction to itself: so
/// write Anki's translations (U+2068, U+2069).
pub(crate) struct Isolated<T>(pub(crate) T);

impl<T: fmt::Display> fmt::Display for Isolated<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "\u{2068}{}\u{2069}", self.0)
    }
}

const HELP: &str = "https://docs.ankiweb.net/templates/errors.html";
const MORE: &str = "More information";

/// A message about a template, as HTML.
pub(crate) fn template_problem(side: Side, for_browser: bool, problem: &Problem) -> String {
    let template = match (side, for_browser) {
        (Side::Question, false) => "Front template",
        (Side::Answer, false) => "Back template",
        (Side::Question, true) => "Browser-specific front template",
        (Side::Answer, true) => "Browser-specific back template",
    };
    let details = htmlescape::encode_minimal(&problem.to_string());
    format!(
        "{template} has a problem:<br>{details}\
         <br><a href='{HELP}#template-syntax-error'>{MORE}</a>"
    )
}

pub(crate) fn empty_front() -> String {
    let help = format!("{HELP}#front-of-card-is-blank");
    format!("<div>The front of this card is blank.<br><a href='{help}'>{MORE}</a></div>")
}

pub(crate) fn missing_cloze(number: u16) -> String {
    let help = format!("{HELP}#no-cloze-filter-on-cloze-note-type");
    let number = Isolated(number);
    format!(
        "<div>No cloze {number} found on card.\n\
         Please either add a cloze deletion, or use the Empty Cards tool.\
         <br><a href='{help}'>{MORE}</a></div>"
    )
}

/// What is read out in place of a hidden cloze.
pub(crate) const BLANK: &str = "blank";

pub(crate) fn speech_without_language() -> String {
    let reason = format!("'{}' not set", Isolated("lang"));
    let (directive, reason) = (Isolated("anki:tts"), Isolated(reason));
    format!("[Error in directive '{directive}': {reason}]")
}

pub(crate) const EMPTY_CARDS: &str = "Please run Tools>Empty Cards";

pub(crate) fn unknown_typed_field(name: &str) -> String {
    format!("Type answer: unknown field {}", Isolated(name))
}
