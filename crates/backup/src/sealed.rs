//! Sealed bytes: what lies in a backup folder can be read with the right key only, and any change is
//! noticed.
//!
//! A sealed file is eight bytes that say what it is, 32 bytes of chance, then pieces of 64 KiB, each
//! encrypted with ChaCha20-Poly1305. The key of a file comes from the secret, its chance and its name, so
//! that no two files share one and none can stand in for another. A piece's nonce is its number and
//! whether it is the last: pieces can be neither moved nor cut off.

use std::io::{self, BufRead as _, BufReader, Read, Write};

use ring::aead::{Aad, CHACHA20_POLY1305, LessSafeKey, Nonce, UnboundKey};

const KIND: &[u8; 8] = b"fudabk01";
const CHANCE: usize = 32;
const PIECE: usize = 64 * 1024;
const TAG: usize = 16;

/// A secret of 256 bits.
#[derive(Clone, PartialEq, Eq)]
pub(crate) struct Secret([u8; 32]);

/// Never its bytes.
impl std::fmt::Debug for Secret {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Secret")
    }
}

impl Secret {
    pub(crate) fn new(bytes: [u8; 32]) -> Secret {
        Secret(bytes)
    }

    pub(crate) fn bytes(&self) -> &[u8; 32] {
        &self.0
    }

    fn hashed(&self, purpose: &str, parts: &[&[u8]]) -> blake3::Hash {
        let mut hasher = blake3::Hasher::new_keyed(&self.0);
        for part in [purpose.as_bytes()].iter().chain(parts) {
            hasher.update(&(part.len() as u64).to_le_bytes());
            hasher.update(part);
        }
        hasher.finalize()
    }

    /// A name for a file that tells nothing to whoever has not the secret. The same words give the same
    /// name, by which a file is known to be there already.
    pub(crate) fn name(&self, purpose: &str, words: &[u8]) -> String {
        let hex = self.hashed("name", &[purpose.as_bytes(), words]).to_hex();
        hex.chars().take(40).collect()
    }

    /// Tells this secret from another without telling it.
    pub(crate) fn mark(&self) -> String {
        self.hashed("mark", &[]).to_hex().chars().take(16).collect()
    }

    fn key_of(&self, name: &str, chance: &[u8; CHANCE]) -> io::Result<LessSafeKey> {
        let hash = self.hashed("file", &[chance, name.as_bytes()]);
        UnboundKey::new(&CHACHA20_POLY1305, hash.as_bytes())
            .map(LessSafeKey::new)
            .map_err(|_| io::Error::other("the cipher does not take its key"))
    }
}

fn nonce(number: u64, is_last: bool) -> Nonce {
    let mut bytes = [0; 12];
    if let Some((kind, count)) = bytes.split_at_mut_checked(4) {
        kind.fill(u8::from(is_last));
        count.copy_from_slice(&number.to_be_bytes());
    }
    Nonce::assume_unique_for_key(bytes)
}

/// Seals what is written to it. Without `finish` the file cannot be opened.
pub(crate) struct Sealing<W: Write> {
    to: W,
    key: LessSafeKey,
    piece: Vec<u8>,
    number: u64,
}

impl<W: Write> Sealing<W> {
    /// Begins the file of this name.
    pub(crate) fn begin(
        mut to: W,
        secret: &Secret,
        name: &str,
        chance: [u8; CHANCE],
    ) -> io::Result<Sealing<W>> {
        to.write_all(KIND)?;
        to.write_all(&chance)?;
        Ok(Sealing {
            to,
            key: secret.key_of(name, &chance)?,
            piece: Vec::with_capacity(PIECE + TAG),
            number: 0,
        })
    }

    /// Seals the rest.
    pub(crate) fn finish(mut self) -> io::Result<W> {
        self.seal(true)?;
        Ok(self.to)
    }

    fn seal(&mut self, is_last: bool) -> io::Result<()> {
        self.key
            .seal_in_place_append_tag(nonce(self.number, is_last), Aad::empty(), &mut self.piece)
            .map_err(|_| io::Error::other("the cipher refused a piece"))?;
        self.to.write_all(&self.piece)?;
        self.piece.clear();
        self.number += 1;
        Ok(())
    }
}

