//! `cargo xtask bench`: how fast, always beside something that can be compared with. Nothing is asserted.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result, ensure};

use crate::build;
use crate::project::{self, Project};
use crate::serve::Server;
use crate::test;

/// Times the engine on every seed report, native and wasm, then the page in Chromium.
pub fn run(project: &Project) -> Result<()> {
    let folder = project.root.join("tests/reports/seeds");
    let seeds = seeds(&folder)?;
    if seeds.is_empty() {
        println!("{} holds no reports: nothing to time", folder.display());
        return Ok(());
    }
    engine(project, &seeds)?;
    layouts(project)?;
    formats(project)?;
    sets(project)?;
    page(project, &seeds[0])
}

/// One file a format, and what in `xtask/bench/peers.py` reads the same.
const FORMATS: [(&str, &[&str]); 13] = [
    ("2021-python-docx.docx", &["docx"]),
    ("2021-libreoffice.odt", &["odt"]),
    ("2021-openpyxl.xlsx", &["xlsx"]),
    ("2021-xlwt.xls", &["xls"]),
    ("2021-libreoffice.doc", &["doc"]),
    ("2021-libreoffice.wps", &["doc"]),
    ("2021-gbk.rtf", &["rtf"]),
    ("2021-libreoffice.pdf", &["pdf", "pdf_fast"]),
    ("2021-chromium.pdf", &["pdf", "pdf_fast"]),
    ("2021-hand.ofd", &["ofd"]),
    ("2021-chromium.mht", &["mht"]),
    ("2021-wps-clipboard.html", &["htm"]),
    ("2021-excel-gb18030.csv", &["csv"]),
];

/// Times one report in each layout of text.
fn layouts(project: &Project) -> Result<()> {
    println!("\none report in each layout of text (aim: at most 300 µs)");
    println!("{:<22} {:>7} {:>9} {:>10}", "layout", "bytes", "check µs", "reports/s");
    let bench = project.target.join("release/gouji-bench");
    let report = project.root.join("www/samples/consistent.txt");
    let lines = project::output(Command::new(&bench).arg("--layouts").arg(&report))?;
    for line in lines.lines() {
        let mut fields = line.split('\t');
        let mut next = || fields.next().context("gouji-bench printed no time");
        let (name, bytes) = (next()?, next()?);
        let time: f64 = next()?.parse()?;
        println!("{name:<22} {bytes:>7} {time:>9.0} {:>10.0}", 1e6 / time);
    }
    Ok(())
}

/// Times every format beside a Python library that reads the same file; where there is none, alone.
fn formats(project: &Project) -> Result<()> {
    let python = peers(project)
        .inspect_err(|error| eprintln!("no peers: {error:#}"))
        .ok();
    println!(
        "\nreading a file of each format, beside a library that reads its text and tables (aim: faster than each)"
    );
    println!(
        "{:<26} {:>8} {:>9} {:>9} {:>9} | {:>8} {:>9} {:>7}  peer",
        "file", "read µs", "check µs", "reports/s", "peak KiB", "read µs", "peak KiB", "ratio"
    );
    let bench = project.target.join("release/gouji-bench");
    for (name, peers) in FORMATS {
        let file = project.root.join("tests/reports/formats").join(name);
        let own = match project::output(Command::new(&bench).arg("--file").arg(&file)) {
            Ok(line) => Measured::from_line(&line).context("gouji-bench printed no time")?,
            Err(error) => {
                println!("{name:<26} {error:#}");
                continue;
            }
        };
        let rate = 1e6 / own.whole;
        print!(
            "{name:<26} {:>8.0} {:>9.0} {rate:>9.0} {:>9.0}",
            own.reading, own.whole, own.peak
        );
        let Some(python) = python.as_ref().filter(|_| !peers.is_empty()) else {
            println!(" | no peer");
            continue;
        };
        for (index, peer) in peers.iter().enumerate() {
            let script = project.root.join("xtask/bench/peers.py");
            let indent = if index == 0 { 0 } else { 65 };
            let line = match project::output(Command::new(python).arg(script).arg(peer).arg(&file)) {
                Ok(line) => line,
                Err(error) => {
                    println!("{:indent$} | {peer}: {error:#}", "");
                    continue;
                }
            };
            if let Some(missing) = line.trim().strip_prefix("missing\t") {
                println!("{:indent$} | {peer}: not compared, {missing} is missing", "");
                continue;
            }
            let other = Measured::from_line(&line).with_context(|| format!("{peer} printed no time"))?;
            println!(
                "{:indent$} | {:>8.0} {:>9.0} {:>7.1}  {}",
                "",
                other.reading,
                other.peak,
                other.reading / own.reading,
                line.trim().rsplit('\t').next().unwrap_or(peer)
            );
        }
    }
    Ok(())
}

/// Times a set of 600 agencies over two years: the tests' own random reports.
fn sets(project: &Project) -> Result<()> {
    println!("\na set of 600 agencies over two years");
    let mut cargo = project.cargo();
    cargo.args(["test", "--release", "--test", "set_properties", "--quiet", "--"]);
    cargo.args(["figures", "--ignored", "--nocapture"]);
    project::run("timing a set", &mut cargo)
}

/// Microseconds a reading, and with the check of what was read; a process's peak memory in KiB.
struct Measured {
    reading: f64,
    whole: f64,
    peak: f64,
}

