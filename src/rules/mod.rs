//! [`Report`] → findings: one file a group of rules.
use crate::Options;
use crate::report::Report;
use crate::review::{IdentityCount, Review, Severity, Source, Summary, Text, Verdict};

/// A rule and its documentation.
#[derive(Debug)]
pub struct Rule {
    /// `A01` … `I08`; never changes its meaning.
    pub code: &'static str,
    /// Its usual weight.
    pub severity: Severity,
    /// Off unless asked for by its code: the rule is right less often than the others.
    pub on_request: bool,
    /// What is wrong, in a few words.
    pub title: Text,
    /// What it checks.
    pub checks: Text,
    /// Why it matters.
    pub why: Text,
    /// How to mend it.
    pub mend: Text,
    /// A finding as it may be printed.
    pub example: Text,
    /// What it rests on.
    pub basis: Text,
}

/// The catalogue, in the order of the codes.
pub fn all() -> impl Iterator<Item = &'static Rule> {
    [].into_iter()
}

/// Applies the rules.
pub fn review(report: Report, source: Source, _options: &Options) -> Review {
    let summary = Summary {
        errors: 0,
        warnings: 0,
        infos: 0,
        identities: IdentityCount::default(),
        verdict: Verdict::Unsupported,
        reason: Some(String::new()),
    };
    Review {
        source,
        report,
        findings: Vec::new(),
        summary,
    }
}
