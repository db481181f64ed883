//! Numbers that a person tried in place of the document's: written beside the review, never into it.

use super::{changes, names};
use crate::form::CellId;
use crate::language::Lang;
use crate::report::Change;
use crate::review::Review;
use crate::{Options, check_report};

/// Other numbers in some cells, and what they make of the report.
#[derive(Clone, Debug)]
pub struct WhatIf {
    /// The cells and the numbers that were tried.
    pub changes: Vec<Change>,
    /// The report with these numbers, checked.
    pub review: Review,
}

impl WhatIf {
    /// Checks a review's report with other numbers in some cells; none if no cell changes.
    pub fn new(review: &Review, changes: Vec<Change>, options: &Options) -> Option<Self> {
        if changes.is_empty() {
            return None;
        }
        let report = review.report.with(&changes);
        Some(Self {
            changes,
            review: check_report(report, review.source.clone(), options),
        })
    }

    /// What was tried and what would come of it, in one sentence that says that the document holds something else.
    pub fn said(&self, review: &Review, lang: Lang) -> String {
        let changed = changes(&review.report, &self.changes, lang);
        let summary = &self.review.summary;
        let (verdict, counts) = (names::verdict(summary, lang), names::counts(summary, lang));
        match lang {
            Lang::Zh => format!("试改（不是报告原有的数字）：{changed}。如照此修改：{verdict}（{counts}）。"),
            Lang::En => {
                format!("Tried (not what the report says): {changed}. With these numbers: {verdict} ({counts}).")
            }
        }
    }

    /// What was tried in a cell.
    pub fn of(&self, id: CellId) -> Option<&Change> {
        self.changes.iter().find(|(cell, _)| *cell == id)
    }
}
