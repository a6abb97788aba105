//! What this crate remembers from one round to the next: the last of its kind, by name.

use serde::Serialize;
use serde::de::DeserializeOwned;
use store::{Fault, Ground, site};

/// Keeps it in the place of the last.
pub(crate) async fn keep(
    ground: &Ground,
    name: &'static str,
    value: &impl Serialize,
) -> Result<(), Fault> {
    let text = serde_json::to_string(value)
        .map_err(|error| Fault::because(format!("{name} cannot be written"), error))?;
    ground
        .db
        .write(async move |w| site::put_fact(w, name, &text).await)
        .await
}

/// What was last kept.
pub(crate) async fn kept<T: DeserializeOwned>(
    ground: &Ground,
    name: &'static str,
) -> Result<Option<T>, Fault> {
    let text = ground
        .db
        .read(async move |r| site::fact(r, name).await)
        .await?;
    text.map(|text| serde_json::from_str(&text))
        .transpose()
        .map_err(|error| Fault::because(format!("{name} is damaged"), error))
}
