//! A program as small as can be that becomes a cage, for tests; the site's own binary does the
//! same. With `escape` it cages itself and tries to get out.

use std::io::{ErrorKind, Write};
use std::net::{TcpListener, TcpStream};
use std::os::unix::net::UnixDatagram;
use std::process::ExitCode;

use rustix::process::{Pid, test_kill_process};

fn main() -> ExitCode {
    let mut arguments = std::env::args().skip(1);
    match arguments.next().as_deref() {
        Some("cage") => quarantine::child_main(arguments),
        Some("escape") => escape(),
        _ => ExitCode::from(2),
    }
}

type Attempt = (&'static str, fn() -> bool);

/// Names of the attempts that succeeded, one per line; the last line tells which walls stood.
fn escape() -> ExitCode {
    let limits = quarantine::Limits {
        file_bytes: 1 << 20,
        cpu_seconds: 5,
        memory_bytes: 512 << 20,
    };
    let protection = quarantine::raise_walls(&limits);
    let attempts: [Attempt; 12] = [
        ("read a file", || std::fs::read("/etc/passwd").is_ok()),
        ("list a folder", || std::fs::read_dir("/").is_ok()),
        ("make a file", || std::fs::write("escaped", "").is_ok()),
        ("make a file elsewhere", || {
            std::fs::write("/tmp/escaped", "").is_ok()
        }),
        ("remove a file", || std::fs::remove_file("prey").is_ok()),
        ("rename a file", || {
            std::fs::rename("prey", "escaped").is_ok()
        }),
        ("look into /proc", || {
            std::fs::read("/proc/self/maps").is_ok()
        }),
        ("connect", || {
            TcpStream::connect("127.0.0.1:9").is_err_and(|error| is_refused_by_others(&error))
        }),
        ("listen", || TcpListener::bind("127.0.0.1:0").is_ok()),
        ("make a socket", || UnixDatagram::unbound().is_ok()),
        ("execute", || {
            std::process::Command::new("/bin/true").status().is_ok()
        }),
        ("signal the first process", || {
            test_kill_process(Pid::INIT).is_ok()
        }),
    ];
    let mut said = String::new();
    for (name, attempt) in attempts {
        if attempt() {
            said.push_str(name);
            said.push('\n');
        }
    }
    // Threads must still work: the real job uses two.
    let sum = std::thread::spawn(|| 1 + 1).join();
    let threads = sum.is_ok_and(|sum| sum == 2);
    let complete = protection.is_complete();
    let said = format!(
        "{said}threads: {threads}
complete: {complete}
"
    );
    let written = std::io::stdout().write_all(said.as_bytes());
    if written.is_ok() {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    }
}

/// Whether the connection failed outside the cage, where it should not have come.
fn is_refused_by_others(error: &std::io::Error) -> bool {
    error.kind() != ErrorKind::PermissionDenied
}
