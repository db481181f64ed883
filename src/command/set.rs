//! `gouji set`: a folder of reports in, what they say together out.

use std::fs;
use std::io::{self, BufWriter, IsTerminal, Write};
use std::num::NonZeroUsize;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::time::UNIX_EPOCH;

use anstream::StripStream;
use clap::{Args, ValueEnum};
use sha2::{Digest, Sha256};

use super::answer::Answer as FileAnswer;
use super::guard::guarded;
use super::inputs::{Input, Inputs};
use super::parallel::{in_order, jobs};
use super::reviews;
use super::target::Target;
use super::{Answering, refuse_over, say, say_left_out, say_packed};
use gouji::document::Document;
use gouji::input::{self, Encoding};
use gouji::language::Lang;
use gouji::output;
use gouji::output::set::{
    Answer, letters, notice, to_json, words, write_csv, write_draft, write_lines, write_markdown, write_roster,
    write_text, write_workbook,
};
use gouji::review::Review;
use gouji::set::{Deduction, Entry, Roster, Score, Set, SetReview};
use gouji::{Options, set};

/// What `gouji set` is asked.
#[derive(Args)]
pub struct SetArgs {
    /// 文件夹（可多个）/ folders
    #[arg(required_unless_present = "from")]
    inputs: Vec<PathBuf>,
    /// 以 gouji check --format jsonl --with-text 的结果代替文件 / reviews of a former check in place of the files
    #[arg(long, conflicts_with = "inputs")]
    from: Option<PathBuf>,
    /// 单位名单（CSV、XLSX）/ the roster of agencies
    #[arg(long)]
    roster: Option<PathBuf>,
    /// 将推断的单位名单写入文件，更正后以 --roster 交回 / write the agencies as guessed, to be corrected and given back
    #[arg(long)]
    write_roster: Option<PathBuf>,
    /// 只看这一年度（与其上年比较）/ this year alone, against the year before
    #[arg(long)]
    year: Option<u16>,
    /// 输出格式 / output format
    #[arg(long, value_enum, default_value_t)]
    format: Format,
    #[command(flatten)]
    pub answering: Answering,
    /// 核对意见函：.zip 为每单位一份，.docx 为合订 / letters to the agencies: .zip holds one each, .docx all
    #[arg(long)]
    letters: Option<PathBuf>,
    /// 没有问题的单位也发函 / a letter to every agency
    #[arg(long)]
    all: bool,
    /// 通报（.docx）/ a notice
    #[arg(long)]
    notice: Option<PathBuf>,
    /// 评分表（规则,级别,扣分,每项上限）/ an assessor's table of points
    #[arg(long)]
    score: Option<PathBuf>,
    /// 以所属单位之和生成该政府的汇总表（工作簿草稿），写入 -o / write the sums for that government's own report, a workbook, to -o
    #[arg(long, value_name = "政府")]
    draft_of: Option<String>,
    /// 同时核对的文件数 / how many files are checked at once
    #[arg(long)]
    jobs: Option<NonZeroUsize>,
    /// JSON 中附每份报告的核对结果 / put the review of each report into the JSON
    #[arg(long)]
    with_reviews: bool,
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
}

/// Checks the set and writes what came of it.
pub fn run(args: &SetArgs) -> io::Result<ExitCode> {
    let lang = args.answering.lang.into();
    let targets = targets(args);
    if let Some(status) = refusal(args, &targets, lang) {
        return Ok(status);
    }
    let lists = list(args.roster.as_deref(), lang, Roster::read)
        .and_then(|roster| Ok((roster, list(args.score.as_deref(), lang, |list, _| Score::read(list))?)));
    let (roster, score) = match lists {
        Ok(lists) => lists,
        Err(why) => {
            say!("gouji: {why}");
            return Ok(ExitCode::from(2));
        }
    };
    let (set, reviews) = match gather(args, &targets, lang)? {
        Ok(gathered) => gathered,
        Err(status) => return Ok(status),
    };
    if set.entries.is_empty() {
        match lang {
            Lang::Zh => say!("gouji: 没有找到可以核对的文件。"),
            Lang::En => say!("gouji: there is no file to check."),
        }
        return Ok(ExitCode::from(2));
    }
    let review = set.review(roster.as_ref());
    let answer = Answer {
        set: &set,
        review: &review,
        roster: roster.as_ref().map(|roster| roster.source.as_str()),
        reviews: &reviews,
        deductions: &deductions(score.as_ref(), &set, &review),
        decisions: &[],
        only: None,
    };
    if let (Some(name), None) = (&args.draft_of, &review.draft) {
        no_draft(name, &answer, lang);
        return Ok(ExitCode::from(2));
    }
    write_beside(args, &answer)?;
    write(args, &answer, lang)?;
    Ok(status(args, &answer))
}

