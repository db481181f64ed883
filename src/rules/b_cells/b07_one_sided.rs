//! B07: Only the total, or only the parts.

use rust_decimal::Decimal;

use super::BASIS;
use crate::form::{CellId, Identity, TableId};
use crate::language::Text;
use crate::report::Report;
use crate::review::{Finding, Rule, Severity, docs};
use crate::rules::Context;
use crate::small_sort::sort_distinct;
use crate::wording::{Arg, CLAUSES, Sentence};

/// The rule.
pub static RULE: Rule = Rule {
    code: "B07",
    severity: Severity::Warning,
    on_request: false,
    title: Text::new("总计与分项只填了一方", "Only the total, or only the parts"),
    checks: docs(Text::new(
        "分项有数而总计空白，或总计有数而分项全部空白。每张表合并为一条。与正文比较时，空白总计以分项之和代替，但仍显示为空白。",
        "Parts with a blank total, or a total with all its parts blank. One finding a table. Where the text is compared with a blank total, the sum of its parts stands for it; it is shown as blank.",
    )),
    exceptions: docs(Text::new(
        "总计与分项全部空白的，由B02指出；总计为0而分项空白的。",
        "A total and parts that are all blank (see B02); a total of 0 with blank parts.",
    )),
    why: Text::new(
        "缺少一方，勾稽关系无从核对。",
        "With one side missing there is nothing to check.",
    ),
    remedy: Text::new("补填空白的一方，无数据填“0”。", "Fill in the side that is blank."),
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
pub fn check(context: &mut Context<'_>) {
    let identities = std::mem::take(&mut context.identities);
    let blank = context.report.blank_totals(&identities);
    for table in TableId::ALL {
        for side in [Side::Total, Side::Parts] {
            let concerned: Vec<&Identity> = identities
                .iter()
                .filter(|identity| match identity.right.as_slice() {
                    &[total] => total.table == table && missing(context.report, identity, total, &blank) == Some(side),
                    _ => false,
                })
                .collect();
            tell(context, table, &concerned, side);
        }
    }
    context.identities = identities;
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

fn tell(context: &mut Context<'_>, table: TableId, concerned: &[&Identity], side: Side) {
    const ONE: Text = Text::new("{0}{1}的{2}。", "{0}, {1}: {2}.");
    const EACH: Text = Text::new("{0}{1}", "{0}: {1}");
    const TOTALS: Text = Text::new(
        "{0}有{1}处总计空白而分项有数：{2}{3}。",
        "{0}: {1} blank totals beside filled parts: {2}{3}",
    );
    const PARTS: Text = Text::new(
        "{0}有{1}处只填总计，分项全部空白：{2}{3}。",
        "{0}: {1} totals whose parts are all blank: {2}{3}",
    );
    let report = context.report;
    let says = match concerned {
        [] => return,
        [only] => ONE.with([table.into(), place(only), amount(report, only, side).into()]),
        many => {
            let named = many.iter().take(NAMED);
            let named = named.map(|identity| {
                EACH.with([place(identity), amount(report, identity, side).into()])
                    .into()
            });
            let end = if many.len() > NAMED {
                Text::new("；等", "; …")
            } else {
                Text::new("", ".")
            };
            let pattern = if side == Side::Total { TOTALS } else { PARTS };
            pattern.with([
                table.into(),
                many.len().into(),
                Arg::List(named.collect(), CLAUSES),
                end.into(),
            ])
        }
    };
    let mut cells: Vec<CellId> = concerned.iter().flat_map(|identity| identity.cells()).collect();
    if concerned.len() > 1 {
        sort_distinct(&mut cells);
    }
    context.emit(Finding::new(&RULE, says).of(cells));
}

/// The row or the column of a sum, in words.
fn place(identity: &Identity) -> Arg {
    const ROW: Text = Text::new("“{0}”行", "row “{0}”");
    const COLUMN: Text = Text::new("“{1}”列“{0}”", "column “{1}”, “{0}”");
    let Some(&total) = identity.right.first() else {
        return Text::new("", "").into();
    };
    let by_row = identity.left.iter().all(|part| part.row == total.row);
    let pattern = if by_row { ROW } else { COLUMN };
    pattern.with([Arg::Row(total), Arg::Column(total)]).into()
}

fn amount(report: &Report, identity: &Identity, side: Side) -> Sentence {
    const TOTAL_BLANK: Text = Text::new(
        "总计空白，分项之和为{0}，未作核对",
        "the total is blank though its parts give {0}; not checked",
    );
    const PARTS_BLANK: Text = Text::new(
        "总计为{0}，分项全部空白",
        "the total is {0}, but all its parts are blank",
    );
    let total = identity.right.first().and_then(|&total| report.cell(total).value);
    let parts = identity.left.iter().filter_map(|&part| report.cell(part).value);
    match side {
        Side::Total => TOTAL_BLANK.with([parts.sum::<Decimal>().into()]),
        Side::Parts => PARTS_BLANK.with([total.unwrap_or_default().into()]),
    }
}
