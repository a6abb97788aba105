//! Change sets: what happened to the rows of a connection, to be kept, applied elsewhere, or undone.
//!
//! They are written by [`Session`] and read and applied by SQLite's session extension, whose format
//! they have. The few of its functions that we call are declared by hand: the driver offers them only
//! together with a code generator that needs a C compiler's libraries on every machine.
//!
//! Facts: <https://sqlite.org/session.html>. The bundled SQLite is compiled with the extension by the
//! flags in `.cargo/config.toml`.

#![expect(
    unsafe_code,
    reason = "a C interface without a safe wrapper; this module is its wrapper"
)]

mod session;
pub mod tags;
#[cfg(test)]
mod tests;
mod values;
mod watchers;

use std::collections::BTreeSet;
use std::ffi::{CStr, c_char, c_int, c_void};
use std::ptr;

use libsqlite3_sys as sys;
use rusqlite::Connection;

/// The raw iterator over a change set; only ever behind a pointer.
enum RawIter {}

type TableFilter = unsafe extern "C" fn(*mut c_void, *const c_char) -> c_int;
type ConflictHandler = unsafe extern "C" fn(*mut c_void, c_int, *mut RawIter) -> c_int;

unsafe extern "C" {
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

pub use session::{Changed, Session, Watch};

/// What went wrong with a change set.
#[derive(Debug, thiserror::Error)]
pub enum SessionError {
    /// SQLite refused: its result code and what we were doing.
    #[error("{doing}: SQLite answered {code}")]
    Refused { doing: &'static str, code: c_int },
    /// A question to the tables failed.
    #[error("rows that changed could not be read: {0}")]
    Unread(#[from] rusqlite::Error),
    /// A change was seen that could not be written down.
    #[error("a change of the table {0} could not be followed")]
    Lost(String),
}

fn check(doing: &'static str, code: c_int) -> Result<(), SessionError> {
    if code == sys::SQLITE_OK {
        Ok(())
    } else {
        Err(SessionError::Refused { doing, code })
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
    let length = c_int::try_from(changeset.len()).map_err(|_| SessionError::Refused {
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

/// What a change does to a row.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Op {
    Insert,
    Update,
    Delete,
}

impl Op {
    /// How change sets write it.
    fn code(self) -> u8 {
        match self {
            Op::Insert => 18,
            Op::Update => 23,
            Op::Delete => 9,
        }
    }
}

/// Walks through a change set.
struct Walk(*mut RawIter);

impl Walk {
    fn of(changeset: &[u8]) -> Result<Walk, SessionError> {
        let length = c_int::try_from(changeset.len()).map_err(|_| SessionError::Refused {
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
            code => Err(SessionError::Refused {
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
    let length = c_int::try_from(changeset.len()).map_err(|_| SessionError::Refused {
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
