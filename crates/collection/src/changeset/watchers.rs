//! What a connection knows about who watches it. It is attached to the connection and goes with it.
//!
//! SQLite calls before it changes a row (<https://sqlite.org/c3ref/preupdate_blobwrite.html>). It has
//! one place for such a callback, so all sessions of a connection share it.

use std::ffi::{CStr, c_char, c_int, c_void};
use std::ptr;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use libsqlite3_sys as sys;
use rusqlite::Connection;
use rusqlite::types::ValueRef;

use super::session::Notes;
use super::{SessionError, check, values};

type Callback = unsafe extern "C" fn(
    *mut c_void,
    *mut sys::sqlite3,
    c_int,
    *const c_char,
    *const c_char,
    i64,
    i64,
);
type Getter = unsafe extern "C" fn(*mut sys::sqlite3, c_int, *mut *mut sys::sqlite3_value) -> c_int;

unsafe extern "C" {
    fn sqlite3_preupdate_hook(
        db: *mut sys::sqlite3,
        callback: Option<Callback>,
        context: *mut c_void,
    ) -> *mut c_void;
    fn sqlite3_preupdate_old(
        db: *mut sys::sqlite3,
        column: c_int,
        value: *mut *mut sys::sqlite3_value,
    ) -> c_int;
    fn sqlite3_preupdate_new(
        db: *mut sys::sqlite3,
        column: c_int,
        value: *mut *mut sys::sqlite3_value,
    ) -> c_int;
    fn sqlite3_preupdate_count(db: *mut sys::sqlite3) -> c_int;
}

/// Under this name the connection keeps its [`Watchers`].
const NAME: &CStr = c"fuda.watchers";

/// A table with a key. Others cannot be followed, and ours all have one.
#[derive(Debug)]
pub(super) struct Table {
    pub(super) name: Vec<u8>,
    /// For each column its place in the key, from 1; 0 if it is none of it.
    pub(super) key: Vec<u8>,
    /// The columns of the key, in its order.
    key_columns: Vec<c_int>,
    /// Asks for the row with a key.
    pub(super) select: String,
    /// Asks whether there is one.
    pub(super) exists: String,
}

/// The sessions of one connection, and its tables. Held by the connection and by the sessions.
#[derive(Debug, Default)]
pub(super) struct Watchers {
    known: Mutex<Known>,
}

#[derive(Debug, Default)]
struct Known {
    tables: Vec<Arc<Table>>,
    /// The schema that the tables are of.
    schema: Option<i64>,
    sessions: Vec<Arc<Mutex<Notes>>>,
}

impl Watchers {
    /// Those of a connection; made, with the callback, if there are none.
    pub(super) fn of(connection: &Connection) -> Result<Arc<Watchers>, SessionError> {
        let watchers = match found(connection) {
            Some(watchers) => watchers,
            None => attached(connection)?,
        };
        watchers.known().learn(connection)?;
        Ok(watchers)
    }

    /// Whether they are those of this connection.
    pub(super) fn are_of(&self, connection: &Connection) -> bool {
        found(connection).is_some_and(|watchers| ptr::eq(&raw const *watchers, self))
    }

    pub(super) fn join(&self, session: Arc<Mutex<Notes>>) {
        self.known().sessions.push(session);
    }

    pub(super) fn leave(&self, session: &Arc<Mutex<Notes>>) {
        let is_another = |other: &Arc<Mutex<Notes>>| !Arc::ptr_eq(other, session);
        self.known().sessions.retain(is_another);
    }

    fn known(&self) -> MutexGuard<'_, Known> {
        self.known.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

fn found(connection: &Connection) -> Option<Arc<Watchers>> {
    // SAFETY: the handle is that of a live connection. What lies under our name is what `attached` put
    // there, one count of an `Arc` that the connection keeps; we take another.
    unsafe {
        let found = sys::sqlite3_get_clientdata(connection.handle(), NAME.as_ptr());
        let found = found.cast_const().cast::<Watchers>();
        if found.is_null() {
            return None;
        }
        Arc::increment_strong_count(found);
        Some(Arc::from_raw(found))
    }
}

fn attached(connection: &Connection) -> Result<Arc<Watchers>, SessionError> {
    let watchers = Arc::<Watchers>::default();
    let given = Arc::into_raw(Arc::clone(&watchers)).cast_mut().cast();
    // SAFETY: the handle is that of a live connection. It keeps a count of its own until it calls
    // `forget`, when it closes or if this call fails, and calls back no longer than that.
    unsafe {
        let db = connection.handle();
        let code = sys::sqlite3_set_clientdata(db, NAME.as_ptr(), given, Some(forget));
        check("watching a connection", code)?;
        sqlite3_preupdate_hook(db, Some(before_change), given);
    }
    Ok(watchers)
}

impl Known {
    fn learn(&mut self, connection: &Connection) -> Result<(), SessionError> {
        let schema = connection
            .prepare_cached("pragma schema_version")?
            .query_row([], |row| row.get(0))?;
        if self.schema == Some(schema) {
            return Ok(());
        }
        let mut names = connection.prepare_cached(
            "select name from sqlite_master where type = 'table' and name not like 'sqlite\\_%' escape '\\'",
        )?;
        let names = names.query_map([], |row| row.get::<_, String>(0))?;
        let mut tables = Vec::new();
        for name in names {
            tables.extend(Table::read(connection, &name?)?.map(Arc::new));
        }
        self.tables = tables;
        self.schema = Some(schema);
        Ok(())
    }
}

impl Table {
    fn read(connection: &Connection, name: &str) -> Result<Option<Table>, SessionError> {
        let mut select = connection
            .prepare("select name, pk from pragma_table_xinfo(?1) where hidden = 0 order by cid")?;
        let columns = select.query_map([name], |row| Ok((row.get(0)?, row.get(1)?)))?;
        let columns: Vec<(String, u8)> = columns.collect::<Result<_, _>>()?;
        let mut key: Vec<_> = (0..).zip(&columns).collect();
        key.retain(|(_, (_, place))| *place > 0);
        key.sort_by_key(|(_, (_, place))| *place);
        if key.is_empty() {
            return Ok(None);
        }
        let quoted = |name: &str| format!("\"{}\"", name.replace('"', "\"\""));
        let names: Vec<_> = columns.iter().map(|(name, _)| quoted(name)).collect();
        let wanted = key
            .iter()
            .map(|(_, (name, place))| format!("{} is ?{place}", quoted(name)));
        let wanted: Vec<_> = wanted.collect();
        let from = format!("from main.{} where {}", quoted(name), wanted.join(" and "));
        Ok(Some(Table {
            select: format!("select {} {from}", names.join(", ")),
            exists: format!("select 1 {from}"),
            name: name.as_bytes().to_owned(),
            key_columns: key.into_iter().map(|(column, _)| column).collect(),
            key: columns.into_iter().map(|(_, place)| place).collect(),
        }))
    }
}

unsafe extern "C" fn forget(watchers: *mut c_void) {
    // SAFETY: the count that `attached` gave away, given back once.
    drop(unsafe { Arc::from_raw(watchers.cast_const().cast::<Watchers>()) });
}

/// A change that is about to happen.
pub(super) struct Change {
    db: *mut sys::sqlite3,
    op: c_int,
}

impl Change {
    /// Whether there is a row that will be no more, or no longer the same.
    pub(super) fn has_before(&self) -> bool {
        self.op != sys::SQLITE_INSERT
    }