impl<W: Write> Write for Sealing<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        // Only when more follows: the last piece is sealed by `finish`.
        if self.piece.len() == PIECE {
            self.seal(false)?;
        }
        let taken = bytes.len().min(PIECE - self.piece.len());
        self.piece
            .extend_from_slice(bytes.get(..taken).unwrap_or_default());
        Ok(taken)
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// Opens what was sealed. Reading it to its end proves that nothing was changed.
pub(crate) struct Opening<R: Read> {
    from: BufReader<R>,
    key: LessSafeKey,
    piece: Vec<u8>,
    read: usize,
    number: u64,
    is_done: bool,
}

impl<R: Read> Opening<R> {
    /// Begins to read the file of this name.
    pub(crate) fn begin(from: R, secret: &Secret, name: &str) -> io::Result<Opening<R>> {
        let mut from = BufReader::with_capacity(PIECE + TAG, from);
        let (mut kind, mut chance) = ([0; KIND.len()], [0; CHANCE]);
        from.read_exact(&mut kind)?;
        from.read_exact(&mut chance)?;
        if kind != *KIND {
            return Err(broken("this is no file of a backup"));
        }
        Ok(Opening {
            from,
            key: secret.key_of(name, &chance)?,
            piece: Vec::new(),
            read: 0,
            number: 0,
            is_done: false,
        })
    }

    fn next_piece(&mut self) -> io::Result<()> {
        let mut piece = Vec::with_capacity(PIECE + TAG);
        (&mut self.from)
            .take((PIECE + TAG) as u64)
            .read_to_end(&mut piece)?;
        let is_last = self.from.fill_buf()?.is_empty();
        let length = self
            .key
            .open_in_place(nonce(self.number, is_last), Aad::empty(), &mut piece)
            .map_err(|_| broken("the key does not fit, or the bytes were changed"))?
            .len();
        piece.truncate(length);
        (self.piece, self.read) = (piece, 0);
        self.number += 1;
        self.is_done = is_last;
        Ok(())
    }
}

impl<R: Read> Read for Opening<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        while self.read == self.piece.len() {
            if self.is_done {
                return Ok(0);
            }
            self.next_piece()?;
        }
        let rest = self.piece.get(self.read..).unwrap_or_default();
        let count = rest.len().min(buffer.len());
        if let (Some(to), Some(from)) = (buffer.get_mut(..count), rest.get(..count)) {
            to.copy_from_slice(from);
        }
        self.read += count;
        Ok(count)
    }
}

fn broken(words: &str) -> io::Error {
    io::Error::new(io::ErrorKind::InvalidData, words.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sealed(secret: &Secret, bytes: &[u8]) -> Vec<u8> {
        let mut sealing = Sealing::begin(Vec::new(), secret, "name", [7; 32]).unwrap();
        sealing.write_all(bytes).unwrap();
        sealing.finish().unwrap()
    }

    fn opened(secret: &Secret, name: &str, bytes: &[u8]) -> io::Result<Vec<u8>> {
        let mut out = Vec::new();
        Opening::begin(bytes, secret, name)?.read_to_end(&mut out)?;
        Ok(out)
    }

    #[test]
    fn what_was_sealed_comes_back_whatever_its_length() {
        let secret = Secret::new([1; 32]);
        for length in [0, 1, PIECE - 1, PIECE, PIECE + 1, 3 * PIECE, 3 * PIECE + 5] {
            let bytes: Vec<u8> = (0..=250).cycle().take(length).collect();

            let file = sealed(&secret, &bytes);

            assert_eq!(opened(&secret, "name", &file).unwrap(), bytes, "{length}");
            assert!(length < 8 || !file.windows(8).any(|part| part == &bytes[..8]));
        }
    }

    #[test]
    fn another_key_another_name_and_any_change_are_refused() {
        let secret = Secret::new([1; 32]);
        let file = sealed(&secret, &vec![9; 2 * PIECE]);

        assert!(opened(&Secret::new([2; 32]), "name", &file).is_err());
        assert!(opened(&secret, "other", &file).is_err());
        for at in [0, 9, 45, PIECE, file.len() - 1] {
            let mut changed = file.clone();
            changed[at] ^= 1;
            assert!(opened(&secret, "name", &changed).is_err(), "{at}");
        }
        // Cut off between two pieces, and two pieces swapped.
        let header = KIND.len() + CHANCE;
        assert!(opened(&secret, "name", &file[..header + PIECE + TAG]).is_err());
        let mut swapped = file[..header].to_vec();
        swapped.extend_from_slice(&file[header + PIECE + TAG..]);
        swapped.extend_from_slice(&file[header..header + PIECE + TAG]);
        assert!(opened(&secret, "name", &swapped).is_err());
    }
}
