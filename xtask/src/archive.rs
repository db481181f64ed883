//! The Python package: built and installed as users do, its tests, and Spark's. Longer than the other tests, so run by hand.

use std::env;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result};

use crate::project::{self, Project};
use crate::test::install;

/// Tests and lints the package, then runs its tests beside the command and the made-up county.
pub fn test(project: &Project) -> Result<()> {
    let manifest = project.root.join("python/Cargo.toml");
    let python = environment(project)?;
    let cargo = |arguments: &[&str]| {
        let mut cargo = project.cargo();
        cargo.args(arguments).arg("--manifest-path").arg(&manifest);
        cargo.env("PYO3_PYTHON", &python);
        cargo
    };
    project::run("the format of the Python package", &mut cargo(&["fmt", "--check"]))?;
    let mut clippy = cargo(&["clippy", "--all-targets"]);
    clippy.args(["--", "-D", "warnings"]);
    project::run("clippy on the Python package", &mut clippy)?;
    test_rust(&python, cargo(&["test"]))?;
    let mut pip = Command::new(&python);
    pip.args(["-m", "pip", "install", "--quiet", "--upgrade", "pytest"])
        .arg(format!("{}[duckdb,spark]", project.root.join("python").display()));
    project::run("building and installing the Python package, and Spark", &mut pip)?;
    let mut command = project.cargo();
    command.args(["build", "--bin", "gouji"]);
    project::run("compiling the command", &mut command)?;
    let county = project.target.join("county");
    let mut written = project.cargo();
    written
        .args(["test", "--test", "county", "its_files_are_written", "--", "--ignored"])
        .env("GOUJI_COUNTY", &county);
    project::run("writing the made-up county", &mut written)?;
    let mut tests = Command::new(&python);
    tests
        // Not from inside the package, whose files would stand in place of those that were installed.
        .args(["-m", "pytest", "-rs", "-s", "python/tests"])
        .current_dir(&project.root)
        .env("GOUJI_COUNTY", county)
        .env("GOUJI_COMMAND", project.target.join("debug/gouji"));
    project::run("the tests of the Python package", &mut tests)
}

/// An environment of its own, and Java for Spark.
fn environment(project: &Project) -> Result<PathBuf> {
    let place = project.target.join("python");
    let python = place.join("bin/python");
    if !python.is_file() {
        let system = project::on_path(&["python3"]).context("Python 3.10 or later is needed: install python3")?;
        let mut venv = Command::new(system);
        venv.args(["-m", "venv"]).arg(&place);
        project::run("making an environment for Python", &mut venv)?;
    }
    if project::on_path(&["java"]).is_none() && env::var_os("JAVA_HOME").is_none() {
        install(&["openjdk-17-jre-headless"])?;
    }
    Ok(python)
}

/// The Rust tests need Python's own library, which not every Python has: then that is said.
fn test_rust(python: &Path, mut cargo: Command) -> Result<()> {
    let asked = "import sysconfig; v = sysconfig.get_config_var; print(v('LIBDIR') if v('Py_ENABLE_SHARED') else '')";
    let folder = project::output(Command::new(python).args(["-c", asked]))?;
    if folder.trim().is_empty() {
        eprintln!("this Python has no shared library: the Rust tests of the package are left out");
        return Ok(());
    }
    cargo.env("LD_LIBRARY_PATH", folder.trim());
    project::run("the Rust tests of the Python package", &mut cargo)
}
