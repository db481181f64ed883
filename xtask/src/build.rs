//! `cargo xtask build`: the page, as a folder of static files.

use std::env;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Instant;

use anyhow::{Context, Result};
use walkdir::WalkDir;
use wasm_bindgen_cli_support::Bindgen;

use crate::project::{self, Project};

const WASM: &str = "wasm32-unknown-unknown";

/// Builds the page and says how long it took.
pub fn run(project: &Project) -> Result<()> {
    let start = Instant::now();
    wasm(project, "gouji-www")?;

    // Put together beside the old page, then exchanged: no file of an earlier build stays, and a server never sees half a page.
    let next = project.target.join("page-next");
    empty(&next)?;
    bindings()
        .web(true)?
        .omit_default_module_path(false)
        .input_path(project.wasm("gouji_www"))
        .generate(&next)
        .context("wasm-bindgen could not write the page's JavaScript")?;
    copy(&project.root.join("index.html"), &next.join("index.html"))?;
    copy_folder(&project.root.join("www/static"), &next)?;
    let page = project.page();
    remove(&page)?;
    fs::rename(&next, &page).with_context(|| format!("cannot write {}", page.display()))?;

    eprintln!("built {} in {:.1} s", page.display(), start.elapsed().as_secs_f64());
    Ok(())
}

/// Compiles a library of the workspace to wasm with the profile of the page.
pub fn wasm(project: &Project, package: &str) -> Result<()> {
    add_target()?;
    // A crate type given in the manifest beside `rlib` would switch link time optimisation off: it is given here.
    let mut cargo = project.cargo();
    cargo.args(["rustc", "--package", package, "--lib", "--crate-type", "cdylib"]);
    cargo.args(["--profile", "wasm", "--target", WASM, "--config", &rustflags()]);
    project::run(&format!("compiling {package} to wasm"), &mut cargo)
}

/// What the outputs for a browser and for Node have in common.
pub fn bindings() -> Bindgen {
    let mut bindgen = Bindgen::new();
    bindgen
        .typescript(false)
        .remove_name_section(true)
        .remove_producers_section(true);
    bindgen
}

/// Makes sure that a folder is there and holds nothing.
pub fn empty(folder: &Path) -> Result<()> {
    remove(folder)?;
    fs::create_dir_all(folder).with_context(|| format!("cannot make the folder {}", folder.display()))
}

/// Adds the wasm target to the toolchain if it is missing.
fn add_target() -> Result<()> {
    let folder = project::output(Command::new("rustc").args(["--print", "target-libdir", "--target", WASM]))?;
    if Path::new(folder.trim()).is_dir() {
        return Ok(());
    }
    project::run(
        "adding the wasm target by rustup",
        Command::new("rustup").args(["target", "add", WASM]),
    )
}

/// Panic messages name source files: without the folder of this machine they are shorter, and the size is the same everywhere.
fn rustflags() -> String {
    let home = env::var_os("CARGO_HOME")
        .map(PathBuf::from)
        .or_else(|| Some(env::home_dir()?.join(".cargo")));
    let mut registries: Vec<_> = home
        .and_then(|home| fs::read_dir(home.join("registry/src")).ok())
        .into_iter()
        .flatten()
        .flatten()
        .map(|entry| format!("--remap-path-prefix={}=crates", entry.path().display()))
        .collect();
    registries.sort();
    let flags = serde_json::Value::from(registries);
    format!("target.{WASM}.rustflags={flags}")
}

fn copy_folder(from: &Path, to: &Path) -> Result<()> {
    for entry in WalkDir::new(from) {
        let entry = entry.with_context(|| format!("cannot read the folder {}", from.display()))?;
        if entry.file_type().is_file() {
            copy(entry.path(), &to.join(entry.path().strip_prefix(from)?))?;
        }
    }
    Ok(())
}

fn copy(from: &Path, to: &Path) -> Result<()> {
    if let Some(folder) = to.parent() {
        fs::create_dir_all(folder)?;
    }
    fs::copy(from, to).with_context(|| format!("cannot copy {} to {}", from.display(), to.display()))?;
    Ok(())
}

fn remove(folder: &Path) -> Result<()> {
    if folder.exists() {
        fs::remove_dir_all(folder).with_context(|| format!("cannot remove {}", folder.display()))?;
    }
    Ok(())
}
