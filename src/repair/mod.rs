//! Broken identities → the smallest sets of edits after which every checked identity holds (Fellegi–Holt, generalised).
//!
//! **What is searched.** Identities that share cells form a group, and each group with a broken identity is searched by
//! itself: table three is one group, each block of table four another. The repairs of a group replace one another;
//! one repair of each group together mend the report. Ranks and ties are counted within a group.
//!
//! **What is smallest.** A repair is as large as the number of cells it changes, as in Fellegi and Holt; a row slid by one
//! column changes many cells by one slip and counts as two. Only the repairs of the smallest size are listed. So one changed
//! cell is always preferred to an amount moved or two cells exchanged, which change two. Among repairs of one size, that with
//! fewer edits comes first: a move, a swap or a slide is one edit. Among those, the likelier: see [`Likelihood`].
//!
//! **What is proposed.** Only numbers that the identities leave no choice about: a set of cells whose numbers could be shifted
//! among one another at will is not listed. New numbers are non-negative integers, as the form wants them.
//!
//! **How far.** Repairs of up to [`LARGEST`] cells, within a fixed number of steps (not of milliseconds: the same input always
//! gets the same answer). Where the steps ran out, `exact` is false; where nothing was found, nothing is proposed.

mod fill;
mod likelihood;
mod search;

use rust_decimal::Decimal;

use crate::form::{CellId, Identity};
use crate::report::{Outcome, Report};
use crate::wording::Sentence;

pub use likelihood::Likelihood;
use search::Search;

/// The most cells that a proposed repair changes, slid rows apart.
pub const LARGEST: usize = 6;
/// The most repairs of a group that are listed; all are counted.
pub const LISTED: usize = 20;

/// An identity and what became of it.
#[derive(Clone, Copy, Debug)]
pub struct Sum<'a> {
    /// The identity.
    pub identity: &'a Identity,
    /// What became of it.
    pub outcome: Outcome,
    /// The finding that says so, by its number; goes into [`Repair::resolves`].
    pub finding: Option<usize>,
}

/// What kind of edit a repair is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(
    feature = "types",
    derive(ts_rs::TS),
    ts(rename_all = "snake_case", rename = "RepairKind")
)]
pub enum Kind {
    /// Cells get other numbers.
    Value,
    /// An amount moves from one cell to another of the same sum.
    Move,
    /// Two cells of a row or a column exchange their numbers.
    Swap,
    /// The numbers of a row slide by one column.
    Shift,
    /// Blank totals get their numbers.
    Fill,
}

impl Kind {
    /// As written in a review.
    pub fn name(self) -> &'static str {
        match self {
            Self::Value => "value",
            Self::Move => "move",
            Self::Swap => "swap",
            Self::Shift => "shift",
            Self::Fill => "fill",
        }
    }
}

/// A cell's number before and after.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Change {
    /// The cell.
    pub cell: CellId,
    /// What the document says; none if it is blank.
    pub from: Option<Decimal>,
    /// What it would say.
    pub to: Decimal,
}

/// One act of mending.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Edit {
    /// What it does.
    pub kind: Kind,
    /// The cells it changes, by their number in [`Repair::changes`].
    pub changes: Vec<usize>,
    /// How likely it is.
    pub likelihood: Likelihood,
}

/// Changes of a repair that have nothing to do with its other changes: they can be made, and left, by themselves.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Part {
    /// Its edits.
    pub edits: Vec<Edit>,
    /// The findings that these edits alone settle.
    pub resolves: Vec<usize>,
}

/// A proposal: after it every checked identity of its group holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Repair {
    /// The cells that change, in the order of the form.
    pub changes: Vec<Change>,
    /// The kind of its edits; [`Kind::Value`] where they are of different kinds.
    pub kind: Kind,
    /// The findings that it settles, as numbers of [`crate::review::Review::findings`].
    pub resolves: Vec<usize>,
    /// Whether the search was complete: there is no smaller repair of the group, and no other that is as small.
    pub exact: bool,
    /// 1 is the best of the group; equally good ones have the same rank, and the next one counts them all.
    pub rank: usize,
    /// How many repairs of the group are as good as this one, itself included; they may be more than are listed.
    pub ties: usize,
    /// Repairs of the same group replace one another; those of different groups are independent. Counted from 0.
    pub group: usize,
    /// What can be done by itself; one part unless the report has several slips that do not touch one another.
    pub parts: Vec<Part>,
    /// One line for the user: what it does and what speaks for it.
    pub reason: Sentence,
}

