//! Lists the migrations for `db/migrate.rs`, so that adding one is adding a file.

use std::fmt::Write as _;
use std::path::Path;
use std::{env, fs};

#[expect(
    clippy::disallowed_methods,
    reason = "cargo tells a build script its folders this way"
)]
fn main() {
    let source = env::var("CARGO_MANIFEST_DIR").expect("cargo names the crate's folder");
    let folder = Path::new(&source).join("migrations");
    println!("cargo::rerun-if-changed={}", folder.display());
    let mut names: Vec<String> = fs::read_dir(&folder)
        .expect("the crate has a folder of migrations")
        .filter_map(|entry| entry.ok()?.file_name().into_string().ok())
        .filter(|name| Path::new(name).extension().is_some_and(|end| end == "sql"))
        .collect();
    names.sort();
    let mut list = String::from("&[\n");
    for name in &names {
        let path = folder.join(name);
        let _ = writeln!(
            list,
            "    ({name:?}, include_str!(r\"{}\")),",
            path.display()
        );
    }
    list.push(']');
    let out = env::var("OUT_DIR").expect("cargo names the folder of built files");
    fs::write(Path::new(&out).join("migrations.rs"), list).expect("the folder can be written");
}
