//! What the `gouji` command does: one file a subcommand.

mod check;
mod inputs;
mod rules;
mod set;

use std::io;
use std::process::ExitCode;

use clap::{Parser, Subcommand, ValueEnum};

use gouji::language::Lang;
use gouji::review::Severity;

/// 核对政府信息公开工作年度报告 / checks annual reports on government information disclosure
#[derive(Parser)]
#[command(name = "gouji", version, about)]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// 核对文件、文件夹或标准输入 / checks files, folders or standard input
    Check(check::CheckArgs),
    /// 列出规则，或说明一条规则 / lists the rules, or explains one
    Rules(rules::RulesArgs),
    /// 核对一批报告：与上年衔接、与汇总、雷同、缺报 / checks a set of reports: against last year, sums, copies, gaps
    Set(set::SetArgs),
}

/// The language of what is written.
#[derive(Clone, Copy, Default, ValueEnum)]
pub enum Language {
    #[default]
    Zh,
    En,
}

impl From<Language> for Lang {
    fn from(language: Language) -> Self {
        match language {
            Language::Zh => Self::Zh,
            Language::En => Self::En,
        }
    }
}

/// From which severity on the exit status tells of findings.
#[derive(Clone, Copy, Default, ValueEnum)]
pub enum FailOn {
    #[default]
    Error,
    Warning,
    Never,
}

impl FailOn {
    /// The least weight that counts.
    pub fn least(self) -> Option<Severity> {
        match self {
            Self::Error => Some(Severity::Error),
            Self::Warning => Some(Severity::Warning),
            Self::Never => None,
        }
    }
}

/// Does what the command line says.
pub fn run() -> ExitCode {
    let cli = Cli::parse();
    let done = match cli.command {
        Command::Check(args) => check::run(&args),
        Command::Rules(args) => rules::run(&args),
        Command::Set(args) => set::run(&args),
    };
    done.unwrap_or_else(|error| {
        // A reader that has seen enough (`| head`) is no failure.
        if error.kind() == io::ErrorKind::BrokenPipe {
            return ExitCode::SUCCESS;
        }
        eprintln!("gouji: {error}");
        ExitCode::from(2)
    })
}
