//! Builds again when the frame's bundle changes; see the build script of `web`.

use std::io;
use std::path::Path;

fn main() -> io::Result<()> {
    let bundle = Path::new("../../target/cardframe");
    std::fs::create_dir_all(bundle)?;
    println!("cargo::rerun-if-changed=build.rs");
    println!("cargo::rerun-if-changed={}", bundle.display());
    Ok(())
}
