//! B07: Only the total, or only the parts.

use rust_decimal::Decimal;

use super::BASIS;
use crate::form::{CellId, Identity, TableId};
use crate::language::{Lang, Text};
use crate::report::Report;
use crate::review::Severity;
use crate::rules::{Check, Place, Rule, column_name, docs, row_name, table_name};
use crate::small_sort::sort_distinct;

pub const RULE: Rule = Rule {
    code: "B07",
    severity: Severity::Warning,
    on_request: false,
    title: Text::new("总计与分项只填了一方", "Only the total, or only the parts"),
    checks: docs(Text::new(
        "分项有数而总计空白，或总计有数而分项全部空白。每张表合并为一条。与正文比较时，空白总计以分项之和代替，但仍显示为空白。",
        "Parts with a blank total, or a total with all its parts blank. One finding a table. Where the text is compared with a blank total, the sum of its parts stands for it; it is shown as blank.",
    )),
    why: Text::new(
        "缺少一方，勾稽关系无从核对。",
        "With one side missing there is nothing to check.",
    ),
    mend: Text::new("补填空白的一方，无数据填“0”。", "Fill in the side that is blank."),
    example: docs(Text::new(
        "表三“（一）予以公开”行的总计空白，分项之和为3，未作核对。",
        "Table 3, row “Granted”: the total is blank though its parts give 3; not checked.",
    )),
    basis: docs(BASIS),
};

/// More places than this are counted, not named.
const NAMED: usize = 4;

/// What is missing beside what.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Side {
    Total,
    Parts,
}

/// B07: one finding a table, and one where it is the parts that are blank.
pub fn check(check: &mut Check<'_>) {
    let identities = std::mem::take(&mut check.identities);
    let blank = check.report.blank_totals(&identities);
    for table in TableId::ALL {
        for side in [Side::Total, Side::Parts] {
            let concerned: Vec<&Identity> = identities
                .iter()
                .filter(|identity| match identity.right.as_slice() {
                    &[total] => total.table == table && missing(check.report, identity, total, &blank) == Some(side),
                    _ => false,
                })
                .collect();
            tell(check, &concerned, side);
        }
    }
    check.identities = identities;
}

/// Which side of a sum is missing.
fn missing(report: &Report, identity: &Identity, total: CellId, blank: &[CellId]) -> Option<Side> {
    if blank.contains(&total) {
        return Some(Side::Total);
    }
    let filled = report.cell(total).value.is_some_and(|value| !value.is_zero());
    let alone = identity.left.iter().all(|&part| report.cell(part).is_empty());
    (filled && alone).then_some(Side::Parts)
}

fn tell(check: &mut Check<'_>, concerned: &[&Identity], side: Side) {
    let lang = check.lang;
    let Some(&total) = concerned.first().and_then(|identity| identity.right.first()) else {
        return;
    };
    let table = table_name(total.table, lang);
    let message = match (concerned, lang) {
        ([only], Lang::Zh) => format!(
            "{table}{}的{}。",
            place(only, lang),
            amount(check.report, only, side, lang)
        ),
        ([only], Lang::En) => format!(
            "{table}, {}: {}.",
            place(only, lang),
            amount(check.report, only, side, lang)
        ),
        (many, _) => {
            let named: Vec<String> = many
                .iter()
                .take(NAMED)
                .map(|identity| {
                    let amount = amount(check.report, identity, side, lang);
                    match lang {
                        Lang::Zh => format!("{}{amount}", place(identity, lang)),
                        Lang::En => format!("{}: {amount}", place(identity, lang)),
                    }
                })
                .collect();
            let (count, rest) = (many.len(), many.len() > NAMED);
            let what = match (side, lang) {
                (Side::Total, Lang::Zh) => "总计空白而分项有数",
                (Side::Parts, Lang::Zh) => "只填总计，分项全部空白",
                (Side::Total, Lang::En) => "blank totals beside filled parts",
                (Side::Parts, Lang::En) => "totals whose parts are all blank",
            };
            match lang {
                Lang::Zh => format!(
                    "{table}有{count}处{what}：{}{}。",
                    named.join("；"),
                    if rest { "；等" } else { "" }
                ),
                Lang::En => format!(
                    "{table}: {count} {what}: {}{}",
                    named.join("; "),
                    if rest { "; …" } else { "." }
                ),
            }
        }
    };
    let mut cells: Vec<CellId> = concerned.iter().flat_map(|identity| identity.cells()).collect();
    if concerned.len() > 1 {
        sort_distinct(&mut cells);
    }
    let place = Place {
        cells,
        ..Place::default()
    };
    check.report(&RULE, message, place);
}

/// The row or the column of a sum, in words.
fn place(identity: &Identity, lang: Lang) -> String {
    let Some(&total) = identity.right.first() else {
        return String::new();
    };
    let (row, column) = (row_name(total, lang), column_name(total, lang));
    let by_row = identity.left.iter().all(|part| part.row == total.row);
    match (by_row, lang) {
        (true, Lang::Zh) => format!("“{row}”行"),
        (false, Lang::Zh) => format!("“{column}”列“{row}”"),
        (true, Lang::En) => format!("row “{row}”"),
        (false, Lang::En) => format!("column “{column}”, “{row}”"),
    }
}

fn amount(report: &Report, identity: &Identity, side: Side, lang: Lang) -> String {
    let total = identity.right.first().and_then(|&total| report.cell(total).value);
    let total = total.unwrap_or_default();
    let parts = identity.left.iter().filter_map(|&part| report.cell(part).value);
    let parts = parts.sum::<Decimal>();
    match (side, lang) {
        (Side::Total, Lang::Zh) => format!("总计空白，分项之和为{parts}，未作核对"),
        (Side::Parts, Lang::Zh) => format!("总计为{total}，分项全部空白"),
        (Side::Total, Lang::En) => format!("the total is blank though its parts give {parts}; not checked"),
        (Side::Parts, Lang::En) => format!("the total is {total}, but all its parts are blank"),
    }
}
