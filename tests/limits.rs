//! Time and memory on inputs made to be hard: at most 2 s (in a release build) and 20 times the input's size.
//!
//! `cargo test --release --test limits -- --ignored --nocapture` measures inputs of 10 MB and prints the figures; without
//! `--ignored` the same kinds are measured at a twentieth of the size.

mod support;

use std::fmt::Write;
use std::path::Path;
use std::sync::Mutex;
use std::time::{Duration, Instant};

use gouji::input::MAX_BYTES;
use gouji::{Options, check};
use peak_alloc::PeakAlloc;

use support::form::{self, Form};
use support::html;
use support::layout::{Layout, render};

#[global_allocator]
static MEMORY: PeakAlloc = PeakAlloc;

/// What memory may be used per byte of input.
const FACTOR: usize = 20;
/// What every answer costs, however small the input.
const FIXED: usize = 1 << 20;

/// The pattern over and over, whole each time, up to the size.
fn filled(pattern: &str, size: usize) -> Vec<u8> {
    pattern.repeat(size / pattern.len()).into_bytes()
}

fn within(head: &str, pattern: &str, tail: &str, size: usize) -> Vec<u8> {
    let mut bytes = head.as_bytes().to_vec();
    bytes.extend(filled(pattern, size.saturating_sub(head.len() + tail.len())));
    bytes.extend(tail.as_bytes());
    bytes
}

