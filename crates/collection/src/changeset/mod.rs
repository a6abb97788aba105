//! Change sets: what happened to the rows of a connection, to be kept, applied elsewhere, or undone.
//!
//! The few functions of SQLite's session extension that we call, declared by hand: the driver offers
//! them only together with a code generator that needs a C compiler's libraries on every machine.
//!
//! Facts: <https://sqlite.org/session.html>. The bundled SQLite is compiled with the extension by the
//! flags in `.cargo/config.toml`.

#![expect(
    unsafe_code,
    reason = "a C interface without a safe wrapper; this module is its wrapper"
)]

pub mod tags;

use std::collections::BTreeSet;
use std::ffi::{CStr, c_char, c_int, c_void};
use std::ptr;

use libsqlite3_sys as sys;
use rusqlite::Connection;

/// The raw session object; only ever behind a pointer.
enum RawSession {}
/// The raw iterator over a change set; only ever behind a pointer.
enum RawIter {}

type TableFilter = unsafe extern "C" fn(*mut c_void, *const c_char) -> c_int;
type ConflictHandler = unsafe extern "C" fn(*mut c_void, c_int, *mut RawIter) -> c_int;

unsafe extern "C" {
    fn sqlite3session_create(
        db: *mut sys::sqlite3,
        name: *const c_char,
        session: *mut *mut RawSession,
    ) -> c_int;
    fn sqlite3session_delete(session: *mut RawSession);
    fn sqlite3session_attach(session: *mut RawSession, table: *const c_char) -> c_int;
    fn sqlite3session_table_filter(
        session: *mut RawSession,
        filter: Option<TableFilter>,
        context: *mut c_void,
    );
    fn sqlite3session_changeset(
        session: *mut RawSession,
        bytes: *mut c_int,
        changeset: *mut *mut c_void,
    ) -> c_int;
    fn sqlite3changeset_start(
        iter: *mut *mut RawIter,
        bytes: c_int,
        changeset: *mut c_void,
    ) -> c_int;
    fn sqlite3changeset_next(iter: *mut RawIter) -> c_int;
    fn sqlite3changeset_op(
        iter: *mut RawIter,
        table: *mut *const c_char,
        columns: *mut c_int,
        op: *mut c_int,
        indirect: *mut c_int,
    ) -> c_int;
    fn sqlite3changeset_old(
        iter: *mut RawIter,
        column: c_int,
        value: *mut *mut sys::sqlite3_value,
    ) -> c_int;
    fn sqlite3changeset_new(
        iter: *mut RawIter,
        column: c_int,
        value: *mut *mut sys::sqlite3_value,
    ) -> c_int;
    fn sqlite3changeset_finalize(iter: *mut RawIter) -> c_int;
    fn sqlite3changeset_invert(
        bytes: c_int,
        changeset: *const c_void,
        inverted_bytes: *mut c_int,
        inverted: *mut *mut c_void,
    ) -> c_int;
    fn sqlite3changeset_apply(
        db: *mut sys::sqlite3,
        bytes: c_int,
        changeset: *mut c_void,
        filter: Option<TableFilter>,
        conflict: Option<ConflictHandler>,
        context: *mut c_void,
    ) -> c_int;
}

// What a conflict handler may answer, and what it is asked about.
const OMIT: c_int = 0;
const REPLACE: c_int = 1;
const ABORT: c_int = 2;
const DATA_DIFFERS: c_int = 1;
const ROW_IS_GONE: c_int = 2;
const KEY_IS_TAKEN: c_int = 3;

/// The extension refused: SQLite's result code and what we were doing.
#[derive(Debug, thiserror::Error)]
#[error("{doing}: SQLite answered {code}")]
pub struct SessionError {
    doing: &'static str,
    code: c_int,
}

fn check(doing: &'static str, code: c_int) -> Result<(), SessionError> {
    if code == sys::SQLITE_OK {
        Ok(())
    } else {
        Err(SessionError { doing, code })
    }
}

/// Which tables a session watches.
#[derive(Debug, Clone, Copy)]
pub enum Watch {
    /// All but `tags` and SQLite's own.
    AllButTags,
    /// `tags` alone.
    Tags,
    /// All but `tags`, `col` and SQLite's own.
    Rows,
}

/// Watches a connection from `start` on. Must end before the connection does: who
/// keeps both keeps them in that order.
#[derive(Debug)]
pub struct Session(*mut RawSession);

// SAFETY: the session belongs to one connection, and both move between threads together, never used
// by two threads at once.
unsafe impl Send for Session {}

