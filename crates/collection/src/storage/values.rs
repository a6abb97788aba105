use rusqlite::ToSql;
use rusqlite::types::{FromSql, FromSqlResult, ToSqlOutput, ValueRef};

use crate::model::{CardId, DeckId, Millis, NoteId, NotetypeId, PresetId, RevlogId, Secs, Usn};

macro_rules! columns {
    ($($name:ident),* $(,)?) => {$(
        impl ToSql for $name {
            fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
                Ok(ToSqlOutput::from(self.0))
            }
        }

        impl FromSql for $name {
            fn column_result(value: ValueRef<'_>) -> FromSqlResult<Self> {
                FromSql::column_result(value).map($name)
            }
        }
    )*};
}

columns!(
    CardId, DeckId, Millis, NoteId, NotetypeId, PresetId, RevlogId, Secs, Usn
);
