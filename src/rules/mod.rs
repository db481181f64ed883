//! [`Report`] → findings: one file a group of rules, each rule with its documentation beside it.

mod a_identities;
mod agency;
mod b_cells;
mod c_structure;
mod d_narrative;
mod e_narrative;
mod f_dates;
pub mod g_years;
pub mod h_sums;
mod i_plausibility;
pub mod j_alike;
mod parts;
pub mod reasons;
mod repairs;
mod verdict;

pub use a_identities::rule_of as rule_of_identity;
pub use e_narrative::Percentage;

use crate::Options;
use crate::document::Span;
use crate::form::Identity;
use crate::form::short_label;
pub use crate::form::{column_name, row_name, table_name};
use crate::input::Source;
use crate::language::Text;
use crate::report::{Genre, Report};
use crate::review::{Finding, IdentityCount, Review, Severity, Summary};
use crate::small_sort::sorted_by_key;
use crate::wording::Arg;

pub use crate::review::Rule;

/// What rules rest on that no text demands.
const PRACTICE: Text = Text::new(
    "各地通行做法，没有全国统一规定。",
    "Common practice; no national rule demands it.",
);

/// The catalogue, in the order of the codes.
pub fn all() -> impl Iterator<Item = &'static Rule> {
    let in_files = |rules: &'static [&'static Rule]| rules.iter().copied();
    in_files(a_identities::RULES)
        .chain(in_files(b_cells::RULES))
        .chain(in_files(c_structure::RULES))
        .chain(in_files(d_narrative::RULES))
        .chain(in_files(e_narrative::RULES))
        .chain(in_files(f_dates::RULES))
        .chain(in_files(g_years::RULES))
        .chain(in_files(h_sums::RULES))
        .chain(in_files(i_plausibility::RULES))
        .chain(in_files(j_alike::RULES))
}

/// The rule of that code.
pub fn rule(code: &str) -> Option<&'static Rule> {
    all().find(|rule| rule.code.eq_ignore_ascii_case(code))
}

/// What the rules work with.
struct Context<'a> {
    report: &'a Report,
    /// What the report must satisfy.
    identities: Vec<Identity>,
    options: &'a Options,
    findings: Vec<Finding>,
}

impl Context<'_> {
    /// Adds a finding. Where it names no words, its cells' stand for them.
    fn emit(&mut self, finding: Finding) {
        let evidence = if finding.evidence.is_empty() {
            let spans = finding.cells.iter().filter_map(|&cell| self.report.cell(cell).span);
            spans.filter(|span| span.start < span.end).collect()
        } else {
            finding.evidence
        };
        self.findings.push(Finding { evidence, ..finding });
    }

    /// Whether a rule that is off by default is wanted.
    fn wants(&self, rule: &Rule) -> bool {
        let mut wanted = self.options.extra_rules.iter();
        wanted.any(|code| code.eq_ignore_ascii_case(rule.code))
    }

    /// The words of a span on one line.
    fn quote(&self, span: Span) -> Arg {
        Arg::Quote(quote(self.report, span, " "))
    }
}

/// The words of a span on one line, white space as `between`.
fn quote(report: &Report, span: Span, between: &str) -> String {
    const LONGEST: usize = 60;
    let text = report.document.slice(span);
    let mut joined = String::new();
    let mut count = 0;
    for word in text.split_whitespace() {
        if count > 0 {
            joined.push_str(between);
        }
        for c in word.chars() {
            if count == LONGEST {
                joined.push('…');
                return joined;
            }
            joined.push(c);
            count += 1;
        }
    }
    joined
}

/// Applies the rules.
pub fn review(report: Report, source: Source, options: &Options) -> Review {
    let mut context = Context {
        report: &report,
        identities: report.identities(),
        options,
        findings: Vec::new(),
    };
    let mut identities = IdentityCount::default();
    let mut checks = Vec::new();
    match report.genre {
        Genre::Report => {
            identities = a_identities::check(&mut context);
            b_cells::check(&mut context);
            c_structure::check(&mut context);
            checks = d_narrative::check(&mut context);
            e_narrative::check(&mut context);
            f_dates::check(&mut context, source.name.as_deref());
            i_plausibility::check(&mut context);
        }
        Genre::OldForm => c_structure::old_form(&mut context),
        _ => {}
    }
    // The order of the rules within a group is that of the form already.
    let findings = sorted_by_key(context.findings, |finding| (finding.severity, finding.code()));
    let count = |severity| findings.iter().filter(|finding| finding.severity == severity).count();
    let verdict = verdict::verdict(&report, count(Severity::Error), identities);
    let summary = Summary {
        errors: count(Severity::Error),
        warnings: count(Severity::Warning),
        infos: count(Severity::Info),
        identities,
        verdict,
        reason: verdict::reason(&report, verdict, identities),
    };
    let repairs = repairs::propose(&report, &findings);
    Review {
        source,
        report,
        findings,
        checks,
        repairs,
        summary,
        more: 0,
    }
}
