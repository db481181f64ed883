//! A standard library built for size, whose panics stop at once in place of writing a message that no visitor reads.

use std::path::Path;
use std::process::Command;

use anyhow::Result;

use crate::project;

/// Asks cargo for it where its source is at hand; the answer is what the compiler must be told besides.
///
/// Without the source, the library that comes with the toolchain is used.
pub fn ask(cargo: &mut Command) -> Result<Vec<String>> {
    if !has_source()? {
        return Ok(Vec::new());
    }
    // What is stable only in a nightly compiler is let through: it concerns nothing but how std is built.
    cargo.env("RUSTC_BOOTSTRAP", "1");
    cargo.args(["-Z", "build-std=std,panic_abort"]);
    cargo.args(["-Z", "build-std-features=optimize_for_size"]);
    Ok(["-Zunstable-options", "-Cpanic=immediate-abort"]
        .map(str::to_owned)
        .to_vec())
}

/// Whether the source is at hand; it is fetched if not.
fn has_source() -> Result<bool> {
    let folder = project::output(Command::new("rustc").args(["--print", "sysroot"]))?;
    let source = Path::new(folder.trim()).join("lib/rustlib/src/rust/library/Cargo.lock");
    let is_there = source.is_file() || project::succeeds(Command::new("rustup").args(["component", "add", "rust-src"]));
    if !is_there {
        eprintln!(
            "note: `rustup component add rust-src` failed: the page is built with a standard library that is larger than need be"
        );
    }
    Ok(is_there)
}
