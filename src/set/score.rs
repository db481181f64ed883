//! Points by an assessor's own table (评分表): there is no national one, so none is built in.

use std::collections::BTreeMap;

use rust_decimal::Decimal;

use super::roster::tables;
use super::{Set, SetReview};
use crate::document::Document;
use crate::review::{Rule, Severity};

/// A line of the table: what each finding of a rule costs.
#[derive(Clone, Debug)]
struct Line {
    rule: String,
    severity: Option<Severity>,
    /// The kind of agency that it is for, in the roster's words.
    kind: Option<String>,
    points: Decimal,
    most: Option<Decimal>,
}

/// What an assessor takes off.
#[derive(Clone, Debug, Default)]
pub struct Score {
    lines: Vec<Line>,
}

/// What one rule cost a report.
#[derive(Clone, Debug)]
pub struct Deduction {
    /// The rule.
    pub rule: &'static Rule,
    /// How many findings.
    pub count: usize,
    /// What they cost.
    pub points: Decimal,
}

impl Score {
    /// From a document whose first table with a head 规则 is the table: 规则,级别,扣分,每项上限,类别. None if there is no such table.
    pub fn read(document: &Document) -> Option<Self> {
        let rows = tables(document, "规则")?;
        let lines = rows.iter().filter_map(|row| {
            let text = |column: &str| row.get(column).filter(|text| !text.is_empty());
            let severity = text("级别").and_then(|word| match word.as_str() {
                "错误" => Some(Severity::Error),
                "警告" => Some(Severity::Warning),
                "提示" => Some(Severity::Info),
                _ => None,
            });
            Some(Line {
                rule: text("规则")?.clone(),
                severity,
                kind: text("类别").cloned(),
                points: text("扣分")?.parse().ok()?,
                most: text("每项上限").and_then(|most| most.parse().ok()),
            })
        });
        Some(Self { lines: lines.collect() })
    }

    /// What a report loses, rule by rule; a rule that the table does not have costs nothing.
    pub fn deductions(&self, set: &Set, review: &SetReview, entry: usize, kind: &str) -> Vec<Deduction> {
        let own = set.entries[entry]
            .findings
            .iter()
            .map(|finding| (finding.rule, finding.severity));
        let of_set = review
            .findings_of(entry)
            .map(|finding| (finding.rule, finding.severity));
        let mut counts: BTreeMap<(&str, Severity), (&'static Rule, usize)> = BTreeMap::new();
        for (rule, severity) in own.chain(of_set) {
            counts.entry((rule.code, severity)).or_insert((rule, 0)).1 += 1;
        }
        let cost = |((code, severity), (rule, count)): (&(&str, Severity), &(&'static Rule, usize))| {
            let fits = |line: &&Line| {
                line.rule.eq_ignore_ascii_case(code)
                    && line.severity.is_none_or(|wanted| wanted == *severity)
                    && line.kind.as_deref().is_none_or(|wanted| wanted == kind)
            };
            // What is for one kind of agency comes before what is for all.
            let line = self.lines.iter().filter(fits).max_by_key(|line| line.kind.is_some())?;
            let points = line.points.checked_mul((*count).into())?;
            Some(Deduction {
                rule,
                count: *count,
                points: line.most.map_or(points, |most| points.min(most)),
            })
        };
        counts.iter().filter_map(cost).collect()
    }
}
