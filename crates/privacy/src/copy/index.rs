//! The first page of a copy: what lies beside it.

use accounts::Account;
use store::Millis;
use texts::Texts;

/// The page, in the member's language. Needs nothing but itself.
pub(super) fn page(account: &Account, files: &[String], now: Millis) -> String {
    let t = Texts::new(account.language);
    let mut items = vec![item("collection.colpkg", &t.copy_index_package())];
    items.extend(files.iter().map(|name| item(name, "")));
    format!(
        "<!doctype html>\n<html lang=\"{}\">\n<meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <title>{title}</title>\n\
         <style>body{{max-width:40rem;margin:2rem auto;padding:0 1rem;\
         font:1rem/1.6 system-ui,sans-serif;color-scheme:light dark}}</style>\n\
         <h1>{title}</h1>\n<p>{}</p>\n<ul>\n{}\n</ul>\n<p>{}</p>\n",
        t.language().code(),
        escaped(&t.copy_index_lead(account.email.as_str(), t.day(now.0))),
        items.join("\n"),
        escaped(&t.copy_index_rules()),
        title = escaped(&t.copy_index_title()),
    )
}

fn item(name: &str, words: &str) -> String {
    let (name, words) = (escaped(name), escaped(words));
    format!("<li><a href=\"{name}\">{name}</a> {words}</li>")
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('"', "&quot;")
}
