//! Taking the tags out of a field.
//!
//! What goes is what the expression `(?is)<!--.*?-->|<style.*?>.*?</style>|<script.*?>.*?</script>|<.*?>`
//! finds. The expression itself would do, but for a field of unclosed comments or styles it looks
//! for the end of each in all that follows: 50 kB take a second, a megabyte minutes. Here an end
//! that did not come is not looked for again.

use std::borrow::Cow;

use super::media::opens;

/// The text without comments, without style and script elements and their content, and without
/// any other tag.
pub fn without_tags(html: &str) -> Cow<'_, str> {
    let mut ends = Ends::of(html);
    let mut kept = String::new();
    let mut copied = 0;
    let mut at = 0;
    while let Some(open) = find(html, at, "<") {
        let Some(end) = ends.of_element(open) else {
            break;
        };
        kept.push_str(html.get(copied..open).unwrap_or_default());
        copied = end;
        at = end;
    }
    if copied == 0 {
        return Cow::Borrowed(html);
    }
    kept.push_str(html.get(copied..).unwrap_or_default());
    Cow::Owned(kept)
}

/// Where elements end, remembering which ends do not come any more.
struct Ends<'a> {
    html: &'a str,
    no_comment_end: bool,
    no_style_end: bool,
    no_script_end: bool,
}

impl<'a> Ends<'a> {
    fn of(html: &'a str) -> Self {
        Self {
            html,
            no_comment_end: false,
            no_style_end: false,
            no_script_end: false,
        }
    }

    /// Where the element that opens at `open` ends; nothing if no tag ends any more. An unclosed
    /// comment, style or script is a mere tag.
    fn of_element(&mut self, open: usize) -> Option<usize> {
        let html = self.html;
        let tag_end = find(html, open, ">")? + 1;
        let rest = html.get(open..).unwrap_or_default();
        let whole = if rest.starts_with("<!--") {
            behind(html, open + 4, "-->", &mut self.no_comment_end)
        } else if let Some(name) = opens(rest, "<style") {
            content(html, open + name, "</style>", &mut self.no_style_end)
        } else if let Some(name) = opens(rest, "<script") {
            content(html, open + name, "</script>", &mut self.no_script_end)
        } else {
            None
        };
        Some(whole.unwrap_or(tag_end))
    }
}

/// The place behind the next `wanted`, unless there is known to be none.
fn behind(html: &str, from: usize, wanted: &str, none_left: &mut bool) -> Option<usize> {
    if *none_left {
        return None;
    }
    let at = find(html, from, wanted);
    *none_left = at.is_none();
    Some(at? + wanted.len())
}

/// The place behind the first `close` behind the first `>`, unless there is known to be none.
fn content(html: &str, from: usize, close: &str, none_left: &mut bool) -> Option<usize> {
    if *none_left {
        return None;
    }
    let mut at = find(html, from, ">")? + 1;
    while let Some(candidate) = find(html, at, "<") {
        if let Some(length) = opens(html.get(candidate..).unwrap_or_default(), close) {
            return Some(candidate + length);
        }
        at = candidate + 1;
    }
    *none_left = true;
    None
}

fn find(text: &str, from: usize, wanted: &str) -> Option<usize> {
    let at = text.get(from..)?.find(wanted)?;
    Some(from + at)
}

#[cfg(test)]
mod tests {
    use std::sync::LazyLock;

    use proptest::prelude::*;
    use regex::Regex;

    use super::without_tags;

    static EXPRESSION: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new("(?is)<!--.*?-->|<style.*?>.*?</style>|<script.*?>.*?</script>|<.*?>").unwrap()
    });

    const PIECES: &[&str] = &[
        "<!--",
        "-->",
        "<!-->",
        "--",
        "<style",
        "<STYLE>",
        "</style>",
        "</\u{17f}tyle>",
        "<script a>",
        "<\u{17f}cript",
        "</script>",
        "</Script>",
        "</script",
        "<b>",
        "</b>",
        "<",
        ">",
        "<>",
        "a",
        "é\u{17f}",
        " ",
    ];

    proptest! {
        #[test]
        fn the_text_is_that_of_the_expression(
            pieces in prop::collection::vec(prop::sample::select(PIECES), 0..14),
        ) {
            let html = pieces.concat();
            prop_assert_eq!(without_tags(&html), EXPRESSION.replace_all(&html, ""));
        }
    }

    #[test]
    fn a_field_of_what_is_never_closed_takes_no_longer_than_another() {
        let hostile = "<!-- ><style><script>".repeat(20_000);
        let began = std::time::Instant::now();

        assert_eq!(without_tags(&hostile), "");

        assert!(began.elapsed().as_secs() < 20, "{:?}", began.elapsed());
    }
}
