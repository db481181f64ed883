//! The written forms of a set's review: one file a form. Page, command and packages take their words from here.

mod csv;
mod json;
mod markdown;
mod table;
#[cfg(feature = "command")]
mod text;
pub mod words;

pub use csv::{write_csv, write_roster};
pub use json::{to_json, write_lines};
pub use markdown::write_markdown;
pub use table::{COLUMNS, row};
#[cfg(feature = "command")]
pub use text::write_text;

use rust_decimal::Decimal;

use crate::set::{Set, SetReview};

/// A set and what is written of it.
#[derive(Clone, Copy)]
pub struct Answer<'a> {
    /// The reports.
    pub set: &'a Set,
    /// What came of them.
    pub review: &'a SetReview,
    /// Where the roster came from.
    pub roster: Option<&'a str>,
    /// For each report its whole review as JSON, where that is wanted.
    pub reviews: &'a [String],
    /// For each report its points, where an assessor has given a table.
    pub points: &'a [Option<Decimal>],
}

impl Answer<'_> {
    /// A report's points.
    pub fn points_of(&self, entry: usize) -> Option<Decimal> {
        self.points.get(entry).copied().flatten()
    }
}
