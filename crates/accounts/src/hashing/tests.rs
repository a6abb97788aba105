use std::sync::mpsc;
use std::time::Duration;

use store::{Chance, Millis};

use super::*;

/// Written with Python's `hashlib`; the sync server of Anki 26.09.3 (`PASSWORDS_HASHED=1`) let
/// `PASSWORD` in with each of them and `wrong` with none.
const FROM_ANKI: [&str; 4] = [
    "$pbkdf2-sha256$i=1000,l=32$AQIDBAUGBwgJCgsMDQ4PEA$enQUDXqlO1lyUZpvPGrWuqaYS1bP5Om40cE/+wyTDRA",
    "$pbkdf2-sha512$i=1000,l=32$AQIDBAUGBwgJCgsMDQ4PEA$HaUJiyKOxvRlzTzGQKQHLx4A1y+hxT8JVdQSDnGg6VQ",
    "$pbkdf2-sha512$i=1000,l=64$AQIDBAUGBwgJCgsMDQ4PEA$HaUJiyKOxvRlzTzGQKQHLx4A1y+hxT8JVdQSDnGg6VSyuDdqB7jF/9v4pCV/E1Exm5AMG1CyKI16l2ZbbnIz5w",
    "$pbkdf2-sha256$i=1000$AQIDBAUGBwgJCgsMDQ4PEA$enQUDXqlO1lyUZpvPGrWuqaYS1bP5Om40cE/+wyTDRA",
];
/// Likewise, but it does not say how many rounds: 600,000.
const WITHOUT_ROUNDS: &str =
    "$pbkdf2-sha256$AQIDBAUGBwgJCgsMDQ4PEA$MMDiK7pFH6yb/qxjwuqjh9b0Dv13nmPMU+qE69swlEw";
const PASSWORD: &str = "Ein Käfer läuft";

fn passwords() -> Passwords {
    Passwords::start(&Options::default()).unwrap()
}

#[tokio::test]
async fn pr_61_a_hash_is_argon2id_with_19_mib_and_two_passes_and_its_own_salt() {
    let (passwords, chance) = (passwords(), Chance::seeded(1));

    let one = passwords.hash(PASSWORD, chance.bytes()).await.unwrap();
    let other = passwords.hash(PASSWORD, chance.bytes()).await.unwrap();

    assert!(one.starts_with("$argon2id$v=19$m=19456,t=2,p=1$"), "{one}");
    assert_ne!(one, other);
    assert!(phc::fits(PASSWORD, &one).unwrap() && phc::fits(PASSWORD, &other).unwrap());
    for wrong in ["", "Ein Käfer läuft ", "ein Käfer läuft", "Ein Kafer lauft"] {
        assert!(!phc::fits(wrong, &one).unwrap(), "{wrong}");
    }
}

#[test]
fn hashes_of_ankis_own_server_are_understood() {
    for hash in FROM_ANKI {
        assert_eq!(Passwords::import(&format!("{hash}\n")).unwrap(), hash);
        assert!(phc::fits(PASSWORD, hash).unwrap(), "{hash}");
        assert!(!phc::fits("wrong", hash).unwrap(), "{hash}");
    }
}

#[test]
fn a_hash_that_does_not_say_its_rounds_has_600_000() {
    assert_eq!(Passwords::import(WITHOUT_ROUNDS).unwrap(), WITHOUT_ROUNDS);
    assert!(phc::fits(PASSWORD, WITHOUT_ROUNDS).unwrap());
}

#[test]
fn what_is_no_hash_cannot_be_imported() {
    for hash in [
        "",
        "secret",
        "$pbkdf2-sha256$i=0$AQIDBAUGBwgJCgsMDQ4PEA$enQUDXqlO1lyUZpvPGrWuqaYS1bP5Om40cE/+wyTDRA",
        "$pbkdf2-sha256$i=4000000000$AQIDBAUGBwgJCgsMDQ4PEA$enQUDXqlO1lyUZpvPGrWuqaYS1bP5Om40cE/+wyTDRA",
        "$pbkdf2-sha256$i=1000$AQIDBAUGBwgJCgsMDQ4PEA",
        "$argon2i$v=19$m=19456,t=2,p=1$AQIDBAUGBwgJCgsMDQ4PEA$enQUDXqlO1lyUZpvPGrWuqaYS1bP5Om40cE/+wyTDRA",
        "$argon2id$v=16$m=19456,t=2,p=1$AQIDBAUGBwgJCgsMDQ4PEA$enQUDXqlO1lyUZpvPGrWuqaYS1bP5Om40cE/+wyTDRA",
        "$2b$12$KIXQJ1h0mQ0yqv9b2Yq8UuJ4v1l6o3Yw4S3Jd8m9xqk1p2r3s4t5u",
    ] {
        assert!(
            matches!(
                Passwords::import(hash),
                Err(Error::BadPassword(PasswordFlaw::UnknownHash))
            ),
            "{hash}"
        );
    }
}

#[tokio::test]
async fn an_older_hash_is_renewed_when_its_password_is_shown() {
    let (passwords, chance) = (passwords(), Chance::seeded(1));
    let today = passwords.hash(PASSWORD, chance.bytes()).await.unwrap();
    let fit = async |password: &str, stored: &str| {
        passwords
            .fit(password, Some(stored.to_owned()), vec![], chance.bytes())
            .await
            .unwrap()
    };

    let Fits::Account {
        renewed: Some(renewed),
    } = fit(PASSWORD, FROM_ANKI[0]).await
    else {
        panic!("not renewed");
    };

    assert!(renewed.starts_with("$argon2id$v=19$m=19456,t=2,p=1$"));
    assert!(phc::fits(PASSWORD, &renewed).unwrap());
    assert_eq!(fit(PASSWORD, &today).await, Fits::Account { renewed: None });
    assert_eq!(fit("wrong", FROM_ANKI[0]).await, Fits::None);
    let stronger = Passwords::start(&Options {
        argon2_passes: 3,
        ..Options::default()
    })
    .unwrap();
    let fits = stronger
        .fit(PASSWORD, Some(today), vec![], chance.bytes())
        .await
        .unwrap();
    assert!(matches!(fits, Fits::Account { renewed: Some(hash) } if hash.contains("t=3")));
}

