//! `gouji check`: files in, reviews out.

use std::io::{self, BufWriter, IsTerminal, Write};
use std::num::NonZeroUsize;
use std::path::PathBuf;
use std::process::ExitCode;

use anstream::StripStream;
use clap::{Args, ValueEnum};
use indicatif::{ProgressBar, ProgressStyle};

use super::answer::Answer;
use super::inputs::{Input, Inputs};
use super::lines::answer_lines;
use super::parallel::{in_order, jobs};
use super::resume::{Form, Former};
use super::target::{Records, Target, Whole};
use super::{Answering, refuse_over, say, say_left_out, say_packed};
use gouji::language::{Lang, Text};
use gouji::output::{Layout, Plain, ReviewWriter};
use gouji::review::{Review, Verdict};
use gouji::{Options, output, rules};

/// What `gouji check` is asked.
#[derive(Args)]
pub struct CheckArgs {
    /// 文件、文件夹，或 - 表示标准输入 / files, folders, or - for standard input
    #[arg(required_unless_present_any = ["files_from", "stdin_lines"])]
    inputs: Vec<PathBuf>,
    /// jsonl 只写要点，不含位置、说明和为0的单元格 / jsonl without places, explanations and cells of 0
    #[arg(long)]
    slim: bool,
    /// 输出格式 / output format
    #[arg(long, value_enum, default_value_t)]
    format: Format,
    #[command(flatten)]
    pub answering: Answering,
    /// JSON 中附原文 / put the text into the JSON
    #[arg(long)]
    with_text: bool,
    #[command(flatten)]
    many: Many,
    /// 另外启用的规则，如 B06 / rules to turn on
    #[arg(long, value_delimiter = ',')]
    rules: Vec<String>,
}

/// What is asked where there are very many reports.
#[derive(Args)]
struct Many {
    /// 另从该文件逐行读取路径（- 为标准输入） / more paths from a file, one a line (- for standard input)
    #[arg(long, value_name = "FILE")]
    files_from: Option<PathBuf>,
    /// 路径以零字节分隔 / paths end with a zero byte
    #[arg(long, requires = "files_from")]
    null: bool,
    /// 同时核对的份数，默认为处理器核数 / reports checked at once, by default as many as there are cores
    #[arg(long, value_name = "N")]
    jobs: Option<NonZeroUsize>,
    /// 接着上次中断处继续，用于 jsonl 和 csv / go on where an answer was cut short (jsonl, csv)
    #[arg(long, requires = "output")]
    resume: bool,
    /// 标准输入每行一份，每份答一行JSON / an input a line of standard input, a line of JSON for each
    #[arg(long, conflicts_with_all = ["inputs", "files_from", "resume", "output"])]
    stdin_lines: bool,
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
    if let Some(refused) = refused(args) {
        say!("gouji: {}", refused.get(lang));
        return Ok(ExitCode::from(2));
    }
    if args.many.stdin_lines {
        let json = |review: &Review| json_line(args, review, lang);
        let failed = answer_lines(io::stdin().lock(), io::stdout().lock(), &options, json)?;
        return Ok(ExitCode::from(if failed { 2 } else { 0 }));
    }
    let mut paths = args.inputs.clone();
    if let Some(list) = &args.many.files_from {
        paths.extend(Inputs::listed(list, args.many.null)?);
    }
    let mut inputs = Inputs::new(&paths);
    let target = args.answering.output.as_deref().map(Target::new);
    if let Some(target) = &target
        && let Some(input) = inputs.without(target)
    {
        return Ok(refuse_over(&input, lang));
    }
    let Some(former) = former(args, target.as_ref(), &inputs)? else {
        match lang {
            Lang::Zh => say!("gouji: 该文件中是另一批的结果，不能接着写，未作核对。请换一个文件名，或不用 --resume。"),
            Lang::En => say!(
                "gouji: that file holds answers of other inputs; nothing was checked. Choose another name, or leave out --resume."
            ),
        }
        return Ok(ExitCode::from(2));
    };
    let bar = progress(inputs.found.len(), args.answering.output.is_some());
    bar.inc(former.inputs as u64);
    let as_array = inputs.found.len() > 1 || paths.iter().any(|path| path.is_dir());
    let (mut written, whole) = written(args, target.as_ref(), lang, as_array, former.end)?;

