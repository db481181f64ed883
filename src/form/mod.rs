//! The statutory form as data: tables, rows, columns, official labels and identities.
//!
//! Sources: 国办公开办函〔2021〕30号 (reports on 2021 and later), 国办公开办函〔2019〕60号 (2019 and 2020).
//! Everything that walks the form (reading, rules, page, exports) walks these tables; a row is added here only.

mod identities;
mod layout;
mod names;
mod parts;
mod tables;

use std::fmt::{self, Write};

pub use identities::{Identity, IdentityKind, identities};
pub use layout::{HeadKind, LayoutRow, Slot, SlotContent, layout};
pub use names::{column_name, row_name, short_label, table_heading, table_name};
pub use parts::{BY_WORDS, PARTS, Part, PartHeading};
pub use tables::{ADDED_ROWS, APPEALS, Column, DISCLOSURE_2019, DISCLOSURE_2021, Kind, REQUESTS, Role, Row};

/// A version of the form.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
pub enum Version {
    /// 国办公开办函〔2019〕60号, trial form for 2019 and 2020.
    #[cfg_attr(feature = "types", ts(rename = "2019"))]
    V2019,
    /// 国办公开办函〔2021〕30号, in force for 2021 and later.
    #[cfg_attr(feature = "types", ts(rename = "2021"))]
    V2021,
}

impl Version {
    /// As written in a review.
    pub fn name(self) -> &'static str {
        match self {
            Self::V2019 => "2019",
            Self::V2021 => "2021",
        }
    }

    /// The other one.
    #[must_use]
    pub fn other(self) -> Self {
        match self {
            Self::V2019 => Self::V2021,
            Self::V2021 => Self::V2019,
        }
    }

    /// The version that a report on `year` must use; none for reports on years before 2019.
    pub fn for_year(year: u16) -> Option<Self> {
        match year {
            ..2019 => None,
            2019..2021 => Some(Self::V2019),
            _ => Some(Self::V2021),
        }
    }
}

/// One of the three statutory tables.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum TableId {
    /// Section 二, 主动公开政府信息情况.
    Disclosure,
    /// Section 三, 收到和处理政府信息公开申请情况.
    Requests,
    /// Section 四, 政府信息公开行政复议、行政诉讼情况.
    Appeals,
}

impl TableId {
    /// All three, in the order of the form.
    pub const ALL: [Self; 3] = [Self::Disclosure, Self::Requests, Self::Appeals];

    /// First part of a cell's name.
    pub fn name(self) -> &'static str {
        match self {
            Self::Disclosure => "disclosure",
            Self::Requests => "requests",
            Self::Appeals => "reviews",
        }
    }

    /// The table's rows in a version of the form, in official order.
    pub fn rows(self, version: Version) -> &'static [Row] {
        match (self, version) {
            (Self::Disclosure, Version::V2019) => DISCLOSURE_2019,
            (Self::Disclosure, Version::V2021) => DISCLOSURE_2021,
            (Self::Requests, _) => REQUESTS,
            (Self::Appeals, _) => APPEALS,
        }
    }
}

/// A cell of the form: `requests.denied.internal.natural`.
///
/// Ordered as on paper: table, row, column.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct CellId {
    /// The table.
    pub table: TableId,
    /// The version of the table's form, which its rows are counted in.
    pub version: Version,
    /// Index into [`TableId::rows`].
    pub row: u8,
    /// Index into [`Row::columns`].
    pub column: u8,
}

impl CellId {
    /// The cell at a row and column of a table.
    pub fn new(table: TableId, version: Version, row: usize, column: usize) -> Self {
        Self {
            table,
            version,
            row: row as u8,
            column: column as u8,
        }
    }

    /// Its row in the form.
    pub fn row(self) -> &'static Row {
        &self.table.rows(self.version)[usize::from(self.row)]
    }

    /// Its column in the form.
    pub fn column(self) -> &'static Column {
        &self.row().columns[usize::from(self.column)]
    }
}

impl fmt::Display for CellId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // Two hundred a report are written: without the machinery of formats, which takes several times as long.
        f.write_str(self.table.name())?;
        f.write_char('.')?;
        f.write_str(self.row().name)?;
        f.write_char('.')?;
        f.write_str(self.column().name)
    }
}

impl fmt::Debug for CellId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}
