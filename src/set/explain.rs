//! What explains the difference between a government's report and the sum of those below it: the smallest hypothesis that makes
//! every difference nothing. Only exact ones are told as such, and all that tie.

mod cells;

use std::collections::HashMap;

use rust_decimal::Decimal;

use super::entry::Entry;
use super::parent::{Class, Explanation, ExplanationKind, Parent, half_unit, value};
use super::{Outcome, SetReview};
use crate::form::CellId;
use crate::language::Lang;
use crate::wording::Sentence;

/// At most so many explanations are told.
const TOLD: usize = 3;
/// At most so many agencies are named.
const NAMED: usize = 5;
/// An explanation that is not exact leaves at most so many cells, and explains at least so many in a hundred.
const LEFT: usize = 3;
const EXPLAINED: usize = 80;
/// Fees are counted in half millionths of their unit.
const FEE_UNIT: i64 = 2_000_000;

/// A change of the sum that one hypothesis makes.
struct Delta {
    kind: ExplanationKind,
    body: usize,
    vector: Vec<i64>,
    hash: u64,
    says: Sentence,
}

/// The numbers of a government and of what lies below it, cell by cell.
pub struct Problem {
    cells: Vec<CellId>,
    /// Index of the fees among the cells, and how much they may be off by rounding.
    fee: Option<(usize, i64)>,
    parent: Vec<i64>,
    sum: Vec<i64>,
    /// What the parent says more than the sum; fees within their rounding are 0.
    off: Vec<i64>,
    children: Vec<(usize, Vec<i64>)>,
    deltas: Vec<Delta>,
    names: Vec<String>,
    missing: Vec<usize>,
    complete: bool,
    has_broken: bool,
}

/// A number as counted here.
fn counted(cell: CellId, number: Decimal) -> Option<i64> {
    let number = if Class::of(cell) == Some(Class::Fees) {
        number.checked_mul(Decimal::from(FEE_UNIT))?
    } else {
        number
    };
    let number = number.normalize();
    if number.scale() > 0 {
        None
    } else {
        i64::try_from(number.mantissa()).ok()
    }
}

impl Problem {
    /// Of a government's cells in which everything is known.
    pub fn new(entries: &[Entry], review: &SetReview, parent: &Parent) -> Self {
        let known = parent.cells.iter().filter(|cell| !cell.bound && cell.parent.is_some());
        let cells: Vec<CellId> = known.map(|cell| cell.cell).collect();
        let vector = |entry: usize| -> Option<Vec<i64>> {
            cells
                .iter()
                .map(|&cell| counted(cell, value(&entries[entry], cell)?))
                .collect()
        };
        let name = |entry: usize| review.bodies[review.filed[entry].body].name.clone();
        let mut problem = Self {
            fee: None,
            parent: vector(parent.entry).unwrap_or_default(),
            sum: vec![0; cells.len()],
            off: Vec::new(),
            children: Vec::new(),
            deltas: Vec::new(),
            names: review.bodies.iter().map(|body| body.name.clone()).collect(),
            missing: parent.missing.clone(),
            complete: parent.complete,
            has_broken: parent.cells.iter().any(|cell| cell.outcome == Outcome::Broken),
            cells: Vec::new(),
        };
        let children: Option<Vec<(usize, Vec<i64>)>> = parent
            .children
            .iter()
            .map(|&child| Some((child, vector(child)?)))
            .collect();
        let Some(children) = children.filter(|_| problem.parent.len() == cells.len()) else {
            return problem;
        };
        for (_, vector) in &children {
            for (sum, number) in problem.sum.iter_mut().zip(vector) {
                *sum = sum.saturating_add(*number);
            }
        }
        problem.cells.clone_from(&cells);
        let fee = cells.iter().position(|&cell| Class::of(cell) == Some(Class::Fees));
        problem.fee = fee.map(|at| {
            let all = std::iter::once(parent.entry).chain(parent.children.iter().copied());
            let slack = all.filter_map(|entry| value(&entries[entry], cells[at])).map(half_unit);
            let slack = slack.fold(Decimal::ZERO, Decimal::saturating_add);
            (at, counted(cells[at], slack).unwrap_or(0))
        });
        problem.off = (0..cells.len())
            .map(|at| problem.parent[at].saturating_sub(problem.sum[at]))
            .collect();
        for (child, vector) in &children {
            let body = review.filed[*child].body;
            problem.delta(ExplanationKind::LeftOut, body, negated(vector), left_out(&name(*child)));
            problem.delta(ExplanationKind::Twice, body, vector.clone(), twice(&name(*child)));
        }
        for left in parent
            .left_out
            .iter()
            .filter(|left| left.why != "duplicate" || review.filed[left.entry].replaced_by.is_none())
        {
            if let Some(vector) = vector(left.entry) {
                problem.delta(
                    ExplanationKind::Excluded,
                    review.filed[left.entry].body,
                    vector,
                    excluded(&name(left.entry), left.why),
                );
            }
        }
        problem.versions(entries, review, (&children, parent.year), vector);
        problem.children = children
            .into_iter()
            .map(|(child, vector)| (review.filed[child].body, vector))
            .collect();
        problem
    }

