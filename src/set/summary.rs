//! The answer for a set in a few numbers.

use std::collections::{BTreeMap, BTreeSet};

use super::entry::Entry;
use super::{Outcome, SetReview};
use crate::review::Verdict;

/// The answer in a few numbers.
#[derive(Clone, Debug, Default)]
pub struct SetSummary {
    /// How many reports there should be; those that are there, where nothing says more.
    pub expected: usize,
    /// How many agencies have filed a report for a year.
    pub filed: usize,
    /// How many have not.
    pub missing: usize,
    /// Files that are no readable reports.
    pub unread: usize,
    /// Reports by their verdicts, in the order of [`VERDICTS`]: each once, whatever copies there are, and what cannot be read.
    pub verdicts: [usize; 4],
    /// For each rule the number of reports and of findings.
    pub rules: BTreeMap<&'static str, (usize, usize)>,
    /// Comparisons of pairs: held, broken, not made.
    pub pairs: [usize; 3],
    /// Findings of the set by weight.
    pub severities: [usize; 3],
    /// Whether all is well.
    pub verdict: Option<Verdict>,
}

/// The verdicts in the order of their counts.
pub const VERDICTS: [Verdict; 4] = [
    Verdict::Consistent,
    Verdict::Inconsistent,
    Verdict::Unchecked,
    Verdict::Unsupported,
];

impl SetReview {
    pub(super) fn summarise(&mut self, entries: &[Entry]) {
        let mut summary = SetSummary {
            unread: self.unread.len(),
            missing: self.missing.len(),
            ..SetSummary::default()
        };
        let mut filed = BTreeSet::new();
        // A copy, or an older version, of a report is told apart and counted nowhere.
        let counted = || {
            let pairs = entries.iter().zip(&self.filed);
            pairs.filter(|(_, place)| place.used || place.replaced_by.is_none())
        };
        for (entry, place) in counted() {
            let verdict = VERDICTS.iter().position(|verdict| *verdict == entry.summary.verdict);
            summary.verdicts[verdict.unwrap_or_default()] += 1;
            if place.used {
                filed.insert((place.body, place.year));
            }
            let mut codes: Vec<&'static str> = entry.findings.iter().map(crate::review::Finding::code).collect();
            codes.sort_unstable();
            for codes in codes.chunk_by(|a, b| a == b) {
                let count = summary.rules.entry(codes[0]).or_default();
                *count = (count.0 + 1, count.1 + codes.len());
            }
        }
        for finding in &self.findings {
            let count = summary.rules.entry(finding.rule.code).or_default();
            *count = (count.0 + 1, count.1 + 1);
            summary.severities[finding.severity as usize] += 1;
        }
        for pair in &self.pairs {
            for (sum, count) in summary.pairs.iter_mut().zip(pair.counts()) {
                *sum += count;
            }
        }
        summary.filed = filed.len();
        summary.expected = summary.filed + summary.missing;
        let has_errors = summary.severities[0] > 0 || counted().any(|(entry, _)| entry.summary.errors > 0);
        let parents_unchecked = self.parents.iter().any(|parent| {
            parent
                .cells
                .iter()
                .any(|cell| matches!(cell.outcome, Outcome::Unchecked(_)))
        });
        let whole = summary.verdicts[0] == counted().count() && summary.pairs[2] == 0 && !parents_unchecked;
        summary.verdict = Some(if has_errors {
            Verdict::Inconsistent
        } else if whole {
            Verdict::Consistent
        } else {
            Verdict::Unchecked
        });
        self.summary = summary;
    }
}
