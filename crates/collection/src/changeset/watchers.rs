//! What a connection knows about who watches it. It is attached to the connection and goes with it.
//!
//! SQLite calls before it changes a row (<https://sqlite.org/c3ref/preupdate_blobwrite.html>). It has
//! one place for such a callback, so all sessions of a connection share it.

use std::ffi::{CStr, c_char, c_int, c_void};
use std::ptr;
use std::sync::Arc;

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

/// The sessions of one connection, and its tables.
#[derive(Debug, Default)]
pub(super) struct Watchers {
    tables: Vec<Arc<Table>>,
    /// The schema that the tables are of.
    schema: Option<i64>,
    sessions: Vec<*mut Notes>,
}

impl Watchers {
    /// Those of a connection; made, with the callback, if there are none.
    pub(super) fn of(connection: &Connection) -> Result<*mut Watchers, SessionError> {
        // SAFETY: the handle is that of a live connection. What we attach is ours and of this type, and
        // lives until the connection calls `forget` with it; the callback gets the same pointer.
        let watchers = unsafe {
            let db = connection.handle();
            let known = sys::sqlite3_get_clientdata(db, NAME.as_ptr()).cast::<Watchers>();
            if known.is_null() {
                let new = Box::into_raw(Box::<Watchers>::default());
                let code = sys::sqlite3_set_clientdata(db, NAME.as_ptr(), new.cast(), Some(forget));
                check("watching a connection", code)?;
                sqlite3_preupdate_hook(db, Some(before_change), new.cast());
                new
            } else {
                known
            }
        };
        // SAFETY: as above; no session is called while this borrow lives, because nothing is written.
        unsafe { &mut *watchers }.learn(connection)?;
        Ok(watchers)
    }

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

    pub(super) fn join(&mut self, session: *mut Notes) {
        self.sessions.push(session);
    }

    pub(super) fn leave(&mut self, session: *mut Notes) {
        self.sessions.retain(|other| *other != session);
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
    // SAFETY: made by `Watchers::of` from a box, given back once, when the connection closes.
    drop(unsafe { Box::from_raw(watchers.cast::<Watchers>()) });
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
    // SAFETY: SQLite passes what `Watchers::of` gave it, and names that live during the call. Sessions
    // leave before they end, and nobody else uses them while their connection writes.
    unsafe {
        let watchers = &*watchers.cast::<Watchers>();
        let name = CStr::from_ptr(table).to_bytes();
        if watchers.sessions.is_empty()
            || CStr::from_ptr(database) != c"main"
            || name.starts_with(b"sqlite_")
        {
            return;
        }
        let table = watchers.tables.iter().find(|table| table.name == name);
        let fits = |table: &&Arc<Table>| {
            usize::try_from(sqlite3_preupdate_count(db)) == Ok(table.key.len())
        };
        let change = Change { db, op };
        for session in &watchers.sessions {
            let notes = &mut **session;
            match table.filter(fits) {
                Some(table) => notes.take(table, &change),
                None => notes.lose(name),
            }
        }
    }
}
