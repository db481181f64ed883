//! Single rows, columns and numbers (E6 to E11): of one agency, or in the government's own report.

use rust_decimal::Decimal;

use super::{Explanation, ExplanationKind, FEE_UNIT, NAMED, Problem, TOLD};
use crate::form::{CellId, TableId, column_name, row_name};
use crate::language::Lang;
use crate::wording::Sentence;

impl Problem {
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
    pub(super) fn rows(&self, open: &[usize]) -> Vec<Explanation> {
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

    /// E6: a row or a cell of one agency.
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
                            "“{}” is off by {number}, as {count} agencies have it: {}{more}.",
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

    /// E7, E8 and E9: two rows or two columns exchanged, in the parent or in what was taken from one agency.
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
            let agency = &self.names[body];
            let says = Sentence::said(|lang| match lang {
                Lang::Zh => format!(
                    "计入{agency}时“{}”与“{}”两{}互换。",
                    name(x, lang),
                    name(y, lang),
                    if are_rows { "行" } else { "列" }
                ),
                Lang::En => format!(
                    "“{}” and “{}” of {agency} were exchanged.",
                    name(x, lang),
                    name(y, lang)
                ),
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
    pub(super) fn columns(&self, open: &[usize]) -> Vec<Explanation> {
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

    /// E10: an agency's fees in 元.
    pub(super) fn in_yuan(&self, open: &[usize]) -> Vec<Explanation> {
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
    pub(super) fn slip(&self, open: &[usize]) -> Option<Explanation> {
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
