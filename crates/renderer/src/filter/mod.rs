//! What stands before a field's name in braces: `{{hint:furigana:Reading}}`
//! (`rslib/src/template_filters.rs`).

mod ruby;

use std::borrow::Cow;

use crate::cloze;
use crate::cloze::View;
use crate::html;
use crate::template::Replacement;
use crate::work::{Budget, TooLarge};

/// A field after its filters.
#[derive(Debug)]
pub(crate) struct Filtered<'a> {
    pub(crate) text: Cow<'a, str>,
    /// The filters from the first one that is not known here, in the order of application.
    pub(crate) left: Vec<String>,
}

/// Applies the filters of a replacement to the field's text. At an unknown filter the work stops,
/// or, if so wished, goes on without it.
pub(crate) fn apply<'a>(
    text: &'a str,
    name: &Replacement<'_>,
    view: View,
    skip_unknown: bool,
    budget: &mut Budget,
) -> Result<Filtered<'a>, TooLarge> {
    let mut text = Cow::Borrowed(text);
    if let Some(typed) = typed(name) {
        let text = typed.into();
        let left = Vec::new();
        return Ok(Filtered { text, left });
    }
    for (number, filter) in name.filters.iter().enumerate() {
        budget.read(text.len() + 1)?;
        match apply_one(filter, &text, &name.key, view, budget)? {
            Applied::Changed(changed) => text = changed.into(),
            Applied::Same => {}
            Applied::Unknown if skip_unknown => {}
            Applied::Unknown => {
                let left = name.filters.iter().skip(number);
                let left = left.map(|filter| filter.clone().into_owned()).collect();
                return Ok(Filtered { text, left });
            }
        }
    }
    let left = Vec::new();
    Ok(Filtered { text, left })
}

/// If the leftmost filter is `type`: the mark that becomes an input field. Of other filters it
/// keeps none, except `cloze` or `nc` alone.
fn typed(name: &Replacement<'_>) -> Option<String> {
    let (last, others) = name.filters.split_last()?;
    if last != "type" {
        return None;
    }
    let kind = match others {
        [only] if only == "cloze" || only == "nc" => format!("{only}:"),
        _ => String::new(),
    };
    Some(format!("[[type:{kind}{}]]", name.key))
}

enum Applied {
    Changed(String),
    Same,
    Unknown,
}

fn apply_one(
    filter: &str,
    text: &str,
    field: &str,
    view: View,
    budget: &mut Budget,
) -> Result<Applied, TooLarge> {
    let changed = match filter {
        "text" => html::strip(text).into_owned(),
        "furigana" => ruby::with_readings(text),
        "kana" => ruby::readings(text),
        "kanji" => ruby::without_readings(text),
        "type" | "type-cloze" | "type-nc" => {
            let kind = filter.strip_prefix("type-").map(|kind| format!("{kind}:"));
            format!("[[type:{}{field}]]", kind.unwrap_or_default())
        }
        "hint" if text.trim().is_empty() => return Ok(Applied::Same),
        "hint" => hint(text, field),
        "cloze" => cloze::reveal(text, view, budget)?,
        "cloze-only" => cloze::only(text, view),
        "" => return Ok(Applied::Same),
        _ => match filter.strip_prefix("tts ") {
            Some(options) => format!("[anki:tts lang={options}]{text}[/anki:tts]"),
            None => return Ok(Applied::Unknown),
        },
    };
    budget.write(changed.len())?;
    Ok(Applied::Changed(changed))
}

/// A link that shows the text. Its number is that of Anki, so that scripts on cards find it.
fn hint(text: &str, field: &str) -> String {
    let mut hasher = blake3::Hasher::new();
    hasher.update(text.as_bytes()).update(field.as_bytes());
    let mut id = hasher.finalize().to_hex().to_string();
    id.truncate(16);
    format!(
        "\n<a class=hint href=\"#\"\n\
         onclick=\"this.style.display='none';\n\
         document.getElementById('hint{id}').style.display='block';\n\
         return false;\" draggable=false>\n\
         {field}</a>\n\
         <div id=\"hint{id}\" class=hint style=\"display: none\">{text}</div>\n"
    )
}
