//! What a report was checked by: the sums that a cell stands in, and all that was compared, each with its place.

use super::equation::{Equation, in_numbers, side};
use crate::document::Span;
use crate::form::{CellId, Identity, IdentityKind, TableId, column_name, row_name, table_name};
use crate::language::{Lang, Text};
use crate::report::{Outcome, Report};
use crate::review::{self, Check, Review};
use rust_decimal::Decimal;

/// A sum that a cell stands in, in numbers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sum {
    /// What it adds up.
    pub name: &'static str,
    /// Both sides: `3 + 0 = 3`, `3 + 0 ≠ 2，差 1`, `3 + □ ? 3`.
    pub text: String,
    /// What came of it.
    pub outcome: Outcome,
}

/// Where something stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Spot {
    /// In a cell.
    Cell(CellId),
    /// In the words.
    Words(Span),
}

/// Something that was compared, or could not be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Compared {
    /// What, in words.
    pub what: String,
    /// How often it holds, and of how many; none where it is one comparison.
    pub count: Option<(usize, usize)>,
    /// Whether it holds; none where it could not be checked.
    pub held: Option<bool>,
    /// Where it stands, if it stands somewhere.
    pub spot: Option<Spot>,
}

/// What a cell is called, with what stands there.
pub fn cell_name(report: &Report, id: CellId, lang: Lang) -> String {
    let (table, row, column) = (table_name(id.table, lang), row_name(id, lang), column_name(id, lang));
    let text = match report.cell(id).value {
        Some(value) => value.to_string(),
        None => report.written(id).to_owned(),
    };
    let said = match lang {
        Lang::Zh => format!("{table}“{row}”行“{column}”列"),
        Lang::En => format!("{table}, row “{row}”, column “{column}”"),
    };
    match (text.is_empty(), lang) {
        (true, _) => said,
        (false, Lang::Zh) => format!("{said}：{text}"),
        (false, Lang::En) => format!("{said}: {text}"),
    }
}

/// The sums that a cell stands in, broken ones first.
pub fn sums(report: &Report, id: CellId, lang: Lang) -> Vec<Sum> {
    let identities = report.identities();
    let blank_totals = report.blank_totals(&identities);
    // Table four is the same in both versions of the form.
    let is_same = |other: CellId| {
        (other.table, other.row, other.column) == (id.table, id.row, id.column)
            && (id.table == TableId::Appeals || other.version == id.version)
    };
    let with_cell = identities.iter().filter(|identity| identity.cells().any(is_same));
    let mut sums: Vec<Sum> = with_cell
        .map(|identity| {
            let outcome = report.outcome(identity, &blank_totals);
            Sum {
                name: kind(identity.kind).get(lang),
                text: text(report, identity, outcome, lang),
                outcome,
            }
        })
        .collect();
    let (broken, others): (Vec<_>, Vec<_>) = sums
        .drain(..)
        .partition(|sum| matches!(sum.outcome, Outcome::Broken(..)));
    [broken, others].concat()
}

fn text(report: &Report, identity: &Identity, outcome: Outcome, lang: Lang) -> String {
    let (left, right) = (&identity.left[..], &identity.right[..]);
    match outcome {
        Outcome::Broken(expected, actual) => {
            let Equation { text, .. } = in_numbers(report, (left, expected), (right, actual), lang);
            text
        }
        Outcome::Held => {
            let sum = right.iter().filter_map(|&cell| report.cell(cell).value).sum();
            format!("{} = {}", side(report, left, sum, lang), side(report, right, sum, lang))
        }
        Outcome::Unchecked => {
            let known = |cells: &[CellId]| {
                cells
                    .iter()
                    .filter_map(|&cell| report.cell(cell).value)
                    .sum::<Decimal>()
            };
            let open = Text::new(
                "有空白或不能识别的格，未能核对",
                "not checked: a cell is blank or cannot be read",
            );
            format!(
                "{} ? {}（{}）",
                side(report, left, known(left), lang),
                side(report, right, known(right), lang),
                open.get(lang)
            )
        }
    }
}

/// What an identity of a kind adds up.
fn kind(kind: IdentityKind) -> Text {
    match kind {
        IdentityKind::Applicants => Text::new("本行：各类申请人之和 = 总计", "Row: applicants = total"),
        IdentityKind::Outcomes => Text::new("本列：各项结果之和 = （七）总计", "Column: outcomes = (7) total"),
        IdentityKind::Balance => Text::new("本列：一＋二 = 三（七）＋四", "Column: 1 + 2 = 3 (7) + 4"),
        IdentityKind::Group => Text::new("本列：各分项之和 = 小计", "Column: items = subtotal"),
        IdentityKind::Reconsideration | IdentityKind::LitigationDirect | IdentityKind::LitigationAfter => {
            Text::new("各项结果之和 = 总计", "Results = total")
        }
    }
}

/// The kinds of sums that are counted together, and what they are called together.
const GROUPS: [(&[IdentityKind], Text); 5] = [
    (&[IdentityKind::Applicants], Text::new("表三各行合计", "Table 3, rows")),
    (&[IdentityKind::Outcomes], Text::new("表三各列总计", "Table 3, columns")),
    (
        &[IdentityKind::Balance],
        Text::new("表三勾稽（一＋二＝三＋四）", "Table 3, 1 + 2 = 3 + 4"),
    ),
    (&[IdentityKind::Group], Text::new("表三各类小计", "Table 3, subtotals")),
    (
        &[
            IdentityKind::Reconsideration,
            IdentityKind::LitigationDirect,
            IdentityKind::LitigationAfter,
        ],
        Text::new("表四各组总计", "Table 4, totals"),
    ),
];

