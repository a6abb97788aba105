//! All SQL of privacy.

use store::{Fault, Read, Write, args};

/// The name under which `site` keeps the seed of the key that signs.
const SEED: &str = "certificate-seed";

pub(crate) async fn seed(r: &Read) -> Result<Option<String>, Fault> {
    let row = r
        .row("select value from site where name = $1", args![SEED])
        .await?;
    row.map(|row| row.get(0)).transpose()
}

pub(crate) async fn put_seed(w: &Write, seed: &str) -> Result<(), Fault> {
    let sql = "insert into site (name, value) values ($1, $2)";
    w.run(sql, args![SEED, seed]).await?;
    Ok(())
}
