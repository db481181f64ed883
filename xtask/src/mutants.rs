//! `cargo xtask mutants-of-numbers`: numbers changed on purpose, and how often the repairs find them. Nothing is asserted; the
//! tests do that.

use std::process::Command;

use anyhow::Result;

use crate::bench;
use crate::project::{self, Project};

/// A report of the form of 2019: only its form is used.
const OTHER_FORM: &str = "tests/reports/formats/2019-utf8.txt";

/// Runs the campaign over the seed reports and random ones.
pub fn run(project: &Project) -> Result<()> {
    let mut cargo = project.cargo();
    cargo.args(["build", "--release", "--package", "gouji-bench"]);
    project::run("compiling gouji-bench", &mut cargo)?;
    let mut campaign = Command::new(project.target.join("release/gouji-bench"));
    campaign
        .arg("--mutants")
        .args(bench::seeds(&project.root.join("tests/reports/seeds"))?);
    campaign.arg(project.root.join(OTHER_FORM));
    project::run("the campaign", &mut campaign)
}
