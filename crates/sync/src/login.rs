//! `hostKey`: an app signs in with address and password and gets the key of a new device.

use accounts::{Credentials, sign_in_device};
use axum::body::Body;
use axum::http::Response;
use serde::{Deserialize, Serialize};

use crate::door::SyncDoor;
use crate::intake::Call;
use crate::refused::Refused;
use crate::wire::Sealed;

#[derive(Deserialize)]
struct Typed {
    u: String,
    p: String,
}

#[derive(Serialize)]
struct Key {
    key: String,
}

pub(crate) async fn host_key(door: &SyncDoor, call: Call) -> Result<Response<Body>, Refused> {
    let most = call.method.json_bytes_max(door.options.json_bytes_max);
    let typed: Typed = call.payload.json(most, &door.budgets).await?.read()?;
    let credentials = Credentials {
        email: &typed.u,
        password: &typed.p,
    };
    let network = call.caller.network();
    let signed_in = sign_in_device(
        &door.ground,
        &door.passwords,
        credentials,
        &call.client,
        network,
    )
    .await?;
    let key = Key { key: signed_in.0 };
    Ok(Sealed::json(call.transport, &key)?.into_response())
}
