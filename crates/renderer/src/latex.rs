//! LaTeX in a text, and the names of the pictures that a desktop makes of it
//! (`rslib/src/latex.rs`).

use std::borrow::Cow;
use std::fmt::Write;
use std::sync::LazyLock;

use regex::Regex;
use sha1::{Digest, Sha1};

use crate::cloze;
use crate::html::{pattern, strip};
use crate::scan::{Next, part};
use crate::work::{Budget, TooLarge};

/// A formula and the file that shows it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Formula {
    pub file_name: String,
    /// What LaTeX is given, without the notetype's header and footer.
    pub body: String,
}

/// How formulas are written: what opens and closes them, in lower case, and what stands around
/// them for LaTeX.
const KINDS: [[&str; 4]; 3] = [
    ["[latex]", "[/latex]", "", ""],
    ["[$]", "[/$]", "$", "$"],
    [
        "[$$]",
        "[/$$]",
        r"\begin{displaymath}",
        r"\end{displaymath}",
    ],
];

/// From this length on formulas are left as they are.
const WRITTEN_MAX: usize = 32 << 20;

/// Replaces formulas by the pictures a desktop makes of them, `.svg` or `.png`.
pub fn extract(text: &str, svg: bool) -> (Cow<'_, str>, Vec<Formula>) {
    if !text.contains("[/") {
        return (Cow::Borrowed(text), Vec::new());
    }
    let lower = text.to_ascii_lowercase();
    let mut closes = KINDS.map(|[_, close, ..]| Next::new(&lower, close));
    let mut brackets = Next::new(&lower, "[");
    let mut formulas = Vec::new();
    let mut written = String::with_capacity(text.len());
    let (mut at, mut copied) = (0, 0);
    while let Some(start) = brackets.from(at)
        && written.len() < WRITTEN_MAX
    {
        at = start + 1;
        let Some(found) = formula_at(text, &lower, start, &mut closes) else {
            continue;
        };
        let formula = Formula::of(&found.latex, svg);
        written.push_str(part(text, copied, start));
        written.push_str(&formula.picture());
        formulas.push(formula);
        (at, copied) = (found.end, found.end);
    }
    written.push_str(part(text, copied, text.len()));
    (Cow::Owned(written), formulas)
}

/// The same for a field with clozes: all sides of them, if there is any formula.
pub fn extract_from_clozes(
    text: &str,
    svg: bool,
) -> Result<(Cow<'_, str>, Vec<Formula>), TooLarge> {
    if !text.contains("{{c") {
        return Ok(extract(text, svg));
    }
    if extract(text, svg).1.is_empty() {
        return Ok((Cow::Borrowed(""), Vec::new()));
    }
    let sides = cloze::all_sides(text, &mut Budget::of_a_card())?;
    let (text, formulas) = extract(&sides, svg);
    Ok((Cow::Owned(text.into_owned()), formulas))
}

struct Found {
    latex: String,
    end: usize,
}

/// The formula that opens exactly here, if any does; it has at least one letter.
fn formula_at(text: &str, lower: &str, start: usize, closes: &mut [Next<'_>; 3]) -> Option<Found> {
    let rest = part(lower, start, lower.len());
    KINDS
        .iter()
        .zip(closes)
        .find_map(|([open, close, before, after], closes)| {
            let body = start + rest.strip_prefix(open).map(|_| open.len())?;
            let first = part(text, body, text.len()).chars().next()?;
            let end = closes.from(body + first.len_utf8())?;
            Some(Found {
                latex: format!("{before}{}{after}", part(text, body, end)),
                end: end + close.len(),
            })
        })
}

impl Formula {
    fn of(html: &str, svg: bool) -> Formula {
        static BREAKS: LazyLock<Regex> = LazyLock::new(|| pattern("(?i)<br/?>|<div>"));
        let lines = BREAKS.replace_all(html, "\n");
        let body = strip(&lines).into_owned();
        let kind = if svg { "svg" } else { "png" };
        let mut file_name = "latex-".to_owned();
        for byte in Sha1::digest(&body) {
            write!(file_name, "{byte:02x}").expect("a String takes all that is written");
        }
        file_name.push('.');
        file_name.push_str(kind);
        Formula { file_name, body }
    }

    fn picture(&self) -> String {
        let body = htmlescape::encode_attribute(&self.body);
        format!(
            "<img class=latex alt=\"{body}\" src=\"{}\">",
            self.file_name
        )
    }
}
