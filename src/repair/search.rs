//! The search for the smallest sets of cells, by depth, with exact integers.
//!
//! At every step one cell is changed such that an identity comes right. That finds every set of cells whose numbers are
//! determined: in such a set some broken identity has exactly one of the cells, which settles that cell; without it the
//! rest is such a set again. Where only the bound at 0 determines a set, some of its cells become 0: this is tried as well.
//! A set that is found with different numbers is not determined, and dropped. Identities of one kind share no cell, so a set of `n` cells mends at most `n` of them: this
//! bounds the search, and where a kind has as many broken identities as cells may still be changed, each must be settled
//! by a cell of its own, so that a single one of them need be tried.

use rust_decimal::Decimal;

use super::Change;
use crate::form::{CellId, Identity, IdentityKind};
use crate::report::Report;

/// Cells tried before the search of a group is given up.
const STEPS: u32 = 150_000;
/// Sets found before the search of a group is given up.
const FOUND: usize = 2000;
/// Larger numbers are not searched: no sum of them may overflow.
const GREATEST: i64 = 1 << 48;

/// A cell that can be changed.
#[derive(Clone, Debug)]
pub struct Field {
    /// Its name.
    pub cell: CellId,
    /// What stands there.
    pub written: Option<Decimal>,
    /// Its number in units of the search; 0 if blank.
    pub value: i64,
    /// The identities that it stands in, and whether on the left (1) or on the right (-1).
    pub sums: Vec<(usize, i64)>,
}

/// A set of cells and the amounts by which they change, in the order of the form.
#[derive(Clone, Debug)]
pub struct Found {
    /// Index into the fields, and the amount.
    pub cells: Vec<(usize, i64)>,
    /// The row that is slid, as its first and last field; its other cells keep their numbers.
    pub slid: Option<(usize, usize)>,
}

impl Found {
    /// The fields it changes.
    fn covers(&self) -> impl Iterator<Item = usize> + '_ {
        self.cells.iter().map(|(field, _)| *field)
    }
}

/// The search of one group.
pub struct Search {
    /// The cells, in the order of the form.
    pub fields: Vec<Field>,
    /// What 1 is counted as: a power of ten where the document has decimals.
    unit: i64,
    /// The fields of each identity.
    members: Vec<Vec<usize>>,
    /// What each identity adds up, as a number.
    kind: Vec<usize>,
    /// Left minus right of each identity.
    off: Vec<i64>,
    /// How many identities of each kind do not hold.
    broken: [usize; 8],
    changed: Vec<(usize, i64)>,
    slid: Option<(usize, usize)>,
    steps: u32,
    found: Vec<Found>,
}

impl Search {
    /// From the identities of a group, all of which are checked. None if a number is too large.
    pub fn new(report: &Report, identities: &[&Identity]) -> Option<Self> {
        let mut names: Vec<CellId> = Vec::new();
        let mut scale = 0;
        for cell in identities.iter().flat_map(|identity| identity.cells()) {
            if let Err(at) = names.binary_search(&cell) {
                names.insert(at, cell);
                scale = scale.max(report.cell(cell).value.map_or(0, |value| value.scale()));
            }
        }
        let unit = 10_i64.checked_pow(scale)?;
        let mut fields = Vec::with_capacity(names.len());
        for &cell in &names {
            let written = report.cell(cell).value;
            let value = match written {
                Some(value) => {
                    let units = 10_i64.checked_pow(scale - value.scale())?;
                    i64::try_from(value.mantissa()).ok()?.checked_mul(units)?
                }
                None => 0,
            };
            if value.abs() > GREATEST {
                return None;
            }
            fields.push(Field {
                cell,
                written,
                value,
                sums: Vec::with_capacity(3),
            });
        }
        let mut search = Self {
            fields,
            unit,
            members: Vec::with_capacity(identities.len()),
            kind: Vec::with_capacity(identities.len()),
            off: Vec::with_capacity(identities.len()),
            broken: [0; 8],
            changed: Vec::new(),
            slid: None,
            steps: STEPS,
            found: Vec::new(),
        };
        for (index, identity) in identities.iter().enumerate() {
            let mut off = 0;
            let mut members = Vec::new();
            let signed = [(&identity.left, 1), (&identity.right, -1)];
            for (&cell, sign) in signed
                .iter()
                .flat_map(|(cells, sign)| cells.iter().map(move |cell| (cell, *sign)))
            {
                let at = names.binary_search(&cell).ok()?;
                off += sign * search.fields[at].value;
                search.fields[at].sums.push((index, sign));
                members.push(at);
            }
            let kind = identity.kind as usize;
            search.broken[kind] += usize::from(off != 0);
            search.kind.push(kind);
            search.off.push(off);
            search.members.push(members);
        }
        Some(search)
    }

    /// All smallest sets up to a size, and whether none was missed.
    pub fn run(&mut self, largest: usize) -> (Vec<Found>, bool) {
        for size in 1..=largest {
            self.look(size);
            if size >= 2 {
                self.slide(size - 2);
            }
            if !self.found.is_empty() || self.steps == 0 {
                break;
            }
        }
        let all = self.found.len();
        let mut determined = Vec::with_capacity(all);
        // The same cells with other numbers: the identities leave a choice.
        for same in self.found.chunk_by(|a, b| a.covers().eq(b.covers())) {
            if let [only] = same {
                determined.push(only.clone());
            }
        }
        let complete = self.steps > 0 && determined.len() == all;
        (determined, complete)
    }

