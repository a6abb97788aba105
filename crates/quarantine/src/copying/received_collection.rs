//! The received file as a collection: which of its tables are which.

use std::collections::HashMap;

use collection::schema18;

use super::findings::Findings;
use super::layout::{self, Table};
use super::row;
use super::rule::{Clean, Rule, Setting};
use crate::answer::Refusal;
use crate::received::pages::Source;
use crate::received::record::Value;
use crate::received::schema::{IndexShape, Object, Parser, objects};
use crate::received::{index, table};

/// A received file whose tables are known to be built as clients build them.
#[derive(Debug)]
pub(crate) struct Received {
    pub(crate) source: Source,
    /// `col.ver`: 11, or 14 to 18.
    pub(crate) schema: i64,
    pub(crate) col: Col,
    roots: HashMap<&'static str, u32>,
    /// Indexes of the known tables that hold whole columns.
    pub(crate) indexes: Vec<ReceivedIndex>,
}

/// An index of the received file.
#[derive(Debug)]
pub(crate) struct ReceivedIndex {
    pub(crate) table: &'static str,
    pub(crate) shape: IndexShape,
    pub(crate) root: u32,
}

/// The single row of `col`.
#[derive(Debug, Default)]
pub(crate) struct Col {
    pub(crate) id: i64,
    pub(crate) created: i64,
    pub(crate) modified: i64,
    pub(crate) schema_modified: i64,
    pub(crate) dirty: i64,
    pub(crate) usn: i32,
    pub(crate) last_sync: i64,
    pub(crate) conf: String,
    pub(crate) models: String,
    pub(crate) decks: String,
    pub(crate) dconf: String,
    pub(crate) tags: String,
}

impl Received {
    /// Reads the list of tables and the row of `col`.
    pub(crate) fn open(source: Source, findings: &mut Findings) -> Result<Received, Refusal> {
        let objects = objects(&source)?;
        let parser = Parser::new()?;
        let mut received = Received {
            source,
            schema: 0,
            col: Col::default(),
            roots: HashMap::new(),
            indexes: Vec::new(),
        };
        if !objects
            .iter()
            .any(|object| object.name.eq_ignore_ascii_case(layout::COL.name))
        {
            return Err(Refusal::NotADatabase);
        }
        received.add_table(&layout::COL, &objects, &parser)?;
        let schema = received.read_col(findings)?;
        received.schema = schema;
        let tables = layout::tables(schema).ok_or(Refusal::UnsupportedSchema(schema))?;
        for table in tables.iter().skip(1) {
            received.add_table(table, &objects, &parser)?;
        }
        received.add_statistics(&objects);
        received.sort_the_rest(&objects, &tables, &parser, findings)?;
        Ok(received)
    }

    fn add_table(
        &mut self,
        table: &'static Table,
        objects: &[Object],
        parser: &Parser,
    ) -> Result<(), Refusal> {
        let name = table.name;
        let mut same = objects
            .iter()
            .filter(|object| object.name.eq_ignore_ascii_case(name));
        let object = match (same.next(), same.next()) {
            (Some(object), None) => object,
            (None, _) => return Err(Refusal::corrupt(format!("there is no table {name}"))),
            (Some(_), Some(_)) => {
                return Err(Refusal::corrupt(format!("there are several tables {name}")));
            }
        };
        if object.kind != "table" {
            return Err(Refusal::hostile(format!("{name} is not a table")));
        }
        let shape = parser.table(object)?;
        let has_our_columns = shape.columns.len() == table.columns.len()
            && shape
                .columns
                .iter()
                .zip(table.columns)
                .all(|(is, ours)| is.eq_ignore_ascii_case(ours.name));
        if !has_our_columns
            || shape.has_row_ids != table.has_row_ids
            || shape.key_columns != table.key_columns
        {
            return Err(Refusal::corrupt(format!("table {name} has other columns")));
        }
        self.roots.insert(name, object.root);
        Ok(())
    }

    /// SQLite writes this statement itself. Statistics of another shape say nothing to us.
    fn add_statistics(&mut self, objects: &[Object]) {
        const STATEMENT: &str = "CREATE TABLE sqlite_stat1(tbl,idx,stat)";
        let is_ours = |object: &&Object| object.statement == STATEMENT;
        if let Some(object) = objects.iter().find(is_ours) {
            self.roots.insert(layout::STATISTICS.name, object.root);
        }
    }

