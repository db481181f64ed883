//! The repairs of a report's sums, and what is said of each: what it does, what comes right by it, what speaks for it.

use crate::form::{CellId, TableId};
use crate::language::{Lang, Text};
use crate::repair::{self, Edit, Kind, Likelihood, Part, Repair, Sum};
use crate::report::Report;
use crate::review::Finding;
use crate::wording::{Arg, LIST, Sentence};

/// More places than this are counted, not named.
const NAMED: usize = 4;

/// The repairs of a report whose findings have their final order.
pub fn propose(report: &Report, findings: &[Finding]) -> Vec<Repair> {
    let concerned = |finding: &Finding| finding.code().starts_with('A') || finding.code() == "B07";
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
                let own = identity.cells().eq(finding.cells.iter().copied());
                // One finding may tell of several blank totals.
                let blank = || {
                    let mut cells = identity.cells();
                    finding.code() == "B07"
                        && matches!(identity.right.as_slice(), [total] if blank_totals.contains(total))
                        && cells.all(|cell| finding.cells.contains(&cell))
                };
                concerned(finding) && finding.cells.len() > 3 && (own || blank())
            }),
        })
        .collect();
    let mut repairs = repair::repairs(report, &sums, &report.stated());
    for repair in &mut repairs {
        const REASON: Text = Text::new("{0}。", "{0}.");
        const BETWEEN: Text = Text::new("；", "; ");
        let parts = repair.parts.iter().map(|part| reason(repair, part, findings).into());
        repair.reason = REASON.with([Arg::List(parts.collect(), BETWEEN)]);
    }
    repairs
}

fn reason(repair: &Repair, part: &Part, findings: &[Finding]) -> Sentence {
    const FILLED: Text = Text::new("{0}后，{1}即可核对并相符{2}", "{0}: {1} can be checked and agrees{2}");
    const ONE: Text = Text::new("{0}后，{1}的不一致消除{2}", "{0}: the mismatch in {1} is gone{2}");
    const ALL: Text = Text::new(
        "{0}后，{1}的{3}处不一致全部消除{2}",
        "{0}: all {3} mismatches in {1} are gone{2}",
    );
    const BETWEEN: Text = Text::new("，", ", ");
    let acts = part.edits.iter().map(|edit| act(repair, edit).into()).collect();
    let count = part.resolves.len();
    let clue = match part.edits.as_slice() {
        [edit] => clue(edit),
        _ => Text::default(),
    };
    let pattern = match part.edits.first().map(|edit| edit.kind) {
        Some(Kind::Fill) => FILLED,
        _ if count == 1 => ONE,
        _ => ALL,
    };
    pattern.with([
        Arg::List(acts, BETWEEN),
        places(repair, part, findings),
        clue.into(),
        numeral(count),
    ])
}

/// What an edit does.
fn act(repair: &Repair, edit: &Edit) -> Sentence {
    const VALUE: Text = Text::new("改为{0}", "With {0}");
    const VALUE_OF: Text = Text::new("{1}改为{0}", "With {0} in {1}");
    const FILL: Text = Text::new("补填{0}", "With {0} filled in");
    const FILL_ALL: Text = Text::new("补填{0}处空白总计", "With {0} blank totals filled in");
    const LEFT: Text = Text::new("“{0}”行各数左移一列", "With row “{0}” slid one column to the left");
    const RIGHT: Text = Text::new("“{0}”行各数右移一列", "With row “{0}” slid one column to the right");
    const SWAP: Text = Text::new("{0}与{1}两数互换", "With {0} and {1} exchanged");
    const MOVE: Text = Text::new("将{0}由{1}移至{2}", "With {0} moved from {1} to {2}");
    const NAME: Text = Text::new("“{0}”行“{1}”列", "row “{0}”, column “{1}”");
    let name = |cell: CellId| Arg::from(NAME.with([Arg::Row(cell), Arg::Column(cell)]));
    let mut changed = edit.changes.iter().filter_map(|&at| repair.changes.get(at));
    let Some(first) = changed.next() else {
        return Sentence::default();
    };
    let second = changed.next().unwrap_or(first);
    match edit.kind {
        // The cell stands beside the reason; where several change, each is named.
        Kind::Value if repair.changes.len() == 1 => VALUE.with([first.to.into()]),
        Kind::Value => VALUE_OF.with([first.to.into(), name(first.cell)]),
        Kind::Fill if edit.changes.len() == 1 => FILL.with([first.to.into()]),
        Kind::Fill => FILL_ALL.with([numeral(edit.changes.len())]),
        Kind::Shift => {
            // Slid to the left, the first cell takes the number of the second.
            let left = edit.changes.len() > 1 && second.from == Some(first.to);
            if left { LEFT } else { RIGHT }.with([Arg::Row(first.cell)])
        }
        Kind::Swap => SWAP.with([name(first.cell), name(second.cell)]),
        Kind::Move => {
            let amount = first.to - first.from.unwrap_or_default();
            let (from, to) = if amount.is_sign_negative() {
                (first.cell, second.cell)
            } else {
                (second.cell, first.cell)
            };
            MOVE.with([amount.abs().into(), name(from), name(to)])
        }
    }
}

