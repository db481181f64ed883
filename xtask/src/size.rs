//! `cargo xtask size`: how much a visitor loads before the page works, and that it does not grow unnoticed.

use std::fs;
use std::path::Path;

use anyhow::{Context, Result, bail};
use brotli::enc::BrotliEncoderParams;

use crate::build;
use crate::project::Project;

/// The most that may ever be recorded, in bytes.
const LIMIT: usize = 200 * 1024;

/// What is loaded at the first sign that somebody is about to check something.
const ENGINE: &str = "engine.wasm";

/// Files and folders of the page that are loaded when they are wanted, or once it is ready. Everything else counts.
const LATER: [&str; 12] = [
    ENGINE,
    "embed.css",
    "embed.html",
    "embed.js",
    "gouji-checker.js",
    "icons",
    "later",
    "manifest.webmanifest",
    "rules",
    "samples",
    "sw.js",
    "widget.css",
];

/// What a page that embeds the widget loads of it.
const WIDGET: [&str; 6] = [
    "gouji-checker.js",
    "gouji_www.js",
    "gouji_www_bg.wasm",
    "start.js",
    "style.css",
    "widget.css",
];

#[derive(clap::Args)]
pub struct Arguments {
    /// Record this size as the one that later builds may not exceed
    #[arg(long)]
    record: bool,
    /// Record it even if it is above 200 KB
    #[arg(long, requires = "record")]
    force: bool,
}

/// Builds the page, prints its sizes and compares the sum with the one recorded in `xtask/size-ratchet.txt`.
pub fn run(project: &Project, arguments: &Arguments) -> Result<()> {
    build::run(project)?;
    let files = measure(&project.page())?;
    let widget: Vec<&File> = files
        .iter()
        .filter(|file| WIDGET.contains(&file.name.as_str()))
        .collect();
    let (later, first): (Vec<_>, Vec<_>) = files
        .iter()
        .partition(|file| LATER.iter().any(|folder| Path::new(&file.name).starts_with(folder)));
    print("loaded first", &first);
    print("loaded by the widget", &widget);
    if !later.is_empty() {
        print("loaded when wanted", &later);
    }
    let now: usize = first.iter().map(|file| file.brotli).sum();
    let engine = later.iter().find(|file| file.name == ENGINE);
    let answer = now + engine.map_or(0, |file| file.brotli);
    let sizes = [("the first load", now), ("all until the first answer", answer)];

    let record = project.root.join("xtask/size-ratchet.txt");
    if arguments.record {
        if now > LIMIT && !arguments.force {
            bail!("{now} bytes are more than {LIMIT}: make the page smaller, or record it with --force");
        }
        let lines = sizes.map(|(what, size)| format!("{size} {what}\n")).concat();
        fs::write(&record, &lines).with_context(|| format!("cannot write {}", record.display()))?;
        print!("recorded:\n{lines}");
        return Ok(());
    }
    let Ok(text) = fs::read_to_string(&record) else {
        bail!("no size is recorded yet: run `cargo xtask size --record`");
    };
    for (what, size) in sizes {
        let recorded: usize = text
            .lines()
            .find_map(|line| line.split_once(' ').filter(|(_, of)| *of == what)?.0.parse().ok())
            .with_context(|| format!("{} holds no number for {what}", record.display()))?;
        if size > recorded {
            bail!(
                "{what} has grown by {} bytes, from {recorded} to {size}: make it smaller, or run `cargo xtask size --record` and say why",
                size - recorded
            );
        }
        println!("{what}: {size} bytes, within the recorded {recorded}");
    }
    Ok(())
}

struct File {
    name: String,
    raw: usize,
    brotli: usize,
}

fn measure(page: &Path) -> Result<Vec<File>> {
    let measured = build::files(page)?.into_iter().map(|(name, bytes)| {
        Ok(File {
            raw: bytes.len(),
            brotli: compressed(&bytes)?.len(),
            name,
        })
    });
    measured.collect()
}

/// As small as brotli makes it.
pub fn compressed(bytes: &[u8]) -> Result<Vec<u8>> {
    let parameters = BrotliEncoderParams {
        quality: 11,
        size_hint: bytes.len(),
        ..BrotliEncoderParams::default()
    };
    let mut output = Vec::new();
    brotli::BrotliCompress(&mut &bytes[..], &mut output, &parameters)?;
    Ok(output)
}

fn print(title: &str, files: &[&File]) {
    println!("{title:<24} {:>10} {:>10}", "raw", "brotli");
    for file in files {
        println!("  {:<22} {:>10} {:>10}", file.name, file.raw, file.brotli);
    }
    let sum = |size: fn(&File) -> usize| files.iter().copied().map(size).sum::<usize>();
    println!(
        "  {:<22} {:>10} {:>10}",
        "in all",
        sum(|file| file.raw),
        sum(|file| file.brotli)
    );
}