#[tokio::test]
async fn without_an_account_nothing_fits_not_even_the_empty_password() {
    let passwords = passwords();

    for password in ["", PASSWORD] {
        let fits = passwords
            .fit(password, None, vec![], [7; 16])
            .await
            .unwrap();
        assert_eq!(fits, Fits::None);
    }
}

#[test]
fn weak_parameters_are_refused_with_a_sentence() {
    for (argon2_memory_kib, argon2_passes) in [(19_455, 2), (19_456, 1)] {
        let weak = Options {
            argon2_memory_kib,
            argon2_passes,
            ..Options::default()
        };
        let fault = Passwords::start(&weak).unwrap_err();
        assert!(
            fault
                .to_string()
                .contains("argon2_memory_kib of at least 19456"),
            "{fault}"
        );
    }
}

#[tokio::test]
async fn a_full_queue_refuses_instead_of_growing() {
    let pool = Pool::start(1, 2).unwrap();
    let (begun, is_begun) = mpsc::channel();
    let (release, is_released) = mpsc::channel::<()>();
    let first = pool.run(move || {
        begun.send(()).unwrap();
        is_released.recv().unwrap();
        1
    });
    let mut first = Box::pin(first);
    // One poll hands the work over.
    assert!(is_pending(&mut first));
    is_begun.recv().unwrap();
    let mut waiting = [(); 2].map(|()| Box::pin(pool.run(|| 2)));
    assert!(waiting.iter_mut().all(is_pending));

    let refused = pool.run(|| 2).await;

    assert!(matches!(refused, Err(Error::Busy)));
    release.send(()).unwrap();
    assert_eq!(first.await.unwrap(), 1);
    for one in waiting {
        assert_eq!(one.await.unwrap(), 2);
    }
}

fn is_pending<T>(future: &mut std::pin::Pin<Box<impl Future<Output = T>>>) -> bool {
    let mut context = std::task::Context::from_waker(std::task::Waker::noop());
    future.as_mut().poll(&mut context).is_pending()
}

#[tokio::test]
async fn work_that_nobody_waits_for_any_more_is_not_done_and_a_panic_ends_no_thread() {
    let pool = Pool::start(1, 8).unwrap();
    let (ran, has_run) = mpsc::channel();
    let (release, is_released) = mpsc::channel::<()>();
    let mut first = Box::pin(pool.run(move || is_released.recv().unwrap()));
    assert!(is_pending(&mut first));
    let mut abandoned = Box::pin(pool.run(move || ran.send(()).unwrap()));
    assert!(is_pending(&mut abandoned));

    drop(abandoned);
    release.send(()).unwrap();
    first.await.unwrap();
    let panicked = pool.run(|| panic!("oh")).await;

    assert!(matches!(panicked, Err(Error::Fault(_))));
    assert_eq!(pool.run(|| 5).await.unwrap(), 5);
    assert!(has_run.try_recv().is_err());
}

/// The difference that must not show is a whole hash. Counted in time of the processor, since others
/// may use the machine.
#[cfg(target_os = "linux")]
#[test]
fn pr_61_an_unknown_address_takes_as_long_as_a_wrong_password() {
    let hasher = Hasher::new(19_456, 2).unwrap();
    let stored = hasher.hash(PASSWORD, [1; 16]).unwrap();
    let busy_ms = |account: Option<&str>| {
        let begun = processor_ms();
        for _ in 0..10 {
            assert_eq!(fit(&hasher, "wrong", account, &[]).unwrap(), Fits::None);
        }
        processor_ms() - begun
    };

    let (known, unknown) = (busy_ms(Some(&stored)), busy_ms(None));

    assert!(known > 50.0, "{known} ms for ten hashes");
    assert!(
        known < unknown * 1.5 && unknown < known * 1.5,
        "{known} {unknown}"
    );
}

#[cfg(target_os = "linux")]
fn processor_ms() -> f64 {
    let time = rustix::time::clock_gettime(rustix::time::ClockId::ThreadCPUTime);
    Duration::try_from(time).unwrap().as_secs_f64() * 1_000.0
}

#[test]
fn counters_begin_full() {
    let counters = Counters::new(&Options::default().limits);
    assert!(counters.reset_network.take(Millis(0), &1).is_ok());
}
/// A hash takes 19 MiB; what stays of twenty of them must be far less than one.
#[cfg(target_os = "linux")]
#[tokio::test]
async fn the_memory_of_a_hash_is_given_back() {
    let resident_kib = || {
        let pages = std::fs::read_to_string("/proc/self/statm").unwrap();
        pages.split(' ').nth(1).unwrap().parse::<u64>().unwrap() * 4
    };
    let passwords = passwords();
    passwords.hash(PASSWORD, [1; 16]).await.unwrap();
    let before = resident_kib();

    for _ in 0..10 {
        let (one, other) = tokio::join!(
            passwords.hash(PASSWORD, [1; 16]),
            passwords.hash(PASSWORD, [2; 16])
        );
        assert_ne!(one.unwrap(), other.unwrap());
    }

    let kept = resident_kib().saturating_sub(before);
    assert!(kept < 8_000, "{kept} KiB");
}
