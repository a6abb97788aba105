//! The binary `fuda`.

use std::process::ExitCode;

fn main() -> ExitCode {
    let arguments: Vec<std::ffi::OsString> = std::env::args_os().collect();
    // The caged child that looks at received files is this binary, too: it must reach its walls
    // before anything else runs.
    if arguments.get(1).is_some_and(|first| first == "cage") {
        return quarantine::child_main(arguments.into_iter().skip(2));
    }
    server::commands::run(arguments)
}
