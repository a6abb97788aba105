//! A program that becomes the cage in which uploads are checked; the site's own binary does the same.

use std::process::ExitCode;

fn main() -> ExitCode {
    quarantine::child_main(std::env::args().skip(2))
}
