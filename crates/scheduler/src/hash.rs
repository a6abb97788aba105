//! Hashes by which Anki shuffles without chance (`rslib/src/storage/sqlite.rs`).

/// FNV-1a, 64 bits, over the bytes of the numbers, lowest byte first.
pub fn fnv(numbers: &[i64]) -> u64 {
    let bytes = numbers.iter().flat_map(|number| number.to_le_bytes());
    bytes.fold(0xcbf2_9ce4_8422_2325, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
    })
}

/// What a day adds to a hash, so that tomorrow's order is another one
/// (`rslib/src/scheduler/queue/builder/gathering.rs`).
pub fn day_salt(day: u32) -> u32 {
    day.wrapping_mul(2_654_435_761)
}
