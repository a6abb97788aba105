//! Files that are built to harm, or that lie about how they are built.

use std::fs::OpenOptions;

use super::Fate::{Mended, Refused, Taken};
use super::bytes::{
    get, long_note, overflow_page, page_start, patch_schema, put, redeclare, root, unlocked,
};
use super::{Fixture, fixture, sql};

const ENDLESS: &str = "select count(*) from (with recursive n(x) as \
    (select 1 union all select x + 1 from n) select x from n);";

/// What could run.
pub(crate) const RUNNING: &[Fixture] = &[
    fixture("trigger", Refused("Hostile"), |file| {
        sql(
            file,
            &format!("create trigger t after update on col begin {ENDLESS} end"),
        );
    }),
    fixture("view_instead_of_table", Refused("Hostile"), |file| {
        sql(
            file,
            &format!("alter table revlog rename to hidden; create view revlog as {ENDLESS}"),
        );
    }),
    fixture("view_beside", Mended("view hoard was left out"), |file| {
        sql(file, &format!("create view hoard as {ENDLESS}"));
    }),
    fixture("generated_column", Refused("Hostile"), |file| {
        sql(
            file,
            "alter table notes add column g generated always as (hex(zeroblob(1000000)))",
        );
    }),
    fixture(
        "generated_column_without_function",
        Refused("Hostile"),
        |file| {
            sql(
                file,
                "alter table notes add column g generated always as (mod + 1)",
            );
        },
    ),
    fixture("check_with_function", Refused("Hostile"), |file| {
        redeclare(
            file,
            "cards",
            "data text not null",
            "data text check (hex(zeroblob(1000000)) > '')",
        );
    }),
    fixture("check_without_function", Taken, |file| {
        redeclare(
            file,
            "cards",
            "data text not null",
            "data text check (1 = 1)",
        );
    }),
    fixture(
        "check_on_other_table",
        Mended("table heavy was left out"),
        |file| {
            sql(
                file,
                "create table heavy (a check (length(hex(zeroblob(1000))) > a)); insert into heavy values (1)",
            );
        },
    ),
    fixture(
        "expression_index",
        Mended("index heavy was left out"),
        |file| {
            sql(
                file,
                "create index heavy on notes (substr(flds, 1, 9)) where length(hex(flds)) > 1",
            );
        },
    ),
    fixture(
        "virtual_table_beside",
        Mended("table words was left out"),
        |file| {
            sql(
                file,
                "create virtual table words using fts5(a); insert into words values ('b')",
            );
        },
    ),
    fixture("virtual_table_instead", Refused("Hostile"), |file| {
        sql(
            file,
            "drop table revlog; create virtual table revlog using fts5(a)",
        );
    }),
    fixture("declaration_with_select", Refused("Hostile"), |file| {
        patch_schema(
            file,
            "sql = 'create table tags as select 1'",
            "name = 'tags'",
        );
    }),
    fixture("declaration_of_another", Refused("Hostile"), |file| {
        patch_schema(
            file,
            "sql = replace(sql, 'TABLE tags', 'TABLE gats')",
            "name = 'tags'",
        );
    }),
    fixture("declaration_of_two", Refused("Hostile"), |file| {
        patch_schema(
            file,
            "sql = sql || '; select load_extension(1)'",
            "name = 'tags'",
        );
    }),
];

