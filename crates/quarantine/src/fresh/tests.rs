//! `SQLite` judges the trees that are built here.

use std::fs::File;

use rusqlite::Connection;
use tempfile::NamedTempFile;

use super::front::Front;
use super::index;
use super::output::Output;
use super::table::TableBuilder;

/// Makes a file with a table of these records, and an index over their first column.
fn build(records: &[(i64, i64, Vec<u8>)]) -> NamedTempFile {
    let mut db = Connection::open_in_memory().unwrap();
    db.execute_batch("create table t (id integer primary key, n, b); create index i on t (n)")
        .unwrap();
    let mut front = Front::of(&mut db).unwrap();
    let file = NamedTempFile::new().unwrap();
    let output = Output::new(file.reopen().unwrap(), front.pages(), 1 << 30);
    let mut table = TableBuilder::new(&output);
    let mut record = Vec::new();
    for (id, n, blob) in records {
        let mut values = Vec::new();
        index::put_integer(*n, &mut values);
        values.extend_from_slice(blob);
        record.clear();
        let blob_type = blob.len() as u64 * 2 + 12;
        let header = 3 + crate::received::varint::len(blob_type);
        record.extend_from_slice(&[u8::try_from(header).unwrap(), 0, index::serial_type(*n)]);
        crate::received::varint::put(blob_type, &mut record);
        record.extend_from_slice(&values);
        table.push(*id, &record).unwrap();
    }
    assert_eq!(table.rows() as usize, records.len());
    front.set_root("t", &table.finish().unwrap()).unwrap();
    let mut keys: Vec<_> = records.iter().map(|(id, n, _)| [*n, *id]).collect();
    keys.sort_unstable();
    front
        .set_root("i", &index::build(&output, keys.iter().copied()).unwrap())
        .unwrap();
    output.finish(front.into_bytes()).unwrap();
    file
}

/// What `SQLite` reads from the file, after checking all of it.
fn read(file: &NamedTempFile) -> Vec<(i64, i64, Vec<u8>)> {
    let db = Connection::open(file.path()).unwrap();
    let verdict: String = db
        .query_row("pragma integrity_check", [], |row| row.get(0))
        .unwrap();
    assert_eq!(verdict, "ok");
    let mut statement = db.prepare("select id, n, b from t order by id").unwrap();
    let rows = statement
        .query_map([], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))
        .unwrap();
    rows.collect::<Result<_, _>>().unwrap()
}

#[test]
fn tables_of_all_heights_are_sound() {
    // The counts lie around full leaves, and the largest has three levels.
    for count in [0, 1, 2, 9, 10, 11, 3_000, 60_000] {
        let records: Vec<_> = (0..count)
            .map(|n| (n * 7 - 40, n % 5, vec![b'x'; 400]))
            .collect();

        let file = build(&records);

        assert!(read(&file) == records, "{count} rows");
    }
}

#[test]
fn indexes_of_all_heights_are_sound() {
    // About 270 entries fill a leaf; each count near that is a case of its own.
    for count in (255..285).chain([100_000]) {
        let records: Vec<_> = (0..count)
            .map(|n| (n + 1_700_000_000_000, -n, vec![]))
            .collect();

        let file = build(&records);

        assert!(read(&file) == records, "{count} rows");
    }
}

#[test]
fn records_of_all_lengths_are_sound() {
    // Around the lengths at which a row begins to run over, and fills one or two more pages.
    let lengths = [
        0, 1, 113, 114, 4_040, 4_050, 4_051, 4_052, 4_053, 4_060, 4_500, 8_140, 8_150,
    ];
    let lengths = lengths
        .into_iter()
        .chain(8_580..8_600)
        .chain([1_000_000, 3_000_000, 5]);
    let records: Vec<_> = (1..)
        .zip(lengths)
        .map(|(id, length)| {
            (
                id,
                1 << id,
                vec![b'a' + u8::try_from(id % 26).unwrap(); length],
            )
        })
        .collect();

    let file = build(&records);

    assert!(read(&file) == records);
}

#[test]
fn a_single_long_row_is_sound() {
    let records = vec![(i64::MIN, i64::MAX, vec![7; 20_000])];

    let file = build(&records);

    assert!(read(&file) == records);
}

#[test]
fn numbers_of_all_sizes_are_sound() {
    let edges = (0..63).flat_map(|bit| [1 << bit, (1 << bit) - 1, -(1 << bit), -(1 << bit) - 1]);
    let records: Vec<_> = (1..).zip(edges).map(|(id, n)| (id, n, vec![])).collect();

    let file = build(&records);

    assert!(read(&file) == records);
}

#[test]
fn a_file_that_grows_beyond_its_limit_is_refused() {
    let file = NamedTempFile::new().unwrap();
    let output = Output::new(File::create(file.path()).unwrap(), 1, 10 * 4096);
    let mut table = TableBuilder::new(&output);
    let record = [&[3, 0, 240, 0x10][..], &[0; 1000]].concat();

    let outcome = (0..2_000).try_for_each(|id| table.push(id, &record));

    assert_eq!(outcome, Err(crate::answer::Refusal::TooLarge));
}
