//! Anki's schema 18 in statements of our own: the same tables, columns, keys, collations and
//! index names, so that clients open our files without an upgrade.

use rusqlite::Connection;

use crate::error::Error;

/// The number in `col.ver`.
pub const VERSION: i64 = 18;

/// One statement per table. Execute all of them before the first row is written.
pub const TABLES: &[&str] = &[
    COL,
    NOTES,
    CARDS,
    REVLOG,
    "create table deck_config (
        id integer primary key not null,
        name text not null collate unicase,
        mtime_secs integer not null,
        usn integer not null,
        config blob not null
    )",
    "create table config (
        KEY text not null primary key,
        usn integer not null,
        mtime_secs integer not null,
        val blob not null
    ) without rowid",
    "create table fields (
        ntid integer not null,
        ord integer not null,
        name text not null collate unicase,
        config blob not null,
        primary key (ntid, ord)
    ) without rowid",
    "create table templates (
        ntid integer not null,
        ord integer not null,
        name text not null collate unicase,
        mtime_secs integer not null,
        usn integer not null,
        config blob not null,
        primary key (ntid, ord)
    ) without rowid",
    "create table notetypes (
        id integer not null primary key,
        name text not null collate unicase,
        mtime_secs integer not null,
        usn integer not null,
        config blob not null
    )",
    "create table decks (
        id integer primary key not null,
        name text not null collate unicase,
        mtime_secs integer not null,
        usn integer not null,
        common blob not null,
        kind blob not null
    )",
    "create table tags (
        tag text not null primary key collate unicase,
        usn integer not null,
        collapsed boolean not null,
        config blob null
    ) without rowid",
    "create table graves (
        oid integer not null,
        type integer not null,
        usn integer not null,
        primary key (oid, type)
    ) without rowid",
];

pub(crate) const COL: &str = "create table col (
    id integer primary key,
    crt integer not null,
    mod integer not null,
    scm integer not null,
    ver integer not null,
    dty integer not null,
    usn integer not null,
    ls integer not null,
    conf text not null,
    models text not null,
    decks text not null,
    dconf text not null,
    tags text not null
)";

// sfld holds text, but with integer affinity numerals sort as numbers.
pub(crate) const NOTES: &str = "create table notes (
    id integer primary key,
    guid text not null,
    mid integer not null,
    mod integer not null,
    usn integer not null,
    tags text not null,
    flds text not null,
    sfld integer not null,
    csum integer not null,
    flags integer not null,
    data text not null
)";

pub(crate) const CARDS: &str = "create table cards (
    id integer primary key,
    nid integer not null,
    did integer not null,
    ord integer not null,
    mod integer not null,
    usn integer not null,
    type integer not null,
    queue integer not null,
    due integer not null,
    ivl integer not null,
    factor integer not null,
    reps integer not null,
    lapses integer not null,
    left integer not null,
    odue integer not null,
    odid integer not null,
    flags integer not null,
    data text not null
)";

pub(crate) const REVLOG: &str = "create table revlog (
    id integer primary key,
    cid integer not null,
    usn integer not null,
    ease integer not null,
    ivl integer not null,
    lastIvl integer not null,
    factor integer not null,
    time integer not null,
    type integer not null
)";

/// One statement per index. A bulk copy executes them after the last row.
pub const INDEXES: &[&str] = &[
    "create index ix_notes_usn on notes (usn)",
    "create index ix_cards_usn on cards (usn)",
    "create index ix_revlog_usn on revlog (usn)",
    "create index ix_cards_nid on cards (nid)",
    "create index ix_cards_sched on cards (did, queue, due)",
    "create index ix_revlog_cid on revlog (cid)",
    "create index ix_notes_csum on notes (csum)",
    "create unique index idx_fields_name_ntid on fields (name, ntid)",
    "create unique index idx_templates_name_ntid on templates (name, ntid)",
    "create index idx_templates_usn on templates (usn)",
    "create unique index idx_notetypes_name on notetypes (name)",
    "create index idx_notetypes_usn on notetypes (usn)",
    "create unique index idx_decks_name on decks (name)",
    "create index idx_notes_mid on notes (mid)",
    "create index idx_cards_odid on cards (odid) where odid != 0",
    "create index idx_graves_pending on graves (usn)",
];

/// How many of the indexes, from the first, there were in schema 11 already.
pub(crate) const INDEXES_OF_SCHEMA_11: usize = 7;

/// Tables and indexes in this order, for those who do not copy in bulk.
pub const CREATE: [&[&str]; 2] = [TABLES, INDEXES];

/// What `SQLite` knows about the rows of an index: table, index, and numbers such as `150437 6269`.
/// Which of several equal cards comes first depends on it, so it travels with a collection.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Statistic {
    pub table: String,
    /// Nothing for a table without indexes.
    pub index: Option<String>,
    pub numbers: String,
}

