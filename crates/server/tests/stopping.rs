//! The real binary ends when it is told to, whatever happens to its folder.

#![cfg(test)]

use std::fs;
use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::TcpStream;
use std::path::PathBuf;
use std::process::{Child, Command, Output, Stdio};
use std::time::Duration;

struct Server {
    place: tempfile::TempDir,
    child: Child,
    address: String,
}

impl Server {
    fn start() -> Server {
        let place = tempfile::tempdir().unwrap();
        let settings = format!(
            "[server]\ndata = {:?}\nlisten = \"127.0.0.1:0\"\n[doorway]\ndrain_secs_max = 1\n",
            place.path().join("data")
        );
        let config = place.path().join("fuda.toml");
        fs::write(&config, settings).unwrap();
        let mut child = Command::new(env!("CARGO_BIN_EXE_fuda"))
            .arg("serve")
            .arg("--config")
            .arg(config)
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        let mut said = BufReader::new(child.stdout.take().unwrap()).lines();
        let line = said.find_map(|line| {
            let line = line.unwrap();
            let address = line.strip_prefix("listening on http://")?;
            Some(address.to_owned())
        });
        Server {
            place,
            child,
            address: line.unwrap(),
        }
    }

    fn data(&self) -> PathBuf {
        self.place.path().join("data")
    }

    fn ask(&self) -> TcpStream {
        let mut stream = TcpStream::connect(&self.address).unwrap();
        stream
            .write_all(b"GET /about HTTP/1.1\r\nhost: localhost\r\nconnection: close\r\n\r\n")
            .unwrap();
        stream
    }

    /// Told to stop, it ends by itself; the code it ends with.
    fn end(mut self) -> Option<i32> {
        let id = self.child.id().to_string();
        let told: Output = Command::new("kill").arg(&id).output().unwrap();
        assert!(told.status.success());
        for _ in 0..400 {
            if let Some(status) = self.child.try_wait().unwrap() {
                return status.code();
            }
            std::thread::sleep(Duration::from_millis(100));
        }
        self.child.kill().unwrap();
        panic!("it did not end");
    }
}

#[test]
fn a_server_whose_folder_was_removed_ends_in_good_order() {
    let server = Server::start();
    fs::remove_dir_all(server.data()).unwrap();
    let mut answer = String::new();
    server.ask().read_to_string(&mut answer).unwrap();

    let code = server.end();

    assert!(answer.starts_with("HTTP/1.1 "), "{answer}");
    assert_eq!(code, Some(0));
}

#[test]
fn a_server_whose_disk_does_not_answer_ends_all_the_same() {
    let server = Server::start();
    let today = Command::new("date").args(["-u", "+%F"]).output().unwrap();
    let today = String::from_utf8(today.stdout).unwrap();
    let log = server
        .data()
        .join(format!("logs/requests-{}.jsonl", today.trim()));
    fs::create_dir_all(log.parent().unwrap()).unwrap();
    // Whoever opens a pipe waits until somebody reads from it.
    let made = Command::new("mkfifo").arg(&log).output().unwrap();
    assert!(made.status.success());
    let _unanswered = server.ask();

    let code = server.end();

    assert_eq!(code, Some(1));
}
