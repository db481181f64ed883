//! `gouji check`: files in, reviews out.

use std::io::{self, BufWriter, IsTerminal, Write};
use std::path::PathBuf;
use std::process::ExitCode;

use anstream::StripStream;
use clap::{Args, ValueEnum};
use indicatif::{ProgressBar, ProgressStyle};

use super::guard::{self, Checked};
use super::inputs::{Input, Inputs};
use super::target::{Records, Target, Whole};
use super::{Answering, refuse_over, say, say_left_out, say_packed};
use gouji::input::Source;
use gouji::language::Lang;
use gouji::output::{Layout, Plain, Written};
use gouji::review::{Review, Verdict};
use gouji::wording::Sentence;
use gouji::{Options, output, rules};

/// What `gouji check` is asked.
#[derive(Args)]
pub struct CheckArgs {
    /// 文件、文件夹，或 - 表示标准输入 / files, folders, or - for standard input
    #[arg(required = true)]
    inputs: Vec<PathBuf>,
    /// 输出格式 / output format
    #[arg(long, value_enum, default_value_t)]
    format: Format,
    #[command(flatten)]
    pub answering: Answering,
    /// JSON 中附原文 / put the text into the JSON
    #[arg(long)]
    with_text: bool,
    /// 另外启用的规则，如 B06 / rules to turn on
    #[arg(long, value_delimiter = ',')]
    rules: Vec<String>,
}

#[derive(Clone, Copy, Default, PartialEq, ValueEnum)]
enum Format {
    #[default]
    Text,
    Json,
    Jsonl,
    Csv,
    Xlsx,
    Markdown,
    Junit,
}

/// Checks everything and writes the reviews.
pub fn run(args: &CheckArgs) -> io::Result<ExitCode> {
    let lang = args.answering.lang.into();
    let options = Options {
        extra_rules: args.rules.clone(),
    };
    if let Some(unknown) = args.rules.iter().find(|code| rules::rule(code).is_none()) {
        say!("gouji: 没有规则 {unknown} / there is no rule {unknown}");
        return Ok(ExitCode::from(2));
    }
    let mut inputs = Inputs::new(&args.inputs);
    let target = args.answering.output.as_deref().map(Target::new);
    if let Some(target) = &target
        && let Some(input) = inputs.without(target)
    {
        return Ok(refuse_over(&input, lang));
    }
    if args.format == Format::Xlsx && args.answering.output.is_none() && io::stdout().is_terminal() {
        match lang {
            Lang::Zh => say!("gouji: XLSX 不是文本格式，不能显示在终端上，请以 -o 文件.xlsx 写入文件。"),
            Lang::En => say!("gouji: XLSX is no text for a terminal; write it to a file by -o FILE.xlsx."),
        }
        return Ok(ExitCode::from(2));
    }
    let bar = progress(inputs.found.len(), args.answering.output.is_some());
    let as_array = inputs.found.len() > 1 || args.inputs.iter().any(|path| path.is_dir());
    let (mut written, whole) = written(args, target.as_ref(), lang, as_array)?;

    let (mut failed, mut found) = (false, false);
    for input in &inputs.found {
        let answer = answer(input, &options);
        if let Some(message) = &answer.refused
            && (args.answering.output.is_some() || !io::stdout().is_terminal())
        {
            // The results may go to a file or another program: then the user is told here.
            say!("{}：{}", answer.name, message.get(lang));
        }
        say_packed(&answer.name, &answer.left_out, lang);
        for review in &answer.reviews {
            failed |= review.summary.verdict == Verdict::Unsupported;
            let least = args.answering.fail_on.least();
            found |= (review.findings.iter()).any(|finding| least.is_some_and(|least| finding.severity <= least));
            written.add(review, None)?;
        }
        bar.inc(1);
    }
    written.finish()?;
    drop(written);
    whole.map_or(Ok(()), Whole::keep)?;
    bar.finish_and_clear();
    say_left_out(&inputs.left_out, lang);
    if inputs.found.is_empty() {
        match lang {
            Lang::Zh => say!("gouji: 没有找到可以核对的文件。"),
            Lang::En => say!("gouji: there is no file to check."),
        }
    }
    Ok(ExitCode::from(if failed || inputs.found.is_empty() {
        2
    } else {
        u8::from(found)
    }))
}