impl Session {
    pub fn start(connection: &Connection, watch: Watch) -> Result<Session, SessionError> {
        let mut raw = ptr::null_mut();
        // SAFETY: the handle is that of a live connection; `raw` receives a session that `Drop` ends.
        let session = unsafe {
            let code = sqlite3session_create(connection.handle(), c"main".as_ptr(), &raw mut raw);
            check("starting a session", code)?;
            Session(raw)
        };
        // SAFETY: `session.0` was made above; the filter is a function without state.
        let code = unsafe {
            match watch {
                Watch::AllButTags => {
                    sqlite3session_table_filter(session.0, Some(is_watched), ptr::null_mut());
                    sqlite3session_attach(session.0, ptr::null())
                }
                Watch::Tags => sqlite3session_attach(session.0, c"tags".as_ptr()),
                Watch::Rows => {
                    sqlite3session_table_filter(session.0, Some(is_row), ptr::null_mut());
                    sqlite3session_attach(session.0, ptr::null())
                }
            }
        };
        check("attaching a session", code)?;
        Ok(session)
    }

    /// What has changed since the start, as a change set. May be asked more than once.
    pub fn changeset(&self) -> Result<Vec<u8>, SessionError> {
        let mut bytes = 0;
        let mut changeset = ptr::null_mut();
        // SAFETY: the session is live; SQLite hands out a buffer of `bytes` bytes.
        unsafe {
            let code = sqlite3session_changeset(self.0, &raw mut bytes, &raw mut changeset);
            check("extracting a change set", code)?;
            Ok(taken(bytes, changeset))
        }
    }
}

/// Copies a buffer that SQLite handed out, and frees it.
///
/// # Safety
/// `buffer` is null or a buffer of `bytes` bytes that is ours until `sqlite3_free`.
unsafe fn taken(bytes: c_int, buffer: *mut c_void) -> Vec<u8> {
    // SAFETY: as the caller promises.
    unsafe {
        let copy = match usize::try_from(bytes) {
            Ok(length) if length > 0 => {
                std::slice::from_raw_parts(buffer.cast::<u8>(), length).to_vec()
            }
            _ => Vec::new(),
        };
        sys::sqlite3_free(buffer);
        copy
    }
}

/// The change set that undoes this one.
pub fn inverted(changeset: &[u8]) -> Result<Vec<u8>, SessionError> {
    let length = c_int::try_from(changeset.len()).map_err(|_| SessionError {
        doing: "inverting a change set",
        code: sys::SQLITE_TOOBIG,
    })?;
    let (mut bytes, mut buffer) = (0, ptr::null_mut());
    // SAFETY: SQLite only reads the change set and hands out a buffer of `bytes` bytes.
    unsafe {
        let code = sqlite3changeset_invert(
            length,
            changeset.as_ptr().cast(),
            &raw mut bytes,
            &raw mut buffer,
        );
        check("inverting a change set", code)?;
        Ok(taken(bytes, buffer))
    }
}

impl Drop for Session {
    fn drop(&mut self) {
        // SAFETY: made by `start`, ended once, before its connection.
        unsafe { sqlite3session_delete(self.0) }
    }
}

/// Only tables that we mean to keep: not `tags`, whose case-folding key the extension cannot follow,
/// and not the statistics that SQLite keeps for itself.
unsafe extern "C" fn is_watched(_context: *mut c_void, table: *const c_char) -> c_int {
    // SAFETY: SQLite passes the name of a table.
    let name = unsafe { CStr::from_ptr(table) }.to_bytes();
    c_int::from(name != b"tags" && !name.starts_with(b"sqlite_"))
}

/// As [`is_watched`], without the row of `col`.
unsafe extern "C" fn is_row(context: *mut c_void, table: *const c_char) -> c_int {
    // SAFETY: SQLite passes the name of a table.
    let (name, watched) = unsafe { (CStr::from_ptr(table), is_watched(context, table)) };
    c_int::from(watched != 0 && name.to_bytes() != b"col")
}

/// What a change does to a row.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Op {
    Insert,
    Update,
    Delete,
}

/// Walks through a change set.
struct Walk(*mut RawIter);

impl Walk {
    fn of(changeset: &[u8]) -> Result<Walk, SessionError> {
        let length = c_int::try_from(changeset.len()).map_err(|_| SessionError {
            doing: "reading a change set",
            code: sys::SQLITE_TOOBIG,
        })?;
        let mut raw = ptr::null_mut();
        // SAFETY: the change set outlives the walk in all functions below; SQLite only reads it.
        let code = unsafe {
            sqlite3changeset_start(&raw mut raw, length, changeset.as_ptr().cast_mut().cast())
        };
        check("reading a change set", code)?;
        Ok(Walk(raw))
    }

