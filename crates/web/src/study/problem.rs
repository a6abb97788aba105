//! Why a card cannot be shown, in the learner's language, as HTML in its place.

use renderer::card::{Error, Side};
use renderer::template::Problem;
use texts::Texts;

/// Where Anki's manual explains what can be wrong with a template.
const MANUAL: &str = "https://docs.ankiweb.net/templates/errors.html#template-syntax-error";

pub(super) fn sentence(error: &Error, t: Texts) -> String {
    match error {
        Error::Template { side, problem, .. } => {
            let heading = match side {
                Side::Question => t.template_front_problem(),
                Side::Answer => t.template_back_problem(),
            };
            let (details, more) = (escaped(&details(problem, t)), t.template_more());
            format!("{heading}<br>{details}<br><a href=\"{MANUAL}\">{more}</a>")
        }
        Error::TooLarge(_) => t.template_too_large(),
        Error::NoQuestion => t.template_no_question(),
    }
}

fn details(problem: &Problem, t: Texts) -> String {
    match problem {
        Problem::NotClosed { key } => t.template_not_closed(tag("/", key)),
        Problem::NotOpen {
            key,
            open: Some(open),
        } => t.template_other_open(tag("/", key), tag("/", open)),
        Problem::NotOpen { key, open: None } => {
            t.template_not_open(tag("/", key), tag("#", key), tag("^", key))
        }
        Problem::NoSuchField { key, filters } => t.template_no_field(tag(filters, key), key),
        Problem::NoSuchCondition { key, negated } => {
            t.template_no_field(tag(if *negated { "^" } else { "#" }, key), key)
        }
    }
}

fn tag(before: &str, key: &str) -> String {
    format!("{{{{{before}{key}}}}}")
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
}

#[cfg(test)]
mod tests {
    use texts::{Language, Texts};

    use super::{Error, Problem, Side, sentence};

    #[test]
    fn what_is_wrong_with_a_template_is_said_in_each_language_and_runs_nothing() {
        let error = Error::Template {
            side: Side::Question,
            for_browser: false,
            problem: Problem::NoSuchField {
                key: "<script>".to_owned(),
                filters: "hint:".to_owned(),
            },
        };

        for (language, words) in [
            (Language::En, "there is no field"),
            (Language::De, "ein Feld"),
            (Language::Es, "no hay ningún campo"),
            (Language::Ja, "フィールドはありません"),
        ] {
            let said = sentence(&error, Texts::new(language));
            assert!(said.contains(words), "{said}");
            assert!(said.contains("{{hint:&lt;script&gt;}}"), "{said}");
        }
    }
}
