//! The files that browsers load beside a page: one style sheet, one script, the icons.
//!
//! `make assets` bundles styles and islands into `target/assets`, named by their hashes. Without
//! that (no Node), the style sheets are strung together as they are and the islands stay asleep;
//! every page works without them. In debug builds both are read from disk at each request.

use std::borrow::Cow;
#[cfg(not(debug_assertions))]
use std::sync::LazyLock;

use axum::extract::Path;
use axum::http::{HeaderValue, header};
use axum::response::{IntoResponse, Response};
use doorway::Public;
use rust_embed::{Embed, EmbeddedFile};
use serde::Deserialize;

use crate::frame::stopped::Stopped;

#[derive(Embed)]
#[folder = "../../target/assets"]
#[allow_missing = true]
struct Bundle;

#[derive(Embed)]
#[folder = "src"]
#[include = "*.css"]
#[include = "frame/icon.*"]
struct Sources;

/// What a bundle consists of, written by the bundler beside its files.
#[derive(Debug, Deserialize)]
struct Manifest {
    style: String,
    script: String,
}

/// Where a page finds its files.
#[derive(Debug, Clone)]
pub(crate) struct Links {
    pub(crate) style: String,
    pub(crate) script: Option<String>,
    pub(crate) icon: String,
    pub(crate) touch_icon: String,
}

const ENTRY: &str = "frame/site.css";
const ICON: &str = "icon.svg";
const TOUCH_ICON: &str = "icon.png";

pub(crate) fn links() -> Links {
    #[cfg(not(debug_assertions))]
    {
        static LINKS: LazyLock<Links> = LazyLock::new(find);
        LINKS.clone()
    }
    #[cfg(debug_assertions)]
    find()
}

fn find() -> Links {
    let (style, script) = match manifest() {
        Some(bundle) => (bundle.style, Some(address(&bundle.script))),
        None => (plain_style_name(&plain_style()), None),
    };
    Links {
        style: address(&style),
        script,
        icon: address(ICON),
        touch_icon: address(TOUCH_ICON),
    }
}

fn address(name: &str) -> String {
    format!("/static/{name}")
}

fn manifest() -> Option<Manifest> {
    serde_json::from_slice(&Bundle::get("manifest.json")?.data).ok()
}

/// `GET /static/{name}`: the same for everybody, so it never sees a session.
pub(crate) async fn show(Path(name): Path<String>) -> Result<Response, Stopped> {
    let kind = kind_of(&name).ok_or(Stopped::NotFound)?;
    if let Some(file) = icon(&name) {
        return Ok(Public::for_an_hour(typed(kind, file.data)).into_response());
    }
    if let Some(file) = Bundle::get(&name) {
        return Ok(Public::for_ever(typed(kind, file.data)).into_response());
    }
    let style = plain_style();
    if name == plain_style_name(&style) {
        let answer = typed(kind, Cow::Owned(style.into_bytes()));
        return Ok(Public::for_ever(answer).into_response());
    }
    Err(Stopped::NotFound)
}

fn icon(name: &str) -> Option<EmbeddedFile> {
    if name == ICON || name == TOUCH_ICON {
        Sources::get(&format!("frame/{name}"))
    } else {
        None
    }
}

fn kind_of(name: &str) -> Option<&'static str> {
    let (_, extension) = name.rsplit_once('.')?;
    match extension {
        "css" => Some("text/css; charset=utf-8"),
        "js" => Some("text/javascript; charset=utf-8"),
        "svg" => Some("image/svg+xml"),
        "png" => Some("image/png"),
        _ => None,
    }
}

fn typed(kind: &'static str, bytes: Cow<'static, [u8]>) -> Response {
    let mut response = bytes.into_response();
    response
        .headers_mut()
        .insert(header::CONTENT_TYPE, HeaderValue::from_static(kind));
    response
}

/// All style sheets in the order in which `site.css` names them.
fn plain_style() -> String {
    let entry = source(ENTRY);
    let mut style = String::new();
    for line in entry.lines() {
        match import(line) {
            Some(path) => style.push_str(&source(&path)),
            None => style.push_str(line),
        }
        style.push('\n');
    }
    style
}

/// `@import "../home.css";` → `home.css`, seen from `src`.
fn import(line: &str) -> Option<String> {
    let path = line.strip_prefix("@import \"")?.strip_suffix("\";")?;
    match path.strip_prefix("../") {
        Some(outside) => Some(outside.to_owned()),
        None => Some(format!("frame/{}", path.strip_prefix("./")?)),
    }
}

fn source(path: &str) -> String {
    let bytes = Sources::get(path).map(|file| file.data).unwrap_or_default();
    String::from_utf8_lossy(&bytes).into_owned()
}

/// The name changes with the content, so that browsers may keep it for ever.
fn plain_style_name(style: &str) -> String {
    // FNV-1a: names a version, guards nothing.
    let hash = style.bytes().fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
    });
    format!("site-{hash:016x}.css")
}

#[cfg(test)]
mod tests {
    use super::{Sources, import, plain_style, plain_style_name};

    #[test]
    fn without_node_all_styles_are_there_in_their_order() {
        let style = plain_style();

        let places: Vec<_> = [
            ":root {",
            "@layer reset {",
            "@layer base {",
            ".field {",
            ".home {",
        ]
        .iter()
        .map(|words| {
            style
                .find(words)
                .unwrap_or_else(|| panic!("{words} is missing"))
        })
        .collect();
        assert!(places.is_sorted(), "{places:?}");
        assert!(!style.contains("@import"), "every import was followed");
    }

    #[test]
    fn every_style_sheet_is_named_in_the_entry() {
        let entry = super::source(super::ENTRY);
        let named: Vec<_> = entry.lines().filter_map(import).collect();

        for file in Sources::iter().filter(|file| file.ends_with(".css") && *file != super::ENTRY) {
            assert!(
                named.contains(&file.to_string()),
                "{file} is not in {}",
                super::ENTRY
            );
        }
    }

    #[test]
    fn the_name_of_a_style_sheet_changes_with_its_content() {
        assert_ne!(plain_style_name("a{}"), plain_style_name("b{}"));
        assert!(plain_style_name("a{}").starts_with("site-"));
    }
}
