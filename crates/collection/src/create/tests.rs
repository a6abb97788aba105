//! Compares a new collection of ours with one that the real wheel made
//! (`tests/oracle/sheets/new_file.json`).

use prost::Message;
use rusqlite::types::ValueRef;
use rusqlite::{Connection, ToSql};
use serde_json::{Map, Value, json};

use super::Birth;
use crate::Collection;
use crate::model::{Millis, NotetypeId, Secs};
use crate::sheets::hex;
use crate::storage::tests::new_collection;
use crate::storage::{config, notetypes};

fn sheet() -> Value {
    serde_json::from_str(include_str!(
        "../../../../tests/oracle/sheets/new_file.json"
    ))
    .unwrap()
}

#[test]
fn tables_columns_keys_collations_and_indexes_are_those_of_the_wheel() {
    let (_folder, collection) = new_collection();
    let db = collection.connection();
    let tables = objects(
        db,
        "select name, type as kind, ncol as columns, wr as without_rowid, strict
         from pragma_table_list
         where schema = 'main' and name not like 'sqlite_%'
         order by name",
        "",
    );
    let tables: Vec<Value> = tables
        .into_iter()
        .map(|mut table| {
            let name = table["name"].as_str().unwrap().to_owned();
            table["info"] = rows(
                db,
                "select cid, name, lower(type), \"notnull\", dflt_value, pk, hidden
                 from pragma_table_xinfo(?1)",
                &name,
            );
            table["indexes"] = indexes(db, &name);
            table
        })
        .collect();
    let sheet = sheet();
    let wanted = sheet["schema"].as_array().unwrap();
    assert_eq!(tables.len(), wanted.len());
    for (table, wanted) in tables.iter().zip(wanted) {
        let name = &wanted["name"];
        for key in [
            "name",
            "kind",
            "columns",
            "without_rowid",
            "strict",
            "info",
            "indexes",
        ] {
            assert_eq!(table[key], wanted[key], "{key} of {name}");
        }
    }
}

fn indexes(db: &Connection, table: &str) -> Value {
    let list = objects(
        db,
        "select name, \"unique\", origin, partial from pragma_index_list(?1) order by name",
        table,
    );
    list.into_iter()
        .map(|mut index| {
            let name = index["name"].as_str().unwrap().to_owned();
            index["info"] = rows(
                db,
                "select seqno, cid, name, desc, iif(key, coll, null), key from pragma_index_xinfo(?1)",
                &name,
            );
            index
        })
        .collect()
}

#[test]
fn rows_of_a_new_collection_are_those_of_the_wheel() {
    let (_folder, collection) = new_collection();
    let db = collection.connection();
    let mut wanted = sheet()["rows"].take();
    // The wheel was in UTC; the client's own change waits to be sent, ours does not.
    for row in wanted["config"].as_array_mut().unwrap() {
        if row[0] == "creationOffset" {
            row[2] = json!(-60);
        }
    }
    let sql = "select id, mod, ver, dty, usn, ls, conf, models, decks, dconf, tags from col";
    assert_eq!(rows(db, sql, ""), wanted["col"]);
    assert_eq!(
        rows(db, "select * from deck_config", ""),
        wanted["deck_config"]
    );
    assert_eq!(rows(db, "select * from decks", ""), wanted["decks"]);
    for table in ["notes", "cards", "revlog", "graves", "tags"] {
        let count: i64 = db
            .query_row(&format!("select count(*) from {table}"), [], |row| {
                row.get(0)
            })
            .unwrap();
        assert_eq!(count, 0);
        assert!(wanted["empty"].as_array().unwrap().contains(&table.into()));
    }
    let made = notetype_rows(db);
    assert_eq!(made, wanted["notetypes"]);
    assert_eq!(settings(db), wanted["config"]);
    let current = config::get(db, "curModel").unwrap().unwrap();
    let current = notetypes::get(db, NotetypeId(current.as_i64().unwrap()))
        .unwrap()
        .unwrap();
    assert_eq!(Value::from(current.name), wanted["current_notetype"]);
}

