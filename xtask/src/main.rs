//! What `cargo xtask` does: one file a command.

mod archive;
mod attack;
mod bench;
mod build;
mod catalogue;
#[path = "../../tests/support/corpus.rs"]
mod corpus;
#[path = "../../tests/support/facts.rs"]
mod facts;
mod fuzz;
mod lighthouse;
mod manifest;
mod mutants;
mod offline;
mod package;
mod project;
mod prose;
mod serve;
mod single;
mod size;
mod size_tricks;
mod test;

use std::process::ExitCode;

use anyhow::Result;
use clap::{Parser, Subcommand};

use project::Project;

/// Builds, serves, tests and measures gouji.
#[derive(Parser)]
#[command(name = "cargo xtask", bin_name = "cargo xtask")]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Build the page into target/page
    Build,
    /// Build the page and serve it on this machine
    Serve(serve::Arguments),
    /// Build the page as one file, target/gouji.html, that needs no server
    Single,
    /// Build the npm package into target/npm/gouji
    Package,
    /// Test the engine and the command, then the page in browsers
    Test(test::Arguments),
    /// Print what the page loads first, raw and compressed, and fail if it has grown
    Size(size::Arguments),
    /// Time the engine, native and wasm, and the page in Chromium
    Bench,
    /// Open every hostile file under limits of memory and time; print the worst of each kind
    Attack(attack::Arguments),
    /// Fuzz every target for ten minutes, or some of them for as long as is said
    Fuzz(fuzz::Arguments),
    /// Print what Lighthouse says of the page
    Lighthouse,
    /// Change numbers of consistent reports and count how often the repairs find them
    MutantsOfNumbers,
    /// Measure a corpus of sentences: contradictions told by rule, false alarms in 100
    Prose(prose::Arguments),
}

fn main() -> ExitCode {
    match run(&Arguments::parse().command) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("error: {error:#}");
            ExitCode::FAILURE
        }
    }
}

fn run(command: &Command) -> Result<()> {
    let project = Project::find()?;
    match command {
        Command::Build => build::run(&project),
        Command::Serve(arguments) => serve::run(&project, arguments),
        Command::Single => single::run(&project),
        Command::Package => package::run(&project),
        Command::Test(arguments) => test::run(&project, arguments),
        Command::Size(arguments) => size::run(&project, arguments),
        Command::Bench => bench::run(&project),
        Command::Attack(arguments) => attack::run(&project, arguments),
        Command::Fuzz(arguments) => fuzz::run(&project, arguments),
        Command::Lighthouse => lighthouse::run(&project),
        Command::MutantsOfNumbers => mutants::run(&project),
        Command::Prose(arguments) => prose::run(arguments),
    }
}
