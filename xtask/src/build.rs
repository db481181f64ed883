//! `cargo xtask build`: the page, as a folder of static files.

use std::env;
use std::ffi::OsStr;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Instant;

use anyhow::{Context, Result};
use walkdir::WalkDir;
use wasm_bindgen_cli_support::Bindgen;

use crate::catalogue;
use crate::manifest;
use crate::offline;
use crate::project::{self, Project};
use crate::size_tricks::{comments, short_imports, small_std, split};

/// What the page loads when the first file of a kind comes: features of `gouji-readers`, folders in `later`.
const PARTS: [&str; 2] = ["office", "pdf"];

const WASM: &str = "wasm32-unknown-unknown";

/// Builds the page and says how long it took.
pub fn run(project: &Project) -> Result<()> {
    let start = Instant::now();
    // Put together beside the old page, then exchanged: no file of an earlier build stays, and a server never sees half a page.
    let next = project.target.join("page-next");
    empty(&next)?;
    wasm_with(project, "gouji-www", &[], &split::KEPT)?;
    let rest = split::cut(project, "gouji_www")?;
    short_imports::bind(&rest.wasm, &next, bindings().keep_lld_exports(true).web(true)?)?;
    rest.write(&next.join("gouji_www.js"))?;
    // One crate, compiled twice: each time its wasm has to be taken away before the next comes.
    for part in PARTS {
        let features = ["--no-default-features", "--features", part];
        wasm_with(project, "gouji-readers", &features, &[])?;
        let folder = next.join("later").join(part);
        short_imports::bind(&project.wasm("gouji_readers"), &folder, bindings().web(true)?)?;
    }
    for (package, library, folder) in [
        ("gouji-writers", "gouji_writers", "later/outputs"),
        ("gouji-desk", "gouji_desk", "later/desk"),
    ] {
        wasm(project, package)?;
        short_imports::bind(&project.wasm(library), &next.join(folder), bindings().web(true)?)?;
    }
    copy(&project.root.join("index.html"), &next.join("index.html"))?;
    copy_folder(&project.root.join("www/static"), &next)?;
    strip_comments(&next)?;
    copy(&project.root.join("www/samples/set.zip"), &next.join("later/set.zip"))?;
    catalogue::write(&next)?;
    manifest::write(&next)?;
    offline::write(&next)?;
    let page = project.page();
    remove(&page)?;
    fs::rename(&next, &page).with_context(|| format!("cannot write {}", page.display()))?;

    eprintln!("built {} in {:.1} s", page.display(), start.elapsed().as_secs_f64());
    Ok(())
}

/// The memory that a program in the browser may take at most, in bytes: as much as a file may cost natively.
pub const MEMORY: u64 = 512 * 1024 * 1024;

/// Compiles a library of the workspace to wasm with the profile of the page.
pub fn wasm(project: &Project, package: &str) -> Result<()> {
    wasm_with(project, package, &[], &[])
}

/// The same with arguments that say which features the library has, and some for the compiler alone.
fn wasm_with(project: &Project, package: &str, features: &[&str], compiler: &[&str]) -> Result<()> {
    add_target()?;
    // A crate type given in the manifest beside `rlib` would switch link time optimisation off: it is given here.
    let mut cargo = project.cargo();
    cargo.args(["rustc", "--package", package, "--lib", "--crate-type", "cdylib"]);
    cargo.args(features);
    cargo.args(["--profile", "wasm", "--target", WASM]);
    let mut flags = remapped_paths();
    flags.extend(small_std::ask(&mut cargo)?);
    flags.push(format!("-Clink-arg=--max-memory={MEMORY}"));
    let flags = serde_json::Value::from(flags);
    cargo.args(["--config", &format!("target.{WASM}.rustflags={flags}")]);
    if !compiler.is_empty() {
        cargo.arg("--").args(compiler);
    }
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

/// All files of a built page by their paths, in the order of these.
pub fn files(page: &Path) -> Result<Vec<(String, Vec<u8>)>> {
    let mut files = Vec::new();
    for entry in WalkDir::new(page).sort_by_file_name() {
        let entry = entry.with_context(|| format!("cannot read the folder {}", page.display()))?;
        if entry.file_type().is_file() {
            let names: Vec<_> = (entry.path().strip_prefix(page)?.iter().map(OsStr::to_string_lossy)).collect();
            let bytes = fs::read(entry.path()).with_context(|| format!("cannot read {}", entry.path().display()))?;
            files.push((names.join("/"), bytes));
        }
    }
    Ok(files)
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
fn remapped_paths() -> Vec<String> {
    let home = env::var_os("CARGO_HOME")
        .map(PathBuf::from)
        .or_else(|| Some(env::home_dir()?.join(".cargo")));
    let mut flags: Vec<_> = home
        .and_then(|home| fs::read_dir(home.join("registry/src")).ok())
        .into_iter()
        .flatten()
        .flatten()
        .map(|entry| format!("--remap-path-prefix={}=crates", entry.path().display()))
        .collect();
    flags.sort();
    flags
}

/// Copies the files of a folder, and of the folders in it, into another.
pub fn copy_folder(from: &Path, to: &Path) -> Result<()> {
    for entry in WalkDir::new(from) {
        let entry = entry.with_context(|| format!("cannot read the folder {}", from.display()))?;
        if entry.file_type().is_file() {
            copy(entry.path(), &to.join(entry.path().strip_prefix(from)?))?;
        }
    }
    Ok(())
}

/// Takes the comments out of the page's own scripts and style sheets; what wasm-bindgen wrote has none.
fn strip_comments(page: &Path) -> Result<()> {
    for entry in WalkDir::new(page) {
        let entry = entry.with_context(|| format!("cannot read the folder {}", page.display()))?;
        let path = entry.path();
        if path.extension().is_some_and(|ending| ending == "js" || ending == "css") {
            let text = fs::read_to_string(path).with_context(|| format!("cannot read {}", path.display()))?;
            fs::write(path, comments::without(&text)).with_context(|| format!("cannot write {}", path.display()))?;
        }
    }
    Ok(())
}

/// Copies a file into a folder that may not be there yet.
pub fn copy(from: &Path, to: &Path) -> Result<()> {
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
