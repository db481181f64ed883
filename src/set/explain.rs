//! What explains the difference between a government's report and the sum of those below it: the smallest hypothesis that makes
//! every difference nothing. Only exact ones are told as such, and all that tie.

use std::collections::HashMap;

use rust_decimal::Decimal;

use super::entry::Entry;
use super::parent::{Class, Explanation, ExplanationKind, Parent, half_unit, value};
use super::{Outcome, SetReview};
use crate::form::{CellId, TableId, column_name, row_name};
use crate::language::Lang;
use crate::wording::Sentence;

/// At most so many explanations are told.
const TOLD: usize = 3;
/// At most so many organs are named.
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

    /// E4: another file of the same organ and year, or last year's report.
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

    /// The rows that cells are in, with their table.
    fn rows_of(&self, cells: &[usize]) -> Vec<(TableId, u8)> {
        let mut rows: Vec<(TableId, u8)> = cells
            .iter()
            .map(|&at| (self.cells[at].table, self.cells[at].row))
            .collect();
        rows.dedup();
        rows
    }

    /// The cells of a row.
    fn row(&self, (table, row): (TableId, u8)) -> Vec<usize> {
        (0..self.cells.len())
            .filter(|&at| self.cells[at].table == table && self.cells[at].row == row)
            .collect()
    }

    /// E6 to E8: rows.
    fn rows(&self, open: &[usize]) -> Vec<Explanation> {
        let mut found = Vec::new();
        let rows = self.rows_of(open);
        found.extend(self.one_row(open, &rows));
        if let [first, second] = rows[..] {
            let (a, b) = (self.row(first), self.row(second));
            if first.0 == second.0 && a.len() == b.len() {
                found.extend(self.swapped(&a, &b, true));
            }
        }
        if rows.len() >= 2 {
            found.extend(self.shifted(&rows));
        }
        found
    }

    /// E6: a row or a cell of one organ.
    fn one_row(&self, open: &[usize], rows: &[(TableId, u8)]) -> Option<Explanation> {
        let total = self.outcomes_total();
        let base = match *rows {
            [row] => row,
            [row, other] if Some(other) == total && self.same_differences(row, other) => row,
            _ => return None,
        };
        let cells = self.row(base);
        let in_row: Vec<usize> = open.iter().copied().filter(|at| cells.contains(at)).collect();
        let last = cells.last().copied();
        let inner: Vec<usize> = in_row
            .iter()
            .copied()
            .filter(|at| Some(*at) != last || cells.len() == 1 || in_row.len() == 1)
            .collect();
        let fits = |vector: &Vec<i64>| {
            let equal = |at: &usize| vector[*at] != 0 && !self.is_left(*at, -vector[*at]);
            let whole = cells
                .iter()
                .all(|&at| vector[at].saturating_neg() == self.off[at] || !self.is_left(at, -vector[at]));
            whole || inner.len() == 1 && in_row.iter().all(|at| self.off[*at] == self.off[inner[0]]) && equal(&inner[0])
        };
        let bodies: Vec<usize> = self
            .children
            .iter()
            .filter(|(_, vector)| fits(vector))
            .map(|found| found.0)
            .collect();
        let first = *in_row.first()?;
        let (cell, number) = (self.cells[first], self.shown(first, self.off[first]));
        let count = bodies.len();
        let says = match &bodies[..] {
            [] => return None,
            [body] => {
                let name = &self.names[*body];
                Sentence::said(|lang| match lang {
                    Lang::Zh => format!("“{}”恰好差{name}的数（{number}）。", row_name(cell, lang)),
                    Lang::En => format!(
                        "“{}” is off by exactly the number of {name} ({number}).",
                        row_name(cell, lang)
                    ),
                })
            }
            bodies => {
                let listed: Vec<&str> = bodies
                    .iter()
                    .take(NAMED)
                    .map(|&body| self.names[body].as_str())
                    .collect();
                Sentence::said(|lang| match lang {
                    Lang::Zh => {
                        let more = if count > NAMED { "等" } else { "" };
                        format!(
                            "“{}”的差额（{number}）与{count}个单位的该行数字相同：{}{more}。",
                            row_name(cell, lang),
                            listed.join("、")
                        )
                    }
                    Lang::En => {
                        let more = if count > NAMED { " …" } else { "" };
                        format!(
                            "“{}” is off by {number}, as {count} organs have it: {}{more}.",
                            row_name(cell, lang),
                            listed.join(", ")
                        )
                    }
                })
            }
        };
        Some(Explanation {
            ties: count,
            ..self.explanation(ExplanationKind::Row, bodies, says)
        })
    }

    fn outcomes_total(&self) -> Option<(TableId, u8)> {
        let cell = self
            .cells
            .iter()
            .find(|cell| cell.table == TableId::Requests && cell.row().name == "outcomes_total")?;
        Some((cell.table, cell.row))
    }

    fn same_differences(&self, a: (TableId, u8), b: (TableId, u8)) -> bool {
        let (a, b) = (self.row(a), self.row(b));
        a.len() == b.len() && a.iter().zip(&b).all(|(a, b)| self.off[*a] == self.off[*b])
    }

    /// E7, E8 and E9: two rows or two columns exchanged, in the parent or in what was taken from one organ.
    fn swapped(&self, a: &[usize], b: &[usize], are_rows: bool) -> Vec<Explanation> {
        let (Some(&first), Some(&second)) = (a.first(), b.first()) else {
            return Vec::new();
        };
        let mut found = Vec::new();
        let (x, y) = (self.cells[first], self.cells[second]);
        let name = move |cell: CellId, lang: Lang| {
            if are_rows {
                row_name(cell, lang)
            } else {
                column_name(cell, lang)
            }
        };
        let exchanged =
            |own: &[i64], other: &[i64]| a.iter().zip(b).all(|(&a, &b)| own[a] == other[b] && own[b] == other[a]);
        if exchanged(&self.parent, &self.sum) {
            let kind = if are_rows {
                ExplanationKind::Rows
            } else {
                ExplanationKind::Columns
            };
            let says = Sentence::said(|lang| match lang {
                Lang::Zh => format!(
                    "“{}”与“{}”两{}互换。",
                    name(x, lang),
                    name(y, lang),
                    if are_rows { "行" } else { "列" }
                ),
                Lang::En => format!("“{}” and “{}” are exchanged.", name(x, lang), name(y, lang)),
            });
            found.push(self.explanation(kind, Vec::new(), says));
        }
        let kind = if are_rows {
            ExplanationKind::ChildRows
        } else {
            ExplanationKind::ChildColumns
        };
        let fits = |vector: &[i64]| {
            a.iter().zip(b).all(|(&a, &b)| {
                let change = vector[b].saturating_sub(vector[a]);
                self.off[a] == change && self.off[b] == -change
            })
        };
        let bodies: Vec<usize> = self
            .children
            .iter()
            .filter(|(_, vector)| fits(vector))
            .map(|found| found.0)
            .collect();
        for &body in bodies.iter().take(TOLD) {
            let organ = &self.names[body];
            let says = Sentence::said(|lang| match lang {
                Lang::Zh => format!(
                    "计入{organ}时“{}”与“{}”两{}互换。",
                    name(x, lang),
                    name(y, lang),
                    if are_rows { "行" } else { "列" }
                ),
                Lang::En => format!("“{}” and “{}” of {organ} were exchanged.", name(x, lang), name(y, lang)),
            });
            found.push(Explanation {
                ties: bodies.len(),
                ..self.explanation(kind, vec![body], says)
            });
        }
        found
    }

    /// E7: a run of rows slid by one.
    fn shifted(&self, rows: &[(TableId, u8)]) -> Option<Explanation> {
        let (first, last) = (*rows.first()?, *rows.last()?);
        let all = self.rows_of(&(0..self.cells.len()).collect::<Vec<_>>());
        let from = all.iter().position(|row| *row == first)?;
        let to = all.iter().position(|row| *row == last)?;
        let run: Vec<Vec<usize>> = all[from..=to].iter().map(|&row| self.row(row)).collect();
        let regular = first.0 == last.0 && run.len() >= 3 && run.iter().all(|row| row.len() == run[0].len());
        if !regular {
            return None;
        }
        let equal = |own: &[usize], other: &[usize]| {
            own.iter()
                .zip(other)
                .all(|(&own, &other)| self.parent[own] == self.sum[other])
        };
        let zero = |own: &[usize]| own.iter().all(|&own| self.parent[own] == 0);
        let (head, tail) = (&run[0], &run[run.len() - 1]);
        let up = run.windows(2).all(|pair| equal(&pair[0], &pair[1])) && (zero(tail) || equal(tail, head));
        let down = run.windows(2).all(|pair| equal(&pair[1], &pair[0])) && (zero(head) || equal(head, tail));
        if !up && !down {
            return None;
        }
        let (x, y) = (self.cells[head[0]], self.cells[tail[0]]);
        let says = Sentence::said(|lang| match lang {
            Lang::Zh => format!("“{}”至“{}”各行错开一行。", row_name(x, lang), row_name(y, lang)),
            Lang::En => format!(
                "The rows from “{}” to “{}” have slid by one.",
                row_name(x, lang),
                row_name(y, lang)
            ),
        });
        Some(self.explanation(ExplanationKind::Rows, Vec::new(), says))
    }

    /// E9: two columns of table three.
    fn columns(&self, open: &[usize]) -> Vec<Explanation> {
        let mut columns: Vec<u8> = open.iter().map(|&at| self.cells[at].column).collect();
        columns.sort_unstable();
        columns.dedup();
        let in_requests = open.iter().all(|&at| self.cells[at].table == TableId::Requests);
        let [first, second] = columns[..] else {
            return Vec::new();
        };
        if !in_requests {
            return Vec::new();
        }
        let column = |column: u8| -> Vec<usize> {
            (0..self.cells.len())
                .filter(|&at| self.cells[at].table == TableId::Requests && self.cells[at].column == column)
                .collect()
        };
        let (a, b) = (column(first), column(second));
        if a.len() == b.len() {
            self.swapped(&a, &b, false)
        } else {
            Vec::new()
        }
    }

    /// E10: an organ's fees in 元.
    fn in_yuan(&self, open: &[usize]) -> Vec<Explanation> {
        let Some((fee, _)) = self.fee.filter(|fee| open == [fee.0]) else {
            return Vec::new();
        };
        let fits = |vector: &[i64]| vector[fee] != 0 && !self.is_left(fee, vector[fee] / 10_000 - vector[fee]);
        let bodies: Vec<usize> = self
            .children
            .iter()
            .filter(|(_, vector)| fits(vector))
            .map(|found| found.0)
            .collect();
        let tell = |&body: &usize| {
            let name = &self.names[body];
            let says = Sentence::said(|lang| match lang {
                Lang::Zh => format!("{name}的收费金额疑以元填报。"),
                Lang::En => format!("The fees of {name} may have been filled in in 元."),
            });
            Explanation {
                ties: bodies.len(),
                ..self.explanation(ExplanationKind::Yuan, vec![body], says)
            }
        };
        bodies.iter().map(tell).collect()
    }

    /// E11: one number of the parent, and the totals that it is in.
    fn slip(&self, open: &[usize]) -> Option<Explanation> {
        let &first = open.first()?;
        let total = self.outcomes_total().map(|total| total.1);
        let is_total = |at: usize| self.cells[at].column().name == "total";
        let is_outcomes = |at: usize| self.cells[at].table == TableId::Requests && Some(self.cells[at].row) == total;
        let base = open.iter().copied().find(|&at| !is_total(at) && !is_outcomes(at));
        let base = base
            .or_else(|| open.iter().copied().find(|&at| !is_total(at)))
            .unwrap_or(first);
        let (own, cell) = (self.off[base], self.cells[base]);
        let in_its_sums = |&at: &usize| {
            let other = self.cells[at];
            let row = other.row == cell.row || is_outcomes(at);
            let column = other.column == cell.column || is_total(at);
            at == base
                || other.table == cell.table
                    && row
                    && column
                    && self.off[at] == own
                    && (is_total(at) || is_outcomes(at))
        };
        let (a, b) = (self.shown(base, self.parent[base]), self.shown(base, self.sum[base]));
        if !open.iter().all(in_its_sums) || !is_slip(&a, &b) {
            return None;
        }
        let says = Sentence::said(|lang| match lang {
            Lang::Zh => format!(
                "“{}”“{}”{a}疑为{b}之误（一处数字之差）。",
                row_name(cell, lang),
                column_name(cell, lang)
            ),
            Lang::En => format!(
                "“{}”, “{}”: {a} may be a slip for {b}.",
                row_name(cell, lang),
                column_name(cell, lang)
            ),
        });
        Some(self.explanation(ExplanationKind::Slip, Vec::new(), says))
    }

    /// A number as people write it, without its sign.
    fn shown(&self, at: usize, number: i64) -> String {
        let number = Decimal::from(number.saturating_abs());
        let is_fee = self.fee.is_some_and(|fee| fee.0 == at);
        let number = if is_fee {
            number / Decimal::from(FEE_UNIT)
        } else {
            number
        };
        number.normalize().to_string()
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
                    "All differences are surpluses, as {count} missing organs would make them ({}{more}).",
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
        "branch" => ("上级机关的分支机构，不计入", "part of a higher organ"),
        "enterprise" => ("企事业单位，不计入", "no administrative organ"),
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

/// One digit, two neighbouring digits exchanged, or a digit more or less.
fn is_slip(a: &str, b: &str) -> bool {
    let (a, b) = (a.as_bytes(), b.as_bytes());
    if a.len() == b.len() {
        let off: Vec<usize> = (0..a.len()).filter(|&at| a[at] != b[at]).collect();
        return match off[..] {
            [_] => a.len() > 1,
            [x, y] => y == x + 1 && a[x] == b[y] && a[y] == b[x],
            _ => false,
        };
    }
    let (long, short) = if a.len() > b.len() { (a, b) } else { (b, a) };
    long.len() == short.len() + 1
        && short.len() > 1
        && (0..long.len()).any(|at| long[..at] == short[..at] && long[at + 1..] == short[at..])
}
