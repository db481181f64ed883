//! The written forms of a set's review: one file a form. Page, command and packages take their words from here.

mod csv;
#[cfg(feature = "workbook")]
mod docx;
mod json;
#[cfg(feature = "workbook")]
mod letters;
mod markdown;
#[cfg(feature = "workbook")]
mod notice;
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
pub use letters::letters;
pub use markdown::write_markdown;
#[cfg(feature = "workbook")]
pub use notice::notice;
pub use table::{COLUMNS, SUMMED, group_sum, requests_total, row};
#[cfg(feature = "command")]
pub use text::write_text;
#[cfg(feature = "workbook")]
pub use workbook::{write_draft, write_workbook};

use rust_decimal::Decimal;

use crate::set::{Decision, Deduction, Set, SetReview};

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
    /// What somebody decided.
    pub decisions: &'a [Decision],
    /// The reports that are written, where not all are.
    pub only: Option<Only<'a>>,
}

/// Some reports of a set, and what they have in common.
#[derive(Clone, Copy)]
pub struct Only<'a> {
    /// Whether each report is one of them.
    pub entries: &'a [bool],
    /// What chose them, in words: every form says so.
    pub says: &'a str,
}

impl Answer<'_> {
    /// What a report loses, where there is a table of points.
    pub fn points_off(&self, entry: usize) -> Option<Decimal> {
        let lost = self.deductions.get(entry)?.iter().map(|deduction| deduction.points);
        Some(lost.fold(Decimal::ZERO, Decimal::saturating_add))
    }

    /// Whether a report is written.
    pub fn shows(&self, entry: usize) -> bool {
        self.only.is_none_or(|only| only.entries.get(entry) == Some(&true))
    }

    /// What was decided about a report as a whole, or about a rule in it.
    pub fn decision(&self, entry: usize, rule: Option<&str>) -> Option<&Decision> {
        let filed = self.review.filed.get(entry)?;
        let body = &self.review.bodies[filed.body].name;
        self.decisions.iter().find(|decision| {
            (&decision.body, Some(decision.year), decision.rule.as_deref()) == (body, filed.year, rule)
        })
    }
}