/// What came of an input.
struct Answer {
    name: String,
    reviews: Vec<Review>,
    /// What an archive holds beside reports.
    left_out: Vec<String>,
    /// Why the input could not be read at all.
    refused: Option<Sentence>,
}

fn answer(input: &Input, options: &Options) -> Answer {
    let refused = |name: String, bytes, message: Sentence| {
        let source = Source {
            name: Some(name.clone()),
            bytes,
            ..Source::named("", "")
        };
        Answer {
            name,
            reviews: vec![Review::unsupported(source, message.clone())],
            left_out: Vec::new(),
            refused: Some(message),
        }
    };
    let (name, bytes) = match input.read() {
        Ok(read) => read,
        Err((name, bytes, message)) => return refused(name, bytes, message),
    };
    let Checked { reviews, left_out } = guard::check(&bytes, &name, options);
    match reviews {
        Ok(reviews) => Answer {
            reviews,
            name,
            left_out,
            refused: None,
        },
        Err(message) => Answer {
            left_out,
            ..refused(name, bytes.len(), message)
        },
    }
}

/// Where the answers go, and in which form; and the file that takes its name in the end.
fn written(
    args: &CheckArgs,
    target: Option<&Target>,
    lang: Lang,
    as_array: bool,
) -> io::Result<(Box<dyn Written>, Option<Whole>)> {
    if args.format == Format::Text {
        let text: Box<dyn Written> = match target {
            Some(target) => Box::new(Plain::new(
                StripStream::new(Box::new(target.records()?) as Box<dyn Write>),
                lang,
            )),
            None => Box::new(Plain::new(Records::new(anstream::stdout().lock()), lang)),
        };
        return Ok((text, None));
    }
    let is_of_lines = matches!(args.format, Format::Jsonl | Format::Csv);
    let whole = match target {
        Some(target) if !is_of_lines => Some(target.whole()?),
        _ => None,
    };
    let out: Box<dyn Write> = match (&whole, target) {
        (Some(whole), _) => Box::new(BufWriter::new(whole.clone())),
        (None, Some(target)) => Box::new(target.records()?),
        (None, None) if is_of_lines => Box::new(Records::new(io::stdout().lock())),
        (None, None) => Box::new(io::stdout().lock()),
    };
    let json = |out, layout| output::Json::new(out, lang, layout, args.with_text);
    let written: Box<dyn Written> = match args.format {
        Format::Text | Format::Xlsx => Box::new(output::Xlsx::new(out, lang)),
        Format::Json if as_array => Box::new(json(out, Layout::Array)?),
        Format::Json => Box::new(json(out, Layout::Object)?),
        Format::Jsonl => Box::new(json(out, Layout::Lines)?),
        Format::Csv => Box::new(output::Csv::new(out, lang)?),
        Format::Markdown => Box::new(output::Markdown::new(out, lang)?),
        Format::Junit => Box::new(output::Junit::new(out, lang, args.answering.fail_on.least())?),
    };
    Ok((written, whole))
}

/// A bar on a terminal, for many files, unless the results go to the same terminal.
fn progress(count: usize, to_file: bool) -> ProgressBar {
    if count < 2 || (!to_file && io::stdout().is_terminal()) || !io::stderr().is_terminal() {
        return ProgressBar::hidden();
    }
    let style =
        ProgressStyle::with_template("{bar:32} {pos}/{len} {eta}").unwrap_or_else(|_| ProgressStyle::default_bar());
    ProgressBar::new(count as u64).with_style(style)
}
