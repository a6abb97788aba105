//! Chance that repeats: the same seed gives the same throws as Anki's generator gives.
//!
//! That is the standard generator of crate rand 0.9: `ChaCha` with 12 rounds, its key filled from
//! the seed by PCG32. Written out here, because a later rand may choose another one.

#![expect(
    clippy::cast_possible_truncation,
    clippy::cast_precision_loss,
    reason = "a generator is made of halves of words"
)]

/// A generator of throws.
#[derive(Debug, Clone)]
pub struct Dice {
    key: [u32; 8],
    block: u64,
    words: [u32; 16],
    used: usize,
}

impl Dice {
    pub fn seeded(mut seed: u64) -> Dice {
        let key = std::array::from_fn(|_| {
            seed = seed
                .wrapping_mul(6_364_136_223_846_793_005)
                .wrapping_add(11_634_580_027_462_260_723);
            let word = (((seed >> 18) ^ seed) >> 27) as u32;
            word.rotate_right((seed >> 59) as u32)
        });
        Dice {
            key,
            block: 0,
            words: [0; 16],
            used: 16,
        }
    }

    /// 32 bits.
    pub fn word(&mut self) -> u32 {
        if self.used == self.words.len() {
            self.words = chacha12(&self.key, self.block);
            self.block = self.block.wrapping_add(1);
            self.used = 0;
        }
        let word = self.words.get(self.used).copied().unwrap_or_default();
        self.used += 1;
        word
    }

    /// 0 up to, but never, 1: 23 bits of a word.
    pub fn unit(&mut self) -> f32 {
        (self.word() >> 9) as f32 / 8_388_608.0
    }

    /// `low` up to, but never, `high`, which must be greater.
    pub fn between(&mut self, low: u32, high: u32) -> u32 {
        let span = high.wrapping_sub(low);
        let wide = u64::from(self.word()) * u64::from(span);
        let (mut result, rest) = ((wide >> 32) as u32, wide as u32);
        if rest > span.wrapping_neg() {
            let more = (u64::from(self.word()) * u64::from(span)) >> 32;
            result += u32::from(rest.checked_add(more as u32).is_none());
        }
        low.wrapping_add(result)
    }

    /// The index of one of the weights, chosen in proportion; nothing if they do not add up to
    /// something positive.
    pub fn weighted(&mut self, weights: &[f32]) -> Option<usize> {
        if weights
            .iter()
            .any(|weight| weight.is_nan() || *weight < 0.0)
        {
            return None;
        }
        let (first, rest) = weights.split_first()?;
        let total = rest.iter().fold(*first, |sum, weight| sum + weight);
        if total <= 0.0 || !total.is_finite() {
            return None;
        }
        let unit_max = 1.0 - f32::EPSILON;
        let mut scale = total;
        while scale * unit_max >= total {
            scale = f32::from_bits(scale.to_bits() - 1);
        }
        let thrown = self.unit() * scale;
        let (mut sum, mut chosen) = (*first, 0);
        for weight in rest {
            chosen += usize::from(sum <= thrown);
            sum += weight;
        }
        Some(chosen)
    }
}

fn chacha12(key: &[u32; 8], block: u64) -> [u32; 16] {
    let [k0, k1, k2, k3, k4, k5, k6, k7] = *key;
    let start = [
        0x6170_7865,
        0x3320_646e,
        0x7962_2d32,
        0x6b20_6574,
        k0,
        k1,
        k2,
        k3,
        k4,
        k5,
        k6,
        k7,
        block as u32,
        (block >> 32) as u32,
        0,
        0,
    ];
    let mut words = start;
    for _ in 0..6 {
        for [a, b, c, d] in [
            [0, 4, 8, 12],
            [1, 5, 9, 13],
            [2, 6, 10, 14],
            [3, 7, 11, 15],
            [0, 5, 10, 15],
            [1, 6, 11, 12],
            [2, 7, 8, 13],
            [3, 4, 9, 14],
        ] {
            quarter(&mut words, [a, b, c, d]);
        }
    }
    std::array::from_fn(|at| {
        let word = |words: &[u32; 16]| words.get(at).copied().unwrap_or_default();
        word(&words).wrapping_add(word(&start))
    })
}

fn quarter(words: &mut [u32; 16], at: [usize; 4]) {
    let Ok([a, b, c, d]) = words.get_disjoint_mut(at) else {
        return;
    };
    for (turn_d, turn_b) in [(16, 12), (8, 7)] {
        *a = a.wrapping_add(*b);
        *d = (*d ^ *a).rotate_left(turn_d);
        *c = c.wrapping_add(*d);
        *b = (*b ^ *c).rotate_left(turn_b);
    }
}