/// Where sums come right: rows and columns by name, each once.
fn places(repair: &Repair, part: &Part, findings: &[Finding]) -> Arg {
    const CASES: Text = Text::new("{1}“{0}”", "row “{0}”");
    const ROW: Text = Text::new("“{0}”行", "row “{0}”");
    const COLUMN: Text = Text::new("“{0}”列", "column “{0}”");
    const MANY: Text = Text::new("{0}等{1}行、列", "{2} rows and columns");
    const AND: Text = Text::new("{0}与{1}", "{0} and {1}");
    let (mut names, mut known): (Vec<Arg>, Vec<String>) = (Vec::new(), Vec::new());
    let filled = part.edits.iter().filter(|edit| edit.kind == Kind::Fill);
    let filled: Vec<CellId> = filled
        .flat_map(|edit| edit.changes.iter())
        .filter_map(|&at| Some(repair.changes.get(at)?.cell))
        .collect();
    let of_finding = |finding: &Finding| {
        let total = *finding.cells.last()?;
        // In a row's sum the cells share their row.
        Some((total, finding.cells.iter().all(|cell| cell.row == total.row)))
    };
    // One finding tells of several blank totals: the totals themselves say where they stand.
    let is_total = |cell: CellId| usize::from(cell.column) + 1 == cell.row().columns.len();
    let sums: Vec<(CellId, bool)> = if filled.len() > 1 {
        filled.into_iter().map(|cell| (cell, is_total(cell))).collect()
    } else {
        let settled = part.resolves.iter().filter_map(|&index| findings.get(index));
        settled.filter_map(of_finding).collect()
    };
    for (total, by_row) in sums {
        let name = if by_row && total.table == TableId::Appeals {
            CASES.with([Arg::Row(total), total.table.into()])
        } else if by_row {
            ROW.with([Arg::Row(total)])
        } else {
            COLUMN.with([Arg::Column(total)])
        };
        // Cells of one column have one name for it.
        let words = name.get(Lang::Zh);
        if !known.contains(&words) {
            known.push(words);
            names.push(name.into());
        }
    }
    let count = names.len();
    if count > NAMED {
        names.truncate(1);
        return MANY.with([Arg::List(names, LIST), numeral(count), count.into()]).into();
    }
    match names.pop() {
        Some(last) if !names.is_empty() => AND.with([Arg::List(names, LIST), last]).into(),
        Some(only) => only,
        None => Text::default().into(),
    }
}

/// What speaks for a single edit, if anything does.
fn clue(edit: &Edit) -> Text {
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
        _ => Text::default(),
    }
}

/// A small number, in Chinese in characters.
fn numeral(count: usize) -> Arg {
    let digits = ["零", "一", "两", "三", "四", "五", "六", "七", "八", "九", "十"];
    let shown = count.to_string();
    let zh = digits.get(count).map_or_else(|| shown.clone(), ToString::to_string);
    Arg::Said(zh, shown)
}
