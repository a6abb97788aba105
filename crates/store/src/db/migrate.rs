//! Brings the service database to this version's tables. Forward only; a released file never changes.

use super::sqlite::{Write, at_once};
use crate::args;
use crate::fault::Fault;

/// Name and text of every migration, in order.
const MIGRATIONS: &[(&str, &str)] = include!(concat!(env!("OUT_DIR"), "/migrations.rs"));

pub(super) fn run(write: &Write) -> Result<(), Fault> {
    write.batch(
        "create table if not exists migrations (name text not null primary key, checksum text not null)",
    )?;
    write.batch("begin immediate")?;
    let outcome = MIGRATIONS
        .iter()
        .try_for_each(|(name, text)| one(write, name, text));
    write.batch(if outcome.is_ok() {
        "commit"
    } else {
        "rollback"
    })?;
    outcome
}

fn one(write: &Write, name: &str, text: &str) -> Result<(), Fault> {
    let checksum = blake3::hash(text.as_bytes()).to_hex().to_string();
    let done = at_once::<_, Fault>(write.row(
        "select checksum from migrations where name = $1",
        args![name],
    ))?;
    match done {
        Some(row) if row.get::<String>(0)? == checksum => Ok(()),
        Some(_) => Err(Fault::new(format!(
            "migration {name} differs from the one this database was made with"
        ))),
        None => {
            write.batch(&portable(text))?;
            at_once::<_, Fault>(write.run(
                "insert into migrations values ($1, $2)",
                args![name, checksum],
            ))?;
            Ok(())
        }
    }
}

/// The one word of our table definitions that SQLite spells differently.
fn portable(text: &str) -> String {
    text.replace("bytea", "blob")
}
