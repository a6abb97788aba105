//! What an authenticator says of itself: the authenticator data of the WebAuthn standard.

use super::cbor;
use super::key::PublicKey;

const USER_PRESENT: u8 = 0x01;
const USER_VERIFIED: u8 = 0x04;
const MAY_BE_BACKED_UP: u8 = 0x08;
const IS_BACKED_UP: u8 = 0x10;
const HAS_KEY: u8 = 0x40;
const HAS_EXTENSIONS: u8 = 0x80;
/// The standard's limit.
const ID_BYTES_MAX: usize = 1_023;

#[derive(Debug, PartialEq, Eq)]
pub(super) struct AuthenticatorData<'a> {
    /// SHA-256 of the name of the site the key was made for.
    pub(super) site: [u8; 32],
    /// How many signatures it has made; 0 where it does not count.
    pub(super) count: u32,
    /// A key that was made just now.
    pub(super) made: Option<Made<'a>>,
    flags: u8,
}

#[derive(Debug, PartialEq, Eq)]
pub(super) struct Made<'a> {
    pub(super) id: &'a [u8],
    pub(super) key: &'a [u8],
}

impl<'a> AuthenticatorData<'a> {
    pub(super) fn parse(bytes: &'a [u8]) -> Option<AuthenticatorData<'a>> {
        let (site, rest) = bytes.split_first_chunk::<32>()?;
        let ([flags], rest) = rest.split_first_chunk::<1>()?;
        let (count, mut rest) = rest.split_first_chunk::<4>()?;
        let mut made = None;
        if flags & HAS_KEY != 0 {
            // Of which make the authenticator is concerns nobody.
            let (_make, after) = rest.split_first_chunk::<16>()?;
            let (length, after) = after.split_first_chunk::<2>()?;
            let (id, after) = after.split_at_checked(u16::from_be_bytes(*length).into())?;
            let (key, after) = PublicKey::split(after)?;
            if id.is_empty() || id.len() > ID_BYTES_MAX {
                return None;
            }
            made = Some(Made { id, key });
            rest = after;
        }
        if flags & HAS_EXTENSIONS != 0 {
            (_, rest) = cbor::read(rest)?;
        }
        let is_odd = flags & (MAY_BE_BACKED_UP | IS_BACKED_UP) == IS_BACKED_UP;
        (rest.is_empty() && !is_odd).then_some(AuthenticatorData {
            site: *site,
            count: u32::from_be_bytes(*count),
            made,
            flags: *flags,
        })
    }

    /// Whether somebody touched it and showed who she is: by finger, face or PIN.
    pub(super) fn knows_its_user(&self) -> bool {
        let both = USER_PRESENT | USER_VERIFIED;
        self.flags & both == both
    }

    /// Whether its count has gone up since, or it has never counted. If not, there are two of it.
    pub(super) fn is_the_only_one(&self, counted_before: u32) -> bool {
        (self.count == 0 && counted_before == 0) || self.count > counted_before
    }
}
