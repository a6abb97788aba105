//! Files that are odd inside, honest ones among them.

use std::fs::{File, OpenOptions};

use super::Fate::{Mended, Refused, Taken};
use super::bytes::{get, in_encoding, long_note, page_start, put, redeclare, vacuumed_into};
use super::{Fixture, fixture, open, sql};

/// What is odd but honest, or harmless.
pub(crate) const ODD: &[Fixture] = &[
    fixture("honest", Taken, |_| ()),
    fixture("pages_of_64_kib", Taken, |file| {
        vacuumed_into(file, "page_size = 65536");
    }),
    fixture("pages_of_512_bytes", Taken, |file| {
        vacuumed_into(file, "page_size = 512");
    }),
    fixture("auto_vacuum", Taken, |file| {
        vacuumed_into(file, "auto_vacuum = full");
    }),
    fixture("auto_vacuum_with_false_map", Taken, |file| {
        vacuumed_into(file, "auto_vacuum = full");
        // The map of pointers is page 2 then; nobody needs it.
        put(file, 4096, &[0xee; 200]);
    }),
    fixture("rollback_journal_header", Taken, |file| {
        put(file, 18, &[1, 1]);
    }),
    fixture("wal_header_without_wal", Taken, |file| {
        put(file, 18, &[2, 2]);
    }),
    fixture("endless_free_list", Taken, |file| {
        sql(
            file,
            "create table t (a); insert into t values (zeroblob(20000)); drop table t",
        );
        let first = u32::from_be_bytes(get(file, 32));
        put(file, page_start(first), &first.to_be_bytes());
    }),
    fixture("more_bytes_than_pages", Taken, |file| {
        let length = file.metadata().unwrap().len();
        put(file, length, &[0xaa; 10_000]);
    }),
    fixture("utf_16_little", Taken, |file| in_encoding(file, "UTF-16le")),
    fixture("utf_16_big", Taken, |file| in_encoding(file, "UTF-16be")),
    fixture("long_note", Taken, long_note),
    fixture("positions", Taken, |file| {
        sql(file, "pragma user_version = 41; pragma application_id = 42");
    }),
    fixture("odd_names", Mended("left out"), |file| {
        sql(
            file,
            "create table \"a'b\u{1b}[31m\"\"c\" (x); create table \"\" (y)",
        );
    }),
    fixture("wide_table", Mended("table wide was left out"), |file| {
        let columns: Vec<String> = (0..1_900).map(|n| format!("c{n}")).collect();
        sql(file, &format!("create table wide ({})", columns.join(", ")));
    }),
    fixture("many_tables", Refused("Hostile"), |file| {
        let tables: Vec<String> = (0..2_500)
            .map(|n| format!("create table t{n} (x);"))
            .collect();
        sql(file, &format!("begin; {} commit", tables.concat()));
    }),
];

/// What stands in columns.
pub(crate) const FILLED: &[Fixture] = &[
    fixture("invalid_text", Mended("notes.flds were not text"), |file| {
        sql(
            file,
            "update notes set flds = cast(x'41ff421f43' as text) where id % 5 = 0",
        );
    }),
    fixture(
        "blob_in_text",
        Mended("notes.tags had another type"),
        |file| {
            sql(file, "update notes set tags = cast(tags as blob)");
        },
    ),
    fixture("number_in_text", Taken, |file| {
        sql(file, "update notes set guid = 12345");
    }),
    fixture(
        "text_in_integer",
        Mended("cards.due had another type"),
        |file| {
            sql(file, "update cards set due = 'tomorrow'");
        },
    ),
    fixture(
        "infinite_number",
        Mended("cards.due were out of range"),
        |file| {
            sql(
                file,
                "update cards set due = 1e300, ivl = -1e300, reps = 9e999",
            );
        },
    ),
    fixture("fraction", Mended("cards.ivl were rounded"), |file| {
        sql(file, "update cards set ivl = 1.5 where id % 2 = 0");
    }),
    fixture(
        "blob_in_integer",
        Mended("revlog.time had another type"),
        |file| {
            sql(file, "update revlog set time = x'00ff'");
        },
    ),
    fixture(
        "nothing_in_integer",
        Mended("cards.odue had another type"),
        |file| {
            redeclare(file, "cards", "odue integer not null", "odue integer");
            sql(file, "update cards set odue = null");
        },
    ),
    fixture(
        "pending_number",
        Mended("cards.usn had no finished sync number"),
        |file| {
            sql(
                file,
                "update cards set usn = -1; update notes set usn = 999 where id % 2 = 0",
            );
        },
    ),
    fixture(
        "settings_not_json",
        Mended("settings were unreadable"),
        |file| {
            sql(file, "update config set val = x'7b' where key = 'timeLim'");
        },
    ),
    fixture("blob_not_protobuf", Refused("Corrupt"), |file| {
        sql(file, "update decks set kind = x'ffff' where id = 1");
    }),
];

