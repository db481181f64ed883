//! `cargo xtask fuzz`: runs the fuzzers, one after another, from the inputs that `tests/corpus.rs` gathers.

use std::fs;
use std::process::Command;

use anyhow::{Result, ensure};
use clap::Args;

use crate::project::{self, Project};

/// The version that is installed where there is none.
const CARGO_FUZZ: &str = "0.13.1";

/// Which, and for how long.
#[derive(Args)]
pub struct Arguments {
    /// Targets, instead of all
    targets: Vec<String>,
    /// Seconds for each
    #[arg(long, default_value_t = 600)]
    seconds: u32,
}

/// Runs them; what was found lies in `tests/fuzz/artifacts`.
pub fn run(project: &Project, arguments: &Arguments) -> Result<()> {
    if !project::succeeds(project.cargo().args(["fuzz", "--version"])) {
        let mut install = project.cargo();
        install.args(["install", "cargo-fuzz", "--locked", "--version", CARGO_FUZZ]);
        project::run("installing cargo-fuzz", &mut install)?;
    }
    let mut corpus = project.cargo();
    corpus.args(["test", "--quiet", "--test", "corpus", "--", "--ignored"]);
    project::run("gathering the first inputs", &mut corpus)?;
    let all = all(project)?;
    let chosen = if arguments.targets.is_empty() {
        &all
    } else {
        &arguments.targets
    };
    let mut failed = Vec::new();
    for target in chosen {
        ensure!(
            all.contains(target),
            "there is no target {target}; there are {}",
            all.join(", ")
        );
        println!("\n{target}: {} seconds", arguments.seconds);
        if project::run("fuzzing", &mut fuzz(project, target, arguments.seconds)).is_err() {
            failed.push(target.as_str());
        }
    }
    ensure!(
        failed.is_empty(),
        "found something: {}; see tests/fuzz/artifacts",
        failed.join(", ")
    );
    Ok(())
}

fn fuzz(project: &Project, target: &str, seconds: u32) -> Command {
    let mut cargo = project.cargo();
    cargo.args(["fuzz", "run", "--fuzz-dir", "tests/fuzz", target, "--"]);
    cargo.args([
        "-dict=tests/fuzz/labels.dict",
        "-max_len=32768",
        // Of a clock on the wall: a machine with much else to do takes its time. Steps are bounded by the engine itself.
        "-timeout=120",
        "-rss_limit_mb=1024",
    ]);
    cargo.arg(format!("-max_total_time={seconds}"));
    // The stable compiler knows the sanitizers, and does not offer them.
    cargo.env("RUSTC_BOOTSTRAP", "1");
    cargo
}

/// All targets: a file each, but for what they share.
fn all(project: &Project) -> Result<Vec<String>> {
    let mut names = Vec::new();
    for entry in fs::read_dir(project.root.join("tests/fuzz/targets"))? {
        let path = entry?.path();
        let name = path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
        names.extend((name != "part").then_some(name));
    }
    names.sort();
    Ok(names)
}
