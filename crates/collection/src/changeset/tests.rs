//! SQLite's own recorder is the judge: the same statements, run on two copies, must give the same
//! changes, and applied to a third copy they must make it equal.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use proptest::prelude::*;

use super::*;

/// The judge's object; only ever behind a pointer.
enum Judge {}

unsafe extern "C" {
    fn sqlite3session_create(
        db: *mut sys::sqlite3,
        name: *const c_char,
        session: *mut *mut Judge,
    ) -> c_int;
    fn sqlite3session_attach(session: *mut Judge, table: *const c_char) -> c_int;
    fn sqlite3session_changeset(
        session: *mut Judge,
        bytes: *mut c_int,
        changeset: *mut *mut c_void,
    ) -> c_int;
    fn sqlite3session_delete(session: *mut Judge);
}

/// What SQLite's recorder makes of some work.
fn judged(db: &Connection, work: impl FnOnce(&Connection)) -> Vec<u8> {
    let (mut judge, mut bytes, mut changeset) = (ptr::null_mut(), 0, ptr::null_mut());
    unsafe {
        let main = c"main".as_ptr();
        check(
            "judge",
            sqlite3session_create(db.handle(), main, &raw mut judge),
        )
        .unwrap();
        check("judge", sqlite3session_attach(judge, ptr::null())).unwrap();
        work(db);
        let code = sqlite3session_changeset(judge, &raw mut bytes, &raw mut changeset);
        check("judge", code).unwrap();
        let changes = taken(bytes, changeset);
        sqlite3session_delete(judge);
        changes
    }
}

/// Tables of every kind that we have: a number as key, a text, two columns, with and without rowid, and
/// a unique index that changes may run into.
const TABLES: &str = "
    create table cards (id integer primary key, nid integer not null, due integer, data text, flags blob);
    create unique index one_due on cards (due);
    create table config (key text not null primary key, usn integer not null, val blob) without rowid;
    create table graves (oid integer not null, type integer not null, usn integer not null,
        primary key (type, oid)) without rowid;
    create table fields (ntid integer not null, ord integer not null, name text, primary key (ntid, ord));
    create table ratios (id integer primary key, value real);
    insert into cards values (1, 1, 10, 'a', x'00'), (2, 1, 20, '', null), (3, 2, 30, 'ü', x'');
    insert into config values ('a', 0, '1'), ('b', 0, null);
    insert into graves values (1, 0, 0), (2, 0, 0), (1, 1, 0);
    insert into fields values (1, 0, 'Front'), (1, 1, 'Back');
    insert into ratios values (1, 0.5), (2, null);
";

fn fresh() -> Connection {
    let db = Connection::open_in_memory().unwrap();
    db.execute_batch(TABLES).unwrap();
    db
}

/// A statement that may fail; what it does until then counts.
fn statement() -> impl Strategy<Value = String> {
    let (id, other, value) = (0..6_i64, 0..6_i64, 0..4_i64);
    (0..19_u8, id, other, value).prop_map(|(kind, id, other, value)| match kind {
        0 => format!("insert into cards values ({id}, {other}, {value}0, 'n{value}', null)"),
        1 => format!(
            "insert or replace into cards values ({id}, {other}, {value}0, 'r', x'0{value}')"
        ),
        2 => format!("update cards set due = due + 1, data = 'u{value}' where id = {id}"),
        3 => format!("update or ignore cards set id = {other} where id = {id}"),
        4 => format!("update cards set data = data where id = {id}"),
        5 => format!("delete from cards where id = {id}"),
        6 => format!("insert or replace into config values ('k{id}', {value}, zeroblob({value}))"),
        7 => format!("update or replace config set key = 'k{other}' where key = 'k{id}'"),
        8 => format!("delete from config where key > 'k{id}'"),
        9 => format!("insert or ignore into graves values ({id}, {value}, -1)"),
        10 => format!("update or replace graves set type = {value} where oid = {id}"),
        11 => format!("delete from graves where type = {value}"),
        12 => format!("update or ignore fields set ord = ord + {value}, name = 'x' where ntid = 1"),
        13 => format!("insert or replace into fields values ({id}, {value}, null)"),
        14 => format!("update ratios set value = {value} where id = {id}"),
        15 => format!("insert or replace into ratios values ({id}, {value}.25)"),
        16 => "savepoint s".to_owned(),
        17 => "rollback to s".to_owned(),
        _ => "release s".to_owned(),
    })
}

fn run(db: &Connection, statements: &[String]) {
    for sql in statements {
        let _may_fail = db.execute_batch(sql);
    }
}

