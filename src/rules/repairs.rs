//! The repairs of a report's sums, and what is said of each: what it does, what comes right by it, what speaks for it.

use rust_decimal::Decimal;

use super::{column_name, row_name, table_name};
use crate::form::{CellId, TableId};
use crate::language::{Lang, Text};
use crate::repair::{self, Edit, Kind, Likelihood, Part, Repair, Sum};
use crate::report::Report;
use crate::review::Finding;

/// More places than this are counted, not named.
const NAMED: usize = 4;

/// The repairs of a report whose findings have their final order.
pub fn propose(report: &Report, findings: &[Finding], lang: Lang) -> Vec<Repair> {
    let concerned = |finding: &Finding| finding.rule.starts_with('A') || finding.rule == "B07";
    if !findings.iter().any(concerned) {
        return Vec::new();
    }
    let identities = report.identities();
    let blank_totals = report.blank_totals(&identities);
    let sums: Vec<Sum<'_>> = identities
        .iter()
        .map(|identity| Sum {
            identity,
            outcome: report.outcome(identity, &blank_totals),
            finding: findings.iter().position(|finding| {
                concerned(finding) && finding.cells.len() > 3 && identity.cells().eq(finding.cells.iter().copied())
            }),
        })
        .collect();
    let mut repairs = repair::repairs(report, &sums, &stated(report));
    for repair in &mut repairs {
        let parts: Vec<String> = repair
            .parts
            .iter()
            .map(|part| reason(repair, part, findings, lang))
            .collect();
        repair.reason = match lang {
            Lang::Zh => format!("{}。", parts.join("；")),
            Lang::En => format!("{}.", parts.join("; ")),
        };
    }
    repairs
}

/// What the prose says of single cells for certain.
fn stated(report: &Report) -> Vec<(CellId, Decimal)> {
    let certain = report
        .narrative
        .statements
        .iter()
        .filter(|statement| statement.is_certain());
    certain
        .filter_map(|statement| match statement.readings.first()?.plus.as_slice() {
            &[cell] if statement.readings[0].minus.is_empty() => Some((cell, statement.figure.value)),
            _ => None,
        })
        .collect()
}

fn reason(repair: &Repair, part: &Part, findings: &[Finding], lang: Lang) -> String {
    let acts: Vec<String> = part.edits.iter().map(|edit| act(repair, edit, lang)).collect();
    let places = places(part, findings, lang);
    let count = part.resolves.len();
    let clue = match part.edits.as_slice() {
        [edit] => clue(edit, lang),
        _ => "",
    };
    match lang {
        Lang::Zh => {
            let settled = match (part.edits[0].kind, count) {
                (Kind::Fill, _) => format!("{places}即可核对并相符"),
                (_, 1) => format!("{places}的不一致消除"),
                _ => format!("{places}的{}处不一致全部消除", numeral(count)),
            };
            format!("{}后，{settled}{clue}", acts.join("，"))
        }
        Lang::En => {
            let settled = match (part.edits[0].kind, count) {
                (Kind::Fill, _) => format!("{places} can be checked and agrees"),
                (_, 1) => format!("the mismatch in {places} is gone"),
                _ => format!("all {count} mismatches in {places} are gone"),
            };
            format!("{}: {settled}{clue}", acts.join(", "))
        }
    }
}

