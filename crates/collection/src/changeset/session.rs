//! Watching: which rows were touched since when, and what stood there before.
//!
//! As SQLite's own recorder does, a session keeps the first state of each row and reads the last one
//! when it is asked, so that savepoints and failed statements need no care. Ours knows the tables from
//! earlier and keeps its statements planned, which is most of what a small change costs.

use std::collections::BTreeMap;
use std::collections::btree_map::Entry;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use rusqlite::{Connection, Statement, params_from_iter};

use super::watchers::{Change, Table, Watchers};
use super::{Op, SessionError, values};

/// Which tables a session watches beside `tags`.
#[derive(Debug, Clone, Copy)]
pub enum Watch {
    /// All but SQLite's own.
    All,
    /// All but `col` and SQLite's own.
    AllButCol,
}

/// Watches a connection from `start` on.
#[derive(Debug)]
pub struct Session {
    watchers: Arc<Watchers>,
    notes: Arc<Mutex<Notes>>,
}

/// What has changed, as change sets.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Changed {
    /// Of all tables that are watched but `tags`.
    pub rows: Vec<u8>,
    /// Of `tags`, whose keys change sets cannot follow: see [`super::tags`].
    pub tags: Vec<u8>,
}

/// What a session has seen; the connection's callback writes it.
#[derive(Debug)]
pub(super) struct Notes {
    watch: Watch,
    tables: Vec<Touched>,
    /// The table of a change that could not be followed.
    lost: Option<String>,
}

/// The touched rows of a table: by key the row before, nothing if there was none.
#[derive(Debug)]
struct Touched {
    table: Arc<Table>,
    rows: BTreeMap<Vec<u8>, Option<Vec<u8>>>,
}

impl Session {
    /// Begins to watch.
    pub fn start(connection: &Connection, watch: Watch) -> Result<Session, SessionError> {
        let watchers = Watchers::of(connection)?;
        let notes = Arc::new(Mutex::new(Notes {
            watch,
            tables: Vec::new(),
            lost: None,
        }));
        watchers.join(Arc::clone(&notes));
        Ok(Session { watchers, notes })
    }

    /// What has changed since the start, on the connection that is watched. May be asked more than once.
    pub fn changed(&self, connection: &Connection) -> Result<Changed, SessionError> {
        let notes = self.notes(connection)?;
        let mut changed = Changed::default();
        for touched in &notes.tables {
            let out = if touched.table.name == b"tags" {
                &mut changed.tags
            } else {
                &mut changed.rows
            };
            touched.write(connection, out)?;
        }
        Ok(changed)
    }

    /// Tells by how many rows each touched table has grown, or shrunk, since the start. May be asked more
    /// than once.
    pub fn growth(
        &self,
        connection: &Connection,
        mut tell: impl FnMut(&[u8], i64),
    ) -> Result<(), SessionError> {
        for touched in &self.notes(connection)?.tables {
            tell(&touched.table.name, touched.growth(connection)?);
        }
        Ok(())
    }

    /// Reading never calls the callback, which waits for the same notes.
    fn notes(&self, connection: &Connection) -> Result<MutexGuard<'_, Notes>, SessionError> {
        let notes = self.notes.lock().unwrap_or_else(PoisonError::into_inner);
        if !self.watchers.are_of(connection) {
            return Err(SessionError::Lost("another connection".to_owned()));
        }
        match &notes.lost {
            Some(table) => Err(SessionError::Lost(table.clone())),
            None => Ok(notes),
        }
    }
}

impl Drop for Session {
    fn drop(&mut self) {
        self.watchers.leave(&self.notes);
    }
}

impl Notes {
    /// Takes a change down before it happens.
    pub(super) fn take(&mut self, table: &Arc<Table>, change: &Change) {
        if matches!(self.watch, Watch::AllButCol) && table.name == b"col" {
            return;
        }
        if self.try_take(table, change).is_none() {
            self.lose(&table.name);
        }
    }

