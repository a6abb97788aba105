//! The public key of a passkey, in the three kinds that browsers are asked for.

use ring::signature::{self, RsaPublicKeyComponents, UnparsedPublicKey};

use super::cbor::{self, Item};

/// ECDSA on P-256 with SHA-256, Ed25519, and RSA PKCS#1 1.5 with SHA-256 (older Windows), by their
/// numbers in the IANA registry of COSE; in the order in which we like them.
pub const ALGORITHMS: [i32; 3] = [-7, -8, -257];

/// An RSA key of 8,192 bits is the largest that is taken.
const KEY_BYTES_MAX: usize = 1_200;

/// A key that can be checked with.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum PublicKey<'a> {
    /// The point, uncompressed.
    P256([u8; 65]),
    Ed25519(&'a [u8]),
    Rsa {
        n: &'a [u8],
        e: &'a [u8],
    },
}

impl<'a> PublicKey<'a> {
    /// The key at the beginning, as it is stored, and what comes after it.
    pub(super) fn split(bytes: &'a [u8]) -> Option<(&'a [u8], &'a [u8])> {
        let (_, rest) = cbor::read(bytes)?;
        let (key, rest) = bytes.split_at_checked(bytes.len().checked_sub(rest.len())?)?;
        let is_usable = key.len() <= KEY_BYTES_MAX && PublicKey::parse(key).is_some();
        is_usable.then_some((key, rest))
    }

    /// A stored key (RFC 9053 and 8230).
    pub(super) fn parse(stored: &'a [u8]) -> Option<PublicKey<'a>> {
        let (map, rest) = cbor::read(stored)?;
        let number = |label| map.at(label).and_then(Item::number);
        let bytes = |label| map.at(label).and_then(Item::bytes);
        if !rest.is_empty() {
            return None;
        }
        match (number(1)?, number(3)?) {
            (2, -7) if number(-1)? == 1 => {
                let (x, y): ([u8; 32], [u8; 32]) =
                    (bytes(-2)?.try_into().ok()?, bytes(-3)?.try_into().ok()?);
                let point = [&[4][..], &x, &y].concat();
                Some(PublicKey::P256(point.try_into().ok()?))
            }
            (1, -8) if number(-1)? == 6 => {
                let x = bytes(-2)?;
                (x.len() == 32).then_some(PublicKey::Ed25519(x))
            }
            (3, -257) => Some(PublicKey::Rsa {
                n: bytes(-1)?,
                e: bytes(-2)?,
            }),
            _ => None,
        }
    }

    /// Whether the signature is this key's.
    pub(super) fn has_signed(&self, message: &[u8], signature: &[u8]) -> bool {
        let checked = match self {
            PublicKey::P256(point) => {
                UnparsedPublicKey::new(&signature::ECDSA_P256_SHA256_ASN1, point)
                    .verify(message, signature)
            }
            PublicKey::Ed25519(key) => {
                UnparsedPublicKey::new(&signature::ED25519, key).verify(message, signature)
            }
            // 2,048 bits at least, or it is refused.
            PublicKey::Rsa { n, e } => RsaPublicKeyComponents { n, e }.verify(
                &signature::RSA_PKCS1_2048_8192_SHA256,
                message,
                signature,
            ),
        };
        checked.is_ok()
    }
}

#[cfg(test)]
mod tests {
    use super::super::ceremony::decoded;
    use super::PublicKey;

    /// Made with Python's `cryptography`: a modulus of 2,048 bits, and what its key signed.
    const MODULUS: &str = "khkTCvtuC2UDJqgh2-nU-FHVcPzssypN_i0wm40bea94V3893aTGTTGMdHTdtpFoT91p0iTA83KFQWWybESZaqbK\
        KONdGKWKDy0FwXxe0G3w_opWkKBo3qIKiH4I0bq5GYI5YO2X3YwUf9xgjxR28Et-\
        nz4BTR8a0tr1VzM_2KsV5bCnJIK3tNfG1PjUkAYOl4RZE90zjnHE-\
        MccXHRW6QdFvPNwYP6CIRZmkZuIQStk-V60jPKERQpggMpt_ouDA-J__WlykDb-\
        HlkUdoKDybhGeIQY2Nsnb-81E2dypGs07SmZ7qHedI6dWrSmXFBsF3rM7orlrIpZ4a_kl7mZgw";
    const SIGNATURE: &str = "DRZ0IrtwYJQzpyunTIKjaI_m2_SaADinZ2Cm4UPhUP-\
        FTJAzmOKfiue0Utjg8o7wFGzqZjRYiO8rJL7CrayN6xtZOh-\
        gozOBv14dV9u9ts_N_gdd-y2RZ6IHOfZSsKqP33WYGyt2wBeOj_iyn7yy8JbtshP9wfm-AsLDlEIfMwrteCepo8X\
        WpVMaXVYDbEQu-\
        r350RidpQVjPP_qauUdZwpK2TPMSPj3_I4GSbj1yaN9VqxFy4jNTJ4HGmuUeGVlPWKCR9L6Dji2GhEz68kcmYkg5\
        cWZEOWUezRdMvb-KGoV7Qe5Dm8KfhgFm4551ZBqN9SaRdj8XHK9e80AwAl4_g";

    fn rsa(modulus: &[u8]) -> Vec<u8> {
        // {1: 3, 3: -257, -1: n, -2: 65537}
        let length = u16::try_from(modulus.len()).unwrap().to_be_bytes();
        let head = [0xa4, 1, 3, 3, 0x39, 1, 0, 0x20, 0x59];
        [&head[..], &length, modulus, &[0x21, 0x43, 1, 0, 1]].concat()
    }

    #[test]
    fn keys_of_older_windows_are_checked_and_short_ones_refused() {
        let (modulus, signature) = (decoded(MODULUS).unwrap(), decoded(SIGNATURE).unwrap());
        let stored = rsa(&modulus);
        let key = PublicKey::parse(&stored).unwrap();

        assert!(key.has_signed(b"three quiet herons", &signature));
        assert!(!key.has_signed(b"three quiet heron", &signature));
        let short = rsa(&modulus[..128]);
        let short = PublicKey::parse(&short).unwrap();
        assert!(!short.has_signed(b"three quiet herons", &signature[..128]));
    }

    #[test]
    fn keys_of_other_kinds_are_no_keys() {
        let p256 = |kind: u8, algorithm: u8, curve: u8, bytes: u8| {
            let x = vec![7; bytes.into()];
            let head = [0xa5, 1, kind, 3, algorithm, 0x20, curve, 0x21, 0x58, bytes];
            [&head[..], &x, &[0x22, 0x58, bytes], &x].concat()
        };
        assert!(PublicKey::parse(&p256(2, 0x26, 1, 32)).is_some());
        for (kind, algorithm, curve, bytes) in [
            (2, 0x26, 2, 32),
            (2, 0x26, 1, 31),
            (2, 0x27, 1, 32),
            (1, 0x26, 1, 32),
            (4, 0x26, 1, 32),
        ] {
            let key = p256(kind, algorithm, curve, bytes);
            assert_eq!(PublicKey::parse(&key), None, "{kind} {algorithm} {curve}");
        }
        let mut longer = p256(2, 0x26, 1, 32);
        longer.push(0);
        assert_eq!(PublicKey::parse(&longer), None);
    }
}
