//! [`Report`] → findings: one file a group of rules, each rule with its documentation beside it.

mod a_identities;
mod b_cells;
mod c_structure;
mod d_narrative;
mod e_narrative;
mod f_dates;
pub mod g_years;
pub mod h_sums;
mod i_plausibility;
pub mod j_alike;
mod organ;
mod parts;
pub mod reasons;
mod repairs;

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
use crate::review::{Finding, IdentityCount, Review, Severity, Summary, Verdict};
use crate::small_sort::sorted_by_key;
use crate::wording::{Arg, Sentence};

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
    match report.genre {
        Genre::Report => {
            identities = a_identities::check(&mut context);
            b_cells::check(&mut context);
            c_structure::check(&mut context);
            d_narrative::check(&mut context);
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
    let verdict = if report.genre != Genre::Report {
        Verdict::Unsupported
    } else if count(Severity::Error) > 0 {
        Verdict::Inconsistent
    } else if identities.unchecked > 0 || report.has_unread_cells() {
        Verdict::Unchecked
    } else {
        Verdict::Consistent
    };
    let summary = Summary {
        errors: count(Severity::Error),
        warnings: count(Severity::Warning),
        infos: count(Severity::Info),
        identities,
        verdict,
        reason: reason(report.genre).map(Sentence::from),
    };
    let repairs = repairs::propose(&report, &findings);
    Review {
        source,
        report,
        findings,
        repairs,
        summary,
    }
}

/// Why a document cannot be checked, and what to do.
fn reason(genre: Genre) -> Option<Text> {
    Some(match genre {
        Genre::Report => return None,
        Genre::OldForm => Text::new(
            "这是2018年及以前使用的旧格式（政府信息公开情况统计表），不适用现行勾稽关系，未作核对。",
            "This is the statistics form used for 2018 and before. Today's identities do not apply to it, so nothing was checked.",
        ),
        Genre::NoTables => Text::new(
            "未找到法定的三张表，无法核对。请连同表格一起复制报告全文；如表格是图片，请改用含文字表格的原文件。",
            "None of the three statutory tables was found. Copy the whole report with its tables; if the tables are pictures, use the original file.",
        ),
        Genre::NoNumbers => Text::new(
            "表格只有项目名称，没有一个数字，无法核对。请确认复制时数字没有丢失。",
            "The tables hold labels but not a single number. Please make sure the numbers were not lost when copying.",
        ),
        Genre::NoText => Text::new(
            "文字无法识别（扫描件，或字体没有字符对应关系），无法核对。请改用可复制文字的原文件。",
            "The characters cannot be read (a scan, or a font without a character map). Use the original file.",
        ),
        Genre::Other => Text::new(
            "这不像是一份政府信息公开工作年度报告，未作核对。请粘贴报告全文，包括第二、三、四部分的表格。",
            "This does not look like an annual report on government information disclosure. Paste the whole report with the tables of sections 2, 3 and 4.",
        ),
    })
}