/// What cannot be done at all: a workbook in a terminal, writing over what is read.
fn refusal(args: &SetArgs, targets: &[Target], lang: Lang) -> Option<ExitCode> {
    let is_workbook = args.format == Format::Xlsx || args.draft_of.is_some();
    if is_workbook && args.answering.output.is_none() && io::stdout().is_terminal() {
        match lang {
            Lang::Zh => say!("gouji: XLSX 不是文本格式，不能显示在终端上，请以 -o 文件.xlsx 写入文件。"),
            Lang::En => say!("gouji: XLSX is no text for a terminal; write it to a file by -o FILE.xlsx."),
        }
        return Some(ExitCode::from(2));
    }
    let mut pairs = (1..targets.len()).flat_map(|end| targets[..end].iter().map(move |one| (one, &targets[end])));
    if pairs.any(|(one, other)| one.is_same(other)) {
        match lang {
            Lang::Zh => say!("gouji: 两项结果不能写入同一个文件，未作核对。请换一个文件名。"),
            Lang::En => {
                say!("gouji: two answers cannot be written to one file; nothing was checked. Choose another name.");
            }
        }
        return Some(ExitCode::from(2));
    }
    let mut kept = [&args.roster, &args.score, &args.from].into_iter().flatten();
    let over = kept.find(|path| targets.iter().any(|target| target.is_input(path)))?;
    Some(refuse_over(&over.display().to_string(), lang))
}

/// What each report loses by an assessor's table, if there is one.
fn deductions(score: Option<&Score>, set: &Set, review: &SetReview) -> Vec<Vec<Deduction>> {
    let Some(score) = score else { return Vec::new() };
    let lost = |entry: usize| {
        let kind = words::kind(&review.bodies[review.filed[entry].body], Lang::Zh);
        score.deductions(set, review, entry, kind)
    };
    (0..set.entries.len()).map(lost).collect()
}

/// The roster, the letters and the notice, where they are asked for.
fn write_beside(args: &SetArgs, answer: &Answer<'_>) -> io::Result<()> {
    if let Some(path) = &args.write_roster {
        let whole = Target::new(path).whole()?;
        write_roster(BufWriter::new(whole.clone()), answer)?;
        whole.keep()?;
    }
    let mut written: Vec<(&Path, Vec<u8>)> = Vec::new();
    if let Some(path) = &args.letters {
        let as_archive = path
            .extension()
            .is_some_and(|ending| ending.eq_ignore_ascii_case("zip"));
        written.push((path, letters(answer, args.all, as_archive)?));
    }
    if let Some(path) = &args.notice {
        written.push((path, notice(answer)?));
    }
    for (path, bytes) in written {
        let mut whole = Target::new(path).whole()?;
        whole.write_all(&bytes)?;
        whole.keep()?;
    }
    Ok(())
}

/// As for `gouji check`: something could not be read, something was found, or neither.
fn status(args: &SetArgs, answer: &Answer<'_>) -> ExitCode {
    if !answer.review.unread.is_empty() {
        return ExitCode::from(2);
    }
    let least = args.answering.fail_on.least();
    let own = answer.set.entries.iter().flat_map(|entry| &entry.findings);
    let of_set = answer.review.findings.iter().map(|finding| finding.severity);
    let mut severities = own.map(|finding| finding.severity).chain(of_set);
    ExitCode::from(u8::from(
        severities.any(|severity| least.is_some_and(|least| severity <= least)),
    ))
}

/// All files that are written.
fn targets(args: &SetArgs) -> Vec<Target> {
    let outputs = [&args.answering.output, &args.write_roster, &args.letters, &args.notice];
    outputs.into_iter().flatten().map(|path| Target::new(path)).collect()
}

