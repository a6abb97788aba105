//! One machine: the service database as a SQLite file.

use std::cell::Cell;
use std::fs;
use std::ops::Deref;
use std::os::unix::fs::MetadataExt as _;
use std::path::{Path, PathBuf};
use std::pin::pin;
use std::sync::{Mutex, PoisonError};
use std::task::{Context, Poll, Waker};
use std::time::Duration;

use rusqlite::config::DbConfig;
use rusqlite::types::{ToSqlOutput, ValueRef};
use rusqlite::{Connection, OpenFlags, ToSql};

use super::value::{Row, Value};
use crate::fault::{Conflict, Fault};

/// Other processes (commands of the operator) may hold the write lock this long.
const WAIT_FOR_OTHERS: Duration = Duration::from_secs(10);
/// Connections kept open for reading; more are opened in a rush and closed after it.
const READERS_KEPT: usize = 4;
const STATEMENTS_KEPT: usize = 128;

/// A consistent state of the service database, for asking.
#[derive(Debug)]
pub struct Read {
    connection: Connection,
}

/// A transaction on the service database.
#[derive(Debug)]
pub struct Write {
    read: Read,
    announced: Cell<bool>,
    /// Where the file was when it was opened, and which it was.
    file: PathBuf,
    inode: u64,
}

impl Deref for Write {
    type Target = Read;

    fn deref(&self) -> &Read {
        &self.read
    }
}

impl Read {
    fn open(file: &Path) -> Result<Read, Fault> {
        let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX;
        let connection = Connection::open_with_flags(file, flags).map_err(fault)?;
        prepare(&connection)?;
        Ok(Read { connection })
    }

    /// The first row of the answer, if there is one.
    #[expect(
        clippy::unused_async,
        reason = "a database on the network answers later"
    )]
    pub async fn row(&self, sql: &str, args: Vec<Value>) -> Result<Option<Row>, Fault> {
        Ok(self.select(sql, &args, 1)?.pop())
    }

    /// All rows of the answer.
    #[expect(
        clippy::unused_async,
        reason = "a database on the network answers later"
    )]
    pub async fn rows(&self, sql: &str, args: Vec<Value>) -> Result<Vec<Row>, Fault> {
        self.select(sql, &args, usize::MAX)
    }

    /// The names of all tables.
    pub async fn tables(&self) -> Result<Vec<String>, Fault> {
        let sql = "select name from sqlite_schema where type = 'table' order by name";
        let rows = self.rows(sql, vec![]).await?;
        rows.iter().map(|row| row.get(0)).collect()
    }

    /// The names of a table's columns; none if there is no such table.
    pub async fn columns_of(&self, table: &str) -> Result<Vec<String>, Fault> {
        let sql = "select name from pragma_table_info($1) order by cid";
        let rows = self.rows(sql, vec![Value::from(table)]).await?;
        rows.iter().map(|row| row.get(0)).collect()
    }

    fn select(&self, sql: &str, args: &[Value], most: usize) -> Result<Vec<Row>, Fault> {
        let context = |error| fault_of(sql, error);
        let mut statement = self
            .connection
            .prepare_cached(&numbered(sql))
            .map_err(context)?;
        let columns = statement.column_count();
        let mut answer = statement
            .query(rusqlite::params_from_iter(args))
            .map_err(context)?;
        let mut rows = Vec::new();
        while let Some(row) = answer.next().map_err(context)? {
            let mut values = Vec::with_capacity(columns);
            for index in 0..columns {
                values.push(value_of(row.get_ref(index).map_err(context)?));
            }
            rows.push(Row(values));
            if rows.len() >= most {
                break;
            }
        }
        Ok(rows)
    }

    /// Runs one word of a transaction, such as `commit`, planned once for all times.
    pub(super) fn word(&self, sql: &str) -> Result<(), Fault> {
        self.connection
            .prepare_cached(sql)
            .and_then(|mut statement| statement.execute([]))
            .map_err(|error| fault_of(sql, error))?;
        Ok(())
    }

    pub(super) fn batch(&self, sql: &str) -> Result<(), Fault> {
        self.connection
            .execute_batch(sql)
            .map_err(|error| fault_of(sql, error))
    }
}

impl Write {
    pub(super) fn open(file: &Path) -> Result<Write, Fault> {
        let connection = Connection::open(file).map_err(fault)?;
        prepare(&connection)?;
        connection
            .execute_batch(
                "pragma journal_mode = wal; pragma synchronous = full; pragma secure_delete = on;",
            )
            .map_err(fault)?;
        let about = fs::metadata(file)
            .map_err(|error| Fault::because("the service database is not to be seen", error))?;
        Ok(Write {
            read: Read { connection },
            announced: Cell::new(false),
            file: file.to_owned(),
            inode: about.ino(),
        })
    }

    /// Refuses to go on in a file that was removed or replaced under us: SQLite would write, and
    /// nobody would find it again.
    pub(super) fn still_lies_there(&self) -> Result<(), Fault> {
        let about = fs::metadata(&self.file)
            .map_err(|error| Fault::because("the service database was removed", error))?;
        if about.ino() == self.inode {
            return Ok(());
        }
        Err(Fault::new(
            "another file lies where the service database was",
        ))
    }

