//! The connection that sees numbers of a collection and nothing else: no text, no name, no media, and
//! nothing is written. Of rows that hold text, too, it gets single numbers, through views of ours.

use std::path::Path;
use std::time::Duration;

use collection::model::DeckKind;
use rusqlite::functions::{Context, FunctionFlags};
use rusqlite::hooks::{AuthAction, AuthContext, Authorization};
use rusqlite::{Connection, OpenFlags};

/// Which preset each card has, by its home deck. Beside it stands the deck's description.
const PRESETS: &str = "presets_of_cards";
/// Whether FSRS is on, and when a day begins. Beside them stands whatever add-ons keep.
const OPTIONS: &str = "numbers_of_options";
const VIEWS: &str = "
    create temp view presets_of_cards as
    select cards.id as card, preset_of(decks.kind) as preset
    from main.cards
    join main.decks on decks.id = case cards.odid when 0 then cards.did else cards.odid end;
    create temp view numbers_of_options as
    select KEY as name, number_of(val) as value
    from main.config
    where KEY in ('fsrs', 'rollover', 'localOffset', 'creationOffset');";

pub(super) fn open(path: &Path) -> rusqlite::Result<Connection> {
    let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let mut db = Connection::open_with_flags(path, flags)?;
    db.busy_timeout(Duration::from_secs(5))?;
    let pure = FunctionFlags::SQLITE_UTF8 | FunctionFlags::SQLITE_DETERMINISTIC;
    db.create_scalar_function("preset_of", 1, pure, preset_of)?;
    db.create_scalar_function("number_of", 1, pure, number_of)?;
    db.pragma_update(None, "temp_store", "memory")?;
    db.execute_batch(VIEWS)?;
    db.authorizer(Some(|context: AuthContext<'_>| {
        if may_happen(&context) {
            Authorization::Allow
        } else {
            Authorization::Deny
        }
    }))?;
    Ok(db)
}

fn may_happen(context: &AuthContext<'_>) -> bool {
    if let AuthAction::Read {
        table_name,
        column_name,
    } = context.action
    {
        return may_be_read(table_name, column_name, context.accessor);
    }
    if let AuthAction::Function { function_name } = context.action {
        let view = context.accessor;
        return (function_name == "preset_of" && view == Some(PRESETS))
            || (function_name == "number_of" && view == Some(OPTIONS));
    }
    matches!(context.action, AuthAction::Select)
}

fn may_be_read(table: &str, column: &str, view: Option<&str>) -> bool {
    match table {
        "revlog" => ["id", "cid", "ease", "ivl", "lastIvl", "factor", "type"].contains(&column),
        "cards" => ["id", "did", "odid"].contains(&column) && view == Some(PRESETS),
        "deck_config" => ["id", "config"].contains(&column),
        "decks" => ["id", "kind"].contains(&column) && view == Some(PRESETS),
        "config" => ["KEY", "val"].contains(&column) && view == Some(OPTIONS),
        PRESETS | OPTIONS => true,
        _ => false,
    }
}

/// The number of a deck's preset; nothing for a filtered deck, which borrows its cards.
fn preset_of(call: &Context<'_>) -> rusqlite::Result<Option<i64>> {
    let kind: Vec<u8> = call.get(0)?;
    Ok(match DeckKind::from_blob(&kind) {
        Ok(DeckKind::Normal(normal)) => Some(normal.preset),
        Ok(DeckKind::Filtered(_)) | Err(_) => None,
    })
}

/// A number or a switch; nothing for anything else.
fn number_of(call: &Context<'_>) -> rusqlite::Result<Option<i64>> {
    let value: Vec<u8> = call.get(0)?;
    let value: serde_json::Value = serde_json::from_slice(&value).unwrap_or_default();
    Ok(value.as_i64().or(value.as_bool().map(i64::from)))
}
