//! `gouji check --resume`: an answer of lines that was cut short is gone on with.
//!
//! The answers of the last input in the file may be the first of several: they are made again. So the file that comes of it is
//! the same, byte for byte, as one that nobody disturbed.

use std::fs::{File, OpenOptions};
use std::io::{self, BufRead, BufReader, Seek, SeekFrom};
use std::path::Path;

/// What is in a file of answers already.
pub struct Former {
    /// How many inputs are answered.
    pub inputs: usize,
    /// Where the next answer belongs.
    pub end: u64,
}

/// The form of the answers.
#[derive(Clone, Copy, PartialEq)]
pub enum Form {
    /// A line of JSON each.
    Json,
    /// Records of CSV, after one of headings.
    Csv,
}

/// Looks how far a file of answers goes for inputs of these names. None if it holds answers of other inputs.
pub fn former(path: &Path, form: Form, names: &[String]) -> io::Result<Option<Former>> {
    let head = usize::from(form == Form::Csv);
    let file = match File::open(path) {
        Ok(file) => file,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Some(Former { inputs: 0, end: 0 })),
        Err(error) => return Err(error),
    };
    let mut lines = BufReader::new(file);
    let (mut line, mut place, mut number) = (Vec::new(), 0, 0);
    // The input that the last answers belong to, and where they begin.
    let mut last: Option<(usize, u64)> = None;
    let mut after_head = 0;
    loop {
        line.clear();
        let length = read_record(&mut lines, &mut line, form)?;
        if line.last() != Some(&b'\n') {
            break;
        }
        let start = place;
        place += length as u64;
        number += 1;
        if number <= head {
            after_head = place;
            continue;
        }
        let name = match form {
            Form::Json => name_in_json(&line),
            Form::Csv => name_in_csv(&line),
        };
        let Some(name) = name else { return Ok(None) };
        let index = last.map_or(0, |(index, _)| index);
        if last.is_none() || !belongs(&name, &names[index]) {
            let next = last.map_or(0, |(index, _)| index + 1);
            if names.get(next).is_none_or(|input| !belongs(&name, input)) {
                return Ok(None);
            }
            last = Some((next, start));
        }
    }
    Ok(Some(match last {
        Some((inputs, end)) => Former { inputs, end },
        None => Former {
            inputs: 0,
            end: if number >= head { after_head } else { 0 },
        },
    }))
}

/// Whether an answer is of that input, or of a report in it.
fn belongs(answer: &str, input: &str) -> bool {
    let rest = answer.strip_prefix(input);
    rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('#') || rest.starts_with("!/"))
}

/// A line, with the line ends that stand in quotes: a field of CSV may hold some.
fn read_record(lines: &mut impl BufRead, record: &mut Vec<u8>, form: Form) -> io::Result<usize> {
    let (mut length, mut is_quoted) = (0, false);
    loop {
        let read = lines.read_until(b'\n', record)?;
        is_quoted ^= record[length..].split(|byte| *byte == b'"').count() % 2 == 0;
        length += read;
        if read == 0 || form == Form::Json || !is_quoted {
            return Ok(length);
        }
    }
}

/// Opens a file of answers after those that stay.
pub fn open_behind(path: &Path, end: u64) -> io::Result<File> {
    let mut file = OpenOptions::new().create(true).truncate(false).write(true).open(path)?;
    file.set_len(end)?;
    file.seek(SeekFrom::Start(end))?;
    Ok(file)
}

/// The name in a line of JSON.
fn name_in_json(line: &[u8]) -> Option<String> {
    #[derive(serde::Deserialize)]
    struct Source {
        name: Option<String>,
    }
    #[derive(serde::Deserialize)]
    struct Line {
        source: Source,
    }
    let line: Line = serde_json::from_slice(line).ok()?;
    line.source.name
}

/// The name in a record of CSV.
fn name_in_csv(record: &[u8]) -> Option<String> {
    let mut reader = csv::ReaderBuilder::new().has_headers(false).from_reader(record);
    let record = reader.records().next()?.ok()?;
    record.get(0).map(str::to_owned)
}
