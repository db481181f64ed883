//! The answer: report, findings and verdict.

use rust_decimal::Decimal;

use crate::document::Span;
use crate::form::CellId;
use crate::input::{self, Source};
use crate::language::{Lang, Text};
use crate::repair::Repair;
use crate::report::Report;
use crate::wording::Sentence;

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

/// A rule and its documentation.
#[derive(Debug)]
pub struct Rule {
    /// `A01` … `J06`; never changes its meaning.
    pub code: &'static str,
    /// Its usual weight.
    pub severity: Severity,
    /// Off unless asked for by its code: the rule is right less often than the others.
    pub on_request: bool,
    /// What is wrong, in a few words.
    pub title: Text,
    /// What it checks.
    pub checks: Docs,
    /// What looks like it and is not taken for a contradiction.
    pub exceptions: Docs,
    /// Why it matters.
    pub why: Text,
    /// How to correct it.
    pub remedy: Text,
    /// A finding as it may be printed.
    pub example: Docs,
    /// What it rests on.
    pub basis: Docs,
}

/// A code is of one rule.
impl PartialEq for Rule {
    fn eq(&self, other: &Self) -> bool {
        self.code == other.code
    }
}

impl Eq for Rule {}

#[cfg(feature = "catalogue")]
impl Rule {
    /// The documentation, each part under its fixed heading.
    pub fn sections(&self, lang: Lang) -> [(&'static str, &'static str); 6] {
        let headings = match lang {
            Lang::Zh => ["核对什么", "不作矛盾看待", "为何重要", "如何改正", "示例", "依据"],
            Lang::En => ["Checks", "No contradiction", "Why", "Mend", "Example", "Basis"],
        };
        let texts = [
            self.checks.get(lang),
            self.exceptions.get(lang),
            self.why.get(lang),
            self.remedy.get(lang),
            self.example.get(lang),
            self.basis.get(lang),
        ];
        std::array::from_fn(|part| (headings[part], texts[part]))
    }
}

/// Words that only the catalogue prints: a program that does not print it does not hold them.
#[derive(Clone, Copy, Debug)]
pub struct Docs(#[cfg(feature = "catalogue")] Text);

#[cfg(feature = "catalogue")]
impl Docs {
    /// The words in one language.
    pub fn get(self, lang: Lang) -> &'static str {
        self.0.get(lang)
    }
}

/// Words for the catalogue.
#[cfg(feature = "catalogue")]
pub const fn docs(text: Text) -> Docs {
    Docs(text)
}

/// Words for a catalogue that is not there.
#[cfg(not(feature = "catalogue"))]
pub const fn docs(_: Text) -> Docs {
    Docs()
}

/// Something a rule found: data, put into words when they are asked for.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Finding {
    /// The rule.
    pub rule: &'static Rule,
    /// Its weight here.
    pub severity: Severity,
    /// What is wrong here, with its numbers.
    pub says: Sentence,
    /// What to do here, where it is something else than the rule says.
    pub advice: Option<Sentence>,
    /// The cells concerned; for an identity exactly its cells, parts first.
    pub cells: Vec<CellId>,
    /// What the parts give.
    pub expected: Option<Decimal>,
    /// What the document says.
    pub actual: Option<Decimal>,
    /// The words concerned.
    pub evidence: Vec<Span>,
}

impl Finding {
    /// With the rule's usual weight and advice, of nothing yet.
    pub fn new(rule: &'static Rule, says: impl Into<Sentence>) -> Self {
        Self {
            rule,
            severity: rule.severity,
            says: says.into(),
            advice: None,
            cells: Vec::new(),
            expected: None,
            actual: None,
            evidence: Vec::new(),
        }
    }

    /// With a weight of its own.
    #[must_use]
    pub fn weighing(self, severity: Severity) -> Self {
        Self { severity, ..self }
    }

    /// With advice of its own.
    #[must_use]
    pub fn advising(self, advice: impl Into<Sentence>) -> Self {
        Self {
            advice: Some(advice.into()),
            ..self
        }
    }

