//! Facts about this site that must survive a restart and are no setting, each under a name that belongs
//! to one crate: keys, the seed of certificates, what was done last.

use crate::{Chance, Fault, Ground, Read, Write, args};

/// What is known under a name.
pub async fn fact(r: &Read, name: &str) -> Result<Option<String>, Fault> {
    let sql = "select value from site where name = $1";
    let row = r.row(sql, args![name]).await?;
    row.map(|row| row.get(0)).transpose()
}

/// What is known under a name; `fresh` from now on if nothing was.
pub async fn fact_or(w: &Write, name: &str, fresh: String) -> Result<String, Fault> {
    if let Some(known) = fact(w, name).await? {
        return Ok(known);
    }
    put_fact(w, name, &fresh).await?;
    Ok(fresh)
}

/// What is known under a name, made when it is first needed: the same for all who ask at once.
pub async fn lasting_fact(
    ground: &Ground,
    name: &'static str,
    make: impl FnOnce(&Chance) -> String,
) -> Result<String, Fault> {
    let known: Result<_, Fault> = ground.db.read(async move |r| fact(r, name).await).await;
    if let Some(known) = known? {
        return Ok(known);
    }
    let fresh = make(&ground.chance);
    let write = async move |w: &Write| fact_or(w, name, fresh).await;
    ground.db.write(write).await
}

/// Writes a fact over what was known under its name.
pub async fn put_fact(w: &Write, name: &str, value: &str) -> Result<(), Fault> {
    let sql = "insert into site (name, value) values ($1, $2)
               on conflict (name) do update set value = excluded.value";
    w.run(sql, args![name, value]).await?;
    Ok(())
}

/// Forgets a fact.
pub async fn remove_fact(w: &Write, name: &str) -> Result<(), Fault> {
    let sql = "delete from site where name = $1";
    w.run(sql, args![name]).await?;
    Ok(())
}
