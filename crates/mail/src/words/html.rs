//! The same words as a page: no picture, no script, nothing to fetch, no link but those that stand in
//! the plain text. Styles stand where they apply, because mail readers drop all others.

use super::{Part, Site};

/// As wide as mail readers show without sliding.
const WIDTH: u32 = 600;

/// A page of these parts. `language` is a code such as `en`.
pub(super) fn page(subject: &str, language: &str, parts: &[Part], site: &Site) -> String {
    let subject = escaped(subject);
    let mut html = format!(
        "<!doctype html>\n<html lang=\"{language}\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <meta name=\"color-scheme\" content=\"light dark\">\n<title>{subject}</title>\n</head>\n\
         <body style=\"margin: 0; padding: 24px 16px\">\n\
         <div style=\"max-width: {WIDTH}px; margin: 0 auto; font-family: system-ui, -apple-system, \
         'Segoe UI', sans-serif; font-size: 16px; line-height: 1.5; overflow-wrap: break-word\">\n"
    );
    let is_foot = |part: &&Part| matches!(part, Part::Foot(_));
    for part in parts.iter().filter(|part| !is_foot(part)) {
        html.push_str(&set(part, site));
    }
    html.push_str(
        "<div style=\"margin-top: 32px; padding-top: 16px; border-top: 1px solid #888888; font-size: 14px\">\n",
    );
    for part in parts.iter().filter(is_foot) {
        html.push_str(&set(part, site));
    }
    html.push_str("</div>\n</div>\n</body>\n</html>\n");
    html
}

fn set(part: &Part, site: &Site) -> String {
    match part {
        Part::Words(words) if is_link(words, site) => {
            let (link, host) = (escaped(words), escaped(&site.url));
            let path = link.strip_prefix(&host).unwrap_or_default();
            // Small screens break it where its words end.
            let shown = format!("{host}{}", path.replace('/', "/<wbr>"));
            format!(
                "<p style=\"margin: 0 0 16px\"><a href=\"{link}\" style=\"overflow-wrap: anywhere\">{shown}</a></p>\n"
            )
        }
        Part::Words(words) | Part::Foot(words) => {
            format!("<p style=\"margin: 0 0 16px\">{}</p>\n", escaped(words))
        }
        Part::Lines(lines) => format!(
            "<pre style=\"margin: 0 0 16px; font-size: 13px; white-space: pre-wrap; \
             word-break: break-all\">{}</pre>\n",
            escaped(lines.trim_end())
        ),
    }
}

/// A paragraph that is a link of ours and nothing else.
fn is_link(words: &str, site: &Site) -> bool {
    words
        .strip_prefix(&site.url)
        .is_some_and(|path| path.starts_with('/') && !path.contains(char::is_whitespace))
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
        .replace('"', "&quot;")
}