/// What is missing.
pub(crate) const MISSING: &[Fixture] = &[
    fixture(
        "cards_without_note",
        Mended("cards without a note"),
        |file| {
            sql(file, "delete from notes where id % 5 = 0");
        },
    ),
    fixture(
        "cards_without_deck",
        Mended("cards without a deck"),
        |file| {
            sql(file, "update cards set did = 4242 where id % 3 = 0");
        },
    ),
    fixture(
        "notes_without_notetype",
        Mended("notes without a notetype"),
        |file| {
            sql(
                file,
                "update notes set mid = 4242, flds = flds || x'1f' || 'third' where id % 2 = 0;
            update cards set ord = 2",
            );
        },
    ),
    fixture(
        "fields_missing",
        Mended("another number of fields"),
        |file| {
            sql(file, "update notes set flds = '42' where id % 2 = 0");
        },
    ),
    fixture(
        "fields_surplus",
        Mended("another number of fields"),
        |file| {
            sql(
                file,
                "update notes set flds = 'a' || x'1f' || 'b' || x'1f' || 'c' where id % 2 = 0",
            );
        },
    ),
    fixture(
        "no_default_deck",
        Mended("default deck was missing"),
        |file| {
            sql(file, "delete from decks where id = 1");
        },
    ),
    fixture(
        "no_default_preset",
        Mended("default preset was missing"),
        |file| {
            sql(file, "delete from deck_config where id = 1");
        },
    ),
    fixture("empty_col", Refused("Corrupt"), |file| {
        sql(file, "delete from col");
    }),
    fixture("two_cols", Refused("Corrupt"), |file| {
        sql(
            file,
            "insert into col select 2, crt, mod, scm, ver, dty, usn, ls, '', '', '', '', '' from col",
        );
    }),
    fixture("no_cards_table", Refused("Corrupt"), |file| {
        sql(file, "drop table cards");
    }),
    fixture("another_column", Refused("Corrupt"), |file| {
        sql(file, "alter table cards add column mine");
    }),
    fixture("renamed_column", Refused("Corrupt"), |file| {
        sql(file, "alter table cards rename column data to date");
    }),
    fixture("key_that_is_no_row_id", Refused("Hostile"), |file| {
        redeclare(
            file,
            "revlog",
            "id integer primary key",
            "id integer primary key desc",
        );
    }),
];

/// What is something else.
pub(crate) const OTHER: &[Fixture] = &[
    fixture("schema_10", Refused("UnsupportedSchema"), |file| {
        sql(file, "update col set ver = 10");
    }),
    fixture("schema_13", Refused("UnsupportedSchema"), |file| {
        sql(file, "update col set ver = 13");
    }),
    fixture("schema_19", Refused("UnsupportedSchema"), |file| {
        sql(file, "update col set ver = 19");
    }),
    fixture("empty_file", Refused("Empty"), |file| {
        drop(File::create(file).unwrap());
    }),
    fixture("text_file", Refused("NotADatabase"), |file| {
        std::fs::write(file, "Dear sir or madam, ".repeat(500)).unwrap();
    }),
    fixture("one_byte", Refused("NotADatabase"), |file| {
        std::fs::write(file, "S").unwrap();
    }),
    fixture("header_alone", Refused("Corrupt"), |file| {
        OpenOptions::new()
            .write(true)
            .open(file)
            .unwrap()
            .set_len(100)
            .unwrap();
    }),
    fixture("header_and_nonsense", Refused("Corrupt"), |file| {
        let length = usize::try_from(file.metadata().unwrap().len()).unwrap();
        put(file, 100, &vec![0x5a; length - 100]);
    }),
    fixture("zeros", Refused("NotADatabase"), |file| {
        std::fs::write(file, [0; 8192]).unwrap();
    }),
    fixture("other_application", Refused("NotADatabase"), |file| {
        std::fs::remove_file(file).unwrap();
        open(file)
            .execute_batch("create table recipes (a); insert into recipes values (1)")
            .unwrap();
    }),
    fixture("empty_database", Refused("NotADatabase"), |file| {
        std::fs::remove_file(file).unwrap();
        open(file).execute_batch("vacuum").unwrap();
        open(file)
            .execute_batch("create table t (a); drop table t")
            .unwrap();
    }),
];
