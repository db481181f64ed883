//! The written forms of a set's review: one file a form. Page, command and packages take their words from here.

mod csv;
#[cfg(feature = "workbook")]
mod docx;
mod json;
#[cfg(feature = "workbook")]
mod letters;
mod markdown;
#[cfg(feature = "workbook")]
mod package;
mod table;
#[cfg(feature = "command")]
mod text;
pub mod words;
#[cfg(feature = "workbook")]
mod workbook;

pub use crate::output::records::Field;
pub use csv::{roster, write_csv, write_roster};
pub use json::{to_json, write_lines};
#[cfg(feature = "workbook")]
pub use letters::{letters, notice};
pub use markdown::write_markdown;
pub use table::{COLUMNS, row};
#[cfg(feature = "command")]
pub use text::write_text;
#[cfg(feature = "workbook")]
pub use workbook::{write_draft, write_workbook};

use rust_decimal::Decimal;

use crate::set::{Deduction, Set, SetReview};

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
    /// For each report what an assessor's table takes off, where there is one.
    pub deductions: &'a [Vec<Deduction>],
}

impl Answer<'_> {
    /// What a report loses, where there is a table of points.
    pub fn points_off(&self, entry: usize) -> Option<Decimal> {
        let lost = self.deductions.get(entry)?.iter().map(|deduction| deduction.points);
        Some(lost.fold(Decimal::ZERO, Decimal::saturating_add))
    }
}
