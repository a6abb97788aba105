//! The tables of a collection as clients of all ages declare them (facts from
//! `rslib/src/storage/schema11.sql` and `rslib/src/storage/upgrades`).

use super::rule::{Column, Rule};

/// A table that is read.
#[derive(Debug)]
pub(crate) struct Table {
    pub(crate) name: &'static str,
    pub(crate) columns: &'static [Column],
    /// How many of the columns, from the first, are the primary key.
    pub(crate) key_columns: usize,
    pub(crate) has_row_ids: bool,
}

const ANY: Rule = Rule::Whole(i64::MIN, i64::MAX);
const I32: Rule = Rule::Whole(i32::MIN as i64, i32::MAX as i64);
const NATURAL: Rule = Rule::Whole(0, i32::MAX as i64);
const U8: Rule = Rule::Whole(0, u8::MAX as i64);
const U16: Rule = Rule::Whole(0, u16::MAX as i64);
const U32: Rule = Rule::Whole(0, u32::MAX as i64);

const fn column(name: &'static str, rule: Rule) -> Column {
    Column { name, rule }
}

pub(crate) static COL: Table = Table {
    name: "col",
    columns: &[
        column("id", Rule::RowId),
        column("crt", ANY),
        column("mod", ANY),
        column("scm", ANY),
        column("ver", ANY),
        column("dty", ANY),
        column("usn", Rule::Whole(0, i32::MAX as i64 - 1)),
        column("ls", ANY),
        column("conf", Rule::Text),
        column("models", Rule::Text),
        column("decks", Rule::Text),
        column("dconf", Rule::Text),
        column("tags", Rule::Text),
    ],
    key_columns: 1,
    has_row_ids: true,
};

/// The ranges are those of `rslib/src/notes/mod.rs`.
pub(crate) static NOTES: Table = Table {
    name: "notes",
    columns: &[
        column("id", Rule::RowId),
        column("guid", Rule::Text),
        column("mid", ANY),
        column("mod", ANY),
        column("usn", Rule::Usn),
        column("tags", Rule::Text),
        column("flds", Rule::Text),
        column("sfld", Rule::TextOrNumber),
        column("csum", U32),
        column("flags", ANY),
        column("data", Rule::Text),
    ],
    key_columns: 1,
    has_row_ids: true,
};

/// The ranges are those of `rslib/src/card/mod.rs`, or narrower where Check Database narrows them.
pub(crate) static CARDS: Table = Table {
    name: "cards",
    columns: &[
        column("id", Rule::RowId),
        column("nid", ANY),
        column("did", ANY),
        column("ord", U16),
        column("mod", ANY),
        column("usn", Rule::Usn),
        column("type", U8),
        column("queue", Rule::Whole(i8::MIN as i64, i8::MAX as i64)),
        column("due", I32),
        column("ivl", NATURAL),
        column("factor", U16),
        column("reps", U32),
        column("lapses", U32),
        column("left", U32),
        column("odue", I32),
        column("odid", ANY),
        column("flags", U8),
        column("data", Rule::Text),
    ],
    key_columns: 1,
    has_row_ids: true,
};

/// The ranges are those of `rslib/src/revlog/mod.rs`, or narrower where Check Database narrows them.
pub(crate) static REVLOG: Table = Table {
    name: "revlog",
    columns: &[
        column("id", Rule::RowId),
        column("cid", ANY),
        column("usn", Rule::Usn),
        column("ease", U8),
        column("ivl", I32),
        column("lastIvl", I32),
        column("factor", U32),
        column("time", NATURAL),
        column("type", U8),
    ],
    key_columns: 1,
    has_row_ids: true,
};

pub(crate) static DECK_CONFIG: Table = Table {
    name: "deck_config",
    columns: &[
        column("id", Rule::RowId),
        column("name", Rule::Text),
        column("mtime_secs", ANY),
        column("usn", Rule::Usn),
        column("config", Rule::Blob),
    ],
    key_columns: 1,
    has_row_ids: true,
};

