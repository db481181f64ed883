//! [`Report`] → findings: one file a group of rules, each rule with its documentation beside it.

mod a_identities;
mod b_cells;
mod c_structure;
mod d_narrative;
mod e_narrative;
mod f_dates;
mod i_plausibility;
mod organ;
mod parts;
mod repairs;

use rust_decimal::Decimal;

use crate::Options;
use crate::document::Span;
use crate::form::{CellId, Identity, TableId};
use crate::input::Source;
use crate::language::{Lang, Text};
use crate::order::sorted_by_key;
use crate::report::{Anomaly, Genre, Report};
use crate::review::{Finding, IdentityCount, Review, Severity, Summary, Verdict};

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
    pub checks: Docs,
    /// Why it matters.
    pub why: Text,
    /// How to mend it.
    pub mend: Text,
    /// A finding as it may be printed.
    pub example: Docs,
    /// What it rests on.
    pub basis: Docs,
}

#[cfg(feature = "catalogue")]
impl Rule {
    /// The documentation, each part under its fixed heading.
    pub fn sections(&self, lang: Lang) -> [(&'static str, &'static str); 5] {
        let headings = match lang {
            Lang::Zh => ["核对什么", "为何重要", "如何改正", "示例", "依据"],
            Lang::En => ["Checks", "Why", "Mend", "Example", "Basis"],
        };
        let texts = [
            self.checks.get(lang),
            self.why.get(lang),
            self.mend.get(lang),
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

#[cfg(feature = "catalogue")]
const fn docs(text: Text) -> Docs {
    Docs(text)
}

#[cfg(not(feature = "catalogue"))]
const fn docs(_: Text) -> Docs {
    Docs()
}

/// What rules rest on that no text demands.
const PRACTICE: Text = Text::new(
    "各地通行做法，没有全国统一规定。",
    "Common practice; no national rule demands it.",
);

/// The catalogue, in the order of the codes.
pub fn all() -> impl Iterator<Item = &'static Rule> {
    [
        a_identities::RULES,
        b_cells::RULES,
        c_structure::RULES,
        d_narrative::RULES,
        e_narrative::RULES,
        f_dates::RULES,
        i_plausibility::RULES,
    ]
    .into_iter()
    .flatten()
}

/// The rule of that code.
pub fn rule(code: &str) -> Option<&'static Rule> {
    all().find(|rule| rule.code.eq_ignore_ascii_case(code))
}

/// What the rules of a group work with.
struct Check<'a> {
    report: &'a Report,
    /// What the report must satisfy.
    identities: Vec<Identity>,
    lang: Lang,
    findings: Vec<Finding>,
}

/// The parts of a finding that a rule's documentation does not give.
#[derive(Default)]
struct Place {
    cells: Vec<CellId>,
    evidence: Vec<Span>,
    expected: Option<Decimal>,
    actual: Option<Decimal>,
}

impl Place {
    /// A place in the text.
    fn at(place: Span) -> Self {
        Self::all(vec![place])
    }

    /// Several places in the text; none where something is not there.
    fn all(evidence: Vec<Span>) -> Self {
        Self {
            evidence,
            ..Self::default()
        }
    }
}

impl Check<'_> {
    /// Adds a finding with the rule's usual weight.
    fn report(&mut self, rule: &'static Rule, message: String, place: Place) {
        self.report_as(rule, rule.severity, message, place);
    }

    /// Adds a finding with a weight of its own.
    fn report_as(&mut self, rule: &'static Rule, severity: Severity, message: String, place: Place) {
        let evidence = if place.evidence.is_empty() {
            let spans = place.cells.iter().filter_map(|&cell| self.report.cell(cell).span);
            spans.filter(|span| span.start < span.end).collect()
        } else {
            place.evidence
        };
        self.findings.push(Finding {
            rule: rule.code,
            severity,
            title: rule.title.get(self.lang).to_owned(),
            message,
            why: rule.why.get(self.lang).to_owned(),
            hint: rule.mend.get(self.lang).to_owned(),
            cells: place.cells,
            expected: place.expected,
            actual: place.actual,
            evidence,
        });
    }

    /// Gives the last finding a hint of its own.
    fn hint(&mut self, hint: Text) {
        if let Some(finding) = self.findings.last_mut() {
            hint.get(self.lang).clone_into(&mut finding.hint);
        }
    }

    /// The words of a span on one line.
    fn quote(&self, span: Span) -> String {
        const LONGEST: usize = 60;
        let text = self.report.document.slice(span);
        let words: Vec<&str> = text.split_whitespace().collect();
        let joined = words.join(if self.lang == Lang::Zh { "" } else { " " });
        match joined.char_indices().nth(LONGEST) {
            Some((end, _)) => format!("{}…", &joined[..end]),
            None => joined,
        }
    }

    fn is_zh(&self) -> bool {
        self.lang == Lang::Zh
    }
}

