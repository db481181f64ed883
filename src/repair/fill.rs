//! Blank totals beside filled parts: nothing contradicts itself, but the identities say what belongs there.

use rust_decimal::Decimal;

use super::{Change, Edit, Kind, Likelihood, Part, Repair, Sum, connected, is_broken, meet};
use crate::form::CellId;
use crate::report::{Outcome, Report};
use crate::small_sort::{sort_distinct, sorted_by_key};
use crate::wording::Sentence;

/// For each group of connected blank totals the numbers that their parts give, if all identities agree on them and none of the
/// parts is in doubt.
pub fn fills(report: &Report, sums: &[Sum<'_>], mut group: usize) -> Vec<Repair> {
    // Unchecked for a cell that cannot be read, an identity says nothing.
    let readable = |sum: &Sum<'_>| {
        let mut cells = sum.identity.cells().map(|cell| report.cell(cell));
        sum.outcome == Outcome::Unchecked && cells.all(|cell| cell.is_empty() || cell.value.is_some())
    };
    let mut open: Vec<bool> = sums.iter().map(readable).collect();
    let mut groups: Vec<Group> = Vec::new();
    while let Some(start) = open.iter().position(|open| *open) {
        let members = connected(sums, start, &open);
        let mut doubtful = false;
        for &at in &members {
            open[at] = false;
            let mut broken = sums.iter().filter(|sum| is_broken(sum));
            doubtful |= broken.any(|sum| meet(sum.identity, sums[at].identity));
        }
        // What stands in an identity that cannot be read is not known well enough.
        let in_all = |change: &Change| {
            let mut with = (0..sums.len()).filter(|&at| sums[at].identity.cells().any(|cell| cell == change.cell));
            with.all(|at| members.contains(&at))
        };
        let changes = solve(report, sums, &members).filter(|changes| !doubtful && changes.iter().all(in_all));
        let mut resolves: Vec<usize> = members.iter().filter_map(|&at| sums[at].finding).collect();
        sort_distinct(&mut resolves);
        if !resolves.is_empty() {
            groups.push(Group { changes, resolves });
        }
    }
    let mut repairs = Vec::new();
    while let Some(first) = groups.pop() {
        // A finding tells of all blank totals of a table: they are filled together or not at all.
        let same = |group: &Group| group.resolves.iter().any(|finding| first.resolves.contains(finding));
        let (mut together, apart): (Vec<Group>, Vec<Group>) = groups.into_iter().partition(same);
        groups = apart;
        together.push(first);
        repairs.extend(filled(together));
    }
    repairs.reverse();
    for repair in &mut repairs {
        repair.group = group;
        group += 1;
    }
    repairs
}

/// Connected blank totals: their numbers, if they can be told, and the findings that are settled then.
struct Group {
    changes: Option<Vec<Change>>,
    resolves: Vec<usize>,
}

/// One repair that fills all blank totals of some groups; none if one of them cannot be filled.
fn filled(groups: Vec<Group>) -> Option<Repair> {
    let mut parts: Vec<(Vec<Change>, Vec<usize>)> = Vec::new();
    for group in groups {
        parts.push((group.changes.filter(|changes| !changes.is_empty())?, group.resolves));
    }
    let all = parts.iter().flat_map(|(changes, _)| changes.iter().copied()).collect();
    let changes: Vec<Change> = sorted_by_key(all, |change| change.cell);
    let mut resolves: Vec<usize> = parts
        .iter()
        .flat_map(|(_, resolves)| resolves.iter().copied())
        .collect();
    sort_distinct(&mut resolves);
    let part = |(own, resolves): (Vec<Change>, Vec<usize>)| Part {
        edits: vec![Edit {
            kind: Kind::Fill,
            changes: (0..changes.len()).filter(|&at| own.contains(&changes[at])).collect(),
            likelihood: Likelihood::Total,
        }],
        resolves,
    };
    Some(Repair {
        parts: parts.into_iter().map(part).collect(),
        kind: Kind::Fill,
        resolves,
        exact: true,
        rank: 1,
        ties: 1,
        group: 0,
        reason: Sentence::default(),
        changes: changes.clone(),
    })
}

/// The numbers of the blank totals; none if some stays open, or if the identities contradict one another.
fn solve(report: &Report, sums: &[Sum<'_>], members: &[usize]) -> Option<Vec<Change>> {
    let is_blank_total = |cell: CellId| {
        report.cell(cell).is_empty()
            && sums.iter().any(|sum| {
                let mut parts = sum.identity.left.iter();
                sum.identity.right == [cell] && parts.any(|&part| report.cell(part).value.is_some())
            })
    };
    let mut changes: Vec<Change> = Vec::new();
    loop {
        let mut left_open = false;
        let before = changes.len();
        for &at in members {
            let identity = sums[at].identity;
            let mut unknown = Vec::new();
            let mut off = Decimal::ZERO;
            for (index, cell) in identity.cells().enumerate() {
                let is_left = index < identity.left.len();
                let filled = changes.iter().find(|change| change.cell == cell);
                if filled.is_none() && is_blank_total(cell) {
                    unknown.push((cell, is_left));
                    continue;
                }
                let mut value = filled.map_or(report.cell(cell).value.unwrap_or_default(), |change| change.to);
                value.set_sign_negative(value.is_sign_negative() == is_left);
                off = off.checked_add(value)?;
            }
            match unknown.as_slice() {
                [] if off.is_zero() => {}
                [] => return None,
                &[(cell, is_left)] => {
                    let to = if is_left { Decimal::ZERO - off } else { off };
                    if to < Decimal::ZERO || !to.is_integer() {
                        return None;
                    }
                    let at = changes.partition_point(|change| change.cell < cell);
                    changes.insert(at, Change { cell, from: None, to });
                }
                _ => left_open = true,
            }
        }
        if changes.len() == before {
            return (!left_open).then_some(changes);
        }
    }
}