/// All that was compared: first what could not be, then the sums of the tables, the words against the tables, the form.
pub fn evidence(review: &Review, lang: Lang) -> Vec<Compared> {
    let report = &review.report;
    let mut all = Vec::new();
    let identities = report.identities();
    let blank_totals = report.blank_totals(&identities);
    for (kinds, name) in GROUPS {
        let mut count = (0, 0);
        let mut first = None;
        for identity in identities.iter().filter(|identity| kinds.contains(&identity.kind)) {
            let total = identity.right[0];
            first = first.or(Some(total));
            count.1 += 1;
            match report.outcome(identity, &blank_totals) {
                Outcome::Held => count.0 += 1,
                Outcome::Broken(..) => {}
                Outcome::Unchecked => all.push(Compared {
                    what: unchecked(report, identity, lang),
                    count: None,
                    held: None,
                    spot: Some(Spot::Cell(culprit(report, identity).unwrap_or(total))),
                }),
            }
        }
        if count.1 > 0 {
            all.push(Compared {
                what: name.get(lang).to_owned(),
                count: Some(count),
                held: Some(count.0 == count.1),
                spot: first.map(Spot::Cell),
            });
        }
    }
    all.extend((review.checks.iter()).filter_map(|check| comparison(report, check, lang)));
    all.extend(form(report, lang));
    // The order among what was checked stays.
    let (open, checked): (Vec<_>, Vec<_>) = all.into_iter().partition(|one| one.held.is_none());
    [open, checked].concat()
}

/// The cell for whose sake an identity could not be checked.
fn culprit(report: &Report, identity: &Identity) -> Option<CellId> {
    let unread = |id: &CellId| report.cell(*id).value.is_none() && !report.cell(*id).is_empty();
    let blank = |id: &CellId| report.cell(*id).is_empty();
    identity
        .cells()
        .find(unread)
        .or_else(|| identity.right.iter().copied().find(blank))
}

fn unchecked(report: &Report, identity: &Identity, lang: Lang) -> String {
    let id = culprit(report, identity).unwrap_or(identity.right[0]);
    let name = kind(identity.kind).get(lang);
    let cell = cell_name(report, id, lang);
    let why = match report.cell(id).state.reason() {
        Some(reason) => crate::rules::reasons::reason_words(reason).get(lang),
        None => Text::new("没有数字", "there is no number").get(lang),
    };
    match lang {
        Lang::Zh => format!("未能核对：{name}。{cell}（{why}）"),
        Lang::En => format!("Not checked: {name}. {cell} ({why})"),
    }
}

/// A number of the words beside what the tables say.
fn comparison(report: &Report, check: &Check, lang: Lang) -> Option<Compared> {
    let table = table_name(check.cells.first()?.table, lang);
    let words: String = report.document.slice(check.span).split_whitespace().collect();
    let sum: Option<Decimal> = check.cells.iter().map(|&cell| report.cell(cell).value).sum();
    let exact = sum.filter(|sum| *sum == check.said);
    let (what, held) = match (check.outcome, exact, lang) {
        (review::Outcome::Held, Some(sum), Lang::Zh) => (format!("正文“{words}”＝{table} {sum}"), Some(true)),
        (review::Outcome::Held, Some(sum), Lang::En) => (format!("Text “{words}” = {table} {sum}"), Some(true)),
        (review::Outcome::Held, None, Lang::Zh) => (format!("正文“{words}”与{table}相符"), Some(true)),
        (review::Outcome::Held, None, Lang::En) => (format!("Text “{words}” agrees with {table}"), Some(true)),
        (review::Outcome::Broken, _, Lang::Zh) => (format!("正文“{words}”与{table}不符"), Some(false)),
        (review::Outcome::Broken, _, Lang::En) => (format!("Text “{words}” contradicts {table}"), Some(false)),
        (review::Outcome::Unchecked, _, Lang::Zh) => (
            format!("未能核对：正文“{words}”与{table}（有的格不能识别，或文意不止一种）"),
            None,
        ),
        (review::Outcome::Unchecked, _, Lang::En) => (
            format!("Not checked: text “{words}” and {table} (a cell cannot be read, or the words leave it open)"),
            None,
        ),
    };
    Some(Compared {
        what,
        count: None,
        held,
        spot: Some(Spot::Words(check.span)),
    })
}

/// What the form demands beside numbers.
fn form(report: &Report, lang: Lang) -> Vec<Compared> {
    let mut all = Vec::new();
    let mut add = |what: Text, count: Option<(usize, usize)>, spot: Option<Span>| {
        all.push(Compared {
            what: what.get(lang).to_owned(),
            count,
            held: Some(count.is_none_or(|(held, of)| held == of)),
            spot: spot.map(Spot::Words),
        });
    };
    if let Some(title) = report.title.filter(|_| report.year.is_some()) {
        add(Text::new("标题写明年度", "The title names the year"), None, Some(title));
    }
    if let Some(agency) = report.agency {
        add(Text::new("写明报告机关", "The agency is named"), None, Some(agency));
    }
    let headings = || report.sections.iter().filter_map(|section| section.heading);
    if headings().next().is_some() {
        let count = headings().count().min(6);
        add(
            Text::new("六部分标题", "Headings of the six parts"),
            Some((count, 6)),
            headings().next(),
        );
    }
    let tables = report.tables.len();
    if tables > 0 {
        add(
            Text::new("三张表格", "The three tables"),
            Some((tables, 3)),
            report.tables.first().map(|table| table.span),
        );
    }
    all
}