/// What lies about its structure.
pub(crate) const LYING: &[Fixture] = &[
    fixture("shared_root", Refused("Corrupt"), |file| {
        let root = "(select rootpage from sqlite_schema where name = 'cards')";
        patch_schema(file, &format!("rootpage = {root}"), "name = 'notes'");
    }),
    fixture("duplicate_schema_row", Refused("Corrupt"), |file| {
        unlocked(
            file,
            "insert into sqlite_schema select * from sqlite_schema where name = 'cards'",
        );
    }),
    fixture("root_outside", Refused("Corrupt"), |file| {
        patch_schema(file, "rootpage = 99999", "name = 'cards'");
    }),
    fixture("root_of_the_list_itself", Refused("Corrupt"), |file| {
        patch_schema(file, "rootpage = 1", "name = 'cards'");
    }),
    fixture("huge_page_count", Refused("Corrupt"), |file| {
        put(file, 28, &[0xff, 0xff, 0xff, 0xfe]);
    }),
    fixture("page_count_too_small", Refused("Corrupt"), |file| {
        put(file, 28, &[0, 0, 0, 3]);
    }),
    fixture("truncated", Refused("Corrupt"), |file| {
        let length = file.metadata().unwrap().len();
        OpenOptions::new()
            .write(true)
            .open(file)
            .unwrap()
            .set_len(length - 5000)
            .unwrap();
    }),
    fixture("odd_page_size", Refused("Corrupt"), |file| {
        put(file, 16, &[0x0f, 0xff]);
    }),
    fixture("other_page_size", Refused("Corrupt"), |file| {
        put(file, 16, &[0x20, 0]);
    }),
    fixture("false_reserve", Refused("Corrupt"), |file| {
        put(file, 20, &[64]);
    }),
    fixture("huge_reserve", Refused("Corrupt"), |file| {
        sql(
            file,
            "pragma journal_mode = delete; pragma page_size = 512; vacuum",
        );
        put(file, 20, &[255]);
    }),
    fixture("future_format", Refused("Corrupt"), |file| {
        put(file, 18, &[3, 3]);
    }),
    fixture("other_fractions", Refused("Corrupt"), |file| {
        put(file, 21, &[255, 255, 255]);
    }),
    fixture("unknown_encoding", Refused("Corrupt"), |file| {
        put(file, 56, &[0, 0, 0, 9]);
    }),
    fixture("endless_overflow", Refused("Corrupt"), |file| {
        long_note(file);
        // The chain of the long note goes back to its own first page.
        let first = overflow_page(file);
        put(file, page_start(first), &first.to_be_bytes());
    }),
    fixture("overlong_overflow", Refused("Corrupt"), |file| {
        long_note(file);
        let mut page = overflow_page(file);
        loop {
            let next = u32::from_be_bytes(get(file, page_start(page)));
            if next == 0 {
                break put(file, page_start(page), &1_u32.to_be_bytes());
            }
            page = next;
        }
    }),
    fixture("row_of_an_exabyte", Refused("Hostile"), |file| {
        // The length of the first row in the leaf of the notes.
        let leaf = page_start(root(file, "notes"));
        let cell = leaf + u64::from(u16::from_be_bytes(get(file, leaf + 8)));
        put(file, cell, &[0xff; 8]);
    }),
    fixture("cells_overlap", Refused("Corrupt"), |file| {
        // All pointers of the leaf point to its first cell but one byte earlier each.
        let leaf = page_start(root(file, "revlog"));
        let first: [u8; 2] = get(file, leaf + 8);
        for cell in 1..12 {
            put(file, leaf + 8 + 2 * cell, &first);
        }
    }),
    fixture("cell_outside", Refused("Corrupt"), |file| {
        put(file, page_start(root(file, "revlog")) + 8, &[0xff, 0xff]);
    }),
    fixture("own_child", Refused("Corrupt"), |file| {
        let page = root(file, "revlog");
        let mut head = vec![5, 0, 0, 0, 0, 0, 0, 0];
        head.extend_from_slice(&page.to_be_bytes());
        put(file, page_start(page), &head);
    }),
    fixture("index_without_a_row", Refused("Corrupt"), |file| {
        // One entry less in an index: what integrity_check would find.
        let page = page_start(root(file, "ix_revlog_cid"));
        put(file, page + 3, &[0, 11]);
    }),
    fixture("row_without_an_index", Refused("Corrupt"), |file| {
        let page = page_start(root(file, "revlog"));
        put(file, page + 3, &[0, 11]);
    }),
    fixture("two_equal_decks", Refused("Corrupt"), |file| {
        sql(
            file,
            "drop index idx_decks_name;
            insert into decks select 77, upper(name), 0, 0, common, kind from decks where id = 1",
        );
    }),
];
