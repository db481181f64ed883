//! Group D: what the running text says against what the tables say.
//!
//! A number is blamed only if no admissible reading of its words fits. Where its sentence names another scope, the
//! finding is a hint and quotes the words.

mod catalogue;

use rust_decimal::Decimal;

use catalogue::{D18, D22};
pub use catalogue::{RULES, rule};

use super::{Check, Place, Rule, column_name, row_name, short_label, table_name};
use crate::Options;
use crate::document::Span;
use crate::form::{CellId, PARTS, Part, TableId, Version};
use crate::language::Lang;
use crate::order::sort_distinct;
use crate::report::{ClaimKind, Interpretation, Kind, Report, Statement, Subject};
use crate::review::Severity;

/// Applies the rules of this group.
pub fn check(check: &mut Check<'_>, options: &Options) {
    let report = check.report;
    let statements = &report.narrative.statements;
    for statement in statements {
        if let Some(rule) = rule_of(statement) {
            compare(check, rule, statement);
        }
    }
    processing_fee(check, statements);
    if options
        .extra_rules
        .iter()
        .any(|code| code.eq_ignore_ascii_case(D22.code))
    {
        silent(check);
    }
}

/// The rule that compares a statement with a table.
fn rule_of(statement: &Statement) -> Option<&'static Rule> {
    let topic = statement.topic;
    let nothing = statement.figure.value.is_zero() && statement.figure.is_exact();
    let code = match topic.rule {
        "D01" if nothing => "D19",
        "D13" | "D14" if nothing && topic.kind == Kind::Whole => "D20",
        "D04" if statement.saying == ClaimKind::Denial => "D21",
        code => code,
    };
    RULES.iter().find(|rule| rule.code == code)
}

