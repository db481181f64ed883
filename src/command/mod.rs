//! What the `gouji` command does: one file a subcommand.

mod answer;
mod check;
mod guard;
mod inputs;
mod lines;
mod parallel;
mod resume;
mod reviews;
mod rules;
mod set;
mod target;

use std::io;
use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Args, Parser, Subcommand, ValueEnum};

use gouji::language::{self, Lang};
use gouji::output::visible;
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

impl Command {
    fn lang(&self) -> Lang {
        match self {
            Self::Check(args) => args.answering.lang.into(),
            Self::Rules(args) => args.lang.into(),
            Self::Set(args) => args.answering.lang.into(),
        }
    }
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

/// What stands beside reports, in folders or in an archive, is counted and named: nobody takes it for checked.
fn say_beside(names: &[String], (zh, en): (&str, &str), lang: Lang) {
    const NAMED: usize = 20;
    if names.is_empty() {
        return;
    }
    let (count, more) = (names.len(), names.len() > NAMED);
    let shown = &names[..count.min(NAMED)];
    match lang {
        Lang::Zh => {
            let more = if more { "等" } else { "" };
            say!(
                "gouji: {zh}{count}项不是可以读取的报告文件，未作核对：{}{more}",
                shown.join("、")
            );
        }
        Lang::En => {
            let more = if more { " …" } else { "" };
            let noun = language::counted(count, "item");
            say!(
                "gouji: {noun} {en} left out, not files that may be reports: {}{more}",
                shown.join(", ")
            );
        }
    }
}

/// The same of what folders hold.
fn say_left_out(paths: &[PathBuf], lang: Lang) {
    let names: Vec<String> = paths.iter().map(|path| path.display().to_string()).collect();
    say_beside(&names, ("文件夹中另有", "in folders"), lang);
}

/// The same of what an archive holds.
fn say_packed(name: &str, left_out: &[String], lang: Lang) {
    let (zh, en) = (format!("{name}中另有"), format!("in {name}"));
    say_beside(left_out, (&zh, &en), lang);
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

/// Reads the command line. What is wrong with it is quoted by the library as it is; a name made of control characters is not.
fn parse() -> Result<Cli, ExitCode> {
    Cli::try_parse().map_err(|error| {
        let plain = error.render().to_string();
        if plain.lines().all(|line| visible(line) == line) {
            error.exit();
        }
        for line in plain.lines() {
            say!("{line}");
        }
        ExitCode::from(2)
    })
}

/// Does what the command line says.
pub fn run() -> ExitCode {
    let cli = match parse() {
        Ok(cli) => cli,
        Err(status) => return status,
    };
    guard::install();
    target::end_whole_when_interrupted();
    let lang = cli.command.lang();
    // Each file is guarded by itself; this is for what is done with all of them, and for lists.
    let done = guard::guarded(|| match cli.command {
        Command::Check(args) => check::run(&args),
        Command::Rules(args) => rules::run(&args),
        Command::Set(args) => set::run(&args),
    });
    let done = done.unwrap_or_else(|message| Err(io::Error::other(message.get(lang))));
    done.unwrap_or_else(|error| {
        // A reader that has seen enough (`| head`) is no failure.
        if error.kind() == io::ErrorKind::BrokenPipe {
            return ExitCode::SUCCESS;
        }
        say!("gouji: {error}");
        ExitCode::from(2)
    })
}