/// By table the changes, each as operation, old and new values, in an order of their own.
fn changes_of(mut changeset: &[u8]) -> BTreeMap<Vec<u8>, Vec<Vec<u8>>> {
    let mut tables: BTreeMap<Vec<u8>, Vec<Vec<u8>>> = BTreeMap::new();
    let (mut name, mut columns) = (Vec::new(), 0);
    while let Some(&first) = changeset.first() {
        if first == b'T' {
            columns = usize::from(changeset[1]);
            let end = 2
                + columns
                + changeset[2 + columns..]
                    .iter()
                    .position(|byte| *byte == 0)
                    .unwrap();
            name = changeset[1..end].to_vec();
            changeset = &changeset[end + 1..];
            continue;
        }
        let rows = if first == 23 { 2 } else { 1 };
        let length: usize = values::each(&changeset[2..])
            .take(columns * rows)
            .map(<[u8]>::len)
            .sum();
        let (change, rest) = changeset.split_at(2 + length);
        tables
            .entry(name.clone())
            .or_default()
            .push(change.to_vec());
        changeset = rest;
    }
    for changes in tables.values_mut() {
        changes.sort();
    }
    tables
}

fn dump(db: &Connection) -> String {
    let mut text = String::new();
    for table in ["cards", "config", "graves", "fields", "ratios"] {
        let mut select = db
            .prepare(&format!("select * from {table} order by 1, 2"))
            .unwrap();
        let columns = select.column_count();
        let mut rows = select.query([]).unwrap();
        while let Some(row) = rows.next().unwrap() {
            for column in 0..columns {
                write!(text, "{:?} ", row.get_ref(column).unwrap()).unwrap();
            }
        }
    }
    text
}

fn rows_of(db: &Connection, table: &str) -> i64 {
    let sql = format!("select count(*) from {table}");
    db.query_row(&sql, [], |row| row.get(0)).unwrap()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(600))]
    #[test]
    fn any_work_is_written_down_as_sqlite_writes_it_down(
        statements in prop::collection::vec(statement(), 0..40),
        asked_after in 0..40_usize,
    ) {
        let (ours, theirs, copy) = (fresh(), fresh(), fresh());
        let expected = judged(&theirs, |db| run(db, &statements));

        ours.execute_batch("begin").unwrap();
        let outer = Session::start(&ours, Watch::All).unwrap();
        let (early, late) = statements.split_at(asked_after.min(statements.len()));
        run(&ours, early);
        // Another session beside it, and a question in between, change nothing.
        let inner = Session::start(&ours, Watch::AllButCol).unwrap();
        outer.changed(&ours).unwrap();
        run(&ours, late);
        drop(inner);
        let changed = outer.changed(&ours).unwrap();

        prop_assert_eq!(dump(&ours), dump(&theirs));
        let mut grown = Vec::new();
        outer.growth(&ours, |table, by| grown.push((String::from_utf8(table.to_vec()).unwrap(), by))).unwrap();
        for (table, by) in grown {
            prop_assert_eq!(by, rows_of(&ours, &table) - rows_of(&copy, &table), "{}", table);
        }
        prop_assert_eq!(changes_of(&changed.rows), changes_of(&expected));
        apply(&copy, &changed.rows).unwrap();
        prop_assert_eq!(dump(&copy), dump(&ours));
        apply(&copy, &inverted(&changed.rows).unwrap()).unwrap();
        prop_assert_eq!(dump(&copy), dump(&fresh()));
        drop(outer);
    }
}

#[test]
fn a_table_made_later_is_known_to_the_next_session_and_spoils_the_present_one() {
    let db = fresh();
    let early = Session::start(&db, Watch::All).unwrap();
    db.execute_batch("create table late (id integer primary key); insert into late values (1)")
        .unwrap();
    assert!(matches!(early.changed(&db), Err(SessionError::Lost(table)) if table == "late"));
    let next = Session::start(&db, Watch::All).unwrap();
    db.execute_batch("insert into late values (2)").unwrap();
    assert!(!next.changed(&db).unwrap().rows.is_empty());
}

#[test]
fn tags_are_told_apart_and_col_can_be_left_out() {
    let db = fresh();
    db.execute_batch(
        "create table tags (tag text not null primary key collate nocase, usn integer) without rowid;
         create table col (id integer primary key, mod integer); insert into col values (1, 1);",
    )
    .unwrap();
    let all = Session::start(&db, Watch::All).unwrap();
    let some = Session::start(&db, Watch::AllButCol).unwrap();
    db.execute_batch("update col set mod = 2; insert into tags values ('Verb', 1)")
        .unwrap();
    let (all, some) = (all.changed(&db).unwrap(), some.changed(&db).unwrap());
    assert_eq!(changes_of(&all.rows).len(), 1);
    assert!(some.rows.is_empty());
    assert_eq!(all.tags, some.tags);
    assert_eq!(
        touched_keys(&all.tags).unwrap().into_iter().next().unwrap(),
        b"Verb"
    );
}

#[test]
fn a_session_may_outlive_its_connection_and_answers_for_no_other() {
    let (db, other) = (fresh(), fresh());
    let session = Session::start(&db, Watch::All).unwrap();
    db.execute_batch("delete from ratios").unwrap();
    drop(db);
    assert!(session.changed(&other).is_err());
    let of_other = Session::start(&other, Watch::All).unwrap();
    assert!(session.changed(&other).is_err());
    assert!(of_other.changed(&other).unwrap().rows.is_empty());
}