/// What an input is like, and how to make one of about a size.
type Kind = (&'static str, Box<dyn Fn(usize) -> Vec<u8>>);

#[allow(clippy::too_many_lines)] // a list
fn kinds() -> Vec<Kind> {
    use proptest::strategy::{Strategy, ValueTree};
    let mut runner = proptest::test_runner::TestRunner::deterministic();
    let sample = support::sample::consistent(Form::F2021, false)
        .new_tree(&mut runner)
        .expect("a report")
        .current();
    let seed =
        std::fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/reports/seeds/000.txt")).expect("seed 000");
    let rows = render(&sample, Layout::BrowserRows);
    let lines = render(&sample, Layout::Lines);
    let together = render(&sample, Layout::RunTogether);
    let torn = render(&sample, Layout::Pdf(support::pdf::Style::WRAP_AROUND));
    let page = render(&sample, Layout::Html(html::Style::Plain));
    let labels: String = form::request_labels(Form::F2021)
        .iter()
        .fold(String::new(), |mut text, (_, label)| {
            let _ = writeln!(text, "{label}");
            text
        });
    let short_rows: String = form::request_labels(Form::F2021)
        .iter()
        .fold(String::new(), |mut text, (_, label)| {
            let _ = writeln!(text, "{label}\n1\n0\n0\n1");
            text
        });
    let digits_after_labels: String =
        form::request_labels(Form::F2021)
            .iter()
            .fold(String::new(), |mut text, (_, label)| {
                let _ = writeln!(text, "{label}{}", "1020304050607080".repeat(4));
                text
            });
    let mut kinds: Vec<Kind> = Vec::new();
    let mut repeat = |name: &'static str, pattern: &str| {
        let pattern = pattern.to_owned();
        kinds.push((name, Box::new(move |size| filled(&pattern, size))));
    };
    repeat("tabs", "\t");
    repeat("pipes", "|");
    repeat("line ends", "\n");
    repeat("carriage returns", "\r\n");
    repeat("digits", "7");
    repeat("zeros a line", "0\n");
    repeat("zeros and tabs", "0\t");
    repeat("zeros and pipes", "| 0 ");
    repeat("pipe lines", "0\n|\n");
    repeat("points", "0.1.");
    repeat("one line of words", "政府信息公开工作年度报告总计");
    repeat("one line of years", "2021年");
    repeat("brackets", "（");
    repeat("no-break spaces", "\u{a0}");
    repeat("full-width digits", "７ ");
    repeat("replacement characters", "\u{fffd}");
    repeat("numerals in characters", "七");
    repeat("numerals in characters, a line each", "七\n");
    repeat("page numbers", "- 4 -\n");
    repeat("one label a line", "一、本年新收政府信息公开申请数量\n");
    repeat("one label, one line", "一、本年新收政府信息公开申请数量");
    repeat("one label and numbers", "2.重复申请\t0\t0\t0\t0\t0\t0\t0\n");
    repeat("all labels", &labels);
    repeat("rows that lack values", &short_rows);
    repeat("rows of digits without end", &digits_after_labels);
    repeat("the end of a label", "开\n");
    repeat("titles", "海盐县统计局2023年政府信息公开工作年度报告\n");
    repeat("seed 000", &seed);
    repeat("reports in rows", &rows);
    repeat("reports a value a line", &lines);
    repeat("reports run together", &together);
    repeat("reports from a PDF", &torn);
    repeat("reports in HTML", &page);
    repeat("angle brackets", "<");
    repeat("ampersands", "&");
    repeat("entities", "&nbsp;");
    repeat("tables in tables", "<table><tr><td>");
    repeat("divisions in divisions", "<div>");
    repeat("spans in spans", "<span>1");
    repeat("paragraphs", "<p>1");
    let sentences: [(&'static str, &'static str); 9] = [
        (
            "sentences",
            "全年共收到政府信息公开申请7件，其中自然人5件，法人2件；予以公开3件。",
        ),
        ("one sentence", "收到政府信息公开申请7件，"),
        ("numbers", "7件"),
        ("denials", "未收到"),
        ("words for all", "均"),
        ("lists", "其中7件、"),
        ("brackets in sentences", "7件（"),
        ("brackets that close", "（7件）"),
        ("shares", "7件，占30%，比上年增长5%，"),
    ];
    for (name, pattern) in sentences {
        let report = rows.clone();
        let text = move |size: usize| {
            let begin = report.find("（一）主动公开").unwrap_or(0);
            within(&report[..begin], pattern, &format!("\n{}", &report[begin..]), size)
        };
        kinds.push((name, Box::new(text)));
    }
    let mut frame = |name: &'static str, head: &'static str, pattern: &'static str, tail: &'static str| {
        kinds.push((name, Box::new(move |size| within(head, pattern, tail, size))));
    };
    frame("a table of one row", "<html><table><tr>", "<td>1</td>", "</tr></table>");
    frame(
        "a table of one column",
        "<html><table>",
        "<tr><td>1</td></tr>",
        "</table>",
    );
    frame("a table without end tags", "<table>", "<tr><td>1<td>2", "");
    frame(
        "huge spans",
        "<table>",
        "<tr><td rowspan=65534 colspan=1000>1</td></tr>",
        "</table>",
    );
    frame(
        "huge spans in one row",
        "<table><tr>",
        "<td rowspan=65534 colspan=65534>1</td>",
        "</table>",
    );
    frame(
        "spans downwards",
        "<table>",
        "<tr><td rowspan=9999>1</td><td rowspan=9999>2</td></tr>",
        "</table>",
    );
    frame("an open comment", "<html><body><!--", "x -", "");
    frame("an open script", "<html><body><script>", "if (a<b) ", "");
    frame("an open attribute", "<html><table><tr><td a=\"", "b=' ", "");
    frame("attributes without end", "<html><table><tr><td ", "a=1 ", ">1</table>");
    frame(
        "a long cell",
        "<table><tr><td>一、本年新收政府信息公开申请数量</td><td>",
        "1 ",
        "</td></tr></table>",
    );
    frame("a label and digits", "一、本年新收政府信息公开申请数量", "10", "");
    frame(
        "a label and spaces",
        "一、本年新收政府信息公开申请数量",
        " ",
        "0 0 0 0 0 0 0",
    );
    kinds.push((
        "bytes of GB18030",
        Box::new(|size| {
            (0..size)
                .map(|i| {
                    if i % 2 == 0 {
                        0xb0 + (i / 2 % 60) as u8
                    } else {
                        0xa1 + (i % 90) as u8
                    }
                })
                .collect()
        }),
    ));
    kinds.push((
        "bytes of no text",
        Box::new(|size| {
            (0..size)
                .map(|i| (i.wrapping_mul(2_654_435_761) >> 13) as u8 | 1)
                .collect()
        }),
    ));
    kinds.push((
        "UTF-16",
        Box::new(move |size| {
            [0xff, 0xfe]
                .into_iter()
                .chain(seed.encode_utf16().cycle().flat_map(u16::to_le_bytes))
                .take(size & !1)
                .collect()
        }),
    ));
    kinds
}

