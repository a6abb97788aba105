//! What strangers' bytes are tried on: by `fuzz/`, which looks for new ones for as long as one lets
//! it, and by the tests of each crate, which damage its seeds the same way every time.
//!
//! Knows nothing of Fuda and nothing of chance: number `n` of the damages to a seed is always the same.

/// A reader of strangers' bytes with the promises it keeps.
#[derive(Debug, Clone, Copy)]
pub struct Trial {
    pub name: &'static str,
    /// Whole inputs as honest programs write them; damage begins here.
    pub seeds: fn() -> Vec<Vec<u8>>,
    /// Ends whatever the bytes are; panics only if a promise is broken.
    pub run: fn(&[u8]),
}

/// What takes the place of bytes: the ends of ranges, what opens and closes things, what is no text.
const ODD: &[&[u8]] = &[
    &[0],
    &[0xff],
    &[0x7f],
    &[0x80],
    &[0xff; 4],
    &[0, 0, 0, 0],
    &[0x7f, 0xff, 0xff, 0xff],
    &[0xff; 8],
    b"\0",
    b"{{",
    b"}}",
    b"\"",
    b"\\",
    b"(",
    b"[[[[[[[[[[[[[[[[",
    b"\r\n\r\n",
    b"--",
    b"99999999999999999999",
    b"-1",
    b"1e999",
    b"null",
    b"\xf0\x9f\x8e\xb4",
    b"\xed\xa0\x80",
];

impl Trial {
    /// Runs every seed as it is, and `times` times with damage.
    pub fn withstands_damage(&self, times: u64) {
        let seeds = (self.seeds)();
        assert!(!seeds.is_empty(), "{} has no seeds", self.name);
        for seed in &seeds {
            (self.run)(seed);
        }
        for number in 0..times {
            for seed in &seeds {
                (self.run)(&damaged(seed, &seeds, number));
            }
        }
    }
}

/// A copy of the seed with one to four places changed.
fn damaged(seed: &[u8], seeds: &[Vec<u8>], number: u64) -> Vec<u8> {
    let mut chance = Chance(number.wrapping_mul(2).wrapping_add(0x9e37_79b9_7f4a_7c15));
    let mut bytes = seed.to_vec();
    for _ in 0..=chance.below(4) {
        let (at, end) = chance.stretch(bytes.len());
        match chance.below(7) {
            0 => bytes.truncate(at),
            1 => drop(bytes.drain(at..end)),
            2 => {
                let again: Vec<u8> = bytes.drain(at..end).collect();
                bytes.splice(at..at, [&again[..], &again[..]].concat());
            }
            3 => {
                let other = seeds.get(chance.below(seeds.len()));
                let other = other.map_or(&[][..], Vec::as_slice);
                let (from, to) = chance.stretch(other.len());
                bytes.splice(at..end, other.get(from..to).unwrap_or_default().to_vec());
            }
            4 => {
                let odd = ODD.get(chance.below(ODD.len())).copied();
                let odd = odd.unwrap_or_default();
                let end = (at + odd.len()).min(bytes.len());
                bytes.splice(at..end, odd.to_vec());
            }
            _ => {
                if let Some(byte) = bytes.get_mut(at) {
                    *byte ^= 1 << chance.below(8);
                }
            }
        }
    }
    bytes
}

/// Marsaglia's xorshift: the same numbers on every machine.
struct Chance(u64);

impl Chance {
    fn below(&mut self, end: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        let high = self.0 >> 33;
        usize::try_from(high).unwrap_or_default() % end.max(1)
    }

    /// A short piece of so many bytes.
    fn stretch(&mut self, length: usize) -> (usize, usize) {
        let start = self.below(length + 1);
        let end = (start + self.below(40)).min(length);
        (start, end)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn damage_is_damage_and_the_same_every_time() {
        let seeds = [b"an honest word".to_vec(), b"another".to_vec()];

        let all: Vec<_> = (0..100).map(|n| damaged(&seeds[0], &seeds, n)).collect();

        let again: Vec<_> = (0..100).map(|n| damaged(&seeds[0], &seeds, n)).collect();
        assert_eq!(all, again);
        let whole = all.iter().filter(|bytes| **bytes == seeds[0]).count();
        assert!(whole < 10, "{whole} of 100 are undamaged");
    }
}