/// A draft needs a government with agencies below it: which ones there are is said.
fn no_draft(name: &str, answer: &Answer<'_>, lang: Lang) {
    let review = answer.review;
    let above = review
        .bodies
        .iter()
        .filter_map(|body| Some(review.bodies[body.parent?].name.as_str()));
    let mut above: Vec<&str> = above.collect();
    above.sort_unstable();
    above.dedup();
    let above = above.join("、");
    match lang {
        Lang::Zh => say!("gouji: 没有找到“{name}”所属单位的报告，不能生成汇总表。所属单位有报告的政府：{above}。"),
        Lang::En => say!("gouji: no report of an agency below “{name}” was found. Governments with agencies: {above}."),
    }
}

/// A set, and for each of its reports the review as JSON where that is wanted.
type Gathered = (Set, Vec<String>);

/// Reads and checks every file, or reads the reviews; of each an entry is kept. What would be written over an input is refused.
fn gather(args: &SetArgs, targets: &[Target], lang: Lang) -> io::Result<Result<Gathered, ExitCode>> {
    let mut set = Set {
        root: root(&args.inputs),
        year: args.year,
        draft_of: args.draft_of.clone(),
        ..Set::default()
    };
    let written = |review: &Review| args.with_reviews.then(|| output::to_json(review, lang, false, false));
    let (mut found, mut left_out): (Vec<(Entry, Option<String>)>, _) = (Vec::new(), Vec::new());
    if let Some(path) = &args.from {
        let (root, reviews) = match reviews::read(path, lang)? {
            Ok(reviews) => reviews,
            Err(why) => {
                say!("gouji: {}：{why}", path.display());
                return Ok(Err(ExitCode::from(2)));
            }
        };
        set.root = root;
        found.extend(
            reviews
                .into_iter()
                .map(|(file, review)| (Entry::new(&review, file), written(&review))),
        );
    }
    for folder in &args.inputs {
        let mut inputs = Inputs::new(std::slice::from_ref(folder));
        if let Some(input) = targets.iter().find_map(|target| inputs.without(target)) {
            return Ok(Err(refuse_over(&input, lang)));
        }
        let read = |input: &Input| {
            let (reviews, packed) = read(input, folder, args);
            let kept = reviews.into_iter().map(|(entry, review)| (entry, written(&review)));
            (input.name(), kept.collect::<Vec<_>>(), packed)
        };
        in_order(
            &inputs.found,
            jobs(args.jobs),
            Input::weight,
            read,
            |(name, kept, packed)| {
                say_packed(&name, &packed, lang);
                found.extend(kept);
                Ok(())
            },
        )?;
        left_out.append(&mut inputs.left_out);
    }
    say_left_out(&left_out, lang);
    let mut kept = Vec::new();
    let years = args.year.map(|year| [year.saturating_sub(1), year]);
    for (entry, review) in found {
        if years.is_none_or(|years| entry.year.is_none_or(|year| years.contains(&year))) {
            set.entries.push(entry);
            kept.extend(review);
        }
    }
    Ok(Ok((set, kept)))
}

/// What the set is called: its folder.
fn root(folders: &[PathBuf]) -> String {
    let first = folders
        .first()
        .map(|folder| fs::canonicalize(folder).unwrap_or_else(|_| folder.clone()));
    let name = first.as_deref().and_then(Path::file_name);
    name.map_or_else(String::new, |name| name.to_string_lossy().into_owned())
}

/// Reads a file and checks the reports in it; of a review only an entry is kept. Besides, what an archive holds beside reports.
fn read(input: &Input, folder: &Path, args: &SetArgs) -> (Vec<(Entry, Review)>, Vec<String>) {
    let (mut file, path) = match input {
        Input::File(path) | Input::Lost(path, _) => (about(path, folder, args.inputs.len() > 1), Some(path)),
        Input::Stdin => (set::File::default(), None),
    };
    let name = path.map(|path| path.display().to_string());
    let answer = match input.read() {
        Ok((name, bytes)) => {
            file.sha256 = Sha256::digest(&bytes).iter().fold(String::new(), |mut hash, byte| {
                use std::fmt::Write;
                let _ = write!(hash, "{byte:02x}");
                hash
            });
            FileAnswer::of_bytes(name, &bytes, &Options::default())
        }
        Err((name, bytes, message)) => FileAnswer::refused(name, bytes, message),
    };
    // Of several the path says which: `all.zip!/member`, `file#2`.
    let inner = |review: &Review| {
        let own = review.source.name.as_deref().zip(name.as_deref());
        own.and_then(|(own, name)| own.strip_prefix(name))
            .unwrap_or_default()
            .to_owned()
    };
    let entry = |review: Review| {
        let path = file.path.clone() + &inner(&review);
        (Entry::new(&review, set::File { path, ..file.clone() }), review)
    };
    (answer.reviews.into_iter().map(entry).collect(), answer.left_out)
}

