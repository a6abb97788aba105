//! The pages at the front of the new file, and where in them each table and index begins.

use std::collections::HashMap;

use rusqlite::{Connection, MAIN_DB};

use super::page::PAGE_SIZE;
use crate::answer::Refusal;

/// A database in memory, as pages.
#[derive(Debug)]
pub(crate) struct Front {
    bytes: Vec<u8>,
    roots: HashMap<String, u32>,
}

impl Front {
    /// Takes the pages of a database that is complete but for the contents of some tables.
    pub(crate) fn of(db: &mut Connection) -> Result<Front, Refusal> {
        let broken = |error| Refusal::database("reading the database in memory", &error);
        let roots = roots(db).map_err(broken)?;
        let bytes = db.serialize(MAIN_DB).map_err(broken)?.to_vec();
        Ok(Front { bytes, roots })
    }

    pub(crate) fn pages(&self) -> u32 {
        u32::try_from(self.bytes.len() / PAGE_SIZE).unwrap_or(u32::MAX)
    }

    /// Puts the root of a table or index that was built elsewhere into its place.
    pub(crate) fn set_root(&mut self, name: &str, root: &[u8; PAGE_SIZE]) -> Result<(), Refusal> {
        let page = self.roots.get(name).copied().unwrap_or_default() as usize;
        let start = page.wrapping_sub(1).saturating_mul(PAGE_SIZE);
        let place = self
            .bytes
            .get_mut(start..)
            .and_then(|rest| rest.first_chunk_mut());
        let place = place.ok_or_else(|| Refusal::fault("looking for a root page", name))?;
        *place = *root;
        Ok(())
    }

    pub(crate) fn into_bytes(self) -> Vec<u8> {
        self.bytes
    }
}

fn roots(db: &Connection) -> rusqlite::Result<HashMap<String, u32>> {
    let mut statement =
        db.prepare("select name, rootpage from sqlite_schema where rootpage > 0")?;
    statement
        .query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?
        .collect()
}