/// Measures every kind at a size; names those that go beyond a bound.
fn measure(size: usize) {
    let mut beyond = Vec::new();
    println!("{:<32} {:>9} {:>10} {:>7}", "kind", "bytes", "time", "memory");
    for (name, make) in kinds() {
        let bytes = make(size);
        let before = MEMORY.current_usage();
        MEMORY.reset_peak_usage();
        let start = Instant::now();
        let answer = check(&bytes, None, &Options::default());
        let time = start.elapsed();
        let used = MEMORY.peak_usage().saturating_sub(before);
        let factor = used / (bytes.len() / 10).max(1);
        println!(
            "{name:<32} {:>9} {time:>10.1?} {:>5}.{}x{}",
            bytes.len(),
            factor / 10,
            factor % 10,
            if answer.is_err() { "  refused" } else { "" }
        );
        if used > FACTOR * bytes.len() + FIXED {
            beyond.push(format!("{name}: {used} bytes of memory for {} bytes", bytes.len()));
        }
        if !cfg!(debug_assertions) && time > Duration::from_secs(2) {
            beyond.push(format!("{name}: {time:?} for {} bytes", bytes.len()));
        }
    }
    assert!(beyond.is_empty(), "beyond the bounds:\n{}", beyond.join("\n"));
}

/// Two tests at a time would count each other's memory.
static ALONE: Mutex<()> = Mutex::new(());

/// What a file may take whatever its size: what is packed may be large though the file is small.
const UNPACKED: usize = 200 << 20;

/// The largest of all.
const MOST: usize = 512 << 20;

/// Files that once took gigabytes, minutes or the whole process; what `cargo xtask attack` opens under the clock.
#[test]
fn hostile_files_take_no_more_memory_than_any_file_may() {
    let _alone = ALONE.lock();
    let tests = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests");
    let folders = ["cases/hostile", "reports/found"].map(|folder| tests.join(folder));
    let files = folders
        .iter()
        .flat_map(|folder| std::fs::read_dir(folder).expect("a folder"));
    let mut count = 0;
    for path in files.flatten().map(|entry| entry.path()).filter(|path| path.is_file()) {
        let bytes = std::fs::read(&path).expect("a file");
        let before = MEMORY.current_usage();
        MEMORY.reset_peak_usage();
        // Whether it is answered or refused is for other tests to say.
        drop(check(&bytes, None, &Options::default()));
        let used = MEMORY.peak_usage().saturating_sub(before);
        let most = (FACTOR * bytes.len()).clamp(UNPACKED, MOST);
        assert!(used <= most, "{}: {used} bytes for {}", path.display(), bytes.len());
        count += 1;
    }
    assert!(count >= 16, "{count} files");
}

#[test]
fn hard_inputs_take_at_most_twenty_times_their_size_in_memory() {
    if std::env::args().any(|argument| argument == "--ignored" || argument == "--include-ignored") {
        return;
    }
    let _alone = ALONE.lock();
    measure(MAX_BYTES / 20);
}

#[test]
#[ignore = "takes a minute: run it in a release build"]
fn hard_inputs_of_ten_megabytes_take_two_seconds_and_twenty_times_their_size() {
    // The smaller sizes are not refused for their number of cells.
    for size in [MAX_BYTES / 20, MAX_BYTES / 5, MAX_BYTES] {
        measure(size);
    }
}
