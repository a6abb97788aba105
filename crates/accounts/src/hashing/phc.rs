//! Password hashes in PHC form: `$argon2id$v=19$m=…,t=…,p=…$salt$hash`, and `$pbkdf2-sha256$…` as
//! Anki's own server has them (upstream `rslib/src/sync/http_server/mod.rs`).

use argon2::password_hash::phc::{Ident, Output, ParamsString, PasswordHash, Salt};
use argon2::{Algorithm, Argon2, Block, Params, Version};
use pbkdf2::pbkdf2_hmac;
use sha2::{Sha256, Sha512};
use store::Fault;

/// The least that is not called weak (OWASP, password storage).
const MEMORY_KIB_MIN: u32 = 19_456;
const PASSES_MIN: u32 = 2;
const LANES: u32 = 1;
const HASH_BYTES: usize = 32;
/// Above 32 MiB glibc takes memory from the system for each use and gives it back after. Below, it
/// would keep it. The surplus is reserved and never touched, so it costs nothing.
const RESERVED_BLOCKS_MIN: usize = 33 * 1_024;
/// What Anki's own server uses when a hash does not say, and what nobody needs to exceed.
const PBKDF2_ROUNDS: u32 = 600_000;
const PBKDF2_ROUNDS_MAX: u32 = 10_000_000;

/// Makes and checks hashes; the slow part of everything.
#[derive(Debug)]
pub(super) struct Hasher {
    params: Params,
    nobodys: String,
}

impl Hasher {
    pub(super) fn new(memory_kib: u32, passes: u32) -> Result<Hasher, Fault> {
        if memory_kib < MEMORY_KIB_MIN || passes < PASSES_MIN {
            return Err(Fault::new(format!(
                "password hashes need argon2_memory_kib of at least {MEMORY_KIB_MIN} and argon2_passes of at least {PASSES_MIN}"
            )));
        }
        let params = Params::new(memory_kib, passes, LANES, Some(HASH_BYTES))
            .map_err(|error| Fault::because("the parameters of password hashes", error))?;
        let mut hasher = Hasher {
            params,
            nobodys: String::new(),
        };
        hasher.nobodys = hasher.hash("", [0; 16])?;
        Ok(hasher)
    }

    /// A hash that takes as long to check as an account's.
    pub(super) fn nobodys(&self) -> &str {
        &self.nobodys
    }

    pub(super) fn hash(&self, password: &str, salt: [u8; 16]) -> Result<String, Fault> {
        let broken = |error| Fault::because("a password hash cannot be written", error);
        let hash = argon2id(&self.params, password, &salt, HASH_BYTES)?;
        let mut params = ParamsString::new();
        params
            .add_decimal("m", self.params.m_cost())
            .map_err(broken)?;
        params
            .add_decimal("t", self.params.t_cost())
            .map_err(broken)?;
        params
            .add_decimal("p", self.params.p_cost())
            .map_err(broken)?;
        let written = PasswordHash {
            algorithm: Ident::new("argon2id").map_err(broken)?,
            version: Some(Version::V0x13.into()),
            params,
            salt: Some(Salt::new(&salt).map_err(broken)?),
            hash: Some(Output::new(&hash).map_err(broken)?),
        };
        Ok(written.to_string())
    }

    /// Whether a stored hash is of the kind that `hash` makes.
    pub(super) fn is_of_today(&self, stored: &str) -> bool {
        Stored::read(stored).is_some_and(|stored| match stored.kind {
            Kind::Argon2id(params) => params == self.params,
            Kind::Pbkdf2(..) => false,
        })
    }
}

/// Whether the password fits a stored hash.
pub(super) fn fits(password: &str, stored: &str) -> Result<bool, Fault> {
    let stored = Stored::read(stored)
        .ok_or_else(|| Fault::new("a stored password hash is of no known kind"))?;
    let hash = match &stored.kind {
        Kind::Argon2id(params) => {
            argon2id(params, password, &stored.salt, stored.hash.as_bytes().len())?
        }
        Kind::Pbkdf2(digest, rounds) => digest.hash(
            password,
            &stored.salt,
            *rounds,
            stored.hash.as_bytes().len(),
        ),
    };
    // `Output` compares in constant time.
    Ok(Output::new(&hash).is_ok_and(|hash| hash == stored.hash))
}

/// Whether `fits` can check such a hash.
pub(super) fn is_understood(stored: &str) -> bool {
    Stored::read(stored).is_some()
}

struct Stored {
    kind: Kind,
    salt: Vec<u8>,
    hash: Output,
}

enum Kind {
    Argon2id(Params),
    Pbkdf2(Digest, u32),
}

#[derive(Clone, Copy)]
enum Digest {
    Sha256,
    Sha512,
}

impl Digest {
    fn hash(self, password: &str, salt: &[u8], rounds: u32, bytes: usize) -> Vec<u8> {
        let mut hash = vec![0; bytes];
        match self {
            Digest::Sha256 => pbkdf2_hmac::<Sha256>(password.as_bytes(), salt, rounds, &mut hash),
            Digest::Sha512 => pbkdf2_hmac::<Sha512>(password.as_bytes(), salt, rounds, &mut hash),
        }
        hash
    }
}

impl Stored {
    fn read(text: &str) -> Option<Stored> {
        let parsed = PasswordHash::new(text).ok()?;
        let kind = match parsed.algorithm.as_str() {
            "argon2id" => Kind::Argon2id(argon2id_params(&parsed)?),
            "pbkdf2-sha256" => Kind::Pbkdf2(Digest::Sha256, rounds(&parsed)?),
            "pbkdf2-sha512" => Kind::Pbkdf2(Digest::Sha512, rounds(&parsed)?),
            _ => return None,
        };
        Some(Stored {
            kind,
            salt: parsed.salt?.as_ref().to_vec(),
            hash: parsed.hash?,
        })
    }
}

fn argon2id_params(parsed: &PasswordHash) -> Option<Params> {
    if parsed.version != Some(Version::V0x13.into()) {
        return None;
    }
    let number = |name| parsed.params.get_decimal(name);
    let hash_bytes = parsed.hash.as_ref()?.as_bytes().len();
    Params::new(number("m")?, number("t")?, number("p")?, Some(hash_bytes)).ok()
}

fn rounds(parsed: &PasswordHash) -> Option<u32> {
    let rounds = match parsed.params.get("i") {
        Some(value) => value.decimal().ok()?,
        None => PBKDF2_ROUNDS,
    };
    (1..=PBKDF2_ROUNDS_MAX).contains(&rounds).then_some(rounds)
}

fn argon2id(
    params: &Params,
    password: &str,
    salt: &[u8],
    hash_bytes: usize,
) -> Result<Vec<u8>, Fault> {
    let blocks = params.block_count();
    let mut memory = Vec::with_capacity(blocks.max(RESERVED_BLOCKS_MIN));
    memory.resize(blocks, Block::new());
    let mut hash = vec![0; hash_bytes];
    Argon2::new(Algorithm::Argon2id, Version::V0x13, params.clone())
        .hash_password_into_with_memory(password.as_bytes(), salt, &mut hash, &mut memory)
        .map_err(|error| Fault::because("a password could not be hashed", error))?;
    Ok(hash)
}
