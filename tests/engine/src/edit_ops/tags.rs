use collection::Pen;
use collection::edit::tags;
use collection::model::tag;
use collection::storage;
use serde_json::{Value, json};

use super::note_ids;
use crate::request::{Refusal, Request};
use crate::session::Session;
use crate::study_ops::{changed, counted};

pub(super) fn perform(session: &mut Session, request: &Request) -> Option<Result<Value, Refusal>> {
    let text = |name| request.text(name).unwrap_or_default();
    let count =
        |work: &dyn Fn(&Pen<'_>) -> Result<usize, collection::Error>| counted(session, work);
    Some(match request.op() {
        "add_note_tags" => {
            count(&|pen| tags::add(pen, &note_ids(request, "note_ids"), text("tags")))
        }
        "remove_note_tags" => {
            count(&|pen| tags::remove(pen, &note_ids(request, "note_ids"), text("tags")))
        }
        "rename_tags" => {
            count(&|pen| tags::rename(pen, text("current_prefix"), text("new_prefix")))
        }
        "reparent_tags" => count(&|pen| {
            let parent = Some(text("new_parent")).filter(|parent| !parent.is_empty());
            tags::reparent(pen, &request.texts("tags"), parent)
        }),
        "remove_tags" => count(&|pen| tags::remove_everywhere(pen, text("val"))),
        "clear_unused_tags" => count(&tags::clear_unused),
        // Anki sees this before it begins anything.
        "find_and_replace_tag" if tag::has_separator(text("replacement")) => Err(Refusal::new(
            "INVALID_INPUT",
            "replacement name cannot contain a space",
        )),
        "find_and_replace_tag" => count(&|pen| {
            let search = tags::Search {
                text: text("search"),
                replacement: text("replacement"),
                is_regex: request.is("regex"),
                matches_case: request.is("match_case"),
            };
            tags::find_and_replace(pen, &note_ids(request, "note_ids"), &search)
        }),
        "set_tag_collapsed" => changed(session, |pen| {
            tags::set_collapsed(pen, text("name"), request.is("collapsed"))
        }),
        "all_tags" | "tag_tree" | "complete_tag" => read(session, request),
        _ => return None,
    })
}

fn read(session: &Session, request: &Request) -> Result<Value, Refusal> {
    let db = session.collection()?.connection();
    Ok(match request.op() {
        "all_tags" => {
            let known = storage::tags::all(db)?;
            let names: Vec<_> = known.into_iter().map(|tag| tag.name).collect();
            json!({"vals": names})
        }
        "tag_tree" => branch(&tags::tree(db)?),
        _ => {
            let limit = request.int("match_limit").unwrap_or_default();
            let limit = usize::try_from(limit).unwrap_or_default();
            let typed = request.text("input").unwrap_or_default();
            json!({"tags": tags::complete(db, typed, limit)?})
        }
    })
}

fn branch(tag: &tags::Branch) -> Value {
    json!({
        "name": tag.name,
        "level": tag.level,
        "collapsed": tag.is_collapsed,
        "children": tag.children.iter().map(branch).collect::<Vec<_>>(),
    })
}
