//! Reads the file a stranger sent, page by page, in safe Rust. `SQLite` never opens it: nothing in
//! it can run, and what is not read cannot do harm. The format is the one documented in
//! <https://sqlite.org/fileformat2.html>.

pub(crate) mod cell;
pub(crate) mod header;
pub(crate) mod index;
pub(crate) mod pages;
pub(crate) mod record;
pub(crate) mod schema;
pub(crate) mod table;
pub(crate) mod text;
pub(crate) mod varint;
