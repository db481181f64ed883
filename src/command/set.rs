//! `gouji set`: a folder of reports in, what they say together out.

use std::fs;
use std::io::{self, BufWriter, IsTerminal, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::time::UNIX_EPOCH;

use anstream::StripStream;
use clap::{Args, ValueEnum};
use sha2::{Digest, Sha256};

use super::guard;
use super::inputs::{Input, Inputs};
use super::target::Target;
use super::{Answering, refuse_over, say, say_left_out, say_packed};
use gouji::input::{self, Encoding, Source};
use gouji::language::Lang;
use gouji::output;
use gouji::output::set::{Answer, to_json, write_csv, write_lines, write_markdown, write_roster, write_text};
use gouji::review::Review;
use gouji::set::{Entry, Roster, Set};
use gouji::wording::Sentence;
use gouji::{Options, set};

/// What `gouji set` is asked.
#[derive(Args)]
pub struct SetArgs {
    /// 文件夹（可多个）/ folders
    #[arg(required = true)]
    inputs: Vec<PathBuf>,
    /// 单位名单（CSV、XLSX）/ the roster of organs
    #[arg(long)]
    roster: Option<PathBuf>,
    /// 将推断的单位名单写入文件，更正后以 --roster 交回 / write the organs as guessed, to be corrected and given back
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
    Markdown,
}

/// Checks the set and writes what came of it.
pub fn run(args: &SetArgs) -> io::Result<ExitCode> {
    let lang = args.answering.lang.into();
    let targets: Vec<Target> = [&args.answering.output, &args.write_roster]
        .into_iter()
        .flatten()
        .map(|path| Target::new(path))
        .collect();
    if let Some(path) = args
        .roster
        .as_ref()
        .filter(|path| targets.iter().any(|target| target.is_input(path)))
    {
        return Ok(refuse_over(&path.display().to_string(), lang));
    }
    if let [answer, roster] = &targets[..]
        && answer.is_same(roster)
    {
        match lang {
            Lang::Zh => say!("gouji: 结果和单位名单不能写入同一个文件，未作核对。请换一个文件名。"),
            Lang::En => {
                say!(
                    "gouji: the answer and the roster cannot be written to one file; nothing was checked. Choose another name."
                );
            }
        }
        return Ok(ExitCode::from(2));
    }
    let roster = match &args.roster {
        None => None,
        Some(path) => match read_roster(path, lang) {
            Ok(roster) => Some(roster),
            Err(why) => {
                say!("gouji: {}：{why}", path.display());
                return Ok(ExitCode::from(2));
            }
        },
    };
    let mut set = Set {
        root: root(&args.inputs),
        year: args.year,
        entries: Vec::new(),
    };
    let (mut reviews, mut left_out) = (Vec::new(), Vec::new());
    for folder in &args.inputs {
        let mut inputs = Inputs::new(std::slice::from_ref(folder));
        if let Some(input) = targets.iter().find_map(|target| inputs.without(target)) {
            return Ok(refuse_over(&input, lang));
        }
        for input in &inputs.found {
            for (entry, review) in read(input, folder, args) {
                let years = args.year.map(|year| [year.saturating_sub(1), year]);
                if years.is_none_or(|years| review.report.year.is_none_or(|year| years.contains(&year))) {
                    reviews.extend(args.with_reviews.then(|| output::to_json(&review, lang, false, false)));
                    set.entries.push(entry);
                }
            }
        }
        left_out.append(&mut inputs.left_out);
    }
    say_left_out(&left_out, lang);
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
        points: &[],
    };
    if let Some(path) = &args.write_roster {
        let whole = Target::new(path).whole()?;
        write_roster(BufWriter::new(whole.clone()), &answer)?;
        whole.keep()?;
    }
    write(args, &answer, lang)?;
    let least = args.answering.fail_on.least();
    let own = set
        .entries
        .iter()
        .flat_map(|entry| &entry.findings)
        .map(|finding| finding.severity);
    let mut severities = own.chain(review.findings.iter().map(|finding| finding.severity));
    let found = severities.any(|severity| least.is_some_and(|least| severity <= least));
    Ok(ExitCode::from(if review.unread.is_empty() {
        u8::from(found)
    } else {
        2
    }))
}

/// What the set is called: its folder.
fn root(folders: &[PathBuf]) -> String {
    let first = folders
        .first()
        .map(|folder| fs::canonicalize(folder).unwrap_or_else(|_| folder.clone()));
    let name = first.as_deref().and_then(Path::file_name);
    name.map_or_else(String::new, |name| name.to_string_lossy().into_owned())
}

/// Reads a file and checks the reports in it; of a review only an entry is kept.
fn read(input: &Input, folder: &Path, args: &SetArgs) -> Vec<(Entry, Review)> {
    let (mut file, path) = match input {
        Input::File(path) | Input::Lost(path, _) => (about(path, folder, args.inputs.len() > 1), Some(path)),
        Input::Stdin => (set::File::default(), None),
    };
    let name = path.map(|path| path.display().to_string());
    let refused = |bytes: usize, message: Sentence| {
        let source = Source {
            name: name.clone(),
            bytes,
            ..Source::named("", "")
        };
        Review::unsupported(source, message)
    };
    let reviews = match input.read() {
        Ok((name, bytes)) => {
            file.sha256 = Sha256::digest(&bytes).iter().fold(String::new(), |mut hash, byte| {
                use std::fmt::Write;
                let _ = write!(hash, "{byte:02x}");
                hash
            });
            let checked = guard::check(&bytes, &name, &Options::default());
            say_packed(&name, &checked.left_out, args.answering.lang.into());
            checked
                .reviews
                .unwrap_or_else(|message| vec![refused(bytes.len(), message)])
        }
        Err((_, bytes, message)) => vec![refused(bytes, message)],
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
    reviews.into_iter().map(entry).collect()
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

/// Reads a roster from a CSV file or a workbook; else says why not.
fn read_roster(path: &Path, lang: Lang) -> Result<Roster, String> {
    let bytes = fs::read(path).map_err(|error| error.to_string())?;
    let document = guard::guarded(|| input::list(&bytes, Encoding::decode))
        .map_err(|message| message.get(lang))?
        .map_err(|error| error.message(lang))?;
    let name = path
        .file_name()
        .map_or_else(String::new, |name| name.to_string_lossy().into_owned());
    Roster::read(&document, &name).ok_or_else(|| match lang {
        Lang::Zh => "没有找到以“单位”为表头的名单。".to_owned(),
        Lang::En => "there is no table with a head “单位”.".to_owned(),
    })
}

/// Writes the answer in the form asked for; a file takes its name when all of it is written.
fn write(args: &SetArgs, answer: &Answer<'_>, lang: Lang) -> io::Result<()> {
    let whole = args.answering.output.as_deref().map(|path| Target::new(path).whole());
    let Some(whole) = whole.transpose()? else {
        return match args.format {
            Format::Text => write_text(&mut anstream::stdout().lock(), answer, lang),
            _ => write_to(&mut io::stdout().lock(), args, answer, lang),
        };
    };
    let mut out = BufWriter::new(whole.clone());
    match args.format {
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
        Format::Markdown => write_markdown(&mut *out, answer, lang)?,
    }
    out.flush()
}