    /// Of these cells.
    #[must_use]
    pub fn of(self, cells: Vec<CellId>) -> Self {
        Self { cells, ..self }
    }

    /// Of these words.
    #[must_use]
    pub fn at(self, evidence: impl Into<Vec<Span>>) -> Self {
        Self {
            evidence: evidence.into(),
            ..self
        }
    }

    /// What there should be, and what there is.
    #[must_use]
    pub fn between(self, expected: Decimal, actual: Decimal) -> Self {
        Self {
            expected: Some(expected),
            actual: Some(actual),
            ..self
        }
    }

    /// The rule's code.
    pub fn code(&self) -> &'static str {
        self.rule.code
    }

    /// What is wrong in general.
    pub fn title(&self, lang: Lang) -> &'static str {
        self.rule.title.get(lang)
    }

    /// What is wrong here, with its numbers.
    pub fn message(&self, lang: Lang) -> String {
        self.says.get(lang)
    }

    /// Why it matters.
    pub fn why(&self, lang: Lang) -> &'static str {
        self.rule.why.get(lang)
    }

    /// What to do.
    pub fn advice(&self, lang: Lang) -> String {
        match &self.advice {
            Some(advice) => advice.get(lang),
            None => self.rule.remedy.get(lang).to_owned(),
        }
    }
}

/// Whether the report may be published.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "types", derive(ts_rs::TS), ts(rename_all = "snake_case"))]
pub enum Verdict {
    /// No error, every identity checked.
    Consistent,
    /// An error.
    Inconsistent,
    /// No error found, but some identity could not be checked, or only a fragment was handed over.
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
#[non_exhaustive]
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
    /// Why nothing could be checked, where `verdict` is [`Verdict::Unsupported`]; or of a fragment in which nothing is wrong, what was
    /// handed over.
    pub reason: Option<Sentence>,
}

/// What came of a comparison.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "types", derive(ts_rs::TS), ts(rename_all = "snake_case"))]
pub enum Outcome {
    /// The text fits the table.
    Held,
    /// It does not.
    Broken,
    /// It cannot be told: a cell is unreadable, or the words leave it open.
    Unchecked,
}

impl Outcome {
    /// As written in a review.
    pub fn name(self) -> &'static str {
        match self {
            Self::Held => "held",
            Self::Broken => "broken",
            Self::Unchecked => "unchecked",
        }
    }
}

/// A comparison of the text with a table.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Check {
    /// The rule that makes it.
    pub rule: &'static Rule,
    /// The cells that the words mean, in their first sense.
    pub cells: Vec<CellId>,
    /// The number that the text gives; 0 for a denial.
    pub said: Decimal,
    /// The words.
    pub span: Span,
    /// What came of it.
    pub outcome: Outcome,
}

/// The whole answer for one input.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Review {
    /// The input.
    pub source: Source,
    /// What it holds.
    pub report: Report,
    /// What is wrong with it: errors first, then by place in the form.
    pub findings: Vec<Finding>,
    /// What of the text was compared with the tables, whatever came of it.
    pub checks: Vec<Check>,
    /// What would mend its sums: group by group, the best first.
    pub repairs: Vec<Repair>,
    /// The answer in a few numbers.
    pub summary: Summary,
    /// How many more reports the input holds, where only the first was asked for.
    pub more: usize,
}

impl From<&input::Error> for Sentence {
    fn from(error: &input::Error) -> Self {
        Self::said(|lang| error.message(lang))
    }
}

impl Review {
    /// The answer for an input that could not be opened.
    pub fn unsupported(source: Source, reason: impl Into<Sentence>) -> Self {
        Self {
            source,
            report: Report::default(),
            findings: Vec::new(),
            checks: Vec::new(),
            repairs: Vec::new(),
            summary: Summary {
                errors: 0,
                warnings: 0,
                infos: 0,
                identities: IdentityCount::default(),
                verdict: Verdict::Unsupported,
                reason: Some(reason.into()),
            },
            more: 0,
        }
    }
}