    fn delta(&mut self, kind: ExplanationKind, body: usize, vector: Vec<i64>, says: Sentence) {
        if vector.iter().any(|number| *number != 0) {
            let hash = self.hash(&vector);
            self.deltas.push(Delta {
                kind,
                body,
                vector,
                hash,
                says,
            });
        }
    }

    /// E4: another file of the same agency and year, or last year's report.
    fn versions(
        &mut self,
        entries: &[Entry],
        review: &SetReview,
        (children, year): (&[(usize, Vec<i64>)], u16),
        vector: impl Fn(usize) -> Option<Vec<i64>>,
    ) {
        let mut others: HashMap<usize, Vec<(usize, bool)>> = HashMap::new();
        for (entry, filed) in review.filed.iter().enumerate() {
            let is_last = filed.used && filed.year.is_some_and(|other| other + 1 == year);
            let is_other = !filed.used && filed.year == Some(year) && filed.replaced_by.is_some();
            if (is_last || is_other) && entries[entry].is_report() {
                others.entry(filed.body).or_default().push((entry, is_last));
            }
        }
        for (child, own) in children {
            let body = review.filed[*child].body;
            for &(entry, is_last) in others.get(&body).into_iter().flatten() {
                let Some(other) = vector(entry) else { continue };
                let change = other
                    .iter()
                    .zip(own)
                    .map(|(other, own)| other.saturating_sub(*own))
                    .collect();
                let says = version(&review.bodies[body].name, &entries[entry].file.path, is_last);
                self.delta(ExplanationKind::Version, body, change, says);
            }
        }
    }

