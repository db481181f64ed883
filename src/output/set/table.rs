//! The summary of a set: one row a report, the same columns in CSV, in the workbook and on the page.

use rust_decimal::{Decimal, RoundingStrategy};

use super::{Answer, words};
#[cfg(feature = "workbook")]
use crate::form::Role;
use crate::form::{CellId, TableId, Version};
use crate::language::{Lang, Text};
use crate::output::names;
use crate::output::records::{Column, Field, column};
use crate::review::Severity::{Error, Info, Warning};
use crate::set::alike::share;
use crate::set::{Entry, Outcome};

/// The columns.
pub const COLUMNS: [Column; 37] = [
    column(26, "单位", "agency"),
    column(10, "类别", "kind"),
    column(20, "上级", "parent"),
    column(8, "年度", "year"),
    column(14, "结论", "verdict"),
    column(7, "错误", "errors"),
    column(7, "警告", "warnings"),
    column(7, "提示", "infos"),
    column(12, "勾稽（成立/应核）", "held/identities"),
    column(9, "未能核对", "unchecked"),
    column(10, "与上年衔接", "last year"),
    column(9, "与汇总", "sum"),
    column(8, "新收", "new"),
    column(8, "上年结转", "carried in"),
    column(8, "办结", "outcomes"),
    column(8, "结转下年", "carried out"),
    column(8, "公开率", "disclosed"),
    column(8, "不予公开", "denied"),
    column(8, "无法提供", "unavailable"),
    column(8, "不予处理", "not processed"),
    column(8, "其他处理", "closed"),
    column(10, "复议（纠正/总计）", "reconsideration"),
    column(10, "诉讼（纠正/总计）", "litigation"),
    column(14, "规范性文件（制/废/有效）", "normative"),
    column(9, "许可", "licensing"),
    column(9, "处罚", "penalty"),
    column(9, "强制", "compulsion"),
    column(10, "收费（万元）", "fees"),
    column(9, "第五部分重复率", "repeats"),
    column(9, "雷同", "alike"),
    column(8, "空白格", "blanks"),
    column(9, "总体情况字数", "overview"),
    column(8, "扣分", "points off"),
    column(36, "文件", "file"),
    column(40, "说明", "note"),
    column(10, "处理", "stage"),
    column(30, "备注", "remark"),
];

/// How many of them are numbers of the report's tables: from 新收 on.
const FIGURES: usize = 16;
/// The columns whose numbers add up.
pub const SUMMED: [usize; 18] = [5, 6, 7, 9, 12, 13, 14, 15, 17, 18, 19, 20, 24, 25, 26, 27, 30, 32];

/// A cell of table three by the name of its row, in the total column.
pub fn requests_total(row: &str) -> CellId {
    let rows = TableId::Requests.rows(Version::V2021);
    let index = rows.iter().position(|form| form.name == row).unwrap_or(0);
    CellId::new(TableId::Requests, Version::V2021, index, 6)
}

/// A cell of table two; its version is the report's.
pub fn disclosure(entry: &Entry, row: &str, column: &str) -> Option<CellId> {
    let version = entry.forms.0?;
    let rows = TableId::Disclosure.rows(version);
    let index = rows.iter().position(|form| form.name == row)?;
    let column = rows[index].columns.iter().position(|form| form.name == column)?;
    Some(CellId::new(TableId::Disclosure, version, index, column))
}

/// What a report says in a cell: a number, or that there is none and why; never 0 for nothing.
pub fn shown(entry: &Entry, cell: CellId, lang: Lang) -> Field {
    use crate::report::State;
    match entry.cell(cell) {
        Some(kept) if kept.state == State::Value => kept.count().map_or(Field::Empty, Field::Number),
        Some(kept) => nothing(names::state(kept.state, lang), lang),
        None => nothing(names::state(State::Missing, lang), lang),
    }
}

fn nothing(state: &str, lang: Lang) -> Field {
    Field::words(&match lang {
        Lang::Zh => format!("空（{state}）"),
        Lang::En => format!("none ({state})"),
    })
}

