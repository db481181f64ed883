//! `cargo xtask prose FILE`: how many contradictions of a corpus are told, by rule, and how many consistent reports get an error
//! or a warning that is not true. The form of the file is told in `tests/support/corpus.rs`.

use std::fs;
use std::path::PathBuf;

use anyhow::{Context, Result, anyhow};
use clap::Args;

use crate::corpus;

/// What to measure, and whether to print each case that went wrong.
#[derive(Args)]
pub struct Arguments {
    /// Files of cases
    #[arg(required = true)]
    files: Vec<PathBuf>,
    /// Print each case that went wrong, with what was said
    #[arg(long)]
    list: bool,
}

/// Measures each file.
pub fn run(arguments: &Arguments) -> Result<()> {
    for path in &arguments.files {
        let text = fs::read_to_string(path).with_context(|| path.display().to_string())?;
        let count = corpus::measure(&text).map_err(|error| anyhow!("{}: {error}", path.display()))?;
        println!("{}\n{count}", path.display());
        for wrong in count.wrong.iter().filter(|_| arguments.list) {
            println!("{wrong}");
        }
    }
    Ok(())
}
