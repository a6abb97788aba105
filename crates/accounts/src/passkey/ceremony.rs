//! What a browser brings back from an authenticator, and whether it counts: the steps of the WebAuthn
//! standard (level 3, 7.1 and 7.2) for keys that are asked for without attestation.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use serde::Deserialize;
use sha2::{Digest as _, Sha256};
use store::Ground;

use super::authenticator::AuthenticatorData;
use super::cbor::{self, Item};
use super::challenge::{Challenge, Challenges, Occasion};
use super::key::PublicKey;
use super::relying_party::RelyingParty;

/// A new passkey as the browser hands it over; everything in base64url.
#[derive(Clone, Copy)]
pub struct Made<'a> {
    /// `response.clientDataJSON`.
    pub client_data: &'a str,
    /// `response.attestationObject`.
    pub attestation: &'a str,
}

/// A signature of a passkey as the browser hands it over; everything in base64url.
#[derive(Clone, Copy)]
pub struct Signed<'a> {
    /// `rawId`.
    pub id: &'a str,
    /// `response.clientDataJSON`.
    pub client_data: &'a str,
    /// `response.authenticatorData`.
    pub authenticator: &'a str,
    /// `response.signature`.
    pub signature: &'a str,
}

impl std::fmt::Debug for Made<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Made")
    }
}

impl std::fmt::Debug for Signed<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Signed")
    }
}

/// Where and for what something is shown.
#[derive(Debug, Clone, Copy)]
pub(super) struct Scene<'a> {
    pub(super) ground: &'a Ground,
    pub(super) challenges: &'a Challenges,
    pub(super) site: &'a RelyingParty,
    pub(super) occasion: Occasion,
}

/// A key to be kept.
#[derive(Debug)]
pub(super) struct NewKey {
    pub(super) credential: Vec<u8>,
    pub(super) key: Vec<u8>,
    pub(super) count: u32,
    pub(super) challenge: Challenge,
}

/// What the browser itself says (`clientDataJSON`).
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct ClientData {
    #[serde(rename = "type")]
    kind: String,
    challenge: String,
    origin: String,
    #[serde(default)]
    cross_origin: bool,
}

impl Scene<'_> {
    /// A key that was made here, now, by somebody who showed who she is. `None`: it does not count.
    pub(super) fn accept(&self, made: Made<'_>) -> Option<NewKey> {
        let client_data = decoded(made.client_data)?;
        let challenge = self.client(&client_data, "webauthn.create")?;
        let attestation = decoded(made.attestation)?;
        let (attestation, rest) = cbor::read(&attestation)?;
        // What vouches for the make of the authenticator is not looked at: every make is welcome.
        let data = attestation.named("authData").and_then(Item::bytes)?;
        let data = self.authenticator(data)?;
        let made = data.made.as_ref()?;
        rest.is_empty().then(|| NewKey {
            credential: made.id.to_owned(),
            key: made.key.to_owned(),
            count: data.count,
            challenge,
        })
    }

    /// Whether this key signed here, now, for somebody who showed who she is: the new count and the
    /// challenge, to be used up. `None`: it does not count.
    pub(super) fn verify(
        &self,
        shown: Signed<'_>,
        stored_key: &[u8],
        counted_before: u32,
    ) -> Option<(u32, Challenge)> {
        let client_data = decoded(shown.client_data)?;
        let challenge = self.client(&client_data, "webauthn.get")?;
        let data = decoded(shown.authenticator)?;
        let parsed = self.authenticator(&data)?;
        let signed = [&data[..], &Sha256::digest(&client_data)].concat();
        let is_its = PublicKey::parse(stored_key)?.has_signed(&signed, &decoded(shown.signature)?);
        let is_fine = is_its && parsed.is_the_only_one(counted_before);
        is_fine.then_some((parsed.count, challenge))
    }

    fn client(&self, bytes: &[u8], kind: &str) -> Option<Challenge> {
        let said: ClientData = serde_json::from_slice(bytes).ok()?;
        let is_here = said.kind == kind && said.origin == self.site.origin && !said.cross_origin;
        let known = self
            .challenges
            .recognise(self.ground, &said.challenge, self.occasion);
        known.filter(|_| is_here)
    }

    fn authenticator<'b>(&self, bytes: &'b [u8]) -> Option<AuthenticatorData<'b>> {
        AuthenticatorData::parse(bytes)
            .filter(|data| data.site == self.site.hash() && data.knows_its_user())
    }
}

pub(super) fn decoded(text: &str) -> Option<Vec<u8>> {
    URL_SAFE_NO_PAD.decode(text).ok()
}

pub(super) fn encoded(bytes: &[u8]) -> String {
    URL_SAFE_NO_PAD.encode(bytes)
}
