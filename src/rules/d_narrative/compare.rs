//! A statement against the cells that it may mean.

use rust_decimal::Decimal;

use super::rule_of;
use super::words::{SCOPE, said, ten_thousands};
use crate::form::{CellId, TableId, Version};
use crate::report::{ClaimKind, Interpretation, Kind, Report, Statement, Subject, TopicId};
use crate::review::{Finding, Severity};
use crate::rules::{Context, Rule};
use crate::small_sort::sort_distinct;

/// What a reading gives in this report; none if a cell cannot be read, or if a blank total stands beside filled parts.
pub fn value(report: &Report, reading: &Interpretation) -> Option<Decimal> {
    let sum = |cells: &[CellId]| {
        cells.iter().try_fold(Decimal::ZERO, |sum, &id| {
            let cell = report.cell(id);
            if !cell.is_empty() {
                return sum.checked_add(cell.value?);
            }
            let row = (0..id.row().columns.len())
                .map(|column| CellId::new(id.table, id.version, usize::from(id.row), column));
            let filled = row
                .filter(|_| id.table != TableId::Disclosure)
                .any(|other| report.cell(other).value.is_some_and(|value| !value.is_zero()));
            let total = usize::from(id.column) + 1 == id.row().columns.len();
            (!(filled && total)).then_some(sum)
        })
    };
    sum(&reading.plus)?.checked_sub(sum(&reading.minus)?)
}

/// Whether the words fit a number of the tables.
fn fits(statement: &Statement, reading: &Interpretation, number: Decimal) -> bool {
    let figure = &statement.figure;
    if statement.topic.subject == Subject::Fees && reading.plus.iter().any(|cell| cell.version == Version::V2021) {
        // 元 against 万元: as many digits as the shorter of the two shows.
        let stated = ten_thousands(figure.value);
        let digits = stated.scale().min(number.normalize().scale());
        return stated == number
            || !figure.is_exact()
            || (stated - number).abs() < Decimal::new(1, digits)
                && digits < stated.scale().max(number.normalize().scale());
    }
    // 撤回的申请 are some of those otherwise closed.
    if statement.topic.id == TopicId::Closed && statement.topic.kind == Kind::Loose {
        return figure.value <= number;
    }
    figure.admits(number)
}

/// Whether a statement fits the tables in some way; none if that cannot be told.
pub fn holds(report: &Report, statement: &Statement) -> Option<bool> {
    if statement.readings.is_empty() {
        return None;
    }
    let mut fit = false;
    for reading in &statement.readings {
        fit |= fits(statement, reading, value(report, reading)?);
    }
    Some(fit)
}

/// Tells of a statement that fits in no way.
pub fn compare(context: &mut Context<'_>, rule: &'static Rule, statement: &Statement) {
    let report = context.report;
    if holds(report, statement) != Some(false) {
        return;
    }
    let Some((reading, more)) = statement.readings.split_first() else {
        return;
    };
    let Some(expected) = value(report, reading) else { return };
    let mut others: Vec<Decimal> = more
        .iter()
        .filter_map(|reading| value(report, reading))
        .filter(|&other| other != expected)
        .collect();
    sort_distinct(&mut others);
    let mut cells = reading.plus.clone();
    let further = more
        .iter()
        .flat_map(|reading| reading.plus.iter().chain(&reading.minus));
    for &cell in reading.minus.iter().chain(further) {
        if !cells.contains(&cell) {
            cells.push(cell);
        }
    }
    let stated = match statement.topic.subject {
        Subject::Fees => ten_thousands(statement.figure.value),
        _ => statement.figure.value,
    };
    let mut finding = Finding::new(rule, said(context, statement, reading, (expected, &others)))
        .weighing(severity(rule, statement))
        .of(cells)
        .at([statement.words])
        .between(expected, stated);
    finding.advice = statement.scope.map(|scope| SCOPE.with([context.quote(scope)]));
    context.emit(finding);
}

/// A finding's weight: the rule's, less where the words leave room.
fn severity(rule: &'static Rule, statement: &Statement) -> Severity {
    let topic = statement.topic;
    let usual = match (topic.id, topic.kind) {
        // 新收 leaves no room, 收到 does.
        (TopicId::Received, Kind::Whole) => Severity::Error,
        // Requests that were withdrawn are some of those otherwise closed.
        (TopicId::Closed, Kind::Loose) => Severity::Info,
        (TopicId::AllAnswered | TopicId::CarriedOut, _) if statement.saying == ClaimKind::AllInTime => Severity::Info,
        (
            TopicId::Granted | TopicId::Partial | TopicId::Denied | TopicId::Unavailable | TopicId::Rejected,
            Kind::Loose,
        )
        | (TopicId::Unavailable, Kind::Item) => Severity::Warning,
        _ => rule.severity,
    };
    if statement.scope.is_some() {
        return Severity::Info;
    }
    let several = statement.readings.len() > 2 && matches!(topic.kind, Kind::Outcome | Kind::Item);
    if usual == Severity::Error && !(statement.firm && statement.figure.is_exact() && !several) {
        return Severity::Warning;
    }
    usual
}

/// Whether a statement contradicts a table: what is said twice is then no news.
pub fn is_blamed(report: &Report, statement: &Statement) -> bool {
    rule_of(statement).is_some() && holds(report, statement) == Some(false)
}
