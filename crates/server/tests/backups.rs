//! Backups by the real binary: killed in the middle, then restored.

#![cfg(test)]

use std::fs;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

struct Machine {
    folder: tempfile::TempDir,
}

impl Machine {
    fn new() -> Machine {
        let machine = Machine {
            folder: tempfile::tempdir().unwrap(),
        };
        let settings = format!(
            "[server]\ndata = {:?}\n[backup]\nfolder = {:?}\n",
            machine.path("data"),
            machine.path("backups")
        );
        fs::write(machine.path("fuda.toml"), settings).unwrap();
        machine
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    fn fuda(&self, words: &[&str]) -> Command {
        let mut command = Command::new(Path::new(env!("CARGO_BIN_EXE_fuda")));
        command
            .args(words)
            .arg("--config")
            .arg(self.path("fuda.toml"))
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped());
        command
    }

    fn run(&self, words: &[&str]) -> Output {
        self.fuda(words).output().unwrap()
    }

    fn add_account(&self, email: &str) {
        let words = ["account", "add", "--verified", "--password-stdin", email];
        let mut child = self.fuda(&words).spawn().unwrap();
        let mut typed = child.stdin.take().unwrap();
        typed.write_all(b"frogs in a pond 17\n").unwrap();
        drop(typed);
        assert!(child.wait().unwrap().success());
    }

    /// Restores into a folder of this name. What was said, and the accounts that are there then.
    fn restore(&self, name: &str) -> (Output, String) {
        let (from, key, to) = (
            self.path("backups"),
            self.path("data/backup.key"),
            self.path(name),
        );
        let [from, key, to] = [&from, &key, &to].map(|path| path.display().to_string());
        let words = [
            "restore",
            "--from",
            &from,
            "--key-file",
            &key,
            "--data",
            &to,
        ];
        let said = self.run(&words);
        let list = self.run(&["account", "list", "--data", &to]);
        (said, String::from_utf8(list.stdout).unwrap())
    }
}

#[test]
fn pr_58c_a_kill_at_any_point_leaves_a_backup_that_can_be_restored() {
    let machine = Machine::new();
    machine.add_account("mia@example.org");
    assert!(machine.run(&["backup"]).status.success());
    let points = [
        "backup.ring.written:1",
        "backup.account.made:1",
        "backup.account.made:2",
        "backup.files.written:1",
        "backup.set.written:1",
    ];

    for (number, point) in points.into_iter().enumerate() {
        // An account came, so that there is a new key ring, too.
        machine.add_account(&format!("tom{number}@example.org"));
        let killed = machine
            .fuda(&["backup"])
            .env("FUDA_CRASH_AT", point)
            .output()
            .unwrap();
        assert!(killed.status.code().is_none(), "{point} was not passed");

        let (said, accounts) = machine.restore(&format!("after {number}"));

        assert!(said.status.success(), "{point}: {said:?}");
        assert!(accounts.contains("mia@example.org"), "{point}: {accounts}");
        assert!(machine.run(&["backup"]).status.success(), "{point}");
        let (_, accounts) = machine.restore(&format!("mended {number}"));
        assert!(accounts.contains(&format!("tom{number}@")), "{accounts}");
    }
}

#[test]
fn a_restore_that_was_cut_off_is_not_served() {
    let machine = Machine::new();
    machine.add_account("mia@example.org");
    fs::write(machine.path("data/unfinished-restore"), "").unwrap();

    let served = machine.run(&["serve", "--listen", "127.0.0.1:0"]);

    assert_eq!(served.status.code(), Some(2));
    let words = String::from_utf8(served.stderr).unwrap();
    assert!(words.contains("docs/operators/backup.md"), "{words}");
}

#[test]
fn pr_58c_doctor_says_what_is_wrong_with_backups() {
    let machine = Machine::new();
    machine.add_account("mia@example.org");
    let doctor = || {
        let said = machine.run(&["doctor"]).stdout;
        let lines = String::from_utf8(said).unwrap();
        let troubles = lines.lines().filter(|line| line.starts_with("TROUBLE"));
        troubles.collect::<Vec<_>>().join("\n")
    };

    assert!(doctor().contains("no backup was made yet"));
    machine.run(&["backup"]);
    let troubles = doctor();
    assert!(
        troubles.contains("nobody has a copy of the backups' key"),
        "{troubles}"
    );
    assert!(troubles.contains("ever rehearsed"), "{troubles}");
    machine.run(&["backup", "key"]);
    machine.run(&["backup", "rehearse"]);
    assert!(!doctor().contains("backup"), "{}", doctor());
    fs::remove_dir_all(machine.path("backups/sets")).unwrap();
    assert!(doctor().contains("holds no backup any more"));
}