/// The rows of a group of table three together, in the total column; none where one of them is unknown.
pub fn group_sum(entry: &Entry, group: &str) -> Option<Decimal> {
    let rows = TableId::Requests.rows(Version::V2021).iter().enumerate();
    if entry.forms.1 == Some(Version::V2019) && group == "closed" {
        return entry.count(requests_total(group));
    }
    let mut parts = rows.filter(|(_, row)| row.block == group && row.name != group);
    parts.try_fold(Decimal::ZERO, |sum, (row, _)| {
        sum.checked_add(entry.count(CellId::new(TableId::Requests, Version::V2021, row, 6))?)
    })
}

/// （六）其他处理 in one column, as the sum of its three rows.
#[cfg(feature = "workbook")]
pub fn group_cell(entry: &Entry, cell: CellId) -> Option<Decimal> {
    let rows = TableId::Requests.rows(Version::V2021).iter().enumerate();
    let mut parts = rows.filter(|(_, row)| row.role == Role::ClosedPart);
    parts.try_fold(Decimal::ZERO, |sum, (row, _)| {
        let part = CellId::new(TableId::Requests, Version::V2021, row, usize::from(cell.column));
        sum.checked_add(entry.count(part)?)
    })
}

/// The share of requests that were granted whole or in part, and of how many.
pub fn disclosed(entry: &Entry) -> Option<(Decimal, Decimal)> {
    let of = entry.count(requests_total("outcomes_total"))?;
    let granted = entry.count(requests_total("granted"))?;
    let partial = entry.count(requests_total("partial"))?;
    let share = granted.checked_add(partial)?.checked_div(of)?;
    Some((
        share.round_dp_with_strategy(4, RoundingStrategy::MidpointAwayFromZero),
        of,
    ))
}

fn appeals(entry: &Entry, rows: &[usize], column: usize) -> Option<Decimal> {
    rows.iter().try_fold(Decimal::ZERO, |sum, &row| {
        sum.checked_add(entry.count(CellId::new(TableId::Appeals, Version::V2021, row, column))?)
    })
}

/// Numbers beside each other: 1/5.
fn together(numbers: &[Option<Decimal>]) -> Field {
    let written: Option<Vec<String>> = numbers
        .iter()
        .map(|number| number.map(|number| number.to_string()))
        .collect();
    written.map_or(Field::Empty, |written| Field::words(&written.join("/")))
}

/// The row of a report.
pub fn row(answer: &Answer<'_>, index: usize, lang: Lang) -> Vec<Field> {
    let (entry, filed) = (&answer.set.entries[index], &answer.review.filed[index]);
    let body = &answer.review.bodies[filed.body];
    let count = entry.summary.identities;
    let parent = body
        .parent
        .map_or(Field::Empty, |parent| Field::words(&answer.review.bodies[parent].name));
    let mut fields = vec![
        Field::words(&body.name),
        Field::words(words::kind(body, lang)),
        parent,
        filed.year.map_or(Field::Empty, |year| Field::count(year.into())),
        Field::words(names::verdict(&entry.summary, lang)),
    ];
    let found = |severity| {
        let own = entry
            .findings
            .iter()
            .filter(|finding| finding.severity == severity)
            .count();
        let of_set = answer.review.findings_of(index);
        own + of_set.filter(|finding| finding.severity == severity).count()
    };
    // Of what could not be read nothing was counted: that it has no errors is not known.
    let counted = |field: Field| if entry.is_report() { field } else { Field::Empty };
    fields.extend([Error, Warning, Info].map(|severity| match found(severity) {
        0 => counted(Field::count(0)),
        number => Field::count(number),
    }));
    fields.push(counted(Field::words(&format!("{}/{}", count.held, count.checked))));
    fields.push(counted(Field::count(count.unchecked)));
    fields.push(counted(last_year(answer, index, lang)));
    fields.push(sums(answer, index, lang));
    fields.extend(figures(entry, lang));
    let pair = answer.review.pair_of(index);
    let repeats = pair.and_then(|pair| pair.repeats.as_ref());
    fields.push(repeats.map_or(Field::Empty, |cover| Field::Number(cover.share())));
    let alike = answer
        .review
        .alike
        .iter()
        .filter(|alike| alike.entries.contains(&index));
    let most = alike.map(crate::set::Alike::percent).max();
    fields.push(most.map_or(Field::Empty, |percent| Field::Number(share(percent))));
    fields.push(counted(Field::count(entry.blanks())));
    fields.push(counted(Field::count(entry.overview.written)));
    fields.push(Field::number(answer.points_off(index)));
    fields.push(Field::words(&entry.file.path));
    fields.push(note(answer, index, lang));
    let decision = answer.decision(index, None);
    fields.push(decision.map_or(Field::Empty, |decision| Field::words(decision.stage.words(lang))));
    fields.push(decision.map_or(Field::Empty, |decision| Field::words(&decision.note)));
    fields
}

