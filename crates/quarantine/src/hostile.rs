//! Files that no Anki writes, and what holds whatever is in them.

use std::fs::File;
use std::io::{Read as _, Seek as _, Write as _};

use collection::model::Millis;
use collection::{Birth, Collection};
use rusqlite::Connection;
use trials::Trial;

use crate::answer::Refusal;
use crate::copying::copy;

/// The readers of this crate.
pub const TRIALS: &[Trial] = &[Trial {
    name: "received_file",
    seeds,
    run,
}];

const BYTES_MAX: u64 = 16 << 20;

/// A received file is refused for what it is, or what is made of it is a sound file of ours with our
/// tables alone.
fn run(bytes: &[u8]) {
    let mut received = tempfile::tempfile().expect("a file can be made");
    received.write_all(bytes).expect("it can be written");
    let fresh = tempfile::tempfile().expect("a file can be made");
    match copy(received, &fresh, BYTES_MAX) {
        Ok(copied) => is_ours(fresh, copied.bytes),
        Err(Refusal::Fault(why)) => unreachable!("a fault of ours: {why}"),
        Err(_) => {}
    }
}

fn is_ours(mut fresh: File, told: u64) {
    let mut bytes = Vec::new();
    fresh.rewind().expect("it is a file");
    fresh.read_to_end(&mut bytes).expect("it can be read");
    assert_eq!(bytes.len() as u64, told, "another length was told");
    // Marked as WAL; a database in memory has none.
    if let Some(marks) = bytes.get_mut(18..20) {
        marks.fill(1);
    }
    let mut db = Connection::open_in_memory().expect("memory is there");
    collection::storage::register_unicase(&db).expect("it is new");
    let length = bytes.len();
    db.deserialize_read_exact("main", &*bytes, length, true)
        .expect("it fits into memory");
    let checked: String = db
        .query_row("pragma integrity_check(1)", (), |row| row.get(0))
        .expect("it can be checked");
    assert_eq!(checked, "ok");
    collection::schema18::refuse_foreign(&db).expect("our tables alone");
}

/// New collections with small pages, so that little damage goes a long way, and something in each table.
fn seeds() -> Vec<Vec<u8>> {
    let folder = tempfile::tempdir().expect("a folder can be made");
    let mut seeds = Vec::new();
    for (schema, page_size) in [(18, 512), (18, 4096), (11, 512), (11, 1024)] {
        let path = folder.path().join(format!("{schema}-{page_size}"));
        let birth = Birth {
            now: Millis(1_700_000_000_000),
            minutes_west: None,
            seed: 7,
        };
        let made = Collection::create(&path, &birth).expect("a new file");
        fill(made.connection());
        let older = path.with_extension("old");
        if schema == 11 {
            collection::schema11::write_file(&made, &older).expect("it can be written");
        }
        made.close().expect("it closes");
        let path = if schema == 11 { older } else { path };
        let db = Connection::open(&path).expect("it is there");
        collection::storage::register_unicase(&db).expect("it is new");
        let small =
            format!("pragma journal_mode = delete; pragma page_size = {page_size}; vacuum;");
        db.execute_batch(&small).expect("it can be packed");
        drop(db);
        seeds.push(std::fs::read(&path).expect("it is there"));
    }
    seeds
}

fn fill(db: &Connection) {
    db.execute_batch(
        "insert into notes select 1700000000010, 'guid', id, 1700000000, 3, ' verb ',
            'front' || x'1f' || printf('%.*c', 900, 'b'), 'front', 1, 0, '' from notetypes limit 1;
         insert into cards values
            (1700000000020, 1700000000010, 1, 0, 1700000000, 3, 2, 2, 5, 10, 2500, 3, 0, 0, 0, 0, 0, '');
         insert into revlog values (1700000000030, 1700000000020, 3, 3, 10, 5, 2500, 4000, 1);
         insert into graves values (5, 0, 3);
         insert into tags values ('verb', 2, 0, null);",
    )
    .expect("rows of ours");
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn damaged_files_are_refused_or_become_sound() {
        for trial in TRIALS {
            trial.withstands_damage(150);
        }
    }
}