pub(crate) static CONFIG: Table = Table {
    name: "config",
    columns: &[
        column("KEY", Rule::Text),
        column("usn", Rule::Usn),
        column("mtime_secs", ANY),
        column("val", Rule::Blob),
    ],
    key_columns: 1,
    has_row_ids: false,
};

pub(crate) static FIELDS: Table = Table {
    name: "fields",
    columns: &[
        column("ntid", ANY),
        column("ord", U32),
        column("name", Rule::Text),
        column("config", Rule::Blob),
    ],
    key_columns: 2,
    has_row_ids: false,
};

pub(crate) static TEMPLATES: Table = Table {
    name: "templates",
    columns: &[
        column("ntid", ANY),
        column("ord", U32),
        column("name", Rule::Text),
        column("mtime_secs", ANY),
        column("usn", Rule::Usn),
        column("config", Rule::Blob),
    ],
    key_columns: 2,
    has_row_ids: false,
};

pub(crate) static NOTETYPES: Table = Table {
    name: "notetypes",
    columns: &[
        column("id", Rule::RowId),
        column("name", Rule::Text),
        column("mtime_secs", ANY),
        column("usn", Rule::Usn),
        column("config", Rule::Blob),
    ],
    key_columns: 1,
    has_row_ids: true,
};

pub(crate) static DECKS: Table = Table {
    name: "decks",
    columns: &[
        column("id", Rule::RowId),
        column("name", Rule::Text),
        column("mtime_secs", ANY),
        column("usn", Rule::Usn),
        column("common", Rule::Blob),
        column("kind", Rule::Blob),
    ],
    key_columns: 1,
    has_row_ids: true,
};

pub(crate) static TAGS: Table = Table {
    name: "tags",
    columns: &[
        column("tag", Rule::Text),
        column("usn", Rule::Usn),
        column("collapsed", Rule::Whole(0, 1)),
        column("config", Rule::OptionalBlob),
    ],
    key_columns: 1,
    has_row_ids: false,
};

/// Schemas 14 to 16.
pub(crate) static TAGS_14: Table = Table {
    name: "tags",
    columns: &[column("tag", Rule::Text), column("usn", Rule::Usn)],
    key_columns: 1,
    has_row_ids: false,
};

pub(crate) static GRAVES: Table = Table {
    name: "graves",
    columns: &[
        column("oid", ANY),
        column("type", U8),
        column("usn", Rule::Usn),
    ],
    key_columns: 2,
    has_row_ids: false,
};

/// Schemas 11 to 17.
pub(crate) static GRAVES_11: Table = Table {
    name: "graves",
    columns: &[
        column("usn", Rule::Usn),
        column("oid", ANY),
        column("type", U8),
    ],
    key_columns: 0,
    has_row_ids: true,
};

/// What `SQLite` knows about the rows; not every file has it.
pub(crate) static STATISTICS: Table = Table {
    name: "sqlite_stat1",
    columns: &[
        column("tbl", Rule::Text),
        column("idx", Rule::OptionalText),
        column("stat", Rule::Text),
    ],
    key_columns: 0,
    has_row_ids: true,
};

/// The tables that a file of this schema must have, or nothing if the schema is not supported.
pub(crate) fn tables(schema: i64) -> Option<Vec<&'static Table>> {
    let mut tables = vec![&COL, &NOTES, &CARDS, &REVLOG];
    match schema {
        11 => {}
        14 => tables.extend([&DECK_CONFIG, &CONFIG]),
        15..=18 => {
            tables.extend([
                &DECK_CONFIG,
                &CONFIG,
                &FIELDS,
                &TEMPLATES,
                &NOTETYPES,
                &DECKS,
            ]);
        }
        _ => return None,
    }
    match schema {
        11 => {}
        14..=16 => tables.push(&TAGS_14),
        _ => tables.push(&TAGS),
    }
    tables.push(if schema == 18 { &GRAVES } else { &GRAVES_11 });
    Some(tables)
}
