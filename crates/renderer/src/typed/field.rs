//! The mark `[[type:Back]]` on a card: an input field on the question, the comparison on the answer
//! (`qt/aqt/reviewer.py`).

use std::borrow::Cow;
use std::sync::LazyLock;

use regex::{NoExpand, Regex};

use super::compare;
use crate::cloze::to_be_typed;
use crate::html::pattern;
use crate::words;

/// What stands between question and answer; the comparison comes after it.
const DIVIDER: &str = "<hr id=answer>";

/// Where there are many marks, the first ones are replaced by so much.
const SHOWN_BYTES_MAX: usize = 8 << 20;

static MARK: LazyLock<Regex> = LazyLock::new(|| pattern(r"\[\[type:(.+?)\]\]"));

/// A field that an answer is typed for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ask<'a> {
    /// What is to be typed, as HTML.
    pub text: &'a str,
    pub font_name: &'a str,
    pub font_size: u32,
}

/// What the question asks for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Asked {
    /// What is to be typed, as HTML; not empty.
    pub wanted: String,
    /// Whether marks on letters count.
    pub combining: bool,
    pub font_name: String,
    pub font_size: u32,
}

impl Asked {
    /// What the first mark on a question asks for, or the sentence to show in its place: empty if
    /// the field is. `field` finds a field by its name; clozes are those with the number.
    pub fn of<'a>(
        question: &str,
        cloze: u16,
        field: impl Fn(&str) -> Option<Ask<'a>>,
    ) -> Option<Result<Asked, String>> {
        let found = MARK.captures(question)?;
        let mut name = found.get(1).map_or("", |name| name.as_str());
        let is_cloze = name.starts_with("cloze:");
        if is_cloze {
            name = second_part(name);
        }
        let combining = !name.starts_with("nc:");
        if !combining {
            name = second_part(name);
        }
        let Some(asked) = field(name) else {
            return Some(Err(if is_cloze {
                words::EMPTY_CARDS.to_owned()
            } else {
                words::unknown_typed_field(name)
            }));
        };
        let wanted = if is_cloze {
            to_be_typed(asked.text, cloze)
        } else {
            asked.text.to_owned()
        };
        Some(match (wanted.is_empty(), is_cloze) {
            (true, true) => Err(words::EMPTY_CARDS.to_owned()),
            (true, false) => Err(String::new()),
            (false, _) => Ok(Asked {
                wanted,
                combining,
                font_name: asked.font_name.to_owned(),
                font_size: asked.font_size,
            }),
        })
    }

    /// How the input and the comparison look.
    fn style(&self) -> String {
        let font = htmlescape::encode_minimal(&self.font_name);
        format!("font-family: '{font}'; font-size: {}px", self.font_size)
    }
}

fn second_part(name: &str) -> &str {
    name.split(':').nth(1).unwrap_or_default()
}

/// The question with an input field, or with the sentence that says why there is none.
pub fn with_input<'a>(question: &'a str, asked: &Result<Asked, String>) -> Cow<'a, str> {
    let shown = match asked {
        Ok(asked) => format!(
            "\n<center>\n<input type=text id=typeans onkeypress=\"_typeAnsPress();\"\n   \
             style=\"{};\">\n</center>\n",
            asked.style()
        ),
        Err(sentence) => sentence.clone(),
    };
    replaced(question, &shown)
}

/// The answer with the comparison in place of the mark. If there was none on the question, or its
/// field was empty, the mark goes. A divider moves to the comparison, since the question is often
/// part of the answer.
pub fn with_comparison<'a>(answer: &'a str, asked: Option<&Asked>, typed: &str) -> Cow<'a, str> {
    let Some(asked) = asked else {
        return MARK.replace_all(answer, "");
    };
    let undivided = answer.replace(DIVIDER, "");
    let is_divided = undivided.len() != answer.len();
    if !MARK.is_match(&undivided) {
        return Cow::Borrowed(answer);
    }
    let compared = compare(&asked.wanted, typed, asked.combining);
    let divider = if is_divided { DIVIDER } else { "" };
    let style = asked.style();
    let shown = format!("{divider}\n<div style=\"{style}\">{compared}</div>");
    Cow::Owned(replaced(&undivided, &shown).into_owned())
}

fn replaced<'a>(html: &'a str, shown: &str) -> Cow<'a, str> {
    let times = (SHOWN_BYTES_MAX / shown.len().max(1)).max(1);
    MARK.replacen(html, times, NoExpand(shown))
}
