//! What the `gouji` command does: one file a subcommand.

mod check;
mod guard;
mod inputs;
mod rules;
mod set;
mod target;

use std::io;
use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Args, Parser, Subcommand, ValueEnum};

use gouji::language::Lang;
use gouji::review::Severity;

/// Tells the user on stderr. Names come from anywhere: what would move the cursor is written out.
macro_rules! say {
    ($($line:tt)*) => {
        eprintln!("{}", gouji::output::visible(&format!($($line)*)))
    };
}
use say;

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

/// What every subcommand that checks is asked about its answer.
#[derive(Args)]
pub struct Answering {
    /// 语言 / language
    #[arg(long, value_enum, default_value_t)]
    pub lang: Language,
    /// 达到该级别时退出码为1 / exit with 1 at this severity
    #[arg(long, value_enum, default_value_t)]
    pub fail_on: FailOn,
    /// 写入文件 / write to a file
    #[arg(short, long)]
    pub output: Option<PathBuf>,
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

/// Nothing is written over an input.
fn refuse_over(input: &str, lang: Lang) -> ExitCode {
    match lang {
        Lang::Zh => say!("gouji: {input}是要读取的文件，不能又是写入的文件，未作核对。请换一个文件名。"),
        Lang::En => {
            say!("gouji: {input} is to be read and cannot be written to; nothing was checked. Choose another name.");
        }
    }
    ExitCode::from(2)
}

/// Does what the command line says.
pub fn run() -> ExitCode {
    let cli = Cli::parse();
    guard::install();
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
        say!("gouji: {error}");
        ExitCode::from(2)
    })
}