    /// Says that who may do what has changed: `Db::announcements` counts on after the commit.
    pub fn announce(&self) {
        self.announced.set(true);
    }

    /// Whether there was an announcement since this was last asked.
    pub(super) fn take_announcement(&self) -> bool {
        self.announced.take()
    }

    /// Runs a statement. Returns the number of rows it changed.
    #[expect(
        clippy::unused_async,
        reason = "a database on the network answers later"
    )]
    pub async fn run(&self, sql: &str, args: Vec<Value>) -> Result<u64, Fault> {
        let context = |error| fault_of(sql, error);
        let mut statement = self
            .connection
            .prepare_cached(&numbered(sql))
            .map_err(context)?;
        let changed = statement
            .execute(rusqlite::params_from_iter(args))
            .map_err(context)?;
        Ok(changed as u64)
    }
}

/// The version of the SQLite that is built in, as words and as a number (3.51.3 is 3051003).
pub fn sqlite_version() -> (&'static str, i32) {
    (rusqlite::version(), rusqlite::version_number())
}

fn prepare(connection: &Connection) -> Result<(), Fault> {
    connection.busy_timeout(WAIT_FOR_OTHERS).map_err(fault)?;
    connection.set_prepared_statement_cache_capacity(STATEMENTS_KEPT);
    // Otherwise SQLite plans a kept statement anew whenever a bound value differs.
    connection
        .set_db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_QPSG, true)
        .map_err(fault)?;
    connection
        .execute_batch(
            "pragma foreign_keys = on; pragma trusted_schema = off; pragma cache_size = -2000;",
        )
        .map_err(fault)
}

/// The connections that read.
#[derive(Debug)]
pub(super) struct Readers {
    file: PathBuf,
    idle: Mutex<Vec<Read>>,
}

impl Readers {
    pub(super) fn of(file: &Path) -> Readers {
        Readers {
            file: file.to_owned(),
            idle: Mutex::new(Vec::new()),
        }
    }

    pub(super) fn file(&self) -> &Path {
        &self.file
    }

    pub(super) fn run<T, E, F>(&self, closure: F) -> Result<T, E>
    where
        F: AsyncFnOnce(&Read) -> Result<T, E>,
        E: From<Fault>,
    {
        let idle = self
            .idle
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .pop();
        let read = match idle {
            Some(read) => read,
            None => Read::open(&self.file)?,
        };
        // One transaction, so that all questions of the closure see the same state.
        read.word("begin")?;
        let outcome = at_once(closure(&read));
        read.word("commit")?;
        let mut idle = self.idle.lock().unwrap_or_else(PoisonError::into_inner);
        if idle.len() < READERS_KEPT {
            idle.push(read);
        }
        outcome
    }
}

/// Drives a closure's future. SQLite never makes it wait, so one poll is all it needs.
pub(super) fn at_once<T, E: From<Fault>>(
    future: impl Future<Output = Result<T, E>>,
) -> Result<T, E> {
    match pin!(future).poll(&mut Context::from_waker(Waker::noop())) {
        Poll::Ready(outcome) => outcome,
        Poll::Pending => Err(E::from(Fault::new(
            "a database closure waited for something else",
        ))),
    }
}

/// `$1` as SQLite wants it: it would number `$name` parameters by their first appearance.
fn numbered(sql: &str) -> String {
    sql.replace('$', "?")
}

impl ToSql for Value {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        Ok(ToSqlOutput::Borrowed(match self {
            Value::Null => ValueRef::Null,
            Value::Integer(number) => ValueRef::Integer(*number),
            Value::Real(number) => ValueRef::Real(*number),
            Value::Text(text) => ValueRef::Text(text.as_bytes()),
            Value::Bytes(bytes) => ValueRef::Blob(bytes),
        }))
    }
}

fn value_of(value: ValueRef<'_>) -> Value {
    match value {
        ValueRef::Null => Value::Null,
        ValueRef::Integer(number) => Value::Integer(number),
        ValueRef::Real(number) => Value::Real(number),
        ValueRef::Text(text) => Value::Text(String::from_utf8_lossy(text).into_owned()),
        ValueRef::Blob(bytes) => Value::Bytes(bytes.to_vec()),
    }
}

pub(super) fn fault(error: rusqlite::Error) -> Fault {
    fault_of("the service database", error)
}

fn fault_of(sql: &str, error: rusqlite::Error) -> Fault {
    let conflict = conflict_of(&error);
    let first_line = sql.trim().lines().next().unwrap_or_default();
    Fault::because(format!("database: {first_line}"), error).with_conflict(conflict)
}

/// SQLite names the rule only in its message: `UNIQUE constraint failed: accounts.email`.
fn conflict_of(error: &rusqlite::Error) -> Option<Conflict> {
    let rusqlite::Error::SqliteFailure(code, message) = error else {
        return None;
    };
    if code.code != rusqlite::ErrorCode::ConstraintViolation {
        return None;
    }
    let named = message
        .as_deref()?
        .split_once(": ")
        .map_or("", |(_, names)| names);
    let mut table = String::new();
    let mut columns = Vec::new();
    for name in named.split(", ") {
        if let Some((of, column)) = name.split_once('.') {
            of.clone_into(&mut table);
            columns.push(column.to_owned());
        }
    }
    Some(Conflict { table, columns })
}