/// What an edit does.
fn act(repair: &Repair, edit: &Edit, lang: Lang) -> String {
    let change = |at: usize| &repair.changes[edit.changes[at]];
    let name = |cell: CellId| match lang {
        Lang::Zh => format!("“{}”行“{}”列", row_name(cell, lang), column_name(cell, lang)),
        Lang::En => format!("row “{}”, column “{}”", row_name(cell, lang), column_name(cell, lang)),
    };
    let first = change(0);
    match (edit.kind, lang) {
        // The cell stands beside the reason; where several change, each is named.
        (Kind::Value, Lang::Zh) if repair.changes.len() == 1 => format!("改为{}", first.to),
        (Kind::Value, Lang::En) if repair.changes.len() == 1 => format!("With {}", first.to),
        (Kind::Value, Lang::Zh) => format!("{}改为{}", name(first.cell), first.to),
        (Kind::Value, Lang::En) => format!("With {} in {}", first.to, name(first.cell)),
        (Kind::Fill, Lang::Zh) if edit.changes.len() == 1 => format!("补填{}", first.to),
        (Kind::Fill, Lang::En) if edit.changes.len() == 1 => format!("With {} filled in", first.to),
        (Kind::Fill, Lang::Zh) => format!("补填{}处空白总计", numeral(edit.changes.len())),
        (Kind::Fill, Lang::En) => format!("With {} blank totals filled in", edit.changes.len()),
        (Kind::Shift, lang) => {
            // Slid to the left, the first cell takes the number of the second.
            let left = (edit.changes.get(1)).is_some_and(|&second| repair.changes[second].from == Some(first.to));
            let row = row_name(first.cell, lang);
            match (lang, left) {
                (Lang::Zh, true) => format!("“{row}”行各数左移一列"),
                (Lang::Zh, false) => format!("“{row}”行各数右移一列"),
                (Lang::En, true) => format!("With row “{row}” slid one column to the left"),
                (Lang::En, false) => format!("With row “{row}” slid one column to the right"),
            }
        }
        (Kind::Swap, Lang::Zh) => format!("{}与{}两数互换", name(first.cell), name(change(1).cell)),
        (Kind::Swap, Lang::En) => format!("With {} and {} exchanged", name(first.cell), name(change(1).cell)),
        (Kind::Move, _) => {
            let amount = first.to - first.from.unwrap_or_default();
            let (from, to) = if amount.is_sign_negative() {
                (first.cell, change(1).cell)
            } else {
                (change(1).cell, first.cell)
            };
            let (amount, from, to) = (amount.abs(), name(from), name(to));
            match lang {
                Lang::Zh => format!("将{amount}由{from}移至{to}"),
                Lang::En => format!("With {amount} moved from {from} to {to}"),
            }
        }
    }
}

/// Where sums come right: rows and columns by name, each once.
fn places(part: &Part, findings: &[Finding], lang: Lang) -> String {
    let mut names: Vec<String> = Vec::new();
    for &index in &part.resolves {
        let finding = &findings[index];
        let Some(&total) = finding.cells.last() else { continue };
        // In a row's sum the cells share their row.
        let by_row = finding.cells.iter().all(|cell| cell.row == total.row);
        let name = match (by_row, lang) {
            (true, Lang::Zh) if total.table == TableId::Appeals => {
                format!("{}“{}”", table_name(total.table, lang), row_name(total, lang))
            }
            (true, Lang::Zh) => format!("“{}”行", row_name(total, lang)),
            (false, Lang::Zh) => format!("“{}”列", column_name(total, lang)),
            (true, Lang::En) => format!("row “{}”", row_name(total, lang)),
            (false, Lang::En) => format!("column “{}”", column_name(total, lang)),
        };
        if !names.contains(&name) {
            names.push(name);
        }
    }
    if names.len() > NAMED {
        return match lang {
            Lang::Zh => format!("{}等{}行、列", names[0], numeral(names.len())),
            Lang::En => format!("{} rows and columns", names.len()),
        };
    }
    let (and, comma) = match lang {
        Lang::Zh => ("与", "、"),
        Lang::En => (" and ", ", "),
    };
    match names.split_last() {
        Some((last, rest)) if !rest.is_empty() => format!("{}{and}{last}", rest.join(comma)),
        _ => names.concat(),
    }
}

/// What speaks for a single edit, if anything does.
fn clue(edit: &Edit, lang: Lang) -> &'static str {
    match edit.likelihood {
        Likelihood::Stated => Text::new("，且与正文所述一致", ", and the text says so"),
        Likelihood::Slip => Text::new(
            "；两数仅一处数字之差，疑为笔误",
            "; the two differ by one digit, probably a slip",
        ),
        Likelihood::Misplaced => Text::new("；疑为填错了格", "; probably put in the wrong cell"),
        Likelihood::Copied => Text::new(
            "；原数与相邻一格相同，疑为重复填写",
            "; what stands there is the neighbouring cell's number",
        ),
        Likelihood::Denied => Text::new("；但正文所述为原数", "; but the text says what stands there now"),
        _ => return "",
    }
    .get(lang)
}

/// A small number in characters.
fn numeral(count: usize) -> String {
    let digits = ["零", "一", "两", "三", "四", "五", "六", "七", "八", "九", "十"];
    digits.get(count).map_or_else(|| count.to_string(), ToString::to_string)
}