    let waiting = &inputs.found[former.inputs..];
    let (failed, found) = answer_all(args, waiting, &options, lang, |answer| {
        for review in &answer.reviews {
            written.add(review, None)?;
        }
        bar.inc(1);
        Ok(())
    })?;
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

/// Checks the inputs, several at once, and hands what comes of each to `take` in their order. Whether some could not be checked,
/// and whether something was found that counts.
fn answer_all(
    args: &CheckArgs,
    inputs: &[Input],
    options: &Options,
    lang: Lang,
    mut take: impl FnMut(&Answer) -> io::Result<()>,
) -> io::Result<(bool, bool)> {
    let (mut failed, mut found) = (false, false);
    let least = args.answering.fail_on.least();
    let work = |input: &Input| Answer::of(input, options);
    in_order(inputs, jobs(args.many.jobs), Input::weight, work, |answer| {
        if let Some(message) = &answer.refused
            && (args.answering.output.is_some() || !io::stdout().is_terminal())
        {
            // The results may go to a file or another program: then the user is told here.
            say!("{}：{}", answer.name, message.get(lang));
        }
        say_packed(&answer.name, &answer.left_out, lang);
        for review in &answer.reviews {
            failed |= review.summary.verdict == Verdict::Unsupported;
            found |= (review.findings.iter()).any(|finding| least.is_some_and(|least| finding.severity <= least));
        }
        take(&answer)
    })?;
    Ok((failed, found))
}

/// What cannot be asked together.
fn refused(args: &CheckArgs) -> Option<Text> {
    if args.format == Format::Xlsx && args.answering.output.is_none() && io::stdout().is_terminal() {
        return Some(Text::new(
            "XLSX 不是文本格式，不能显示在终端上，请以 -o 文件.xlsx 写入文件。",
            "XLSX is no text for a terminal; write it to a file by -o FILE.xlsx.",
        ));
    }
    let is_of_lines = matches!(args.format, Format::Jsonl | Format::Csv);
    if args.many.resume && !is_of_lines {
        return Some(Text::new(
            "--resume 只能与 --format jsonl 或 csv 同用，未作核对。",
            "--resume goes with --format jsonl or csv; nothing was checked.",
        ));
    }
    (args.slim && args.format != Format::Jsonl && !args.many.stdin_lines).then_some(Text::new(
        "--slim 只能与 --format jsonl 同用，未作核对。",
        "--slim goes with --format jsonl; nothing was checked.",
    ))
}

/// A review as a line of JSON.
fn json_line(args: &CheckArgs, review: &Review, lang: Lang) -> String {
    if args.slim {
        output::to_slim_json(review, lang)
    } else {
        output::to_json(review, lang, args.with_text, false)
    }
}

/// What an answer that was cut short holds already; none if that is no answer of these inputs.
fn former(args: &CheckArgs, target: Option<&Target>, inputs: &Inputs) -> io::Result<Option<Former>> {
    let Some(target) = target.filter(|_| args.many.resume) else {
        return Ok(Some(Former { inputs: 0, end: 0 }));
    };
    let names = inputs.found.iter().map(Input::name);
    if args.format == Format::Csv {
        let names: Vec<String> = names.map(|name| output::csv_words(&name)).collect();
        target.former(Form::Csv, &names)
    } else {
        target.former(Form::Json, &names.collect::<Vec<_>>())
    }
}

/// Where the answers go, and in which form; and the file that takes its name in the end.
fn written(
    args: &CheckArgs,
    target: Option<&Target>,
    lang: Lang,
    as_array: bool,
    end: u64,
) -> io::Result<(Box<dyn ReviewWriter>, Option<Whole>)> {
    if args.format == Format::Text {
        let text: Box<dyn ReviewWriter> = match target {
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
        (None, Some(target)) if args.many.resume => Box::new(target.records_after(end)?),
        (None, Some(target)) => Box::new(target.records()?),
        (None, None) if is_of_lines => Box::new(Records::new(io::stdout().lock())),
        (None, None) => Box::new(io::stdout().lock()),
    };
    let json = |out, layout| output::Json::new(out, lang, layout, args.with_text);
    let written: Box<dyn ReviewWriter> = match args.format {
        Format::Text | Format::Xlsx => Box::new(output::Xlsx::new(out, lang)),
        Format::Json if as_array => Box::new(json(out, Layout::Array)?),
        Format::Json => Box::new(json(out, Layout::Object)?),
        Format::Jsonl if args.slim => Box::new(json(out, Layout::ShortLines)?),
        Format::Jsonl => Box::new(json(out, Layout::Lines)?),
        Format::Csv if end > 0 => Box::new(output::Csv::after(out, lang)),
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
