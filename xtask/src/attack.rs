//! `cargo xtask attack`: opens every hostile file with the command, each in a process of its own under limits of memory and time,
//! and prints the worst of each kind. Those of `tests/hostile/make.py` are made first.
//!
//! Time is the processor's, so that a busy machine tells the same. The limits hold for the command as it is built here; a
//! release build is several times as fast.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use anyhow::{Context, Result, ensure};
use clap::Args;
use wait4::Wait4;
use walkdir::WalkDir;

use crate::project::{self, Project};

const MB: u64 = 1024 * 1024;

/// A process that asks for more address space gets none, and ends.
const MOST_ADDRESSES: u64 = 2048 * MB;

/// A process that runs longer is ended, in seconds.
const MOST_TIME: u64 = 60;

/// What to attack with.
#[derive(Args)]
pub struct Arguments {
    /// Files or folders, instead of the project's own
    files: Vec<PathBuf>,
    /// Build the command for release
    #[arg(long)]
    release: bool,
}

/// What became of a file.
struct Outcome {
    name: String,
    size: u64,
    seconds: f64,
    /// The process's peak memory in bytes.
    peak: u64,
    /// What went wrong besides: it did not answer.
    failed: Option<String>,
}

impl Outcome {
    /// Text is answered sooner than what must be unpacked.
    fn most_seconds(&self) -> f64 {
        if matches!(kind_of(&self.name), "txt" | "html" | "csv") {
            2.0
        } else {
            5.0
        }
    }

    fn most_memory(&self) -> u64 {
        (20 * self.size).clamp(200 * MB, 512 * MB)
    }

    fn is_beyond(&self) -> bool {
        self.failed.is_some() || self.seconds > self.most_seconds() || self.peak > self.most_memory()
    }
}

/// Attacks; fails if a file goes beyond the limits.
pub fn run(project: &Project, arguments: &Arguments) -> Result<()> {
    let mut cargo = project.cargo();
    cargo
        .args(["build", "--bin", "gouji"])
        .args(arguments.release.then_some("--release"));
    project::run("compiling the command", &mut cargo)?;
    let profile = if arguments.release { "release" } else { "debug" };
    let command = project.target.join(profile).join("gouji");

    let files = if arguments.files.is_empty() {
        own(project)?
    } else {
        files(&arguments.files)
    };
    ensure!(!files.is_empty(), "there is no file to attack with");
    let mut outcomes = Vec::with_capacity(files.len());
    for (number, path) in files.iter().enumerate() {
        eprint!("\r\x1b[K{} of {}: {}", number + 1, files.len(), path.display());
        outcomes.push(attack(&command, path)?);
    }
    eprint!("\r\x1b[K");
    print(&outcomes);
    let beyond = outcomes.iter().filter(|outcome| outcome.is_beyond()).count();
    ensure!(beyond == 0, "{beyond} of {} files go beyond the limits", outcomes.len());
    println!("\n{} files, none beyond the limits", outcomes.len());
    Ok(())
}

/// The project's own: kept ones, those that fuzzers found, and those that are made.
fn own(project: &Project) -> Result<Vec<PathBuf>> {
    let made = project.target.join("hostile");
    let mut python = Command::new("python3");
    python.arg(project.root.join("tests/hostile/make.py")).arg(&made);
    project::run("making hostile files", &mut python)?;
    let folders = ["tests/cases/hostile", "tests/reports/found"].map(|folder| project.root.join(folder));
    let mut all = files(&folders);
    all.extend(files(&[made]));
    Ok(all)
}

fn files(paths: &[PathBuf]) -> Vec<PathBuf> {
    let walk = |path: &PathBuf| WalkDir::new(path).sort_by_file_name().into_iter().flatten();
    let entries = paths.iter().flat_map(walk).filter(|entry| entry.file_type().is_file());
    entries.map(walkdir::DirEntry::into_path).collect()
}

/// Opens a file under limits.
fn attack(command: &Path, path: &Path) -> Result<Outcome> {
    // Where there is no `prlimit` the times and sizes are measured all the same.
    let mut process = match project::on_path(&["prlimit"]) {
        Some(prlimit) => {
            let mut process = Command::new(prlimit);
            process
                .arg(format!("--as={MOST_ADDRESSES}"))
                .arg(format!("--cpu={MOST_TIME}"));
            process.arg("--").arg(command);
            process
        }
        None => Command::new(command),
    };
    process
        .args(["check", "--format", "jsonl", "--fail-on", "never"])
        .arg(path);
    process.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
    let mut child = process.spawn().context("the command could not be started")?;
    let used = child.wait4()?;
    let time = used.rusage.utime + used.rusage.stime;
    Ok(Outcome {
        name: path.file_name().unwrap_or_default().to_string_lossy().into_owned(),
        size: fs::metadata(path)?.len(),
        seconds: time.as_secs_f64(),
        peak: used.rusage.maxrss,
        failed: match used.status.code() {
            Some(0..=2) => None,
            _ => Some(used.status.to_string()),
        },
    })
}

/// What a file's name ends with.
fn kind_of(name: &str) -> &str {
    name.rsplit('.').next().unwrap_or_default()
}

/// The worst of each kind, in time and in memory; and every file that goes beyond the limits.
fn print(outcomes: &[Outcome]) {
    let mut kinds: BTreeMap<&str, Vec<&Outcome>> = BTreeMap::new();
    for outcome in outcomes {
        kinds.entry(kind_of(&outcome.name)).or_default().push(outcome);
    }
    println!(
        "{:<6} {:>5} | {:>7}  {:<34} | {:>8} {:>8}  {:<34}",
        "kind", "files", "seconds", "slowest", "peak MB", "x input", "largest"
    );
    for (kind, of_kind) in &kinds {
        let slowest = of_kind.iter().max_by(|a, b| a.seconds.total_cmp(&b.seconds));
        let largest = of_kind.iter().max_by_key(|outcome| outcome.peak);
        if let (Some(slowest), Some(largest)) = (slowest, largest) {
            let tenths = 10 * largest.peak / largest.size.max(1);
            println!(
                "{kind:<6} {:>5} | {:>7.2}  {:<34} | {:>8} {:>6}.{}  {:<34}",
                of_kind.len(),
                slowest.seconds,
                slowest.name,
                largest.peak / MB,
                tenths / 10,
                tenths % 10,
                largest.name
            );
        }
    }
    for outcome in outcomes.iter().filter(|outcome| outcome.is_beyond()) {
        println!(
            "beyond: {} ({} bytes): {:.2} s, {} MB{}",
            outcome.name,
            outcome.size,
            outcome.seconds,
            outcome.peak / MB,
            outcome
                .failed
                .as_deref()
                .map(|why| format!(", {why}"))
                .unwrap_or_default()
        );
    }
}
