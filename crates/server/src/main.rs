//! The binary `fuda`.

use std::process::ExitCode;

fn main() -> ExitCode {
    let arguments: Vec<std::ffi::OsString> = std::env::args_os().collect();
    // The caged child that looks at received files is this binary, too: it must reach its walls
    // before anything else runs.
    if arguments.get(1).is_some_and(|first| first == "cage") {
        let own = arguments
            .into_iter()
            .skip(2)
            .filter_map(|argument| argument.into_string().ok());
        return quarantine::child_main(own);
    }
    server::commands::run(arguments)
}
