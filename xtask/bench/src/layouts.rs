//! `--layouts FILE`: one report, its tables as rows of tabs, in every layout that copying leaves behind; microseconds for the
//! whole check of each.

use std::fs;

use anyhow::{Context, Result};

/// A layout: its name, and what it makes of a row of fields.
type Layout = (&'static str, fn(&[&str]) -> String);

const LAYOUTS: [Layout; 7] = [
    ("rows of tabs", |fields| fields.join("\t")),
    ("a cell a line", |fields| {
        fields.iter().flat_map(|field| ["\t", field, "\n"]).collect::<String>()
    }),
    ("pipes", |fields| format!("{} |", fields.join(" | "))),
    ("a value a line", |fields| fields.join("\n")),
    ("a value a paragraph", |fields| fields.join("\n\n")),
    ("space-aligned", aligned),
    ("labels wrapped", wrapped),
];

/// Prints the time of each layout.
pub fn run(file: &str) -> Result<()> {
    let report = fs::read_to_string(file).with_context(|| format!("cannot read {file}"))?;
    for (name, row) in LAYOUTS {
        let line = |line: &str| {
            let fields: Vec<&str> = line.split('\t').filter(|field| !field.is_empty()).collect();
            if line.contains('\t') {
                row(&fields)
            } else {
                line.to_owned()
            }
        };
        let text: String = report.lines().map(|text| line(text) + "\n").collect();
        let rounds = super::rounds(gouji_bench::check, &text);
        let times = (0..super::SAMPLES)
            .map(|_| super::time(gouji_bench::check, &text, rounds))
            .collect();
        println!("{name}\t{}\t{:.1}", text.len(), super::fastest(times));
    }
    Ok(())
}

/// Labels in a wide column, every number ending where its column ends.
fn aligned(fields: &[&str]) -> String {
    const LABELS: usize = 96;
    const COLUMN: usize = 16;
    let width = |text: &str| -> usize { text.chars().map(|c| if c.is_ascii() { 1 } else { 2 }).sum() };
    let is_label = |field: &&&str| field.parse::<f64>().is_err();
    let labels: Vec<&str> = fields.iter().take_while(is_label).copied().collect();
    let mut line = labels.join(" ");
    for (index, field) in fields[labels.len()..].iter().enumerate() {
        let end = LABELS + COLUMN * (index + 1);
        let gap = end.saturating_sub(width(&line) + width(field)).max(1);
        line = format!("{line}{}{field}", " ".repeat(gap));
    }
    line
}

/// Labels broken after so many characters, as in a narrow column of a PDF, the numbers after the last part.
fn wrapped(fields: &[&str]) -> String {
    const NARROW: usize = 13;
    let broken = |field: &&str| -> String {
        let chars: Vec<char> = field.chars().collect();
        let parts: Vec<String> = chars.chunks(NARROW).map(|part| part.iter().collect()).collect();
        parts.join("\n")
    };
    fields.iter().map(broken).collect::<Vec<_>>().join(" ")
}
