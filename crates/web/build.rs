//! Builds again when the bundle changes. The folder is made if it is missing: cargo takes a missing
//! path for a changed one and would build this crate anew every time. Without Node it stays empty,
//! and the server strings the plain style sheets together.

use std::io;
use std::path::Path;

fn main() -> io::Result<()> {
    let bundle = Path::new("../../target/assets");
    std::fs::create_dir_all(bundle)?;
    println!("cargo::rerun-if-changed=build.rs");
    println!("cargo::rerun-if-changed={}", bundle.display());
    Ok(())
}