    fn next(&mut self) -> Result<bool, SessionError> {
        // SAFETY: `self.0` is a live iterator.
        match unsafe { sqlite3changeset_next(self.0) } {
            sys::SQLITE_ROW => Ok(true),
            sys::SQLITE_DONE => Ok(false),
            code => Err(SessionError {
                doing: "reading a change set",
                code,
            }),
        }
    }

    /// Table and kind of the current change.
    fn change(&self) -> Result<(&CStr, Op), SessionError> {
        let (mut table, mut columns, mut op, mut indirect) = (ptr::null(), 0, 0, 0);
        // SAFETY: the iterator stands on a change; the name lives until the next step.
        unsafe {
            let code = sqlite3changeset_op(
                self.0,
                &raw mut table,
                &raw mut columns,
                &raw mut op,
                &raw mut indirect,
            );
            check("reading a change", code)?;
            let op = match op {
                sys::SQLITE_INSERT => Op::Insert,
                sys::SQLITE_DELETE => Op::Delete,
                _ => Op::Update,
            };
            Ok((CStr::from_ptr(table), op))
        }
    }

    /// The first column of the current change, which for `tags` is its key.
    fn key(&self, op: Op) -> Result<Vec<u8>, SessionError> {
        let mut value = ptr::null_mut();
        // SAFETY: the iterator stands on a change; the value lives until the next step.
        unsafe {
            let code = match op {
                Op::Insert => sqlite3changeset_new(self.0, 0, &raw mut value),
                Op::Update | Op::Delete => sqlite3changeset_old(self.0, 0, &raw mut value),
            };
            check("reading a key", code)?;
            let text = sys::sqlite3_value_text(value);
            let length = usize::try_from(sys::sqlite3_value_bytes(value)).unwrap_or(0);
            if text.is_null() || length == 0 {
                return Ok(Vec::new());
            }
            Ok(std::slice::from_raw_parts(text, length).to_vec())
        }
    }
}

impl Drop for Walk {
    fn drop(&mut self) {
        // SAFETY: a live iterator, ended once.
        unsafe {
            sqlite3changeset_finalize(self.0);
        }
    }
}

/// Calls `each` with table and kind of every change.
pub fn for_each_change(
    changeset: &[u8],
    mut each: impl FnMut(&CStr, Op),
) -> Result<(), SessionError> {
    let mut walk = Walk::of(changeset)?;
    while walk.next()? {
        let (table, op) = walk.change()?;
        each(table, op);
    }
    Ok(())
}

/// The keys that a change set of a one-column key touches.
pub fn touched_keys(changeset: &[u8]) -> Result<BTreeSet<Vec<u8>>, SessionError> {
    let mut keys = BTreeSet::new();
    let mut walk = Walk::of(changeset)?;
    while walk.next()? {
        let (_, op) = walk.change()?;
        keys.insert(walk.key(op)?);
    }
    Ok(keys)
}

/// Applies a change set to a connection with an open transaction. Any conflict is an error: it says
/// that this copy is not the one the change was made on.
pub fn apply(connection: &Connection, changeset: &[u8]) -> Result<(), SessionError> {
    apply_with(connection, changeset, refuse)
}

/// Applies a change set to rows that may have changed since: its values win, and rows that are gone
/// stay gone.
pub fn apply_over(connection: &Connection, changeset: &[u8]) -> Result<(), SessionError> {
    apply_with(connection, changeset, overwrite)
}

fn apply_with(
    connection: &Connection,
    changeset: &[u8],
    conflict: ConflictHandler,
) -> Result<(), SessionError> {
    let length = c_int::try_from(changeset.len()).map_err(|_| SessionError {
        doing: "applying a change set",
        code: sys::SQLITE_TOOBIG,
    })?;
    // SAFETY: the handle is that of a live connection; SQLite only reads the change set; the conflict
    // handler has no state.
    let code = unsafe {
        sqlite3changeset_apply(
            connection.handle(),
            length,
            changeset.as_ptr().cast_mut().cast(),
            None,
            Some(conflict),
            ptr::null_mut(),
        )
    };
    check("applying a change set", code)
}

unsafe extern "C" fn overwrite(_context: *mut c_void, kind: c_int, _iter: *mut RawIter) -> c_int {
    match kind {
        DATA_DIFFERS | KEY_IS_TAKEN => REPLACE,
        ROW_IS_GONE => OMIT,
        _ => ABORT,
    }
}

unsafe extern "C" fn refuse(_context: *mut c_void, _kind: c_int, _iter: *mut RawIter) -> c_int {
    ABORT
}