    /// The change of a field by an amount.
    pub fn change(&self, field: usize, by: i64) -> Change {
        let Field {
            cell, written, value, ..
        } = self.fields[field];
        Change {
            cell,
            from: written,
            to: Decimal::from((value + by) / self.unit),
        }
    }

    /// Changes a field and what follows from it.
    fn apply(&mut self, field: usize, by: i64) {
        self.fields[field].value += by;
        for &(sum, sign) in &self.fields[field].sums {
            let off = &mut self.off[sum];
            let was = *off != 0;
            *off += sign * by;
            let broken = &mut self.broken[self.kind[sum]];
            match (was, *off != 0) {
                (true, false) => *broken -= 1,
                (false, true) => *broken += 1,
                _ => {}
            }
        }
    }

    fn take_back(&mut self) {
        if let Some((field, by)) = self.changed.pop() {
            self.apply(field, -by);
        }
    }

    /// Changes exactly so many more cells.
    fn look(&mut self, left: usize) {
        let most = self.broken.iter().copied().max().unwrap_or(0);
        if most > left {
            return;
        }
        if most == 0 {
            if left == 0 {
                self.keep();
            }
            return;
        }
        if most == left {
            // Every broken identity of this kind needs a cell of its own: the one with the fewest cells is tried.
            let tight = (0..self.off.len()).filter(|&sum| self.off[sum] != 0 && self.broken[self.kind[sum]] == left);
            if let Some(sum) = tight.min_by_key(|&sum| self.members[sum].len()) {
                self.settle(sum, left, true);
            }
            return;
        }
        for sum in 0..self.off.len() {
            if self.off[sum] != 0 {
                self.settle(sum, left, false);
            }
        }
    }

    /// Makes an identity come right by one of its cells, each in turn; unless it is tight, also empties them.
    fn settle(&mut self, sum: usize, left: usize, tight: bool) {
        for at in 0..self.members[sum].len() {
            let field = self.members[sum][at];
            let taken = self.slid.is_some_and(|(first, last)| (first..=last).contains(&field))
                || self.changed.iter().any(|(other, _)| *other == field);
            if taken {
                continue;
            }
            let Field { value, ref sums, .. } = self.fields[field];
            let sign = sums.iter().find(|(of, _)| *of == sum).map_or(1, |(_, sign)| *sign);
            let by = -self.off[sum] * sign;
            if value + by >= 0 && (value + by) % self.unit == 0 {
                self.try_edit(field, by, left);
            }
            if !tight && left > 1 && value > 0 && value + by != 0 {
                self.try_edit(field, -value, left);
            }
        }
    }

    fn try_edit(&mut self, field: usize, by: i64, left: usize) {
        if self.steps > 0 {
            self.steps -= 1;
            self.apply(field, by);
            self.changed.push((field, by));
            self.look(left - 1);
            self.take_back();
        }
    }

    /// Slides each row by one column, then changes so many cells.
    fn slide(&mut self, left: usize) {
        for sum in 0..self.members.len() {
            // A row of table three: its fields follow one another.
            if self.kind[sum] != IdentityKind::Applicants as usize {
                continue;
            }
            let (Some(&first), Some(&total)) = (self.members[sum].first(), self.members[sum].last()) else {
                continue;
            };
            // The six applicants to the right or to the left, or with the total to the right; no number may fall off.
            for (first, last, right) in [
                (first, total - 1, true),
                (first, total - 1, false),
                (first, total, true),
            ] {
                let falls_off = if right { last } else { first };
                if self.fields[falls_off].value != 0 {
                    continue;
                }
                let values: Vec<i64> = self.fields[first..=last].iter().map(|field| field.value).collect();
                let width = values.len();
                let start = self.changed.len();
                for (at, value) in values.iter().enumerate() {
                    let neighbour = if right { at + width - 1 } else { at + 1 };
                    let by = values[neighbour % width] - value;
                    if by != 0 {
                        self.apply(first + at, by);
                        self.changed.push((first + at, by));
                    }
                }
                self.slid = Some((first, last));
                // Two cells are a move or a swap.
                if self.changed.len() - start > 2 {
                    self.look(left);
                }
                self.slid = None;
                while self.changed.len() > start {
                    self.take_back();
                }
            }
        }
    }

    /// Keeps what is changed now, in order and once.
    fn keep(&mut self) {
        let mut cells: Vec<(usize, i64)> = Vec::with_capacity(self.changed.len());
        for &(field, by) in &self.changed {
            let at = cells.partition_point(|(other, _)| *other < field);
            cells.insert(at, (field, by));
        }
        let new = Found { cells, slid: self.slid };
        let order = |other: &Found| {
            other
                .covers()
                .cmp(new.covers())
                .then_with(|| other.cells.cmp(&new.cells))
        };
        if let Err(at) = self.found.binary_search_by(order) {
            self.found.insert(at, new);
        }
        if self.found.len() >= FOUND {
            self.steps = 0;
        }
    }
}
