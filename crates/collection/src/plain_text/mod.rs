//! The text of a field without its HTML, its clozes or its accents, as the sort field, the
//! checksum and searches want it. How HTML is taken out stands in `renderer::html`.

mod marks;

use std::borrow::Cow;
use std::sync::LazyLock;

use regex::Regex;

pub(crate) use marks::without_marks;
/// Without tags and with entities decoded, but with the names of media files.
pub(crate) use renderer::html::strip_keeping_names as without_html;

/// The text with each innermost cloze replaced by what it hides (`rslib/src/cloze.rs`).
pub(crate) fn without_clozes(text: &str) -> Cow<'_, str> {
    static CLOZE: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"(?s)\{\{c[\d,]+::(.*?)(?:::.*?)?\}\}")
            .expect("the pattern is a constant that tests use")
    });
    CLOZE.replace_all(text, "$1")
}
