//! What becomes of hostile, odd and honest files.

use collection::schema18;
use tempfile::TempDir;

use crate::asking::{TABLES, assert_sound, inspect, rows, variant};
use crate::hostile::{self, Fate, all, open};

#[tokio::test]
async fn every_hostile_file_meets_its_fate() {
    let folder = TempDir::new().unwrap();
    let mut escaped = Vec::new();
    for fixture in all() {
        let file = folder.path().join(fixture.name);
        fixture.write(&file);
        let before = std::fs::read(&file).unwrap();

        let (into, outcome) = inspect(&file).await;

        let name = fixture.name;
        assert!(
            before == std::fs::read(&file).unwrap(),
            "{name} was changed"
        );
        match (fixture.fate, outcome) {
            (Fate::Taken, Ok(checked)) if checked.report.is_empty() => {
                assert_sound(name, &checked);
            }
            (Fate::Mended(sentence), Ok(checked))
                if checked.report.iter().any(|line| line.contains(sentence)) =>
            {
                assert_sound(name, &checked);
            }
            (Fate::Refused(expected), Err(error)) if variant(&error) == expected => {
                let left = std::fs::read_dir(into.path()).unwrap().count();
                assert_eq!(left, 0, "{name} left something");
            }
            (fate, Ok(checked)) => escaped.push(format!("{name}: {fate:?}, {:?}", checked.report)),
            (fate, Err(error)) => escaped.push(format!("{name}: {fate:?}, {error:?}")),
        }
    }
    assert_eq!(escaped, Vec::<String>::new());
}

#[tokio::test]
async fn an_honest_collection_comes_through_equal() {
    let folder = TempDir::new().unwrap();
    for name in [
        "honest",
        "pages_of_64_kib",
        "pages_of_512_bytes",
        "auto_vacuum_with_false_map",
        "utf_16_little",
        "utf_16_big",
        "long_note",
        "endless_free_list",
        "check_without_function",
    ] {
        let file = folder.path().join(name);
        let fixture = all().find(|fixture| fixture.name == name).unwrap();
        fixture.write(&file);

        let (_into, checked) = inspect(&file).await;

        let (ours, theirs) = (open(&checked.unwrap().path), open(&file));
        for table in TABLES {
            assert!(
                rows(&ours, table) == rows(&theirs, table),
                "{table} of {name}"
            );
        }
    }
}

#[tokio::test]
async fn all_indexes_of_the_schema_are_there_and_complete() {
    let folder = TempDir::new().unwrap();
    let file = folder.path().join("honest");
    hostile::honest(&file);

    let (_into, checked) = inspect(&file).await;

    let db = open(&checked.unwrap().path);
    let count = "select count(*) from sqlite_schema where type = 'index' and sql is not null";
    let indexes: u32 = db.query_row(count, [], |row| row.get(0)).unwrap();
    assert_eq!(indexes as usize, schema18::INDEXES.len());
    // An index that is used must give the rows that the table has.
    let by_index = "select count(*) from revlog indexed by ix_revlog_cid where cid > 0";
    assert_eq!(
        db.query_row(by_index, [], |row| row.get::<_, i64>(0))
            .unwrap(),
        12
    );
}

/// Which of several equal cards comes first depends on them.
#[tokio::test]
async fn statistics_come_through_as_far_as_they_are_plausible() {
    let folder = TempDir::new().unwrap();
    let file = folder.path().join("honest");
    hostile::honest(&file);
    hostile::sql(
        &file,
        "analyze;
         insert into sqlite_stat1 values ('cards', 'ix_cards_nid', '1 unordered'),
            ('nowhere', null, '7'), ('cards', 'elsewhere', '7 7')",
    );
    let of = |path: &std::path::Path| {
        let db = open(path);
        let mut statement = db
            .prepare(
                "select tbl, idx, stat from sqlite_stat1
                 where tbl <> 'nowhere' and idx is not 'elsewhere' and stat not like '%unordered'
                 order by 1, 2",
            )
            .unwrap();
        let found = statement
            .query_map([], |row| {
                Ok((
                    row.get::<_, String>(0)?,
                    row.get::<_, Option<String>>(1)?,
                    row.get::<_, String>(2)?,
                ))
            })
            .unwrap();
        found.collect::<Result<Vec<_>, _>>().unwrap()
    };

    let (_into, checked) = inspect(&file).await;

    let ours = checked.unwrap().path;
    assert!(of(&file).len() > 5);
    assert_eq!(of(&ours), of(&file));
    let count = "select count(*) from sqlite_stat1";
    let all: u32 = open(&ours).query_row(count, [], |row| row.get(0)).unwrap();
    assert_eq!(all as usize, of(&file).len());
}

/// Called by `tests/fixtures/hostile/make`, for those who want to send the files elsewhere.
#[test]
#[ignore = "writes the files into the folder that is named in the environment"]
fn the_files_are_written_to_a_folder() {
    let folder = std::env::var_os("FUDA_HOSTILE_FOLDER").expect("the script sets it");
    let folder = std::path::Path::new(&folder);
    for fixture in all() {
        fixture.write(&folder.join(format!("{}.anki2", fixture.name)));
    }
    let fates = all().map(|fixture| format!("{}\t{:?}\n", fixture.name, fixture.fate));
    std::fs::write(folder.join("fates.tsv"), fates.collect::<String>()).unwrap();
}
