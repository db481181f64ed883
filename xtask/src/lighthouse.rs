//! `cargo xtask lighthouse`: what Lighthouse says of the page, served compressed as a web server would. Nothing is asserted.
//!
//! Lighthouse is 180 MB with all that it needs, and measures by the clock: it is installed when it is asked for, and no part of
//! the tests. Its last version that runs on Node 20 is taken.

use std::fs;
use std::process::Command;

use anyhow::{Context, Result};
use serde_json::Value;
use walkdir::WalkDir;

use crate::build;
use crate::project::{self, Project};
use crate::serve::Server;
use crate::size::compressed;
use crate::test;

const LIGHTHOUSE: &str = "lighthouse@12.8.2";

/// What Lighthouse calls its two ways to look: a phone on a slow network, and a desk.
const FORMS: [(&str, &[&str]); 2] = [("a phone", &[]), ("a desk", &["--preset=desktop"])];

/// Prints the categories for a phone and a desk, and what costs points.
pub fn run(project: &Project) -> Result<()> {
    let browser = test::prepare(project)?;
    let folder = project.target.join("lighthouse");
    let script = folder.join("node_modules/lighthouse/cli/index.js");
    if !script.is_file() {
        fs::create_dir_all(&folder)?;
        let mut npm = Command::new("npm");
        npm.args([
            "install",
            "--no-save",
            "--no-audit",
            "--no-fund",
            "--ignore-scripts",
            "--prefix",
        ]);
        npm.arg(&folder).arg(LIGHTHOUSE);
        project::run("installing Lighthouse by npm", &mut npm)?;
    }
    build::run(project)?;
    let page = folder.join("page");
    build::empty(&page)?;
    build::copy_folder(&project.page(), &page)?;
    let files: Vec<_> = WalkDir::new(&page).into_iter().collect::<Result<_, _>>()?;
    for file in files.iter().filter(|file| file.file_type().is_file()) {
        let mut beside = file.path().as_os_str().to_owned();
        beside.push(".br");
        fs::write(beside, compressed(&fs::read(file.path())?)?)?;
    }
    let server = Server::on_free_port(page)?;
    for (form, arguments) in FORMS {
        let report = folder.join("report.json");
        let mut node = Command::new("node");
        node.arg(&script)
            .arg(&server.url)
            .args([
                "--output=json",
                "--quiet",
                "--chrome-flags=--headless=new --no-sandbox --disable-gpu",
            ])
            .arg(format!("--output-path={}", report.display()))
            .args(arguments)
            .env("CHROME_PATH", &browser);
        project::run("Lighthouse", &mut node)?;
        let report: Value = serde_json::from_slice(&fs::read(&report)?).context("Lighthouse wrote no JSON")?;
        print(form, &report);
    }
    Ok(())
}

fn print(form: &str, report: &Value) {
    println!("\n{form} (aim: at least 95 in every category)");
    for (name, category) in report["categories"].as_object().into_iter().flatten() {
        println!(
            "  {name:<16} {:>4.0}",
            category["score"].as_f64().unwrap_or_default() * 100.0
        );
    }
    for audit in report["audits"]
        .as_object()
        .into_iter()
        .flatten()
        .map(|(_, audit)| audit)
    {
        let shown = audit["displayValue"].as_str().unwrap_or_default();
        if audit["score"].as_f64().is_some_and(|score| score < 0.9) {
            println!("  - {} {shown}", audit["title"].as_str().unwrap_or_default());
        }
    }
}