    /// Reads the row; returns the schema number.
    fn read_col(&mut self, findings: &mut Findings) -> Result<i64, Refusal> {
        let mut found = None;
        let setting = Setting {
            encoding: self.source.header.encoding,
            usn: i32::MAX,
        };
        table::rows(&self.source, self.root(&layout::COL)?, |id, record| {
            let values: [Value<'_>; 13] = row::read(&layout::COL, id, record)?;
            let values = row::mend(&layout::COL, id, &values, setting, findings);
            match found.replace(col(id, values)) {
                None => Ok(()),
                Some(_) => Err(Refusal::corrupt("col has several rows")),
            }
        })?;
        let (col, schema) = found.ok_or_else(|| Refusal::corrupt("col is empty"))?;
        self.col = col;
        Ok(schema)
    }

    /// What is neither a table of ours nor an index on one is left out; what could run is refused
    /// if it hangs on a table of ours.
    fn sort_the_rest(
        &mut self,
        objects: &[Object],
        tables: &[&'static Table],
        parser: &Parser,
        findings: &mut Findings,
    ) -> Result<(), Refusal> {
        for object in objects {
            let is_on = |table: &&&'static Table| object.table.eq_ignore_ascii_case(table.name);
            let table = tables.iter().find(is_on);
            match (object.kind.as_str(), table) {
                ("table", Some(table)) if object.name.eq_ignore_ascii_case(table.name) => {}
                ("index", Some(table)) => self.add_index(table.name, object, parser, findings)?,
                ("trigger" | "view", Some(table)) => {
                    let kind = &object.kind;
                    return Err(Refusal::hostile(format!("{} has a {kind}", table.name)));
                }
                ("table", _) if object.name.starts_with("sqlite_") => {}
                (kind, _) => findings.left_out(kind, &object.name),
            }
        }
        Ok(())
    }

    fn add_index(
        &mut self,
        table: &'static str,
        object: &Object,
        parser: &Parser,
        findings: &mut Findings,
    ) -> Result<(), Refusal> {
        if object.name.starts_with("sqlite_autoindex") {
            return Ok(());
        }
        if let Some(shape) = parser.index(object)? {
            self.indexes.push(ReceivedIndex {
                table,
                shape,
                root: object.root,
            });
        }
        if !schema18::INDEXES
            .iter()
            .any(|ours| ours.contains(&format!(" {} ", object.name)))
        {
            findings.left_out("index", &object.name);
        }
        Ok(())
    }

    /// Where a table begins.
    pub(crate) fn root(&self, table: &Table) -> Result<u32, Refusal> {
        let root = self.roots.get(table.name).copied();
        root.ok_or_else(|| Refusal::fault("looking for a table", table.name))
    }

    /// Whether a table that need not be there is.
    pub(crate) fn has(&self, table: &Table) -> bool {
        self.roots.contains_key(table.name)
    }

    /// What the rules for values depend on.
    pub(crate) fn setting(&self) -> Setting {
        Setting {
            encoding: self.source.header.encoding,
            usn: self.col.usn,
        }
    }

    /// Reads all rows of a small table, mended. The row id is the first value where there is one,
    /// except for old graves, which have no use for theirs.
    pub(crate) fn rows(
        &self,
        table: &'static Table,
        findings: &mut Findings,
        mut visit: impl FnMut(Vec<Clean<'_>>) -> Result<(), Refusal>,
    ) -> Result<(), Refusal> {
        let (root, setting) = (self.root(table)?, self.setting());
        let mut row = |id: i64, record: &[u8]| {
            let values: [Value<'_>; 6] = row::read(table, id, record)?;
            let values = values.get(..table.columns.len()).unwrap_or_default();
            let mut values = row::mend(table, id, values, setting, findings);
            if let (Some(first), Some(Rule::RowId)) =
                (values.first_mut(), table.columns.first().map(|it| it.rule))
            {
                *first = Clean::Integer(id);
            }
            visit(values)
        };
        if table.has_row_ids {
            return table::rows(&self.source, root, row);
        }
        index::entries(&self.source, root, |record| row(0, record))
    }
}

fn col(id: i64, values: Vec<Clean<'_>>) -> (Col, i64) {
    let mut numbers = Vec::new();
    let mut texts = Vec::new();
    for value in values {
        match value {
            Clean::Integer(number) => numbers.push(number),
            Clean::Text(text) => texts.push(text.into_owned()),
            Clean::Null | Clean::Real(_) | Clean::Blob(_) => {}
        }
    }
    let mut numbers = numbers.into_iter();
    let mut number = || numbers.next().unwrap_or_default();
    let mut texts = texts.into_iter();
    let mut text = || texts.next().unwrap_or_default();
    let (created, modified, schema_modified, schema) = (number(), number(), number(), number());
    let dirty = number();
    let usn = i32::try_from(number()).unwrap_or_default();
    let col = Col {
        id,
        created,
        modified,
        schema_modified,
        dirty,
        usn,
        last_sync: number(),
        conf: text(),
        models: text(),
        decks: text(),
        dconf: text(),
        tags: text(),
    };
    (col, schema)
}