fn figures(entry: &Entry, lang: Lang) -> Vec<Field> {
    // Of what is no report no number is missing.
    if !entry.is_report() {
        return vec![Field::Empty; FIGURES];
    }
    let two = |row, column| match disclosure(entry, row, column) {
        Some(cell) => shown(entry, cell, lang),
        None => Field::Empty,
    };
    let number = |row: &str, column: &str| disclosure(entry, row, column).and_then(|cell| entry.count(cell));
    let stock = [["issued", "made"], ["repealed", "disclosed"], ["in_force", "total"]];
    let stock = stock.map(|[new, old]| number("normative", new).or(number("normative", old)));
    let mut fields: Vec<Field> = ["new", "carried_in", "outcomes_total", "carried_out"]
        .into_iter()
        .map(|row| shown(entry, requests_total(row), lang))
        .collect();
    fields.push(Field::number(disclosed(entry).map(|found| found.0)));
    fields.extend(["denied", "unavailable", "rejected", "closed"].map(|group| Field::number(group_sum(entry, group))));
    fields.push(together(&[appeals(entry, &[0], 1), appeals(entry, &[0], 4)]));
    fields.push(together(&[appeals(entry, &[1, 2], 1), appeals(entry, &[1, 2], 4)]));
    fields.push(together(&stock));
    fields.extend(["licensing", "penalty", "compulsion"].map(|row| two(row, "decisions")));
    fields.push(two("fees", "amount"));
    fields
}

fn last_year(answer: &Answer<'_>, index: usize, lang: Lang) -> Field {
    let text = match answer.review.pair_of(index).map(crate::set::Pair::counts) {
        None => Text::new("无上年", "none").get(lang).to_owned(),
        Some([_, 0, _])
            if answer.review.pair_of(index).is_some_and(|pair| {
                pair.results
                    .iter()
                    .all(|result| matches!(result.outcome, Outcome::Unchecked(_)))
            }) =>
        {
            Text::new("未核", "unchecked").get(lang).to_owned()
        }
        Some([_, 0, _]) => "✓".to_owned(),
        Some([_, broken, _]) => match lang {
            Lang::Zh => format!("差{broken}"),
            Lang::En => format!("{broken} off"),
        },
    };
    Field::words(&text)
}

fn sums(answer: &Answer<'_>, index: usize, lang: Lang) -> Field {
    let Some(parent) = answer.review.parents.iter().find(|parent| parent.entry == index) else {
        return Field::Empty;
    };
    let broken = parent
        .cells
        .iter()
        .filter(|cell| cell.outcome == Outcome::Broken)
        .count();
    Field::words(&match (broken, parent.scope, lang) {
        (_, false, _) => Text::new("未核", "unchecked").get(lang).to_owned(),
        (0, ..) => "✓".to_owned(),
        (_, _, Lang::Zh) => format!("差{broken}"),
        (_, _, Lang::En) => format!("{broken} off"),
    })
}

/// Why it could not be read, or why another report stands in its place.
fn note(answer: &Answer<'_>, index: usize, lang: Lang) -> Field {
    let entry = &answer.set.entries[index];
    let reason = names::reason(&entry.summary, lang);
    let replaced = answer.review.filed[index]
        .replaced_by
        .map(|other| &answer.set.entries[other].file.path);
    Field::words(&match (replaced, lang) {
        (Some(file), Lang::Zh) => format!("未采用，以“{file}”为准。{reason}"),
        (Some(file), Lang::En) => format!("not used; “{file}” is. {reason}"),
        (None, _) => reason,
    })
}
