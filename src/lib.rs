//! gouji（勾稽）checks a 政府信息公开工作年度报告: bytes in, review out.
//!
//! The data runs one way: [`input`] → [`document`] → [`reading`] → [`report`] → [`rules`] and [`repair`] → [`review`] → [`output`].
//! Any input gives an answer; what could not be read is said, and no number is shown that the document does not hold.

pub mod document;
pub mod form;
pub mod input;
pub mod language;
pub mod output;
mod radicals;
pub mod reading;
pub mod repair;
pub mod report;
pub mod review;
pub mod rules;
pub mod set;
pub mod small_sort;
pub mod wording;

use crate::document::Document;
use crate::input::Source;
use crate::report::Report;
use crate::review::Review;

/// What to check.
#[derive(Clone, Debug, Default)]
pub struct Options {
    /// Codes of rules that are off by default and wanted here.
    pub extra_rules: Vec<String>,
}

/// Checks a file's bytes. Errors are sentences for the user.
#[cfg(feature = "encodings")]
pub fn check(bytes: &[u8], name: Option<&str>, options: &Options) -> Result<Review, input::Error> {
    let (document, mut source) = input::open(bytes, input::Encoding::decode)?;
    source.name = name.map(str::to_owned);
    Ok(check_document(document, source, options))
}

/// Checks a document that is already open.
pub fn check_document(document: Document, source: Source, options: &Options) -> Review {
    check_report(reading::read(document), source, options)
}

/// Checks a report that is already read: with other numbers, to see what they would do.
pub fn check_report(report: Report, source: Source, options: &Options) -> Review {
    rules::review(report, source, options)
}
