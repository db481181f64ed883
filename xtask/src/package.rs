//! `cargo xtask package`: the npm package, as a folder that `npm pack` or `npm install` takes.
//!
//! One wasm holds everything: 463 KB after brotli. In parts, as the page loads them, text alone would need about half of that,
//! but a program that checks files of every kind a third more, and its users would have three files to place.

use std::fs;
use std::path::{Path, PathBuf};
use std::time::Instant;

use anyhow::{Context, Result};
use gouji::output;

use crate::build;

use crate::project::Project;
use crate::size_tricks::short_imports;

/// Builds the package and says how long it took.
pub fn run(project: &Project) -> Result<()> {
    let start = Instant::now();
    let folder = folder(project);
    build::empty(&folder)?;
    build::wasm(project, "gouji-api")?;
    // After it has broken down the engine is started anew.
    let mut bindings = build::bindings();
    bindings.web(true)?.reset_state_function(true);
    short_imports::bind(&project.wasm("gouji_api"), &folder, &mut bindings)?;

    let source = project.root.join("www/api");
    build::copy_folder(&source.join("package"), &folder)?;
    build::copy_folder(&source.join("examples"), &folder.join("examples"))?;
    for license in ["LICENSE-APACHE", "LICENSE-MIT"] {
        build::copy(&project.root.join(license), &folder.join(license))?;
    }
    let types = format!(
        "// Written by `cargo xtask package` from the Rust types.\n\n{}",
        output::typescript()
    );
    write(&folder.join("review.d.ts"), &types)?;
    // The version is the workspace's.
    let manifest = folder.join("package.json");
    let text = fs::read_to_string(&manifest)?;
    write(&manifest, &text.replace("0.0.0", env!("CARGO_PKG_VERSION")))?;
    eprintln!("built {} in {:.1} s", folder.display(), start.elapsed().as_secs_f64());
    Ok(())
}

/// Where the package is put.
pub fn folder(project: &Project) -> PathBuf {
    project.target.join("npm/gouji")
}

fn write(file: &Path, text: &str) -> Result<()> {
    fs::write(file, text).with_context(|| format!("cannot write {}", file.display()))
}