impl Measured {
    fn from_line(line: &str) -> Option<Self> {
        // A library may say something of its own before.
        let mut fields = line.trim().lines().next_back()?.split('\t');
        Some(Self {
            reading: fields.next()?.parse().ok()?,
            whole: fields.next()?.parse().ok()?,
            peak: fields.next()?.parse().ok()?,
        })
    }
}

/// A Python with the peers' libraries, in the target folder.
fn peers(project: &Project) -> Result<PathBuf> {
    let folder = project.target.join("bench/peers");
    let python = folder.join("bin/python");
    if !python.is_file() {
        let mut make = Command::new("python3");
        make.args(["-m", "venv"]).arg(&folder);
        project::run("making a Python environment for the peers", &mut make)?;
    }
    let mut install = Command::new(&python);
    install.args(["-m", "pip", "install", "--quiet", "--disable-pip-version-check", "-r"]);
    install.arg(project.root.join("xtask/bench/peers.txt"));
    project::run("installing the peers", &mut install)?;
    Ok(python)
}

fn engine(project: &Project, seeds: &[PathBuf]) -> Result<()> {
    let mut cargo = project.cargo();
    cargo.args(["build", "--release", "--package", "gouji-bench"]);
    project::run("compiling gouji-bench", &mut cargo)?;
    build::wasm(project, "gouji-bench")?;
    let library = project.target.join("bench/library");
    build::empty(&library)?;
    build::bindings()
        .nodejs(true)?
        .input_path(project.wasm("gouji_bench"))
        .generate(&library)
        .context("wasm-bindgen could not write the JavaScript for Node")?;

    let native = times(Command::new(project.target.join("release/gouji-bench")).args(seeds))?;
    let script = project.root.join("xtask/bench/run.mjs");
    let wasm = times(
        Command::new("node")
            .arg(script)
            .arg(library.join("gouji_bench.js"))
            .args(seeds),
    )?;
    ensure!(
        native.len() == seeds.len() && wasm.len() == seeds.len(),
        "the engine was not timed on every report"
    );

    println!(
        "\nthe whole check, in microseconds, beside a bare pass over the characters (aim: at most 25 times as long)"
    );
    println!(
        "{:<10} {:>7} | {:>9} {:>7} {:>7} | {:>9} {:>7} {:>7}",
        "report", "bytes", "native", "pass", "ratio", "wasm", "pass", "ratio"
    );
    let mut sums = [Times::default(), Times::default()];
    let mut bytes = 0;
    for ((seed, native), wasm) in seeds.iter().zip(&native).zip(&wasm) {
        let size = fs::metadata(seed)?.len();
        let name = seed.file_name().unwrap_or_default().to_string_lossy();
        row(&name, size, native, wasm);
        bytes += size;
        sums[0].add(native);
        sums[1].add(wasm);
    }
    row("in all", bytes, &sums[0], &sums[1]);
    Ok(())
}

fn page(project: &Project, report: &Path) -> Result<()> {
    let browser = test::prepare(project)?;
    build::run(project)?;
    // What a page costs that does nothing: same server, same headers, same run.
    let blank = project.target.join("bench/blank");
    build::empty(&blank)?;
    fs::write(
        blank.join("index.html"),
        "<!doctype html><meta charset=\"utf-8\"><title>blank</title>",
    )?;
    let server = Server::on_free_port(project.page())?;
    let blank = Server::on_free_port(blank)?;
    let mut node = Command::new("node");
    node.arg(project.page_tests().join("bench.mjs"))
        .arg(report)
        .env("GOUJI_URL", &server.url)
        .env("GOUJI_BLANK_URL", &blank.url)
        .env("CHROMIUM", &browser);
    project::run("timing the page", &mut node)?;
    let mut node = Command::new("node");
    node.arg(project.page_tests().join("desk-bench.mjs"))
        .env("GOUJI_URL", &server.url)
        .env("GOUJI_COUNTY", test::county(project)?)
        .env("CHROMIUM", browser);
    project::run("timing the desk", &mut node)
}

/// Microseconds for the whole check and for a bare pass over the characters.
#[derive(Default)]
struct Times {
    check: f64,
    chars: f64,
}

impl Times {
    fn add(&mut self, other: &Self) {
        self.check += other.check;
        self.chars += other.chars;
    }
}

fn times(command: &mut Command) -> Result<Vec<Times>> {
    let time = |line: &str| {
        let (check, chars) = line.split_once(' ')?;
        Some(Times {
            check: check.parse().ok()?,
            chars: chars.parse().ok()?,
        })
    };
    project::output(command)?
        .lines()
        .map(|line| time(line).with_context(|| format!("`{line}` is no time")))
        .collect()
}

fn row(name: &str, bytes: u64, native: &Times, wasm: &Times) {
    print!("{name:<10} {bytes:>7}");
    for Times { check, chars } in [native, wasm] {
        print!(" | {check:>9.1} {chars:>7.2} {:>7.1}", check / chars);
    }
    println!();
}

/// The reports from practice.
pub fn seeds(folder: &Path) -> Result<Vec<PathBuf>> {
    let mut seeds = Vec::new();
    if folder.is_dir() {
        for entry in fs::read_dir(folder)? {
            let path = entry?.path();
            if path.extension().is_some_and(|extension| extension == "txt") {
                seeds.push(path);
            }
        }
    }
    seeds.sort();
    Ok(seeds)
}
