//! A corpus of sentences with their facts, measured: how many contradictions are told, by rule, and how many consistent
//! reports get an error or a warning that is not true.
//!
//! The file is one JSON: `{"cases": [{"facts", "prose", "expect", …}]}`; `facts` as in `facts.rs`, `expect` the rules of
//! which one must tell it, none where the sentence agrees with the tables. `agency`, `year`, `form`, `lead`, `overview`,
//! `other` and `text` (a report as it stands) are as in [`Facts`] and may be left out.

use std::collections::BTreeMap;
use std::fmt;

use gouji::form::Version;
use gouji::input::{Encoding, parse};
use gouji::language::Lang;
use gouji::review::{Finding, Review, Severity};
use gouji::{Options, check_document};
use serde_json::Value;

use super::facts::Facts;

/// What was counted.
#[derive(Default)]
pub struct Count {
    /// Contradictions by the first rule expected: told and all.
    pub rules: BTreeMap<String, (usize, usize)>,
    /// Told by one of the rules expected.
    pub by_rule: usize,
    /// Reports that agree with their tables.
    pub consistent: usize,
    /// Those of them with an error or a warning.
    pub alarmed: usize,
    /// Each case that went wrong, with what was said.
    pub wrong: Vec<String>,
}

impl Count {
    /// Contradictions told, and all.
    pub fn recall(&self) -> (usize, usize) {
        let mut sums = (0, 0);
        for (told, all) in self.rules.values() {
            sums = (sums.0 + told, sums.1 + all);
        }
        sums
    }
}

impl fmt::Display for Count {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (rule, (found, of)) in &self.rules {
            writeln!(f, "  {rule}  {found:3} of {of:3}")?;
        }
        let (told, all) = self.recall();
        if all > 0 {
            let recall = ratio(told, all);
            writeln!(
                f,
                "  recall {told} of {all} = {recall:.3} (by a rule expected: {})",
                self.by_rule
            )?;
        }
        if self.consistent > 0 {
            let alarms = 100.0 * ratio(self.alarmed, self.consistent);
            let (alarmed, consistent) = (self.alarmed, self.consistent);
            writeln!(
                f,
                "  false alarms {alarmed} in {consistent} consistent reports = {alarms:.1} in 100"
            )?;
        }
        Ok(())
    }
}

#[allow(clippy::cast_precision_loss)] // a few hundred cases
fn ratio(part: usize, whole: usize) -> f64 {
    part as f64 / whole as f64
}

/// Measures a corpus.
pub fn measure(corpus: &str) -> Result<Count, String> {
    let corpus: Value = serde_json::from_str(corpus).map_err(|error| error.to_string())?;
    let cases = corpus["cases"].as_array().ok_or("no cases")?;
    let mut count = Count::default();
    for case in cases {
        add(case, &mut count)?;
    }
    Ok(count)
}

fn add(case: &Value, count: &mut Count) -> Result<(), String> {
    let prose = case["prose"].as_str().unwrap_or_default();
    let review = review(case).map_err(|error| format!("{prose}: {error}"))?;
    let expected: Vec<&str> = case["expect"]
        .as_array()
        .into_iter()
        .flatten()
        .filter_map(Value::as_str)
        .collect();
    // What a made-up overview does not speak of (C13) is no contradiction of its prose.
    let told: Vec<&str> = told(&review)
        .into_iter()
        .filter(|code| !code.starts_with('C'))
        .collect();
    if let Some(&first) = expected.first() {
        let rule = count.rules.entry(first.to_owned()).or_default();
        rule.1 += 1;
        rule.0 += usize::from(!told.is_empty());
        count.by_rule += usize::from(told.iter().any(|code| expected.contains(code)));
    } else {
        count.consistent += 1;
        count.alarmed += usize::from(!told.is_empty());
    }
    if expected.is_empty() != told.is_empty() {
        let facts = case["facts"].as_str().unwrap_or_default();
        let prose = if prose.is_empty() {
            case["overview"].as_str().unwrap_or_default()
        } else {
            prose
        };
        let what = if expected.is_empty() { "ALARM" } else { "MISSED" };
        let mut wrong = format!("{what} {expected:?} | {facts} | {prose}");
        for finding in said(&review) {
            wrong.push_str("\n    ");
            wrong.push_str(&finding);
        }
        count.wrong.push(wrong);
    }
    Ok(())
}

/// The review of one case; `text` is a report as it stands.
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

/// The rules that say at warning or above that the report is wrong.
pub fn told(review: &Review) -> Vec<&'static str> {
    let weighs = review
        .findings
        .iter()
        .filter(|finding| finding.severity < Severity::Info);
    weighs.map(Finding::code).collect()
}

/// What is said of the prose, one line a finding.
pub fn said(review: &Review) -> Vec<String> {
    let of_prose = review
        .findings
        .iter()
        .filter(|finding| finding.code().starts_with(['D', 'E', 'F']) || finding.severity < Severity::Info);
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