    /// Whether there will be a row.
    pub(super) fn has_after(&self) -> bool {
        self.op != sys::SQLITE_DELETE
    }

    /// The key of the row before.
    pub(super) fn key_before(&self, table: &Table) -> Option<Vec<u8>> {
        self.key(table, sqlite3_preupdate_old)
    }

    /// The key of the row after.
    pub(super) fn key_after(&self, table: &Table) -> Option<Vec<u8>> {
        self.key(table, sqlite3_preupdate_new)
    }

    /// The row before.
    pub(super) fn row_before(&self, table: &Table) -> Option<Vec<u8>> {
        let mut row = Vec::with_capacity(256);
        for (column, _) in (0..).zip(&table.key) {
            self.put(&mut row, column, sqlite3_preupdate_old)?;
        }
        Some(row)
    }

    fn key(&self, table: &Table, get: Getter) -> Option<Vec<u8>> {
        let mut key = Vec::with_capacity(16);
        for column in &table.key_columns {
            self.put(&mut key, *column, get)?;
        }
        Some(key)
    }

    fn put(&self, out: &mut Vec<u8>, column: c_int, get: Getter) -> Option<()> {
        let mut value = ptr::null_mut();
        // SAFETY: SQLite is inside its callback for this connection; the value lives until it ends.
        unsafe {
            if get(self.db, column, &raw mut value) != sys::SQLITE_OK || value.is_null() {
                return None;
            }
            values::put(out, taken(value));
        }
        Some(())
    }
}

/// A value of SQLite's.
///
/// # Safety
/// `value` is live for as long as the result is used.
unsafe fn taken<'a>(value: *mut sys::sqlite3_value) -> ValueRef<'a> {
    // SAFETY: as the caller promises; text is asked for before its length, as SQLite wants it.
    unsafe {
        let bytes = |start: *const u8| match usize::try_from(sys::sqlite3_value_bytes(value)) {
            Ok(length) if length > 0 && !start.is_null() => {
                std::slice::from_raw_parts(start, length)
            }
            _ => &[],
        };
        match sys::sqlite3_value_type(value) {
            sys::SQLITE_INTEGER => ValueRef::Integer(sys::sqlite3_value_int64(value)),
            sys::SQLITE_FLOAT => ValueRef::Real(sys::sqlite3_value_double(value)),
            sys::SQLITE_TEXT => ValueRef::Text(bytes(sys::sqlite3_value_text(value))),
            sys::SQLITE_BLOB => ValueRef::Blob(bytes(sys::sqlite3_value_blob(value).cast())),
            _ => ValueRef::Null,
        }
    }
}

unsafe extern "C" fn before_change(
    watchers: *mut c_void,
    db: *mut sys::sqlite3,
    op: c_int,
    database: *const c_char,
    table: *const c_char,
    _old_rowid: i64,
    _new_rowid: i64,
) {
    // SAFETY: SQLite passes what `attached` gave it, which lives as long as the connection, and names
    // that live during the call.
    let (watchers, name, database) = unsafe {
        let watchers = &*watchers.cast_const().cast::<Watchers>();
        let name = CStr::from_ptr(table).to_bytes();
        (watchers, name, CStr::from_ptr(database))
    };
    let known = watchers.known();
    if known.sessions.is_empty() || database != c"main" || name.starts_with(b"sqlite_") {
        return;
    }
    // SAFETY: SQLite is inside its callback for this connection.
    let columns = usize::try_from(unsafe { sqlite3_preupdate_count(db) });
    let table = known.tables.iter().find(|table| table.name == name);
    let table = table.filter(|table| columns == Ok(table.key.len()));
    let change = Change { db, op };
    for session in &known.sessions {
        let mut notes = session.lock().unwrap_or_else(PoisonError::into_inner);
        match table {
            Some(table) => notes.take(table, &change),
            None => notes.lose(name),
        }
    }
}