/// A table's name for the user.
pub fn table_name(table: TableId, lang: Lang) -> &'static str {
    match (table, lang) {
        (TableId::Disclosure, Lang::Zh) => "表二",
        (TableId::Requests, Lang::Zh) => "表三",
        (TableId::Appeals, Lang::Zh) => "表四",
        (TableId::Disclosure, Lang::En) => "Table 2",
        (TableId::Requests, Lang::En) => "Table 3",
        (TableId::Appeals, Lang::En) => "Table 4",
    }
}

/// A row's name for the user: the official label without its note.
pub fn row_name(cell: CellId, lang: Lang) -> &'static str {
    let row = cell.row();
    match lang {
        Lang::Zh => short_label(row.label),
        Lang::En => row.english,
    }
}

/// A column's name for the user.
pub fn column_name(cell: CellId, lang: Lang) -> &'static str {
    match lang {
        Lang::Zh => short_label(cell.column().label),
        Lang::En => cell.column().english,
    }
}

/// A label without the note in brackets behind it.
fn short_label(label: &'static str) -> &'static str {
    match label.char_indices().skip(1).find(|(at, c)| *c == '（' && *at > 0) {
        Some((at, _)) => &label[..at],
        None => label,
    }
}

/// A row whose values cannot be put into columns.
struct UnalignedRow {
    table: TableId,
    /// Its first cell; none in table four, which has one row.
    cell: Option<CellId>,
    place: Span,
    found: usize,
    wanted: usize,
}

fn unaligned_rows(report: &Report, id: TableId) -> impl Iterator<Item = UnalignedRow> {
    report.anomalies.iter().filter_map(move |anomaly| match *anomaly {
        Anomaly::Unaligned {
            table,
            version,
            row,
            place,
            found,
            wanted,
        } if table == id => Some(UnalignedRow {
            table,
            cell: (table != TableId::Appeals).then(|| CellId::new(table, version, usize::from(row), 0)),
            place,
            found,
            wanted,
        }),
        _ => None,
    })
}

/// The table and the rows in words; many rows by their number and the first of them.
fn unaligned_names(rows: &[UnalignedRow], lang: Lang) -> String {
    let Some(first) = rows.first() else {
        return String::new();
    };
    let table = table_name(first.table, lang);
    match (first.cell.map(|cell| row_name(cell, lang)), rows.len(), lang) {
        (None, ..) => table.to_owned(),
        (Some(row), 1, Lang::Zh) => format!("{table}“{row}”行"),
        (Some(row), 1, Lang::En) => format!("{table}, row “{row}”"),
        (Some(row), count, Lang::Zh) => format!("{table}“{row}”等{count}行"),
        (Some(row), count, Lang::En) => format!("{table}, {count} rows from “{row}”"),
    }
}

/// Applies the rules.
pub fn review(report: Report, source: Source, options: &Options) -> Review {
    let mut check = Check {
        report: &report,
        identities: report.identities(),
        lang: options.lang,
        findings: Vec::new(),
    };
    let mut identities = IdentityCount::default();
    match report.genre {
        Genre::Report => {
            identities = a_identities::check(&mut check);
            b_cells::check(&mut check, options);
            c_structure::check(&mut check);
            d_narrative::check(&mut check, options);
            e_narrative::check(&mut check, options);
            f_dates::check(&mut check, source.name.as_deref());
            i_plausibility::check(&mut check);
        }
        Genre::OldForm => c_structure::old_form(&mut check),
        _ => {}
    }
    // The order of the rules within a group is that of the form already.
    let findings = sorted_by_key(check.findings, |finding| (finding.severity, finding.rule));
    let count = |severity| findings.iter().filter(|finding| finding.severity == severity).count();
    let verdict = if report.genre != Genre::Report {
        Verdict::Unsupported
    } else if count(Severity::Error) > 0 {
        Verdict::Inconsistent
    } else if identities.unchecked > 0 {
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
        reason: reason(report.genre).map(|reason| reason.get(options.lang).to_owned()),
    };
    let repairs = repairs::propose(&report, &findings, options.lang);
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
