//! gouji（勾稽）checks a 政府信息公开工作年度报告: bytes in, review out.
//!
//! ```
//! # #[cfg(feature = "encodings")] {
//! use gouji::{Lang, Options, Severity, check};
//!
//! let report = "某县统计局2023年政府信息公开工作年度报告\n一、总体情况\n本报告没有表格。";
//! let review = check(report.as_bytes(), Some("report.txt"), &Options::default())?;
//! for finding in &review.findings {
//!     println!("{} {}: {}", finding.code(), finding.title(Lang::En), finding.message(Lang::Zh));
//! }
//! let errors = review.findings.iter().filter(|finding| finding.severity == Severity::Error);
//! assert_eq!(errors.count(), review.summary.errors);
//! # }
//! # Ok::<(), gouji::Error>(())
//! ```
//!
//! A program of its own needs no feature of the command: `default-features = false, features = ["encodings", "office", "pdf"]` reads
//! every format; `json` writes a review, `catalogue` holds the rules' documentation.
//!
//! The data runs one way: [`input`] → [`document`] → [`reading`] → [`report`] → [`rules`] and [`repair`] → [`review`] → [`output`].
//! Any input gives an answer; what could not be read is said, and no number is shown that the document does not hold.

pub mod document;
pub mod form;
pub mod input;
pub mod language;
pub mod output;
mod radicals;
#[doc(hidden)] // the rules and the page look in
pub mod reading;
pub mod repair;
pub mod report;
pub mod review;
pub mod rules;
pub mod set;
#[doc(hidden)] // sorts in the page's parts as well
pub mod small_sort;
pub mod wording;

pub use input::Error;
pub use language::Lang;
pub use review::{Finding, Review, Severity, Verdict};

use crate::document::Document;
use crate::input::Source;
use crate::report::Report;

/// What to check.
#[derive(Clone, Debug, Default)]
pub struct Options {
    /// Codes of rules that are off by default and wanted here.
    pub extra_rules: Vec<String>,
}

/// More reports in one document are not checked at once: a county has about a hundred a year.
const MAX_REPORTS: usize = 300;

/// Checks a file's bytes: the first report in it; how many more there are, its [`Review::more`] says. Errors are sentences for the
/// user.
#[cfg(feature = "encodings")]
pub fn check(bytes: &[u8], name: Option<&str>, options: &Options) -> Result<Review, input::Error> {
    let mut reviews = check_all(bytes, name, options)?;
    let more = reviews.len().saturating_sub(1);
    reviews.truncate(1);
    let first = reviews.pop().ok_or(input::Error::Empty)?;
    Ok(Review { more, ..first })
}

/// Checks every report in a file's bytes: in one document, or in the files of an archive. Those of one document are named
/// `file#1`, `file#2`; files in an archive `file.zip!/member`.
#[cfg(feature = "encodings")]
pub fn check_all(bytes: &[u8], name: Option<&str>, options: &Options) -> Result<Vec<Review>, input::Error> {
    let opened = input::open_all(bytes, input::Encoding::decode);
    // What is no archive, and cannot be opened, has no review.
    if let Some(error) = opened.refusal() {
        return Err(error.clone());
    }
    Ok(check_opened(opened, name, options))
}

/// Checks every report in what was opened; what cannot be checked says so in its review.
#[cfg(feature = "files")]
pub fn check_opened(opened: input::Opened, name: Option<&str>, options: &Options) -> Vec<Review> {
    let mut reviews = Vec::new();
    for file in opened.files {
        let name = match file.path {
            Some(path) => Some(format!("{}!/{path}", name.unwrap_or_default())),
            None => name.map(str::to_owned),
        };
        let source = |source: Source| Source {
            name: name.clone(),
            ..source
        };
        match file.document.and_then(reports) {
            Ok(reports) => {
                let count = reports.len();
                reviews.extend(reports.into_iter().enumerate().map(|(at, (document, of))| {
                    let mut source = source(of);
                    if count > 1 {
                        source.name = Some(numbered(name.as_deref(), at));
                    }
                    check_document(document, source, options)
                }));
            }
            Err(error) => {
                let unknown = Source {
                    bytes: file.bytes,
                    ..Source::named("", "")
                };
                reviews.push(Review::unsupported(source(unknown), &error));
            }
        }
    }
    reviews
}

/// The name of one of several reports in a file.
pub fn numbered(name: Option<&str>, at: usize) -> String {
    format!("{}#{}", name.unwrap_or_default(), at + 1)
}

/// The reports of a document.
pub fn reports((document, source): (Document, Source)) -> Result<Vec<(Document, Source)>, input::Error> {
    let parts = reading::split(document);
    if parts.len() > MAX_REPORTS {
        return Err(input::Error::TooManyReports(MAX_REPORTS));
    }
    Ok(parts.into_iter().map(|part| (part, source.clone())).collect())
}

/// Checks a document that is already open, as one report.
pub fn check_document(document: Document, source: Source, options: &Options) -> Review {
    check_report(reading::read(document), source, options)
}

/// Checks a report that is already read: with other numbers, to see what they would do.
pub fn check_report(report: Report, source: Source, options: &Options) -> Review {
    rules::review(report, source, options)
}
