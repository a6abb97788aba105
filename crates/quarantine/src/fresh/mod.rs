//! Writes the new file. The small tables come from a `SQLite` database in memory; the three large
//! ones and their indexes are laid out here, each page once, in order.

pub(crate) mod front;
pub(crate) mod index;
pub(crate) mod output;
pub(crate) mod page;
pub(crate) mod piece;
pub(crate) mod table;

#[cfg(test)]
mod tests;