    fn try_take(&mut self, table: &Arc<Table>, change: &Change) -> Option<()> {
        let place = self
            .tables
            .iter()
            .position(|one| one.table.name == table.name);
        let rows = if let Some(place) = place {
            &mut self.tables.get_mut(place)?.rows
        } else {
            let table = Arc::clone(table);
            let rows = BTreeMap::new();
            self.tables.push(Touched { table, rows });
            &mut self.tables.last_mut()?.rows
        };
        if change.has_before()
            && let Entry::Vacant(place) = rows.entry(change.key_before(table)?)
        {
            place.insert(Some(change.row_before(table)?));
        }
        if change.has_after() {
            rows.entry(change.key_after(table)?).or_insert(None);
        }
        Some(())
    }

    /// A change that cannot be followed spoils the session: better no record than a wrong one.
    pub(super) fn lose(&mut self, table: &[u8]) {
        self.lost = Some(String::from_utf8_lossy(table).into_owned());
    }
}

impl Touched {
    /// Appends what has become of the rows.
    fn write(&self, connection: &Connection, out: &mut Vec<u8>) -> Result<(), SessionError> {
        let mut select = connection.prepare_cached(&self.table.select)?;
        let (mut after, mut new) = (Vec::new(), Vec::new());
        let mut has_header = false;
        for (key, before) in &self.rows {
            let op = match (before, self.read(&mut select, key, &mut after)?) {
                (None, false) => continue,
                (None, true) => Op::Insert,
                (Some(_), false) => Op::Delete,
                (Some(before), true) if *before == after => continue,
                (Some(_), true) => Op::Update,
            };
            if !has_header {
                has_header = true;
                self.put_header(out);
            }
            // The second byte tells whether a trigger did it; nothing of ours has any.
            out.extend([op.code(), 0]);
            match before {
                None => out.extend_from_slice(&after),
                Some(before) if op == Op::Delete => out.extend_from_slice(before),
                Some(before) => self.put_difference(out, &mut new, (before, &after)),
            }
        }
        Ok(())
    }

    /// By how many rows the table has grown.
    fn growth(&self, connection: &Connection) -> Result<i64, SessionError> {
        let mut ask = connection.prepare_cached(&self.table.exists)?;
        let mut growth = 0;
        for (key, before) in &self.rows {
            let is_there = ask.exists(params_from_iter(values::each(key).map(values::bound)))?;
            growth += i64::from(is_there) - i64::from(before.is_some());
        }
        Ok(growth)
    }

    /// Reads the row with a key as it stands now; tells whether there is one.
    fn read(
        &self,
        select: &mut Statement<'_>,
        key: &[u8],
        row: &mut Vec<u8>,
    ) -> Result<bool, SessionError> {
        row.clear();
        let key = values::each(key).map(values::bound);
        let mut rows = select.query(params_from_iter(key))?;
        let Some(found) = rows.next()? else {
            return Ok(false);
        };
        for column in 0..self.table.key.len() {
            values::put(row, found.get_ref(column)?);
        }
        Ok(true)
    }

    /// Appends the old values of key and changed columns, then the new ones of changed columns, which
    /// are gathered in `new`.
    fn put_difference(
        &self,
        out: &mut Vec<u8>,
        new: &mut Vec<u8>,
        (before, after): (&[u8], &[u8]),
    ) {
        new.clear();
        let columns = values::each(before).zip(values::each(after));
        for (place, (was, is)) in self.table.key.iter().zip(columns) {
            if was != is || *place > 0 {
                out.extend_from_slice(was);
            } else {
                values::put_absent(out);
            }
            if was == is {
                values::put_absent(new);
            } else {
                new.extend_from_slice(is);
            }
        }
        out.extend_from_slice(new);
    }

    fn put_header(&self, out: &mut Vec<u8>) {
        out.push(b'T');
        values::put_length(out, self.table.key.len());
        out.extend_from_slice(&self.table.key);
        out.extend_from_slice(&self.table.name);
        out.push(0);
    }
}
