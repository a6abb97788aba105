//! The button that asks the browser for a passkey, on the pages where one may show it. It appears with
//! script alone, since nothing else can ask.

use accounts::SignedByPasskey;
use askama::Template;
use serde::Deserialize;
use texts::Texts;

use crate::account::login::Next;
use crate::app::App;
use crate::frame::{Member, Reader};

/// It writes itself: `{{ passkey|safe }}` in a template.
#[derive(Debug, Template)]
#[template(path = "account/passkey_button.html")]
pub(super) struct PasskeyButton {
    t: Texts,
    action: &'static str,
    options: String,
    next: Option<Next>,
    /// Whether the browser may offer passkeys in the field for the address.
    is_offered_in_fields: bool,
}

impl PasskeyButton {
    pub(super) fn to_log_in(app: &App, reader: &Reader, next: Option<Next>) -> Option<Self> {
        let site = app.options.relying_party()?;
        let challenge = accounts::challenge_to_log_in(&app.ground, &app.passwords);
        Some(PasskeyButton {
            t: reader.t,
            action: "/account/login/passkey",
            options: serde_json::json!({ "challenge": challenge, "rpId": site.id }).to_string(),
            next,
            is_offered_in_fields: true,
        })
    }

    pub(super) fn to_prove(app: &App, member: &Member, next: Option<Next>) -> Option<Self> {
        let site = app.options.relying_party()?;
        let challenge = accounts::challenge_to_prove(&app.ground, &app.passwords, &member.who);
        Some(PasskeyButton {
            t: member.reader.t,
            action: "/account/proof/passkey",
            options: serde_json::json!({ "challenge": challenge, "rpId": site.id }).to_string(),
            next,
            is_offered_in_fields: false,
        })
    }

    /// On a page without a field for the address.
    pub(super) fn alone(self) -> PasskeyButton {
        PasskeyButton {
            is_offered_in_fields: false,
            ..self
        }
    }
}

/// What the button's form sends once the browser has asked.
#[derive(Default, Deserialize)]
#[serde(default)]
pub(super) struct BySignature {
    id: String,
    client_data: String,
    authenticator: String,
    signature: String,
    next: String,
}

impl BySignature {
    pub(super) fn signed(&self) -> SignedByPasskey<'_> {
        SignedByPasskey {
            id: &self.id,
            client_data: &self.client_data,
            authenticator: &self.authenticator,
            signature: &self.signature,
        }
    }

    pub(super) fn next(&self) -> Option<Next> {
        Next::parse(&self.next)
    }
}
