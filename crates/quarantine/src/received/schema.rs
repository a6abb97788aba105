//! What is in the received file: its tables, and whether they are built as clients build them.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use rusqlite::Connection;
use rusqlite::config::DbConfig;
use rusqlite::hooks::{AuthAction, AuthContext, Authorization};
use rusqlite::limits::Limit;

use super::header::Encoding;
use super::pages::Source;
use super::record::{self, Value};
use super::{table, text};
use crate::answer::Refusal;
use crate::received::text::printable;

/// More objects, or longer statements in all, no collection has.
const OBJECTS_MAX: usize = 2_000;
const STATEMENTS_BYTES_MAX: usize = 4 << 20;

/// An entry of `sqlite_schema`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Object {
    /// `table`, `index`, `view` or `trigger`.
    pub(crate) kind: String,
    /// Names are compared without regard to case, as `SQLite` does.
    pub(crate) name: String,
    /// The table it belongs to.
    pub(crate) table: String,
    /// The root page; 0 for what has none.
    pub(crate) root: u32,
    pub(crate) statement: String,
}

/// Reads the list of all objects.
pub(crate) fn objects(source: &Source) -> Result<Vec<Object>, Refusal> {
    let mut objects = Vec::new();
    let mut bytes = 0;
    table::rows(source, 1, |_, record| {
        bytes += record.len();
        if objects.len() == OBJECTS_MAX || bytes > STATEMENTS_BYTES_MAX {
            return Err(Refusal::hostile("too many objects in the database"));
        }
        objects.push(object(record, source.header.encoding)?);
        Ok(())
    })?;
    Ok(objects)
}

fn object(record: &[u8], encoding: Encoding) -> Result<Object, Refusal> {
    let malformed = || Refusal::corrupt("the list of tables is damaged");
    let [kind, name, table, root, statement] = record::read::<5>(record).ok_or_else(malformed)?;
    let text = |value| match value {
        Value::Text(bytes) => Ok(text::decode(bytes, encoding).0.into_owned()),
        Value::Null => Ok(String::new()),
        Value::Integer(_) | Value::Real(_) | Value::Blob(_) => Err(malformed()),
    };
    let root = match root {
        Value::Integer(page) => u32::try_from(page).map_err(|_| malformed())?,
        Value::Null => 0,
        Value::Real(_) | Value::Text(_) | Value::Blob(_) => return Err(malformed()),
    };
    Ok(Object {
        kind: text(kind)?,
        name: text(name)?,
        table: text(table)?,
        root,
        statement: text(statement)?,
    })
}

/// How a table says that its rows are stored.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Shape {
    /// Column names in the order of the records.
    pub(crate) columns: Vec<String>,
    /// How many columns the primary key has; they are the first ones.
    pub(crate) key_columns: usize,
    pub(crate) has_row_ids: bool,
}

/// Understands `create` statements. `SQLite` itself does the parsing, on an empty database in
/// memory that is thrown away; it never sees the received file, and may do nothing but create.
pub(crate) struct Parser {
    db: Connection,
    /// Whether a statement wanted to do something else.
    was_denied: Arc<AtomicBool>,
}

impl Parser {
    pub(crate) fn new() -> Result<Parser, Refusal> {
        let broken = |error| Refusal::database("preparing the parser", &error);
        let mut db = Connection::open_in_memory().map_err(broken)?;
        let was_denied = Arc::new(AtomicBool::new(false));
        prepare(&mut db, was_denied.clone()).map_err(broken)?;
        Ok(Parser { db, was_denied })
    }

    /// The shape of an ordinary table; refuses any other kind.
    pub(crate) fn table(&self, object: &Object) -> Result<Shape, Refusal> {
        let odd =
            |what: &str| Refusal::hostile(format!("table {} {what}", printable(&object.name)));
        if self.db.execute_batch(&object.statement).is_err() {
            return Err(if self.was_denied.load(Ordering::Relaxed) {
                odd("has a declaration that does more than declare")
            } else {
                Refusal::corrupt(format!("the declaration of {} is malformed", object.name))
            });
        }
        let name = object.name.as_str();
        let listed = self.ask("table_list", name, |row| {
            Ok((row.get::<_, String>(2)?, row.get::<_, bool>(4)?))
        })?;
        let [(kind, has_no_row_ids)] = listed.as_slice() else {
            return Err(odd("is declared under another name"));
        };
        if kind != "table" {
            return Err(odd(&format!("is a {kind} table")));
        }
        let columns = self.columns(object)?;
        let key = columns.iter().take_while(|column| column.key > 0).count();
        if columns.iter().enumerate().any(|(at, column)| {
            column.hidden != 0 || (column.key != 0 && usize::try_from(column.key) != Ok(at + 1))
        }) {
            return Err(odd("has computed columns or another key"));
        }
        let alias = columns
            .first()
            .is_some_and(|column| key == 1 && column.kind.eq_ignore_ascii_case("integer"));
        if !has_no_row_ids && key > 0 && (!alias || self.has_key_index(name)?) {
            return Err(odd("has another key"));
        }
        Ok(Shape {
            columns: columns.into_iter().map(|column| column.name).collect(),
            key_columns: key,
            has_row_ids: !has_no_row_ids,
        })
    }