fn settings(db: &Connection) -> Value {
    let mut settings: Vec<_> = config::all(db).unwrap().into_iter().collect();
    settings.retain(|(key, _)| key != "curModel");
    settings.sort_by(|left, right| left.0.cmp(&right.0));
    settings
        .into_iter()
        .map(|(key, value)| json!([key, 0, value]))
        .collect()
}

fn notetype_rows(db: &Connection) -> Value {
    let mut all = notetypes::all(db).unwrap();
    all.sort_by_key(|notetype| notetype.id);
    all.into_iter()
        .map(|mut notetype| {
            let mut fields = Vec::new();
            for field in &mut notetype.fields {
                assert!(field.config.id.take().is_some());
                fields.push(json!([field.name, hex(&field.config.encode_to_vec())]));
            }
            let mut templates = Vec::new();
            for it in &mut notetype.templates {
                assert!(it.config.id.take().is_some());
                let config = hex(&it.config.encode_to_vec());
                templates.push(json!([it.name, it.modified, it.usn, config]));
            }
            json!({
                "name": notetype.name,
                "mtime": notetype.modified,
                "usn": notetype.usn,
                "config": hex(&notetype.config.encode_to_vec()),
                "fields": fields,
                "templates": templates,
            })
        })
        .collect()
}

#[test]
fn a_collection_is_born_at_four_in_the_morning_of_its_day() {
    let created = |now, minutes_west| {
        super::created(&Birth {
            now: Millis(now),
            minutes_west,
            seed: 0,
        })
    };
    // 2023-11-14 22:13:20 UTC
    let now = 1_700_000_000_000;
    assert_eq!(created(now, None), Secs(1_699_934_400));
    assert_eq!(created(now, Some(0)), Secs(1_699_934_400));
    // In Berlin it is 23:13 of the same day, in Tokyo 07:13 of the next, in Delhi 03:43 of the
    // next, which belongs to the day before.
    assert_eq!(created(now, Some(-60)), Secs(1_699_934_400 - 3600));
    assert_eq!(
        created(now, Some(-540)),
        Secs(1_699_934_400 + 86_400 - 9 * 3600)
    );
    assert_eq!(created(now, Some(-330)), Secs(1_699_934_400 - 330 * 60));
}

#[test]
fn an_existing_file_is_left_alone() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("collection.anki2");
    std::fs::write(&path, "precious").unwrap();
    let birth = Birth {
        now: Millis(0),
        minutes_west: None,
        seed: 1,
    };
    assert!(Collection::create(&path, &birth).is_err());
    assert_eq!(std::fs::read(&path).unwrap(), b"precious");
}

/// The rows as objects by column name.
fn objects(db: &Connection, sql: &str, parameter: &str) -> Vec<Value> {
    let statement = db.prepare(sql).unwrap();
    let names: Vec<String> = statement.column_names().map(str::to_owned).collect();
    let Value::Array(rows) = rows(db, sql, parameter) else {
        panic!("no rows")
    };
    let object = |row: Value| {
        let Value::Array(values) = row else {
            panic!("no row")
        };
        Value::Object(names.iter().cloned().zip(values).collect::<Map<_, _>>())
    };
    rows.into_iter().map(object).collect()
}

/// The rows as arrays, blobs in hexadecimal.
fn rows(db: &Connection, sql: &str, parameter: &str) -> Value {
    let mut statement = db.prepare(sql).unwrap();
    let columns = statement.column_count();
    let parameters: &[&dyn ToSql] = if statement.parameter_count() > 0 {
        &[&parameter]
    } else {
        &[]
    };
    let rows = statement.query_map(parameters, |row| {
        let value = |column| match row.get_ref_unwrap(column) {
            ValueRef::Null => Value::Null,
            ValueRef::Integer(number) => number.into(),
            ValueRef::Real(number) => number.into(),
            ValueRef::Text(text) => String::from_utf8_lossy(text).into(),
            ValueRef::Blob(blob) => hex(blob).into(),
        };
        Ok((0..columns).map(value).collect::<Value>())
    });
    rows.unwrap().map(Result::unwrap).collect()
}
