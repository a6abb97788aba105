//! Walls and limits.

use std::path::PathBuf;

use quarantine::{Options, Quarantine};
use tempfile::TempDir;

use crate::asking::{inspect, quarantine, variant};
use crate::hostile::{self, sql};

#[tokio::test]
async fn the_walls_stand_and_the_answer_says_so() {
    let folder = TempDir::new().unwrap();
    let file = folder.path().join("honest");
    hostile::honest(&file);

    let (_into, checked) = inspect(&file).await;

    let protection = checked.unwrap().protection;
    assert!(
        protection.limits && protection.no_new_privileges,
        "{protection:?}"
    );
    // On a kernel without Landlock or seccomp the answer must not claim them.
    let has_landlock = cfg!(target_os = "linux") && std::path::Path::new("/proc/self").exists();
    assert_eq!(protection.is_complete(), has_landlock, "{protection:?}");
}

#[test]
#[cfg(target_os = "linux")]
fn nothing_gets_out_of_the_cage() {
    let folder = TempDir::new().unwrap();
    std::fs::write(folder.path().join("prey"), "alive").unwrap();
    let program = env!("CARGO_BIN_EXE_cage");

    let outcome = std::process::Command::new(program)
        .arg("escape")
        .current_dir(folder.path())
        .output();

    let said = String::from_utf8(outcome.unwrap().stdout).unwrap();
    assert_eq!(said, "threads: true\ncomplete: true\n");
    let left: Vec<_> = std::fs::read_dir(folder.path()).unwrap().collect();
    assert_eq!(left.len(), 1);
}

#[tokio::test]
async fn limits_hold() {
    let folder = TempDir::new().unwrap();
    let file = folder.path().join("honest");
    hostile::honest(&file);
    let length = file.metadata().unwrap().len();
    let with = |options| Quarantine::new(PathBuf::from(env!("CARGO_BIN_EXE_cage")), options);
    let into = folder.path().join("fresh");

    let large = Options {
        bytes_max: length - 1,
        ..Options::default()
    };
    let outcome = with(large).inspect(&file, &into).await;
    assert_eq!(variant(&outcome.unwrap_err()), "TooLarge");

    let slow = Options {
        wall_seconds: 0,
        ..Options::default()
    };
    let outcome = with(slow).inspect(&file, &into).await;
    assert_eq!(variant(&outcome.unwrap_err()), "TooSlow");
    assert!(!into.exists());
}

#[tokio::test]
async fn a_file_too_large_for_the_memory_is_refused() {
    let folder = TempDir::new().unwrap();
    let file = folder.path().join("settings");
    hostile::honest(&file);
    sql(
        &file,
        "insert into config select 'k' || value, 0, 0, cast('\"' || hex(zeroblob(500000)) || '\"' as blob)
        from (with recursive n(value) as (select 1 union all select value + 1 from n limit 30)
        select value from n)",
    );
    let options = Options {
        memory_bytes: 56 << 20,
        ..Options::default()
    };
    let cage = Quarantine::new(PathBuf::from(env!("CARGO_BIN_EXE_cage")), options);

    let outcome = cage.inspect(&file, &folder.path().join("fresh")).await;

    assert_eq!(variant(&outcome.unwrap_err()), "TooLarge");
}

#[tokio::test]
async fn many_files_can_be_inspected_at_once() {
    let folder = TempDir::new().unwrap();
    let file = folder.path().join("honest");
    hostile::honest(&file);
    let quarantine = quarantine();

    let checks = (0..12).map(|n| {
        let (quarantine, file) = (quarantine.clone(), file.clone());
        let into = folder.path().join(format!("fresh{n}"));
        tokio::spawn(async move { quarantine.inspect(&file, &into).await })
    });
    let checks: Vec<_> = checks.collect();

    for check in checks {
        assert_eq!(check.await.unwrap().unwrap().counts.notes, 5);
    }
}

#[tokio::test]
async fn nothing_is_left_if_the_caller_gives_up() {
    let folder = TempDir::new().unwrap();
    let file = folder.path().join("honest");
    hostile::honest(&file);
    let into = folder.path().join("fresh");
    let quarantine = quarantine();

    let check = async { quarantine.inspect(&file, &into).await };
    let gave_up = tokio::time::timeout(std::time::Duration::from_micros(300), check).await;

    assert!(gave_up.is_err());
    assert!(!into.exists());
}

#[tokio::test]
async fn an_existing_file_is_not_overwritten() {
    let folder = TempDir::new().unwrap();
    let file = folder.path().join("honest");
    hostile::honest(&file);
    let precious = folder.path().join("precious");
    std::fs::write(&precious, "precious").unwrap();

    let outcome = quarantine().inspect(&file, &precious).await;

    assert_eq!(variant(&outcome.unwrap_err()), "Fault");
    assert_eq!(std::fs::read(&precious).unwrap(), b"precious");
}
