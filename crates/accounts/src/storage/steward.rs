//! Who is the steward: a fact of the site.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD_NO_PAD;
use store::{Fault, Read, Write, args};

use crate::account::AccountId;

const STEWARD: &str = "steward";
/// The fingerprint of the address that signed up with the link of the first start, until it confirms.
const CANDIDATE: &str = "steward-candidate";

pub(crate) async fn get(r: &Read) -> Result<Option<AccountId>, Fault> {
    let text = fact(r, STEWARD).await?;
    Ok(text.and_then(|text| text.parse().ok()).map(AccountId))
}

pub(crate) async fn put(w: &Write, account: AccountId) -> Result<(), Fault> {
    put_fact(w, STEWARD, &account.0.to_string()).await?;
    w.run("delete from site where name = $1", args![CANDIDATE])
        .await?;
    Ok(())
}

pub(crate) async fn put_candidate(w: &Write, address: [u8; 32]) -> Result<(), Fault> {
    put_fact(w, CANDIDATE, &STANDARD_NO_PAD.encode(address)).await
}

pub(crate) async fn is_candidate(r: &Read, address: [u8; 32]) -> Result<bool, Fault> {
    let candidate = fact(r, CANDIDATE).await?;
    Ok(candidate == Some(STANDARD_NO_PAD.encode(address)))
}

async fn fact(r: &Read, name: &str) -> Result<Option<String>, Fault> {
    let sql = "select value from site where name = $1";
    let row = r.row(sql, args![name]).await?;
    row.map(|row| row.get(0)).transpose()
}

async fn put_fact(w: &Write, name: &str, value: &str) -> Result<(), Fault> {
    w.run(
        "insert into site (name, value) values ($1, $2)
         on conflict (name) do update set value = excluded.value",
        args![name, value],
    )
    .await?;
    Ok(())
}
