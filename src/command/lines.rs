//! `gouji check --stdin-lines`: an input a line, and exactly one line of JSON for each, for the pipe of any program.

use std::io::{self, BufRead, BufReader, Read, Write};
use std::path::PathBuf;

use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use serde::Deserialize;

use super::answer::Answer;
use super::inputs::Input;
use gouji::Options;
use gouji::input::MAX_FILE_BYTES;
use gouji::language::Lang;
use gouji::review::{Review, Verdict};
use gouji::wording::Sentence;

/// What waits to be written at most, in bytes, before it goes out.
const WAITING: usize = 64 * 1024;

/// The longest line: a file in Base64, and what stands around it.
const LONGEST: u64 = (MAX_FILE_BYTES as u64) * 3 / 2 + 64 * 1024;

/// A line that is an object; any other is a path.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Line {
    #[serde(default)]
    name: Option<String>,
    /// The report itself,
    #[serde(default)]
    text: Option<String>,
    /// or a file in Base64.
    #[serde(default)]
    data: Option<String>,
}

/// Answers every line; whether some input could not be checked.
pub fn answer_lines(
    input: impl Read,
    mut out: impl Write,
    options: &Options,
    json: impl Fn(&Review) -> String,
) -> io::Result<bool> {
    let mut input = BufReader::with_capacity(WAITING, input);
    let (mut line, mut waiting, mut failed) = (Vec::new(), Vec::new(), false);
    while read_line(&mut input, &mut line)? {
        let answer = answer(&line, options);
        failed |= (answer.reviews.iter()).any(|review| review.summary.verdict == Verdict::Unsupported);
        waiting.extend(one_line(&answer, &json).into_bytes());
        waiting.push(b'\n');
        // Who waits for an answer before the next question gets it at once.
        if input.buffer().is_empty() || waiting.len() >= WAITING {
            out.write_all(&waiting)?;
            out.flush()?;
            waiting.clear();
        }
    }
    out.write_all(&waiting)?;
    out.flush()?;
    Ok(failed)
}

/// The next line without its end; none at the end. What is longer than a line can be is cut there, and refused as too large.
fn read_line(input: &mut impl BufRead, line: &mut Vec<u8>) -> io::Result<bool> {
    line.clear();
    let read = input.by_ref().take(LONGEST).read_until(b'\n', line)?;
    if line.last() != Some(&b'\n') && read as u64 == LONGEST {
        input.skip_until(b'\n')?;
    }
    while line.last().is_some_and(|end| matches!(end, b'\n' | b'\r')) {
        line.pop();
    }
    Ok(read > 0)
}

fn answer(line: &[u8], options: &Options) -> Answer {
    let refused = |name: &str, zh: &'static str, en: &'static str| {
        let message = Sentence::said(|lang| match lang {
            Lang::Zh => zh.to_owned(),
            Lang::En => en.to_owned(),
        });
        Answer::refused(name.to_owned(), line.len(), message)
    };
    let Ok(text) = std::str::from_utf8(line) else {
        return refused(
            "-",
            "该行不是UTF-8文字，未作核对。",
            "The line is no UTF-8; nothing was checked.",
        );
    };
    let text = text.trim_start_matches('\u{feff}');
    if text.trim().is_empty() {
        return refused("-", "该行为空，未作核对。", "The line is empty; nothing was checked.");
    }
    if !text.starts_with('{') {
        return Answer::of(&Input::File(PathBuf::from(text)), options);
    }
    let Ok(asked) = serde_json::from_str::<Line>(text) else {
        return refused(
            "-",
            "该行不是规定的JSON（name与text，或name与data），未作核对。",
            "The line is not the JSON asked for (name with text, or name with data); nothing was checked.",
        );
    };
    let name = asked.name.unwrap_or_else(|| "-".to_owned());
    match (asked.text, asked.data) {
        (Some(text), None) => Answer::of_bytes(name, text.as_bytes(), options),
        (None, Some(data)) => match BASE64_STANDARD.decode(data.trim()) {
            Ok(bytes) => Answer::of_bytes(name, &bytes, options),
            Err(_) => refused(
                &name,
                "data不是Base64，未作核对。",
                "data is no Base64; nothing was checked.",
            ),
        },
        _ => refused(
            &name,
            "text与data须有且只有一项，未作核对。",
            "One of text and data is wanted, and only one; nothing was checked.",
        ),
    }
}

/// The first review, with the others of the same input under `more`.
fn one_line(answer: &Answer, json: &impl Fn(&Review) -> String) -> String {
    let mut reviews = answer.reviews.iter().map(json);
    let first = reviews.next().unwrap_or_default();
    let others: Vec<String> = reviews.collect();
    match first.strip_suffix('}') {
        Some(open) if !others.is_empty() => format!("{open},\"more\":[{}]}}", others.join(",")),
        _ => first,
    }
}
