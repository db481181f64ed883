//! Prints, a line a file: microseconds for the whole check and for a bare pass over the characters.
//!
//! With `--mutants`, what becomes of numbers changed on purpose: see [`mutants`].
//!
//! With `--layouts`, for one report in each layout of text: its name, bytes, and microseconds for the whole check.
//!
//! With `--file`, for one file of any format: microseconds for reading it, for reading and checking it, and this process's peak
//! memory in KiB.

mod layouts;
mod mutants;

use std::fs;
use std::time::Instant;

use anyhow::{Context, Result};

/// How many times each of the two is timed, in turn: what disturbs the machine for a while disturbs both.
const SAMPLES: usize = 41;

/// One sample lasts about this long, in microseconds.
const SAMPLE: f64 = 2000.0;

fn main() -> Result<()> {
    let mut files = std::env::args().skip(1);
    if std::env::args().nth(1).is_some_and(|first| first == "--file") {
        return time_file(&files.nth(1).context("which file?")?);
    }
    if std::env::args().nth(1).is_some_and(|first| first == "--layouts") {
        return layouts::run(&files.nth(1).context("which report?")?);
    }
    if std::env::args().nth(1).is_some_and(|first| first == "--mutants") {
        return mutants::run(files.skip(1));
    }
    for file in files {
        let text = fs::read_to_string(&file).with_context(|| format!("cannot read {file}"))?;
        let checks = rounds(gouji_bench::check, &text);
        let passes = rounds(gouji_bench::chars, &text);
        let (mut check, mut chars) = (Vec::new(), Vec::new());
        for _ in 0..SAMPLES {
            check.push(time(gouji_bench::check, &text, checks));
            chars.push(time(gouji_bench::chars, &text, passes));
        }
        println!("{} {}", median(check), median(chars));
    }
    Ok(())
}

fn time_file(file: &str) -> Result<()> {
    let bytes = fs::read(file).with_context(|| format!("cannot read {file}"))?;
    let (mut reading, mut whole) = (Vec::new(), Vec::new());
    for _ in 0..SAMPLES {
        let start = Instant::now();
        let opened = gouji::input::open(&bytes, gouji::input::Encoding::decode);
        reading.push(start.elapsed().as_secs_f64() * 1e6);
        drop(opened);
        let start = Instant::now();
        let review = gouji::check(&bytes, None, &gouji::Options::default());
        whole.push(start.elapsed().as_secs_f64() * 1e6);
        if let Err(error) = review {
            anyhow::bail!("{file}: {error}");
        }
    }
    let status = fs::read_to_string("/proc/self/status").unwrap_or_default();
    let peak = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    let peak = peak.and_then(|line| line.split_whitespace().next()).unwrap_or("0");
    println!("{:.0}\t{:.0}\t{peak}", fastest(reading), fastest(whole));
    Ok(())
}

/// How many rounds make a sample. Doubling warms up as well.
fn rounds(work: fn(&str, u32), text: &str) -> u32 {
    let mut rounds = 1;
    while time(work, text, rounds) * f64::from(rounds) < SAMPLE {
        rounds *= 2;
    }
    rounds
}

/// Microseconds a round.
fn time(work: fn(&str, u32), text: &str, rounds: u32) -> f64 {
    let start = Instant::now();
    work(text, rounds);
    start.elapsed().as_secs_f64() * 1e6 / f64::from(rounds)
}

/// The least of several times: what disturbs the machine only adds to it.
fn fastest(times: Vec<f64>) -> f64 {
    times.into_iter().min_by(f64::total_cmp).unwrap_or(0.0)
}

fn median(mut times: Vec<f64>) -> f64 {
    times.sort_by(f64::total_cmp);
    times[times.len() / 2]
}
