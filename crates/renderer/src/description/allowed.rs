//! Which tags and attributes are kept.

/// Tags that are kept.
pub(super) const TAGS: &[&str] = &[
    "a",
    "abbr",
    "acronym",
    "area",
    "article",
    "aside",
    "b",
    "bdi",
    "bdo",
    "blockquote",
    "br",
    "caption",
    "center",
    "cite",
    "code",
    "col",
    "colgroup",
    "data",
    "dd",
    "del",
    "details",
    "dfn",
    "div",
    "dl",
    "dt",
    "em",
    "figcaption",
    "figure",
    "footer",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "header",
    "hgroup",
    "hr",
    "i",
    "ins",
    "kbd",
    "li",
    "map",
    "mark",
    "nav",
    "ol",
    "p",
    "pre",
    "q",
    "rp",
    "rt",
    "rtc",
    "ruby",
    "s",
    "samp",
    "small",
    "span",
    "strike",
    "strong",
    "sub",
    "summary",
    "sup",
    "table",
    "tbody",
    "td",
    "th",
    "thead",
    "time",
    "tr",
    "tt",
    "u",
    "ul",
    "var",
    "wbr",
];
/// Tags that nothing stands in.
pub(super) const EMPTY_TAGS: [&str; 5] = ["area", "br", "col", "hr", "wbr"];
/// Tags that go with what stands in them.
pub(super) const LOST_TAGS: [&str; 2] = ["script", "style"];

/// What addresses may begin with; others are within the site.
const SCHEMES: &[&str] = &[
    "bitcoin",
    "ftp",
    "ftps",
    "geo",
    "http",
    "https",
    "im",
    "irc",
    "ircs",
    "magnet",
    "mailto",
    "mms",
    "mx",
    "news",
    "nntp",
    "openpgp4fpr",
    "sip",
    "sms",
    "smsto",
    "ssh",
    "tel",
    "url",
    "webcal",
    "wtai",
    "xmpp",
];

/// Whether a tag keeps this attribute.
pub(super) fn is_allowed(tag: &str, attribute: &str, value: &str) -> bool {
    match (tag, attribute) {
        ("a", "href") | ("blockquote" | "del" | "ins" | "q", "cite") => is_harmless(value),
        (_, "lang" | "title")
        | ("a", "hreflang")
        | ("bdo", "dir")
        | ("ol", "start")
        | ("del" | "ins", "datetime")
        | ("hr", "align" | "size" | "width")
        | ("table", "summary")
        | ("col" | "colgroup", "span")
        | ("th", "scope")
        | ("td" | "th", "colspan" | "headers" | "rowspan")
        | (
            "col" | "colgroup" | "table" | "tbody" | "td" | "th" | "thead" | "tr",
            "align" | "char" | "charoff",
        ) => true,
        _ => false,
    }
}

/// Whether an address begins with nothing that could run.
fn is_harmless(address: &str) -> bool {
    let address: String = address
        .chars()
        .filter(|c| !c.is_control() && !c.is_whitespace())
        .collect();
    let end = address.find([':', '/', '?', '#']);
    let Some(scheme) = end.and_then(|end| address.get(..end)) else {
        return true;
    };
    let is_scheme =
        end.is_some_and(|end| address.get(end..).is_some_and(|rest| rest.starts_with(':')));
    !is_scheme
        || SCHEMES
            .iter()
            .any(|known| known.eq_ignore_ascii_case(scheme))
}