    /// A sum of fixed weights: that of two vectors together is the sum of theirs. Fees are compared apart, for their rounding.
    fn hash(&self, vector: &[i64]) -> u64 {
        let mut sum = 0_u64;
        for (at, number) in (0_u64..).zip(vector) {
            if self.fee.is_some_and(|fee| fee.0 as u64 == at) {
                continue;
            }
            let mut weight = (at + 1).wrapping_mul(0x9e37_79b9_7f4a_7c15);
            weight = (weight ^ (weight >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
            sum = sum.wrapping_add((weight ^ (weight >> 27)).wrapping_mul(number.cast_unsigned()));
        }
        sum
    }

    /// Whether something is left of a cell's difference once a change is taken from it.
    fn is_left(&self, at: usize, change: i64) -> bool {
        let left = self.off[at].saturating_sub(change);
        match self.fee {
            Some((fee, slack)) if fee == at => left.abs() > slack,
            _ => left != 0,
        }
    }

    /// How many cells a change leaves.
    fn leaves(&self, change: impl Fn(usize) -> i64) -> usize {
        (0..self.cells.len()).filter(|&at| self.is_left(at, change(at))).count()
    }

    fn is_exact(&self, change: impl Fn(usize) -> i64) -> bool {
        !(0..self.cells.len()).any(|at| self.is_left(at, change(at)))
    }

    /// The cells that differ.
    fn open(&self) -> Vec<usize> {
        (0..self.cells.len()).filter(|&at| self.is_left(at, 0)).collect()
    }
}

/// What explains the differences: exact explanations, at most [`TOLD`]; else the one that leaves the fewest cells, if it leaves few.
pub fn explain(problem: &Problem) -> Vec<Explanation> {
    let open = problem.open();
    if open.is_empty() {
        return Vec::new();
    }
    let mut found = problem.whole();
    if found.is_empty() {
        found = problem.pairs();
    }
    if found.iter().all(|found| found.kind == ExplanationKind::Two) {
        found.extend(problem.rows(&open));
        found.extend(problem.columns(&open));
        found.extend(problem.in_yuan(&open));
        found.extend(problem.slip(&open));
        // One change of one report is less than two whole reports.
        found.sort_by_key(|found| (found.kind == ExplanationKind::Two, found.kind));
    }
    found.truncate(TOLD);
    if found.is_empty() {
        found.extend(problem.nearly(&open));
    }
    let only_more = open.iter().all(|&at| problem.off[at] > 0);
    if found.is_empty() && only_more && !problem.complete && !problem.missing.is_empty() {
        found.push(problem.of_missing(open.len()));
    }
    found
}

impl Problem {
    fn explanation(&self, kind: ExplanationKind, bodies: Vec<usize>, says: Sentence) -> Explanation {
        Explanation {
            kind,
            exact: true,
            ties: 1,
            bodies,
            cells: self.open().len(),
            leaves: 0,
            says,
        }
    }

    /// E1 to E4: one whole report. All that tie are told, kind by kind.
    fn whole(&self) -> Vec<Explanation> {
        let wanted = self.hash(&self.off);
        let fits = self
            .deltas
            .iter()
            .filter(|delta| delta.hash == wanted && self.is_exact(|at| delta.vector[at]));
        let fits: Vec<&Delta> = fits.collect();
        let tell = |delta: &&Delta| Explanation {
            ties: fits.iter().filter(|other| other.kind == delta.kind).count(),
            ..self.explanation(delta.kind, vec![delta.body], exactly(&delta.says))
        };
        fits.iter().map(tell).collect()
    }

    /// E5: two of them.
    fn pairs(&self) -> Vec<Explanation> {
        let mut by_hash: HashMap<u64, Vec<usize>> = HashMap::new();
        for (index, delta) in self.deltas.iter().enumerate() {
            by_hash.entry(delta.hash).or_default().push(index);
        }
        let wanted = self.hash(&self.off);
        let mut found: Vec<(usize, usize)> = Vec::new();
        for (first, delta) in self.deltas.iter().enumerate() {
            for &second in by_hash.get(&wanted.wrapping_sub(delta.hash)).into_iter().flatten() {
                let other = &self.deltas[second];
                let both = |at: usize| delta.vector[at].saturating_add(other.vector[at]);
                if second > first && other.body != delta.body && self.is_exact(both) {
                    found.push((first, second));
                }
            }
        }
        let tell = |&(a, b): &(usize, usize)| {
            let (a, b) = (&self.deltas[a], &self.deltas[b]);
            let says = match (a.kind, b.kind) {
                (ExplanationKind::LeftOut, ExplanationKind::LeftOut) => {
                    left_out(&format!("{}、{}", self.names[a.body], self.names[b.body]))
                }
                (ExplanationKind::Twice, ExplanationKind::Twice) => {
                    twice(&format!("{}、{}", self.names[a.body], self.names[b.body]))
                }
                _ => {
                    let (a, b) = (a.says.clone(), b.says.clone());
                    Sentence::said(|lang| match lang {
                        Lang::Zh => format!("{}，并{}", a.get(lang), b.get(lang)),
                        Lang::En => format!("{} and {}", a.get(lang), b.get(lang)),
                    })
                }
            };
            Explanation {
                ties: found.len(),
                ..self.explanation(ExplanationKind::Two, vec![a.body, b.body], exactly(&says))
            }
        };
        found.iter().map(tell).collect()
    }

    /// The one report that explains the most, if it leaves few cells.
    fn nearly(&self, open: &[usize]) -> Option<Explanation> {
        if !self.has_broken {
            return None;
        }
        let left = |delta: &Delta| self.leaves(|at| delta.vector[at]);
        let (leaves, delta) = self
            .deltas
            .iter()
            .map(|delta| (left(delta), delta))
            .min_by_key(|found| found.0)?;
        let cells = open.len().checked_sub(leaves)?;
        if leaves > LEFT || cells * 100 < EXPLAINED * open.len() {
            return None;
        }
        let inner = delta.says.clone();
        let says = Sentence::said(|lang| match lang {
            Lang::Zh => format!("除{leaves}格外，等于{}。", inner.get(lang)),
            Lang::En => format!("But for {leaves} cells it is {}.", inner.get(lang)),
        });
        Some(Explanation {
            exact: false,
            cells,
            leaves,
            ..self.explanation(delta.kind, vec![delta.body], says)
        })
    }

    /// E12.
    fn of_missing(&self, cells: usize) -> Explanation {
        let count = self.missing.len();
        let listed: Vec<&str> = self
            .missing
            .iter()
            .take(NAMED)
            .map(|&body| self.names[body].as_str())
            .collect();
        let says = Sentence::said(|lang| match lang {
            Lang::Zh => {
                let more = if count > NAMED { "等" } else { "" };
                format!(
                    "相差部分均为正，与缺报的{count}个单位（{}{more}）相符。",
                    listed.join("、")
                )
            }
            Lang::En => {
                let more = if count > NAMED { " …" } else { "" };
                format!(
                    "All differences are surpluses, as {count} missing agencies would make them ({}{more}).",
                    listed.join(", ")
                )
            }
        });
        Explanation {
            exact: false,
            cells,
            ..self.explanation(ExplanationKind::Missing, self.missing.clone(), says)
        }
    }
}

fn negated(vector: &[i64]) -> Vec<i64> {
    vector.iter().map(|number| number.saturating_neg()).collect()
}

fn exactly(says: &Sentence) -> Sentence {
    Sentence::said(|lang| match lang {
        Lang::Zh => format!("恰好等于{}。", says.get(lang)),
        Lang::En => format!("Exactly {}.", says.get(lang)),
    })
}

fn left_out(name: &str) -> Sentence {
    Sentence::said(|lang| match lang {
        Lang::Zh => format!("漏计{name}"),
        Lang::En => format!("{name} left out"),
    })
}

fn twice(name: &str) -> Sentence {
    Sentence::said(|lang| match lang {
        Lang::Zh => format!("重复计入{name}"),
        Lang::En => format!("{name} counted twice"),
    })
}

fn excluded(name: &str, why: &str) -> Sentence {
    let why = match why {
        "vertical" => ("垂直管理，按规定不计入", "it reports up its own line"),
        "branch" => ("上级机关的分支机构，不计入", "part of a higher agency"),
        "enterprise" => ("企事业单位，不计入", "no administrative agency"),
        "duplicate" => ("同一政府的另一份报告", "the government's other report"),
        _ => ("不在汇总范围内", "not to be summed"),
    };
    Sentence::said(|lang| match lang {
        Lang::Zh => format!("计入了{name}（{}）", why.0),
        Lang::En => format!("{name} counted ({})", why.1),
    })
}

fn version(name: &str, file: &str, is_last: bool) -> Sentence {
    Sentence::said(|lang| match (lang, is_last) {
        (Lang::Zh, true) => format!("汇总时用了{name}上年的报告（{file}）"),
        (Lang::Zh, false) => format!("汇总时用了{name}的另一份报告（{file}）"),
        (Lang::En, true) => format!("{name} summed by last year's report ({file})"),
        (Lang::En, false) => format!("{name} summed by another report ({file})"),
    })
}
