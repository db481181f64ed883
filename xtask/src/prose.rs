//! `cargo xtask prose FILE`: how many contradictions of a corpus are told, by rule, and how many consistent reports get an error
//! or a warning that is not true. The file is one JSON: `{"cases": [{"facts", "prose", "expect", …}]}` as in
//! `tests/narrative/*.json`; `facts` as in `tests/support/facts.rs`, `expect` the rules of which one must tell it, none where
//! the sentence agrees with the tables.

use std::collections::BTreeMap;
use std::fs;
use std::path::PathBuf;

use anyhow::{Context, Result, anyhow};
use clap::Args;
use gouji::form::Version;
use gouji::input::{Encoding, parse};
use gouji::language::Lang;
use gouji::review::{Finding, Review, Severity};
use gouji::{Options, check_document};
use serde_json::Value;

use crate::facts::Facts;

/// What to measure, and whether to print each case that went wrong.
#[derive(Args)]
pub struct Arguments {
    /// Files of cases
    #[arg(required = true)]
    files: Vec<PathBuf>,
    /// Print each case that went wrong, with what was said
    #[arg(long)]
    list: bool,
}

/// What was counted.
#[derive(Default)]
struct Count {
    /// Contradictions by the first rule expected: told and all.
    rules: BTreeMap<String, (usize, usize)>,
    /// Told by one of the rules expected.
    by_rule: usize,
    consistent: usize,
    /// Consistent reports with an error or a warning.
    alarmed: usize,
}

/// Measures each file.
pub fn run(arguments: &Arguments) -> Result<()> {
    for path in &arguments.files {
        let text = fs::read_to_string(path).with_context(|| path.display().to_string())?;
        let corpus: Value = serde_json::from_str(&text)?;
        let cases = corpus["cases"].as_array().ok_or_else(|| anyhow!("no cases"))?;
        let mut count = Count::default();
        for case in cases {
            measure(case, &mut count, arguments.list)?;
        }
        print(&path.display().to_string(), &count);
    }
    Ok(())
}

fn measure(case: &Value, count: &mut Count, list: bool) -> Result<()> {
    let prose = case["prose"].as_str().unwrap_or_default();
    let review = review(case).map_err(|error| anyhow!("{prose}: {error}"))?;
    let expected: Vec<&str> = case["expect"]
        .as_array()
        .into_iter()
        .flatten()
        .filter_map(Value::as_str)
        .collect();
    let told: Vec<&str> = told(&review);
    if let Some(&first) = expected.first() {
        let rule = count.rules.entry(first.to_owned()).or_default();
        rule.1 += 1;
        rule.0 += usize::from(!told.is_empty());
        count.by_rule += usize::from(told.iter().any(|code| expected.contains(code)));
    } else {
        count.consistent += 1;
        count.alarmed += usize::from(!told.is_empty());
    }
    if list && expected.is_empty() != told.is_empty() {
        let facts = case["facts"].as_str().unwrap_or_default();
        println!(
            "{} {expected:?} | {facts} | {prose}",
            if expected.is_empty() { "ALARM" } else { "MISSED" }
        );
        for finding in said(&review) {
            println!("    {finding}");
        }
    }
    Ok(())
}

/// Whole reports of one case; `text` is a report as it stands.
fn review(case: &Value) -> Result<Review, String> {
    let text = match case["text"].as_str() {
        Some(text) => text.to_owned(),
        None => facts(case).report()?,
    };
    let bytes = text.len();
    let (document, source) = parse(text, Encoding::Utf8, bytes).map_err(|error| format!("{error:?}"))?;
    Ok(check_document(document, source, &Options::default()))
}

fn facts(case: &Value) -> Facts {
    let said = |key: &str| case[key].as_str().map(str::to_owned);
    let usual = Facts::default();
    Facts {
        agency: said("agency").unwrap_or(usual.agency),
        year: case["year"]
            .as_u64()
            .and_then(|year| u16::try_from(year).ok())
            .unwrap_or(usual.year),
        version: if case["form"] == "2019" {
            Version::V2019
        } else {
            Version::V2021
        },
        numbers: said("facts").unwrap_or_default(),
        lead: said("lead").unwrap_or_default(),
        prose: said("prose").unwrap_or_default(),
        overview: said("overview").unwrap_or_default(),
        other: said("other").unwrap_or(usual.other),
    }
}

/// The rules that say at warning or above that the text is wrong.
fn told(review: &Review) -> Vec<&'static str> {
    let weighs = review
        .findings
        .iter()
        .filter(|finding| finding.severity < Severity::Info);
    weighs.map(Finding::code).collect()
}

fn said(review: &Review) -> Vec<String> {
    let of_prose = review
        .findings
        .iter()
        .filter(|finding| finding.code().starts_with(['D', 'E', 'F']));
    of_prose
        .map(|finding| {
            format!(
                "{} {} {}",
                finding.code(),
                finding.severity.name(),
                finding.message(Lang::Zh)
            )
        })
        .collect()
}

fn print(name: &str, count: &Count) {
    println!("{name}");
    let (mut told, mut all) = (0, 0);
    for (rule, (found, of)) in &count.rules {
        println!("  {rule}  {found:3} of {of:3}");
        told += found;
        all += of;
    }
    if all > 0 {
        println!(
            "  recall {told} of {all} = {:.3} (by a rule expected: {})",
            ratio(told, all),
            count.by_rule
        );
    }
    if count.consistent > 0 {
        println!(
            "  false alarms {} in {} consistent reports = {:.1} in 100",
            count.alarmed,
            count.consistent,
            100.0 * ratio(count.alarmed, count.consistent)
        );
    }
}

#[allow(clippy::cast_precision_loss)] // a few hundred cases
fn ratio(part: usize, whole: usize) -> f64 {
    part as f64 / whole as f64
}
