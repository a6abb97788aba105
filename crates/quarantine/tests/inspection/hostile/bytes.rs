//! How fixtures are made: in statements, and byte by byte.

use std::fs::{File, OpenOptions};
use std::os::unix::fs::FileExt;
use std::path::Path;

use collection::schema18;
use rusqlite::Connection;

use super::{open, sql};

/// Runs a statement that may write into the list of tables.
pub(crate) fn unlocked(file: &Path, statement: &str) {
    sql(file, &format!("pragma writable_schema = on; {statement}"));
}

pub(crate) fn patch_schema(file: &Path, change: &str, which: &str) {
    unlocked(
        file,
        &format!("update sqlite_schema set {change} where {which}"),
    );
}

/// Changes a part of a table's declaration.
pub(crate) fn redeclare(file: &Path, table: &str, from: &str, to: &str) {
    let (from, to) = (from.replace('\'', "''"), to.replace('\'', "''"));
    patch_schema(
        file,
        &format!("sql = replace(sql, '{from}', '{to}')"),
        &format!("name = '{table}'"),
    );
}

pub(crate) fn vacuumed_into(file: &Path, pragma: &str) {
    sql(file, &format!("pragma {pragma}; vacuum"));
}

/// The same collection with its text in another encoding.
pub(crate) fn in_encoding(file: &Path, encoding: &str) {
    let other = file.with_extension("encoded");
    let db = open(&other);
    db.execute_batch(&format!("pragma encoding = '{encoding}'"))
        .unwrap();
    schema18::create_tables(&db).unwrap();
    schema18::create_indexes(&db).unwrap();
    let mut from = open(file)
        .prepare("select name from sqlite_schema where type = 'table'")
        .unwrap()
        .query_map([], |row| row.get::<_, String>(0))
        .unwrap()
        .collect::<Result<Vec<_>, _>>()
        .unwrap();
    from.retain(|name| !name.starts_with("sqlite_"));
    let source = open(file);
    for table in from {
        copy_table(&source, &db, &table);
    }
    db.close().unwrap();
    source.close().unwrap();
    std::fs::rename(other, file).unwrap();
}

/// Databases of different encodings cannot be attached to each other.
pub(crate) fn copy_table(from: &Connection, to: &Connection, table: &str) {
    let mut rows = from.prepare(&format!("select * from {table}")).unwrap();
    let width = rows.column_count();
    let places = vec!["?"; width].join(", ");
    let mut rows = rows.query([]).unwrap();
    while let Some(row) = rows.next().unwrap() {
        let values = (0..width).map(|at| row.get::<_, rusqlite::types::Value>(at).unwrap());
        let values = rusqlite::params_from_iter(values);
        to.execute(&format!("insert into {table} values ({places})"), values)
            .unwrap();
    }
}

/// Gives one note a field of half a megabyte.
pub(crate) fn long_note(file: &Path) {
    sql(
        file,
        "update notes set flds = replace(hex(zeroblob(250000)), '0', 'é') || x'1f' where id % 5 = 2;
        vacuum",
    );
}

pub(crate) fn root(file: &Path, name: &str) -> u32 {
    let root = "select rootpage from sqlite_schema where name = ?1";
    open(file)
        .query_row(root, [name], |row| row.get(0))
        .unwrap()
}

/// The first page of the chain of the only long row.
pub(crate) fn overflow_page(file: &Path) -> u32 {
    let leaf = page_start(root(file, "notes"));
    let cells = u16::from_be_bytes(get(file, leaf + 3));
    let ends = (0..u64::from(cells)).map(|cell| {
        let start = u64::from(u16::from_be_bytes(get(file, leaf + 8 + 2 * cell)));
        leaf + start
    });
    // The long row's length takes three bytes, the id six, and 4,061 bytes or less are local.
    let long = ends
        .into_iter()
        .find(|start| get::<1>(file, *start)[0] > 0x90)
        .unwrap();
    let length: [u8; 3] = get(file, long);
    let length = length
        .iter()
        .fold(0_u64, |sum, byte| sum << 7 | u64::from(byte & 0x7f));
    let least = (4096 - 12) * 32 / 255 - 23;
    let fitting = least + (length - least) % 4092;
    let local = if fitting <= 4061 { fitting } else { least };
    u32::from_be_bytes(get(file, long + 3 + 6 + local))
}

pub(crate) fn page_start(page: u32) -> u64 {
    u64::from(page - 1) * 4096
}

pub(crate) fn put(file: &Path, at: u64, bytes: &[u8]) {
    OpenOptions::new()
        .write(true)
        .open(file)
        .unwrap()
        .write_all_at(bytes, at)
        .unwrap();
}

pub(crate) fn get<const N: usize>(file: &Path, at: u64) -> [u8; N] {
    let mut bytes = [0; N];
    File::open(file)
        .unwrap()
        .read_exact_at(&mut bytes, at)
        .unwrap();
    bytes
}