/// A file's path from the root of the set, and when it was changed.
fn about(path: &Path, folder: &Path, with_folder: bool) -> set::File {
    let base = if with_folder { folder.parent() } else { Some(folder) };
    let inner = base
        .and_then(|base| path.strip_prefix(base).ok())
        .filter(|inner| inner.file_name().is_some());
    let inner = inner.unwrap_or_else(|| path.file_name().map_or(path, Path::new));
    let parts: Vec<String> = inner.iter().map(|part| part.to_string_lossy().into_owned()).collect();
    let modified = fs::metadata(path).and_then(|data| data.modified()).ok();
    set::File {
        path: parts.join("/"),
        sha256: String::new(),
        modified: modified
            .and_then(|time| time.duration_since(UNIX_EPOCH).ok())
            .map(|time| time.as_secs()),
    }
}

/// Reads a list that the user keeps, from a CSV file or a workbook; else says why not.
fn list<T>(path: Option<&Path>, lang: Lang, read: impl Fn(&Document, &str) -> Option<T>) -> Result<Option<T>, String> {
    let Some(path) = path else { return Ok(None) };
    let failed = |why: String| format!("{}：{why}", path.display());
    let bytes = fs::read(path).map_err(|error| failed(error.to_string()))?;
    let document = guarded(|| input::list(&bytes, Encoding::decode))
        .map_err(|message| failed(message.get(lang)))?
        .map_err(|error| failed(error.message(lang)))?;
    let name = path
        .file_name()
        .map_or_else(String::new, |name| name.to_string_lossy().into_owned());
    let found = read(&document, &name).ok_or_else(|| {
        failed(match lang {
            Lang::Zh => "没有找到所需的表头（名单为“单位”，评分表为“规则”）。".to_owned(),
            Lang::En => "the heads are missing (“单位” of a roster, “规则” of a table of points).".to_owned(),
        })
    })?;
    Ok(Some(found))
}

/// Writes the answer in the form asked for; a file takes its name when all of it is written.
fn write(args: &SetArgs, answer: &Answer<'_>, lang: Lang) -> io::Result<()> {
    let whole = args.answering.output.as_deref().map(|path| Target::new(path).whole());
    let Some(whole) = whole.transpose()? else {
        return match args.format {
            _ if args.draft_of.is_some() => write_draft(io::stdout().lock(), answer).map(drop),
            Format::Text => write_text(&mut anstream::stdout().lock(), answer, lang),
            _ => write_to(&mut io::stdout().lock(), args, answer, lang),
        };
    };
    let mut out = BufWriter::new(whole.clone());
    match args.format {
        _ if args.draft_of.is_some() => write_draft(&mut out, answer).map(drop)?,
        Format::Text => write_text(&mut StripStream::new(&mut out as &mut dyn Write), answer, lang)?,
        _ => write_to(&mut out, args, answer, lang)?,
    }
    out.flush()?;
    drop(out);
    whole.keep()
}

fn write_to(out: &mut impl Write, args: &SetArgs, answer: &Answer<'_>, lang: Lang) -> io::Result<()> {
    match args.format {
        Format::Text => {}
        Format::Json => writeln!(
            out,
            "{}",
            to_json(
                answer,
                lang,
                args.answering.output.is_some() || io::stdout().is_terminal()
            )
        )?,
        Format::Jsonl => write_lines(&mut *out, answer, lang)?,
        Format::Csv => write_csv(&mut *out, answer, lang)?,
        Format::Xlsx => write_workbook(&mut *out, answer, lang)?,
        Format::Markdown => write_markdown(&mut *out, answer, lang)?,
    }
    out.flush()
}
