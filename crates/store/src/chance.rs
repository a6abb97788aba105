//! Chance: the only source of random bytes, so that a test can seed it.

use std::sync::{Arc, Mutex, PoisonError};

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use rand::rngs::StdRng;
use rand::{Rng as _, SeedableRng as _};

/// Random bytes: from the operating system, or from a seed in tests.
#[derive(Clone)]
pub struct Chance(Source);

#[derive(Clone)]
enum Source {
    System,
    Seeded(Arc<Mutex<StdRng>>),
}

impl std::fmt::Debug for Chance {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(match self.0 {
            Source::System => "Chance(system)",
            Source::Seeded(_) => "Chance(seeded)",
        })
    }
}

impl Chance {
    /// Cryptographically secure chance.
    pub fn system() -> Chance {
        Chance(Source::System)
    }

    /// The same sequence for the same seed. For tests only.
    pub fn seeded(seed: u64) -> Chance {
        Chance(Source::Seeded(Arc::new(Mutex::new(StdRng::seed_from_u64(
            seed,
        )))))
    }

    /// `N` random bytes.
    #[expect(
        clippy::disallowed_methods,
        reason = "this is where chance enters the site"
    )]
    pub fn bytes<const N: usize>(&self) -> [u8; N] {
        let mut bytes = [0; N];
        match &self.0 {
            Source::System => rand::rng().fill_bytes(&mut bytes),
            Source::Seeded(rng) => {
                rng.lock()
                    .unwrap_or_else(PoisonError::into_inner)
                    .fill_bytes(&mut bytes);
            }
        }
        bytes
    }

    /// A secret of 256 bits as 43 characters that are safe in addresses and headers.
    pub fn token(&self) -> String {
        URL_SAFE_NO_PAD.encode(self.bytes::<32>())
    }

    /// A random positive number below 2^53, so that it survives every JSON reader.
    pub fn id(&self) -> i64 {
        let raw = i64::from_le_bytes(self.bytes::<8>());
        (raw & ((1 << 53) - 1)).max(1)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tokens_differ_and_have_256_bits() {
        let chance = Chance::system();
        let (one, other) = (chance.token(), chance.token());
        assert_ne!(one, other);
        assert_eq!(URL_SAFE_NO_PAD.decode(&one).unwrap().len(), 32);
    }

    #[test]
    fn the_same_seed_gives_the_same_chance() {
        assert_eq!(Chance::seeded(7).token(), Chance::seeded(7).token());
        assert_ne!(Chance::seeded(7).token(), Chance::seeded(8).token());
    }
}
