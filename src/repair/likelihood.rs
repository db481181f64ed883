//! How likely an edit is what went wrong, from what the document itself shows.

use rust_decimal::Decimal;

use super::search::{Field, Found, Search};
use super::{Edit, Kind};
use crate::form::{CellId, Role, TableId};

/// What speaks for an edit, the strongest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[cfg_attr(feature = "types", derive(ts_rs::TS), ts(rename_all = "snake_case"))]
pub enum Likelihood {
    /// The prose says the new number of this cell.
    Stated,
    /// One digit mistyped, dropped, doubled or added, or two neighbouring digits exchanged (optimal string alignment
    /// distance 1) in a number whose other digits stay: of a number with one digit nothing stays.
    Slip,
    /// Numbers in the wrong place: two cells exchanged, a whole amount in the neighbouring cell, a row slid by one column.
    Misplaced,
    /// The number of two or more digits that stands there is that of a neighbouring cell.
    Copied,
    /// A total rather than a part.
    Total,
    /// One digit for another one.
    Digit,
    /// Nothing in particular: a number for a blank or for nothing, or the other way round, or quite another number.
    Unexplained,
    /// The prose says the number that stands there.
    Denied,
}

impl Likelihood {
    /// How many there are.
    pub const COUNT: usize = 8;

    /// As written in a review.
    pub fn name(self) -> &'static str {
        match self {
            Self::Stated => "stated",
            Self::Slip => "slip",
            Self::Misplaced => "misplaced",
            Self::Copied => "copied",
            Self::Total => "total",
            Self::Digit => "digit",
            Self::Unexplained => "unexplained",
            Self::Denied => "denied",
        }
    }
}

/// The fewest edits that make the changes.
pub fn edits(search: &Search, found: &Found, stated: &[(CellId, Decimal)]) -> Vec<Edit> {
    let fields = &search.fields;
    let count = found.cells.len();
    let slides = |at: usize| {
        let field = found.cells[at].0;
        found.slid.is_some_and(|(first, last)| (first..=last).contains(&field))
    };
    let mut edits: Vec<Edit> = Vec::new();
    for one in 0..count {
        if edits.iter().any(|edit| edit.changes.contains(&one)) {
            continue;
        }
        let open = |at: usize| !slides(at) && !edits.iter().any(|edit| edit.changes.contains(&at));
        let (field, by) = found.cells[one];
        let mut edit = Edit {
            kind: Kind::Value,
            changes: vec![one],
            likelihood: single(fields, field, by),
        };
        let pair = (one + 1..count)
            .filter(|&other| open(other))
            .find_map(|other| Some((other, pair(fields, found.cells[one], found.cells[other])?)));
        if slides(one) {
            edit.kind = Kind::Shift;
            edit.likelihood = Likelihood::Misplaced;
            edit.changes.extend((one + 1..count).filter(|&at| slides(at)));
        } else if let Some((other, (kind, likelihood))) = pair {
            edit.changes.push(other);
            (edit.kind, edit.likelihood) = (kind, likelihood);
        } else if fields[field].written.is_none() && is_total(fields[field].cell) {
            edit.kind = Kind::Fill;
        }
        for &at in &edit.changes {
            let (field, by) = found.cells[at];
            let change = search.change(field, by);
            for &(cell, says) in stated {
                if cell == change.cell && change.from == Some(says) {
                    edit.likelihood = Likelihood::Denied;
                } else if cell == change.cell && change.to == says && edit.likelihood != Likelihood::Denied {
                    edit.likelihood = Likelihood::Stated;
                }
            }
        }
        edits.push(edit);
    }
    edits
}

/// Whether two changes are one edit: numbers exchanged in a row or a column, or an amount moved within a sum.
fn pair(fields: &[Field], (one, by_one): (usize, i64), (other, by_other): (usize, i64)) -> Option<(Kind, Likelihood)> {
    let (a, b) = (&fields[one], &fields[other]);
    let in_line = a.cell.table == b.cell.table && (a.cell.row == b.cell.row || a.cell.column == b.cell.column);
    if !in_line || by_one != -by_other {
        return None;
    }
    let exchanged = a.value + by_one == b.value;
    if exchanged && a.value != 0 && b.value != 0 {
        return Some((Kind::Swap, Likelihood::Misplaced));
    }
    // Parts of one sum: on the same side of an identity.
    if !a.sums.iter().any(|sum| b.sums.contains(sum)) {
        return None;
    }
    let likelihood = if exchanged && adjacent(a.cell, b.cell) {
        Likelihood::Misplaced
    } else {
        single(fields, one, by_one).max(single(fields, other, by_other))
    };
    Some((Kind::Move, likelihood))
}

/// How likely it is that one cell alone is wrong.
fn single(fields: &[Field], field: usize, by: i64) -> Likelihood {
    let Field {
        cell, written, value, ..
    } = fields[field];
    let to = value + by;
    let (old, new) = (value.to_string(), to.to_string());
    if written.is_some() && old.len().max(new.len()) > 1 && one_slip(old.as_bytes(), new.as_bytes()) {
        return Likelihood::Slip;
    }
    let same = |other: &Field| other.value == value && adjacent(other.cell, cell);
    if old.len() > 1 && fields.iter().any(same) {
        return Likelihood::Copied;
    }
    if is_total(cell) {
        return Likelihood::Total;
    }
    if value != 0 && to != 0 && old.len() == 1 && new.len() == 1 {
        return Likelihood::Digit;
    }
    Likelihood::Unexplained
}

/// Whether the form has two cells side by side, or one below the other.
fn adjacent(one: CellId, other: CellId) -> bool {
    let steps = one.row.abs_diff(other.row) + one.column.abs_diff(other.column);
    one.table == other.table && steps == 1
}

/// Whether a cell holds a sum: the total of a row, or of the rows above it.
fn is_total(cell: CellId) -> bool {
    match cell.table {
        TableId::Disclosure => false,
        TableId::Appeals => cell.column().name == "total",
        TableId::Requests => {
            cell.column().name == "total" || cell.row().role == Role::OutcomesTotal || cell.row().is_group(cell.version)
        }
    }
}

/// Whether two words differ by one character put in, left out or replaced, or by two neighbours exchanged.
fn one_slip(a: &[u8], b: &[u8]) -> bool {
    let start = a.iter().zip(b).take_while(|(a, b)| a == b).count();
    let (a, b) = (&a[start..], &b[start..]);
    let end = a.iter().rev().zip(b.iter().rev()).take_while(|(a, b)| a == b).count();
    match (&a[..a.len() - end], &b[..b.len() - end]) {
        ([_], [] | [_]) | ([], [_]) => true,
        ([a, b], [c, d]) => a == d && b == c,
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::one_slip;

    #[test]
    fn a_slip_is_one_step_of_optimal_string_alignment() {
        for (a, b) in [
            ("12", "17"),
            ("12", "2"),
            ("12", "122"),
            ("12", "21"),
            ("441", "414"),
            ("9", "90"),
        ] {
            assert!(one_slip(a.as_bytes(), b.as_bytes()), "{a} {b}");
            assert!(one_slip(b.as_bytes(), a.as_bytes()), "{b} {a}");
        }
        for (a, b) in [
            ("12", "12"),
            ("12", "34"),
            ("123", "321"),
            ("1", "100"),
            ("1234", "2143"),
        ] {
            assert!(!one_slip(a.as_bytes(), b.as_bytes()), "{a} {b}");
        }
    }
}