    /// The columns of an ordinary index over whole columns in ascending order, and whether it has
    /// only the rows whose last column is not 0. `None` for any other kind of index.
    pub(crate) fn index(&self, object: &Object) -> Result<Option<IndexShape>, Refusal> {
        if self.db.execute_batch(&object.statement).is_err() {
            return Ok(None);
        }
        let rows = self.ask("index_xinfo", &object.name, |row| {
            let is_plain = row.get::<_, i64>(1)? >= -1 && !row.get::<_, bool>(3)?;
            Ok((
                row.get::<_, Option<String>>(2)?,
                is_plain,
                row.get::<_, bool>(5)?,
            ))
        })?;
        let mut columns = Vec::new();
        for row in rows {
            match row {
                (_, _, false) => {}
                (Some(name), true, true) => columns.push(name.to_ascii_lowercase()),
                (_, _, true) => return Ok(None),
            }
        }
        let words = object.statement.to_ascii_lowercase();
        let words: Vec<&str> = words.split_whitespace().collect();
        let condition = words.iter().position(|word| *word == "where");
        let condition = condition
            .and_then(|at| words.get(at + 1..))
            .map(<[&str]>::concat);
        let skips_zero = match (condition, columns.last()) {
            (None, _) => false,
            (Some(condition), Some(last)) if condition == format!("{last}!=0") => true,
            (Some(_), _) => return Ok(None),
        };
        Ok(Some(IndexShape {
            columns,
            skips_zero,
        }))
    }

    fn columns(&self, object: &Object) -> Result<Vec<ColumnShape>, Refusal> {
        self.ask("table_xinfo", &object.name, |row| {
            Ok(ColumnShape {
                name: row.get(1)?,
                kind: row.get(2)?,
                key: row.get(5)?,
                hidden: row.get(6)?,
            })
        })
    }

    /// Whether the primary key has an index of its own, and the first column therefore is not
    /// the row id although it looks like it.
    fn has_key_index(&self, table: &str) -> Result<bool, Refusal> {
        let origins = self.ask("index_list", table, |row| row.get::<_, String>(3))?;
        Ok(origins.iter().any(|origin| origin == "pk"))
    }

    fn ask<T>(
        &self,
        pragma: &str,
        about: &str,
        row: impl Fn(&rusqlite::Row<'_>) -> rusqlite::Result<T>,
    ) -> Result<Vec<T>, Refusal> {
        let mut rows = Vec::new();
        let asked = self.db.pragma(None, pragma, about, |answer| {
            rows.push(row(answer)?);
            Ok(())
        });
        asked.map_err(|error| Refusal::database("reading a declaration", &error))?;
        Ok(rows)
    }
}

/// See [`Parser::index`].
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct IndexShape {
    pub(crate) columns: Vec<String>,
    pub(crate) skips_zero: bool,
}

struct ColumnShape {
    name: String,
    kind: String,
    /// Place in the primary key, from 1.
    key: i64,
    hidden: i64,
}

/// Statements of strangers may only declare, and are short.
fn prepare(db: &mut Connection, was_denied: Arc<AtomicBool>) -> rusqlite::Result<()> {
    for (setting, value) in [
        (DbConfig::SQLITE_DBCONFIG_DEFENSIVE, true),
        (DbConfig::SQLITE_DBCONFIG_TRUSTED_SCHEMA, false),
        (DbConfig::SQLITE_DBCONFIG_ENABLE_TRIGGER, false),
        (DbConfig::SQLITE_DBCONFIG_ENABLE_VIEW, false),
        (DbConfig::SQLITE_DBCONFIG_DQS_DML, false),
        (DbConfig::SQLITE_DBCONFIG_DQS_DDL, false),
        (DbConfig::SQLITE_DBCONFIG_WRITABLE_SCHEMA, false),
    ] {
        db.set_db_config(setting, value)?;
    }
    for (limit, value) in [
        (Limit::SQLITE_LIMIT_LENGTH, 1_000_000),
        (Limit::SQLITE_LIMIT_SQL_LENGTH, 100_000),
        (Limit::SQLITE_LIMIT_COLUMN, 64),
        (Limit::SQLITE_LIMIT_EXPR_DEPTH, 20),
        (Limit::SQLITE_LIMIT_COMPOUND_SELECT, 3),
        (Limit::SQLITE_LIMIT_VDBE_OP, 25_000),
        (Limit::SQLITE_LIMIT_FUNCTION_ARG, 8),
        (Limit::SQLITE_LIMIT_ATTACHED, 0),
        (Limit::SQLITE_LIMIT_LIKE_PATTERN_LENGTH, 50),
        (Limit::SQLITE_LIMIT_VARIABLE_NUMBER, 32),
        (Limit::SQLITE_LIMIT_TRIGGER_DEPTH, 1),
    ] {
        db.set_limit(limit, value)?;
    }
    db.create_collation("unicase", str::cmp)?;
    db.authorizer(Some(move |context: AuthContext<'_>| {
        if may_happen(context.action) {
            return Authorization::Allow;
        }
        was_denied.store(true, Ordering::Relaxed);
        Authorization::Deny
    }))
}

fn may_happen(action: AuthAction<'_>) -> bool {
    // Keys and conditions name columns, which counts as reading; the tables are empty.
    let declares = matches!(
        action,
        AuthAction::CreateTable { .. }
            | AuthAction::CreateIndex { .. }
            | AuthAction::Read { .. }
            | AuthAction::Reindex { .. }
    );
    // How SQLite itself writes down what was declared.
    let notes = matches!(
        action,
        AuthAction::Insert { table_name } | AuthAction::Update { table_name, .. }
            if table_name == "sqlite_master"
    );
    let asks = matches!(action, AuthAction::Pragma { pragma_name, .. } if is_ours(pragma_name));
    declares || notes || asks
}

fn is_ours(pragma: &str) -> bool {
    matches!(
        pragma,
        "table_list" | "table_xinfo" | "index_list" | "index_xinfo"
    )
}
