//! Damage at random.

use quarantine::Error;
use tempfile::TempDir;

use crate::asking::{assert_sound, inspect};
use crate::hostile;

/// Every page of the file is of use to somebody; wherever it is damaged, the result must be sound
/// or the file refused, and the cage must never break.
#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn a_file_with_changed_bytes_is_refused_or_comes_out_sound() {
    let folder = TempDir::new().unwrap();
    let honest = folder.path().join("honest");
    hostile::honest(&honest);
    let honest = std::fs::read(honest).unwrap();
    let mut checks = tokio::task::JoinSet::new();
    for seed in 1..200_u64 {
        let file = folder.path().join(format!("damaged{seed}"));
        std::fs::write(&file, damaged(&honest, seed)).unwrap();
        checks.spawn(async move {
            let (folder, outcome) = inspect(&file).await;
            (seed, folder, outcome)
        });
    }

    let (mut refused, mut sound) = (0, 0);
    while let Some(check) = checks.join_next().await {
        let (seed, _folder, outcome) = check.unwrap();
        match outcome {
            Ok(checked) => {
                assert_sound(&format!("seed {seed}"), &checked);
                sound += 1;
            }
            Err(Error::Fault(fault)) => panic!("seed {seed}: {}", fault.chain()),
            Err(_) => refused += 1,
        }
    }
    // Else the damage is not where it can tell anything.
    assert!(
        refused > 25 && sound > 25,
        "{refused} refused, {sound} sound"
    );
}

/// Changes one to eight bytes: to anything, to an extreme, or by one.
fn damaged(honest: &[u8], seed: u64) -> Vec<u8> {
    let mut bytes = honest.to_vec();
    let mut chance = seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1;
    let mut next = |below: usize| {
        chance ^= chance << 13;
        chance ^= chance >> 7;
        chance ^= chance << 17;
        usize::try_from(chance >> 11).unwrap() % below
    };
    for _ in 0..=next(8) {
        // Half of the changes go where the structure is: to the heads of pages.
        let page = next(bytes.len() / 4096) * 4096;
        let at = page + if next(2) == 0 { next(48) } else { next(4096) };
        bytes[at] = match next(4) {
            0 => u8::try_from(next(256)).unwrap(),
            1 => 0xff,
            2 => bytes[at].wrapping_add(1),
            _ => bytes[at].wrapping_sub(1),
        };
    }
    bytes
}
