//! All SQL of this crate.

use store::{Fault, Write, args};

const KEY: &str = "cardframe.seal";

/// The secret with which passes are signed; this one if there is none yet.
pub(crate) async fn secret(w: &Write, new: &str) -> Result<String, Fault> {
    w.run(
        "insert into site (name, value) values ($1, $2)
         on conflict (name) do nothing",
        args![KEY, new],
    )
    .await?;
    let row = w
        .row("select value from site where name = $1", args![KEY])
        .await?;
    row.map_or_else(
        || Err(Fault::new("the secret of card frames is gone")),
        |row| row.get(0),
    )
}