impl Statistic {
    /// Of a collection that Anki 26.9.3 has just made.
    pub(crate) fn of_a_new_collection() -> [Statistic; 3] {
        [
            ("col", None, "1"),
            ("cards", Some("idx_cards_odid"), "0 0"),
            ("config", Some("config"), "16 1"),
        ]
        .map(|(table, index, numbers)| Statistic {
            table: table.to_owned(),
            index: index.map(str::to_owned),
            numbers: numbers.to_owned(),
        })
    }

    fn is_plausible(&self) -> bool {
        let numbers = &self.numbers;
        !numbers.is_empty()
            && numbers.len() <= STATISTIC_BYTES_MAX
            && numbers
                .bytes()
                .all(|byte| byte == b' ' || byte.is_ascii_digit())
    }
}

/// Five numbers of ten digits fit in.
const STATISTIC_BYTES_MAX: usize = 60;

/// Puts statistics beside the tables, which are there with their indexes. Those that are not of this
/// schema, or no numbers, are left out: they change the order of work, never its result.
pub fn put_statistics(db: &Connection, statistics: &[Statistic]) -> Result<(), Error> {
    db.execute_batch("analyze sqlite_schema; delete from sqlite_stat1")?;
    let mut insert = db.prepare(
        "insert into sqlite_stat1 (tbl, idx, stat)
         select ?1, ?2, ?3
         where ?1 in (select name from sqlite_schema where type = 'table')
            and (?2 is null or ?2 = ?1
                or ?2 in (select name from sqlite_schema where type = 'index' and tbl_name = ?1))",
    )?;
    for statistic in statistics
        .iter()
        .filter(|statistic| statistic.is_plausible())
    {
        insert.execute((&statistic.table, &statistic.index, &statistic.numbers))?;
    }
    Ok(())
}

/// Creates all tables, without indexes and rows.
pub fn create_tables(db: &Connection) -> Result<(), Error> {
    TABLES
        .iter()
        .try_for_each(|statement| Ok(db.execute_batch(statement)?))
}

/// Creates all indexes.
pub fn create_indexes(db: &Connection) -> Result<(), Error> {
    INDEXES
        .iter()
        .try_for_each(|statement| Ok(db.execute_batch(statement)?))
}

/// Refuses a file that does not have exactly our tables and indexes (`SQLite`'s own statistics
/// aside), or another schema number.
pub fn refuse_foreign(db: &Connection) -> Result<(), Error> {
    let mut statement = db.prepare("select type, name, coalesce(sql, '') from sqlite_schema")?;
    let mut rows = statement.query([])?;
    let (mut tables, mut indexes) = (0, 0);
    while let Some(row) = rows.next()? {
        let (kind, name, sql): (String, String, String) = (row.get(0)?, row.get(1)?, row.get(2)?);
        match kind.as_str() {
            "table" | "index" if name.starts_with("sqlite_") => {}
            "table" if is_one_of(TABLES, &sql) => tables += 1,
            "index" if is_one_of(INDEXES, &sql) => indexes += 1,
            _ => return Err(Error::Foreign(format!("unexpected {kind} {name}"))),
        }
    }
    if tables != TABLES.len() || indexes != INDEXES.len() {
        return Err(Error::Foreign(format!(
            "{tables} tables, {indexes} indexes"
        )));
    }
    let version: i64 = db.query_row("select ver from col", [], |row| row.get(0))?;
    if version != VERSION {
        return Err(Error::Foreign(format!("schema {version}")));
    }
    Ok(())
}

/// Whether this is one of our statements, letter by letter but for spaces, case and comments:
/// clients write the same statements in another way.
fn is_one_of(statements: &[&str], sql: &str) -> bool {
    let sql = letters(sql);
    statements.iter().any(|ours| letters(ours) == sql)
}

fn letters(sql: &str) -> String {
    let mut letters = String::with_capacity(sql.len());
    for line in without_block_comments(sql).lines() {
        let (code, _) = line.split_once("--").unwrap_or((line, ""));
        letters.extend(code.chars().filter(|c| !c.is_whitespace()));
    }
    letters.make_ascii_lowercase();
    letters
}

fn without_block_comments(sql: &str) -> String {
    let mut parts = sql.split("/*");
    let mut code = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        code.push_str(part.split_once("*/").map_or("", |(_, after)| after));
    }
    code
}

#[cfg(test)]
mod tests {
    use super::{INDEXES, TABLES, is_one_of};

    #[test]
    fn other_ways_of_writing_our_statements_are_ours() {
        let theirs = "CREATE TABLE graves /* of cards */ (oid integer NOT NULL, -- what was deleted
            type integer NOT NULL,\tusn integer NOT NULL, PRIMARY KEY (oid, type)) WITHOUT ROWID";
        assert!(is_one_of(TABLES, theirs));
        assert!(!is_one_of(
            TABLES,
            &theirs.replace("usn integer", "usn text")
        ));
        assert!(!is_one_of(TABLES, &theirs.replace("WITHOUT ROWID", "")));
        assert!(!is_one_of(INDEXES, theirs));
    }
}
