//! A government's report beside those below it: the data that [`super::sums`] compares and [`super::explain`] explains.

use rust_decimal::Decimal;

use super::Outcome;
use super::entry::Entry;
use crate::form::{CellId, Role, TableId, Version};
use crate::review::Severity;
use crate::wording::Sentence;

/// How a cell of a government's report follows from those below it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Class {
    /// Requests: each counts at every agency that answered it.
    Sum,
    /// Decisions: 相对集中许可, joint enforcement may count twice below.
    Decisions,
    /// Fees: rounded, collected by another agency.
    Fees,
    /// Joint documents, one case against several agencies.
    Unique,
    /// Stocks: also of agencies that are no more.
    Stock,
}

impl Class {
    /// As written in a set's review.
    pub fn name(self) -> &'static str {
        match self {
            Self::Sum => "S",
            Self::Decisions => "D",
            Self::Fees => "F",
            Self::Unique => "U",
            Self::Stock => "N",
        }
    }

    /// Of a cell; none where it does not add up.
    pub fn of(cell: CellId) -> Option<Self> {
        match cell.table {
            TableId::Requests => Some(Self::Sum),
            TableId::Appeals => Some(Self::Unique),
            TableId::Disclosure => match (cell.row().name, cell.column().name) {
                (_, "decisions" | "projects") => Some(Self::Decisions),
                ("fees", "amount") => Some(Self::Fees),
                (_, "issued" | "repealed" | "made" | "disclosed") => Some(Self::Unique),
                (_, "in_force" | "total") => Some(Self::Stock),
                _ => None,
            },
        }
    }

    /// How much a sum that is too small weighs (H03), and one that is too large (H02).
    pub fn severities(self) -> (Severity, Severity) {
        match self {
            Self::Sum => (Severity::Error, Severity::Warning),
            Self::Decisions | Self::Fees => (Severity::Warning, Severity::Warning),
            Self::Unique => (Severity::Info, Severity::Warning),
            Self::Stock => (Severity::Info, Severity::Info),
        }
    }
}

/// A cell of a government's report beside the sum of those below it.
#[derive(Clone, Debug)]
pub struct CellSum {
    /// The cell.
    pub cell: CellId,
    /// How it follows.
    pub class: Class,
    /// What the government's report says.
    pub parent: Option<Decimal>,
    /// The sum of what is known below.
    pub sum: Decimal,
    /// Whether an agency's cell is unknown: then the sum is the least that it may be.
    pub bound: bool,
    /// What came of it.
    pub outcome: Outcome,
}

impl CellSum {
    /// How much more the government's report says; none where it says nothing.
    pub fn difference(&self) -> Option<Decimal> {
        self.parent?.checked_sub(self.sum)
    }
}

/// A report that is not summed, and why.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LeftOut {
    /// The entry.
    pub entry: usize,
    /// A stable word: `vertical`, `branch`, `enterprise`, `unknown`, `roster`, `duplicate`.
    pub why: &'static str,
}

/// What lies below a government in a year.
#[derive(Clone, Debug, Default)]
pub struct Below {
    /// The entries that are summed.
    pub children: Vec<usize>,
    /// Those that are not.
    pub left_out: Vec<LeftOut>,
    /// Agencies without a report.
    pub missing: Vec<usize>,
}

/// The sums for a report that a government has yet to write. They are no report's own numbers.
#[derive(Clone, Debug)]
pub struct Draft {
    /// The government.
    pub body: usize,
    /// The year.
    pub year: u16,
    /// What is summed.
    pub below: Below,
}

/// A government beside the agencies below it.
#[derive(Clone, Debug)]
pub struct Parent {
    /// The government.
    pub body: usize,
    /// Its entry.
    pub entry: usize,
    /// The year.
    pub year: u16,
    /// The entries that are summed.
    pub children: Vec<usize>,
    /// Those that are not.
    pub left_out: Vec<LeftOut>,
    /// Agencies without a report.
    pub missing: Vec<usize>,
    /// Whether a roster says that all are there.
    pub complete: bool,
    /// Whether the report may be a sum at all: false where it is less than single agencies throughout.
    pub scope: bool,
    /// The cells that add up.
    pub cells: Vec<CellSum>,
    /// What explains the differences.
    pub explanations: Vec<Explanation>,
}

/// The kinds of explanations, the cheapest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[allow(missing_docs)] // told by their names below
pub enum ExplanationKind {
    LeftOut,
    Twice,
    Excluded,
    Version,
    Two,
    Row,
    Rows,
    ChildRows,
    Columns,
    ChildColumns,
    Yuan,
    Slip,
    Missing,
}

impl ExplanationKind {
    /// As written in a set's review.
    pub fn name(self) -> &'static str {
        match self {
            Self::LeftOut => "left_out",
            Self::Twice => "twice",
            Self::Excluded => "excluded",
            Self::Version => "version",
            Self::Two => "two",
            Self::Row => "row",
            Self::Rows => "rows",
            Self::ChildRows => "child_rows",
            Self::Columns => "columns",
            Self::ChildColumns => "child_columns",
            Self::Yuan => "yuan",
            Self::Slip => "slip",
            Self::Missing => "missing",
        }
    }
}

/// What explains the differences.
#[derive(Clone, Debug)]
pub struct Explanation {
    /// Its kind.
    pub kind: ExplanationKind,
    /// Whether it explains all of them.
    pub exact: bool,
    /// How many of its kind are as good.
    pub ties: usize,
    /// The agencies that it names.
    pub bodies: Vec<usize>,
    /// How many cells it explains.
    pub cells: usize,
    /// How many it leaves.
    pub leaves: usize,
    /// In words.
    pub says: Sentence,
}

/// What a report says in a cell; （六）其他处理 as a group is the sum of its three rows.
pub fn value(entry: &Entry, cell: CellId) -> Option<Decimal> {
    let is_group = cell.table == TableId::Requests && cell.row().role == Role::Closed;
    if is_group && entry.forms.1 == Some(Version::V2021) {
        let rows = TableId::Requests.rows(Version::V2021).iter().enumerate();
        let mut parts = rows.filter(|(_, row)| row.role == Role::ClosedPart);
        return parts.try_fold(Decimal::ZERO, |sum, (row, _)| {
            let part = CellId::new(TableId::Requests, Version::V2021, row, usize::from(cell.column));
            sum.checked_add(entry.count(part)?)
        });
    }
    entry.count(cell)
}

/// The cells of a report that add up.
pub fn summed_cells(disclosure: Option<Version>, has_old_rows: bool) -> Vec<CellId> {
    let mut cells = Vec::with_capacity(200);
    for table in TableId::ALL {
        let version = match table {
            TableId::Disclosure => disclosure.unwrap_or(Version::V2021),
            _ => Version::V2021,
        };
        for (row, form) in table.rows(version).iter().enumerate() {
            let is_there = match form.role {
                Role::Group => false,
                Role::Closed => has_old_rows,
                Role::ClosedPart => !has_old_rows,
                _ => true,
            };
            let columns = (0..form.columns.len()).filter(|_| is_there);
            cells.extend(columns.map(|column| CellId::new(table, version, row, column)));
        }
    }
    cells.retain(|&cell| Class::of(cell).is_some());
    cells
}

/// Half a unit of a number's last digit: what it may be off by rounding. A plain 0 is exact.
pub fn half_unit(number: Decimal) -> Decimal {
    if number.is_zero() {
        return Decimal::ZERO;
    }
    Decimal::new(5, number.scale().min(27) + 1)
}