/// What a reading gives in this report; none if a cell cannot be read, or if a blank total stands beside filled parts.
fn value(report: &Report, reading: &Interpretation) -> Option<Decimal> {
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

/// 元 as 万元: the point four places further left.
fn ten_thousands(value: Decimal) -> Decimal {
    Decimal::from_i128_with_scale(value.mantissa(), value.scale() + 4).normalize()
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
    if statement.topic.rule == "D10" && statement.topic.kind == Kind::Loose {
        return figure.value <= number;
    }
    figure.admits(number)
}

/// Whether a statement fits the tables in some way; none if that cannot be told.
fn holds(report: &Report, statement: &Statement) -> Option<bool> {
    if statement.readings.is_empty() {
        return None;
    }
    let mut fit = false;
    for reading in &statement.readings {
        fit |= fits(statement, reading, value(report, reading)?);
    }
    Some(fit)
}

fn compare(check: &mut Check<'_>, rule: &'static Rule, statement: &Statement) {
    let report = check.report;
    if holds(report, statement) != Some(false) {
        return;
    }
    let Some(reading) = statement.readings.first() else {
        return;
    };
    let Some(expected) = value(report, reading) else { return };
    let severity = severity(rule, statement);
    let mut others: Vec<Decimal> = statement.readings[1..]
        .iter()
        .filter_map(|reading| value(report, reading))
        .filter(|&other| other != expected)
        .collect();
    sort_distinct(&mut others);
    let message = message(check, statement, reading, (expected, &others));
    let mut cells = reading.plus.clone();
    let more = statement.readings[1..]
        .iter()
        .flat_map(|reading| reading.plus.iter().chain(&reading.minus));
    for &cell in reading.minus.iter().chain(more) {
        if !cells.contains(&cell) {
            cells.push(cell);
        }
    }
    let stated = match statement.topic.subject {
        Subject::Fees => ten_thousands(statement.figure.value),
        _ => statement.figure.value,
    };
    let place = Place {
        cells,
        evidence: vec![statement.words],
        expected: Some(expected),
        actual: Some(stated),
    };
    check.report_as(rule, severity, message, place);
    if let Some(scope) = statement.scope {
        let words = check.quote(scope);
        let hint = if check.is_zh() {
            format!("正文写的是“{words}”，口径可能与表格不同；如口径相同，请核实改正，如不同，请在正文中写明。")
        } else {
            format!(
                "The text speaks of “{words}”, which may be another scope than the table's. Correct it if the scope is the same; if not, say so."
            )
        };
        if let Some(finding) = check.findings.last_mut() {
            finding.hint = hint;
        }
    }
}

/// A finding's weight: the rule's, less where the words leave room.
fn severity(rule: &'static Rule, statement: &Statement) -> Severity {
    let topic = statement.topic;
    let usual = match (rule.code, topic.kind) {
        // 新收 leaves no room, 收到 does.
        ("D01", Kind::Whole) => Severity::Error,
        ("D10", Kind::Loose) | ("D21", _) if topic.kind == Kind::Loose || statement.saying == ClaimKind::AllInTime => {
            Severity::Info
        }
        ("D05" | "D06" | "D07" | "D08" | "D09" | "D10", Kind::Loose) | ("D08", Kind::Item) => Severity::Warning,
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

fn message(
    check: &Check<'_>,
    statement: &Statement,
    reading: &Interpretation,
    (expected, others): (Decimal, &[Decimal]),
) -> String {
    let lang = check.lang;
    let words = check.quote(statement.words);
    let place = part_name(check, statement.part);
    let cell = name(reading, lang);
    let table = reading.plus.first().map_or("", |cell| table_name(cell.table, lang));
    let blank = reading.plus.iter().all(|&cell| check.report.cell(cell).is_empty());
    let (number, unit) = match statement.topic.subject {
        Subject::Fees => (ten_thousands(statement.figure.value), "万元"),
        _ => (statement.figure.value, ""),
    };
    let numbers: Vec<String> = others.iter().map(|other| format!("{other}{unit}")).collect();
    let said = statement.saying == ClaimKind::Number;
    match lang {
        Lang::Zh => {
            let says = if said {
                format!("为{number}{unit}")
            } else {
                String::new()
            };
            let more = if numbers.is_empty() {
                String::new()
            } else {
                format!("（按其他口径为{}）", numbers.join("、"))
            };
            let is = if blank {
                "空白（按0计）".to_owned()
            } else {
                format!("为{expected}{unit}")
            };
            format!("正文“{words}”（{place}）{says}，{table}{cell}{is}{more}，不一致。")
        }
        Lang::En => {
            let says = if said {
                format!(" says {number}{unit}")
            } else {
                String::new()
            };
            let more = if numbers.is_empty() {
                String::new()
            } else {
                format!(" (or {}, counted otherwise)", numbers.join(", "))
            };
            let is = if blank {
                "is blank (0)".to_owned()
            } else {
                format!("says {expected}{unit}")
            };
            format!("The text “{words}” ({place}){says}, {table} {cell} {is}{more}.")
        }
    }
}

/// A part's name: its heading as the report has it.
pub fn part_name(check: &Check<'_>, part: Part) -> String {
    let heading = check.report.section(part).and_then(|section| section.heading);
    if let Some(heading) = heading {
        return check.quote(heading);
    }
    let official = PARTS
        .iter()
        .find(|known| known.part == part)
        .map(super::super::form::PartHeading::official);
    match (official, check.lang) {
        (Some(official), _) => official.to_owned(),
        (None, Lang::Zh) => "导语".to_owned(),
        (None, Lang::En) => "introduction".to_owned(),
    }
}

/// What a reading adds up, in words.
fn name(reading: &Interpretation, lang: Lang) -> String {
    let cells = &reading.plus;
    let Some(&first) = cells.first() else {
        return String::new();
    };
    let quoted = |names: &[&str]| match lang {
        Lang::Zh => format!("“{}”", names.join("”“")),
        Lang::En => format!("“{}”", names.join("”, “")),
    };
    let one_row = cells.iter().all(|cell| cell.row == first.row);
    let one_column = cells.iter().all(|cell| cell.column == first.column);
    let is_total = first.column().name == "total" || first.row().columns.len() == 1;
    let (row, column) = (row_name(first, lang), column_name(first, lang));
    let group = first.row().block;
    let grouped = cells.len() > 1 && !group.is_empty() && cells.iter().all(|cell| cell.row().block == group);
    let label = first.table.rows(first.version).iter().find(|row| row.name == group);
    let label = label.filter(|_| grouped && one_column && first.table == TableId::Requests);
    let mut what = match (cells.len(), label, lang) {
        (1, _, Lang::Zh) if !is_total => format!("{}行{}列", quoted(&[row]), quoted(&[column])),
        (1, _, Lang::En) if !is_total => format!("{}, {}", quoted(&[row]), quoted(&[column])),
        (1, _, Lang::Zh) if first.table == TableId::Appeals => format!("{}总计", quoted(&[row])),
        (1, ..) => quoted(&[row]),
        (_, Some(label), Lang::Zh) => format!("{}各项之和", quoted(&[short_label(label.label)])),
        (_, Some(label), Lang::En) => format!("{}, all items together", quoted(&[label.english])),
        _ if one_row => {
            let columns: Vec<&str> = cells.iter().map(|&cell| column_name(cell, lang)).collect();
            match lang {
                Lang::Zh => format!("{}行{}列之和", quoted(&[row]), quoted(&columns)),
                Lang::En => format!("{}, {} together", quoted(&[row]), quoted(&columns)),
            }
        }
        _ => {
            let mut rows: Vec<&str> = cells.iter().map(|&cell| row_name(cell, lang)).collect();
            rows.dedup();
            match (is_total || !one_column, lang) {
                (true, Lang::Zh) => format!("{}之和", quoted(&rows)),
                (false, Lang::Zh) => format!("{}行{}列之和", quoted(&rows), quoted(&[column])),
                (true, Lang::En) => format!("{} together", quoted(&rows)),
                (false, Lang::En) => format!("{}, {} together", quoted(&rows), quoted(&[column])),
            }
        }
    };
    if !reading.minus.is_empty() {
        let rows: Vec<&str> = reading.minus.iter().map(|&cell| row_name(cell, lang)).collect();
        what += if lang == Lang::Zh { "减去" } else { " less " };
        what += &quoted(&rows);
    }
    what
}

/// D18: what is said of the processing fee in several places, and beside the requests closed for not paying it.
fn processing_fee(check: &mut Check<'_>, statements: &[Statement]) {
    let fees = |part: Option<Part>| {
        statements.iter().filter(move |statement| {
            statement.topic.rule == D18.code
                && matches!(statement.topic.kind, Kind::Whole | Kind::Outcome)
                && statement.scope.is_none()
                && statement.figure.is_exact()
                && part.is_none_or(|part| statement.part == part)
        })
    };
    // Several amounts in one part may be of several cases.
    let single = |statement: &&Statement| fees(Some(statement.part)).count() == 1;
    let mut singles = fees(None).filter(single);
    let Some(first) = singles.next() else { return };
    for other in singles {
        if other.figure.value == first.figure.value {
            continue;
        }
        let (a, b) = (first.figure.value, other.figure.value);
        let (one, two) = (check.quote(first.words), check.quote(other.words));
        let (here, there) = (part_name(check, first.part), part_name(check, other.part));
        let message = match check.lang {
            Lang::Zh => {
                format!("信息处理费前后不一致：“{one}”（{here}）为{a}元，“{two}”（{there}）为{b}元。")
            }
            Lang::En => format!("The processing fee: “{one}” ({here}) says {a} yuan, “{two}” ({there}) says {b} yuan."),
        };
        let place = Place {
            evidence: vec![first.words, other.words],
            expected: Some(a),
            actual: Some(b),
            ..Place::default()
        };
        check.report(&D18, message, place);
    }
}

/// D22.
fn silent(check: &mut Check<'_>) {
    let report = check.report;
    let total = |table: TableId, rows: &[&str]| -> Option<(Decimal, Vec<CellId>)> {
        let reading = report.table(table)?;
        let cells: Vec<CellId> = reading
            .cells()
            .map(|(id, _)| id)
            .filter(|id| rows.contains(&id.row().name) && id.column().name == "total")
            .collect();
        let sum = cells.iter().filter_map(|&cell| report.cell(cell).value).sum();
        Some((sum, cells))
    };
    let (requests, reviews) = report.narrative.names;
    let cases = ["reconsideration", "litigation_direct", "litigation_after"];
    let told = [
        (
            requests,
            TableId::Requests,
            &["new"][..],
            ("本年新收", "件，正文未提及依申请公开情况。"),
            "new requests",
        ),
        (
            reviews,
            TableId::Appeals,
            &cases[..],
            ("有案件", "件，正文未提及行政复议、行政诉讼情况。"),
            "cases",
        ),
    ];
    for (told, table, rows, (before, behind), what) in told {
        let Some((sum, cells)) = total(table, rows).filter(|(sum, _)| !told && !sum.is_zero()) else {
            continue;
        };
        let name = table_name(table, check.lang);
        let message = match check.lang {
            Lang::Zh => format!("{name}{before}{sum}{behind}"),
            Lang::En => format!("{name} holds {sum} {what}; the text says nothing of them."),
        };
        let place = Place {
            cells,
            ..Place::default()
        };
        check.report(&D22, message, place);
    }
}

/// Whether a statement contradicts a table: what is said twice is then no news.
pub fn is_blamed(report: &Report, statement: &Statement) -> bool {
    rule_of(statement).is_some() && holds(report, statement) == Some(false)
}

/// The words around a place, for rules that have no statement.
pub fn part_at(report: &Report, span: Span) -> Part {
    let holds = |paragraph: &&Span| paragraph.start <= span.start && span.start < paragraph.end;
    report
        .sections
        .iter()
        .find(|section| section.paragraphs.iter().any(|paragraph| holds(&paragraph)))
        .map_or(Part::Lead, |section| section.part)
}