/// All smallest repairs of every group, in the order of the groups, the best first.
///
/// `stated` is what the prose says of cells: it breaks ties. Nothing is done, and nothing is allocated, for a report without
/// a broken identity or a blank total.
pub fn repairs(report: &Report, sums: &[Sum<'_>], stated: &[(CellId, Decimal)]) -> Vec<Repair> {
    let mut repairs = Vec::new();
    let mut group = 0;
    let mut open: Vec<bool> = sums.iter().map(|sum| sum.outcome != Outcome::Unchecked).collect();
    for (start, sum) in sums.iter().enumerate() {
        if !open[start] || !is_broken(sum) {
            continue;
        }
        let members = connected(sums, start, &open);
        for &at in &members {
            open[at] = false;
        }
        let found = smallest(report, sums, &members, stated, group);
        group += usize::from(!found.is_empty());
        repairs.extend(found);
    }
    repairs.extend(fill::fills(report, sums, group));
    repairs
}

fn is_broken(sum: &Sum<'_>) -> bool {
    matches!(sum.outcome, Outcome::Broken(..))
}

/// The open identities that share cells with the one at `start`, directly or through others, in their order.
fn connected(sums: &[Sum<'_>], start: usize, open: &[bool]) -> Vec<usize> {
    let mut reached = vec![false; sums.len()];
    reached[start] = true;
    let mut next = vec![start];
    while let Some(at) = next.pop() {
        for (other, sum) in sums.iter().enumerate() {
            if open[other] && !reached[other] && meet(sums[at].identity, sum.identity) {
                reached[other] = true;
                next.push(other);
            }
        }
    }
    (0..sums.len()).filter(|&at| reached[at]).collect()
}

/// Whether two identities share a cell.
fn meet(one: &Identity, other: &Identity) -> bool {
    one.cells().any(|cell| other.cells().any(|also| cell == also))
}

/// The smallest repairs of one group.
fn smallest(
    report: &Report,
    sums: &[Sum<'_>],
    members: &[usize],
    stated: &[(CellId, Decimal)],
    group: usize,
) -> Vec<Repair> {
    let identities: Vec<&Identity> = members.iter().map(|&at| sums[at].identity).collect();
    let Some(mut search) = Search::new(report, &identities) else {
        return Vec::new();
    };
    let (found, exact) = search.run(LARGEST);
    let weights: Vec<Weight> = found
        .iter()
        .map(|found| weight(&likelihood::edits(&search, found, stated)))
        .collect();
    let broken = members.iter().filter(|&&at| is_broken(&sums[at]));
    let resolves: Vec<usize> = broken.filter_map(|&at| sums[at].finding).collect();
    let mut repairs: Vec<Repair> = Vec::new();
    let mut last = None;
    while repairs.len() < LISTED {
        // The next best, in the order of the form among equals.
        let later = (0..found.len()).filter(|&at| last.is_none_or(|last| (weights[last], last) < (weights[at], at)));
        let Some(best) = later.min_by_key(|&at| (weights[at], at)) else {
            break;
        };
        last = Some(best);
        let edits = likelihood::edits(&search, &found[best], stated);
        let cells = found[best].cells.iter();
        let changes: Vec<Change> = cells.map(|&(at, by)| search.change(at, by)).collect();
        let kind = edits[0].kind;
        repairs.push(Repair {
            parts: parts(sums, members, &changes, &edits),
            changes,
            kind: if edits.iter().all(|edit| edit.kind == kind) {
                kind
            } else {
                Kind::Value
            },
            resolves: resolves.clone(),
            exact,
            rank: 1 + weights.iter().filter(|&&other| other < weights[best]).count(),
            ties: weights.iter().filter(|&&other| other == weights[best]).count(),
            group,
            reason: Sentence::default(),
        });
    }
    repairs
}

/// How many edits, and of these how many of each likelihood, the least likely first: the smallest is the best.
type Weight = [usize; 1 + Likelihood::COUNT];

fn weight(edits: &[Edit]) -> Weight {
    let mut weight = [0; 1 + Likelihood::COUNT];
    weight[0] = edits.len();
    for edit in edits {
        weight[Likelihood::COUNT - edit.likelihood as usize] += 1;
    }
    weight
}

/// The edits sorted by what they touch: those that share an identity belong together.
fn parts(sums: &[Sum<'_>], members: &[usize], changes: &[Change], edits: &[Edit]) -> Vec<Part> {
    let touches = |edit: &Edit, at: usize| {
        let mut cells = sums[at].identity.cells();
        cells.any(|cell| edit.changes.iter().any(|&change| changes[change].cell == cell))
    };
    // The part of each edit, called by its first edit.
    let mut part: Vec<usize> = (0..edits.len()).collect();
    for &at in members {
        let mut first = None;
        for index in 0..edits.len() {
            if touches(&edits[index], at) {
                let (one, other) = (*first.get_or_insert(part[index]), part[index]);
                for name in &mut part {
                    if *name == one || *name == other {
                        *name = one.min(other);
                    }
                }
                first = Some(one.min(other));
            }
        }
    }
    let mut parts = Vec::new();
    for name in 0..edits.len() {
        let own = || {
            (0..edits.len())
                .filter(|&index| part[index] == name)
                .map(|index| &edits[index])
        };
        let settled = |at: &&usize| is_broken(&sums[**at]) && own().any(|edit| touches(edit, **at));
        if part[name] == name {
            parts.push(Part {
                edits: own().cloned().collect(),
                resolves: members
                    .iter()
                    .filter(settled)
                    .filter_map(|&at| sums[at].finding)
                    .collect(),
            });
        }
    }
    parts
}
