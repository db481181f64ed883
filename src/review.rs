//! The answer: report, findings and verdict.

use rust_decimal::Decimal;

use crate::document::Span;
use crate::form::CellId;
use crate::input::Source;
use crate::repair::Repair;
use crate::report::Report;

/// How much a finding weighs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[cfg_attr(feature = "types", derive(ts_rs::TS), ts(rename_all = "snake_case"))]
pub enum Severity {
    /// The document contradicts itself, or lacks what the form demands.
    Error,
    /// Very probably wrong.
    Warning,
    /// Style, or a matter for a person.
    Info,
}

impl Severity {
    /// As written in a review.
    pub fn name(self) -> &'static str {
        match self {
            Self::Error => "error",
            Self::Warning => "warning",
            Self::Info => "info",
        }
    }
}

/// Something a rule found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// The rule's code.
    pub rule: &'static str,
    /// Its weight here.
    pub severity: Severity,
    /// What is wrong in general.
    pub title: String,
    /// What is wrong here, with its numbers.
    pub message: String,
    /// Why it matters.
    pub why: String,
    /// What to do.
    pub hint: String,
    /// The cells concerned; for an identity exactly its cells, parts first.
    pub cells: Vec<CellId>,
    /// What the parts give.
    pub expected: Option<Decimal>,
    /// What the document says.
    pub actual: Option<Decimal>,
    /// The words concerned.
    pub evidence: Vec<Span>,
}

/// Whether the report may be published.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "types", derive(ts_rs::TS), ts(rename_all = "snake_case"))]
pub enum Verdict {
    /// No error, every identity checked.
    Consistent,
    /// An error.
    Inconsistent,
    /// No error found, but some identity could not be checked.
    Unchecked,
    /// Not such a report, an older form, a scan, no table found.
    Unsupported,
}

impl Verdict {
    /// As written in a review.
    pub fn name(self) -> &'static str {
        match self {
            Self::Consistent => "consistent",
            Self::Inconsistent => "inconsistent",
            Self::Unchecked => "unchecked",
            Self::Unsupported => "unsupported",
        }
    }
}

/// How many identities were checked.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct IdentityCount {
    /// Evaluated.
    pub checked: usize,
    /// Evaluated and true.
    pub held: usize,
    /// Not evaluated: a cell is missing or unreadable, or a total is blank though its parts are not.
    pub unchecked: usize,
}

/// The answer in a few numbers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Summary {
    /// Findings of severity error.
    pub errors: usize,
    /// Findings of severity warning.
    pub warnings: usize,
    /// Findings of severity info.
    pub infos: usize,
    /// The identities.
    pub identities: IdentityCount,
    /// The verdict.
    pub verdict: Verdict,
    /// Why nothing could be checked: a sentence for the user; none unless `verdict` is [`Verdict::Unsupported`].
    pub reason: Option<String>,
}

/// The whole answer for one input.
#[derive(Clone, Debug)]
pub struct Review {
    /// The input.
    pub source: Source,
    /// What it holds.
    pub report: Report,
    /// What is wrong with it: errors first, then by place in the form.
    pub findings: Vec<Finding>,
    /// What would mend its sums: group by group, the best first.
    pub repairs: Vec<Repair>,
    /// The answer in a few numbers.
    pub summary: Summary,
}

impl Review {
    /// The answer for an input that could not be opened.
    pub fn unsupported(source: Source, reason: String) -> Self {
        Self {
            source,
            report: Report::default(),
            findings: Vec::new(),
            repairs: Vec::new(),
            summary: Summary {
                errors: 0,
                warnings: 0,
                infos: 0,
                identities: IdentityCount::default(),
                verdict: Verdict::Unsupported,
                reason: Some(reason),
            },
        }
    }
}
